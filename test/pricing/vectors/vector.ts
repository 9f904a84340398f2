// The worked examples of the shared handbook, as far as they lie beside the project.
import { existsSync, readFileSync } from 'node:fs';
import { parseRatio, type Ratio } from '../../../pricing/ratio.js';
import { printExactly, printRounded } from '../../../pricing/rounding.js';
import { shared } from '../../shared-material.js';

/** Numbers are texts; an example may hold lists and rows of them. */
export type Inputs = Readonly<Record<string, string>>;

export interface Vector {
  readonly id: string;
  readonly topic: string;
  /** Document or rule that the example follows. */
  readonly source: string;
  readonly inputs: Inputs;
  readonly expected: Readonly<Record<string, unknown>>;
  readonly note?: string;
}

/**
 * Puts the inputs of an example into the functions of the product and names the answers as the example does. It translates names and
 * computes nothing. It may give more answers than the example asks for.
 */
export type Adapter = (inputs: Inputs, vector: Vector) => Readonly<Record<string, unknown>>;

const path = shared('handbook', 'vectors.json');

export const vectorsAreThere = existsSync(path);

export const VECTORS: readonly Vector[] = vectorsAreThere ? (JSON.parse(readFileSync(path, 'utf8')) as Vector[]) : [];

/** A number of an example. */
export function numberOf(inputs: Inputs, name: string): Ratio {
  const text = inputs[name];
  if (text === undefined) throw new Error(`the example has no ${name}`);
  return parseRatio(text);
}

/** A number with the decimals that the example asks for, half up; exactly where it asks for none. */
export function printed(value: Ratio, { dp }: Inputs): string {
  return dp === undefined ? printExactly(value) : printRounded(value, { rule: 'half-up', decimals: Number(dp) });
}

/** An exact number of yuan with two decimals, half up. */
export const printedYuan = (yuan: Ratio): string => printRounded(yuan, { rule: 'half-up', decimals: 2 });

/** Parts of a value that the example writes as `1:2:7`. */
export const partsOf = (text: string): Ratio[] => text.split(':').map(parseRatio);
