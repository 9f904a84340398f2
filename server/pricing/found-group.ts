import type { Citation, Evidence, FoundGroup, Sourced } from '../../pricing/index.js';
import {
  exactDecimal,
  TREATMENT_ATTRIBUTES,
  type ExactDecimal,
  type SchemeManifest,
  type TreatmentAttribute,
} from '../../reference-data/index.js';
import type { AnyResult } from '../grouping/result-shape.js';
import type { ColumnReader } from './column-reader.js';

/** What is said of the scheme wherever a number of it is printed. */
export interface SchemeWords {
  readonly id: string;
  readonly kind: 'drg' | 'dip';
  readonly document: string;
  readonly number: string;
  readonly region: string;
  readonly from: string;
  readonly evidence: Evidence;
}

/** A directory whose importer named its document is no guess; the points of one without are. */
export function schemeWords(manifest: SchemeManifest): SchemeWords {
  const { id, kind, name, source, effectiveFrom = '', demonstration = false } = manifest;
  const region = manifest.kind === 'dip' ? (manifest.region ?? '') : '';
  const evidence = demonstration ? 'invented' : source.text === undefined ? 'assumed' : 'secondary';
  return { id, kind, document: name, number: source.text ?? source.file, region, from: effectiveFrom, evidence };
}

/** A text that a directory prints as a number, and the number, if it is one. */
interface Printed {
  readonly number: Sourced<ExactDecimal> | undefined;
}

/** Turns what a grouper found into what pricing asks: from the grouper itself, or from the columns of a file that it wrote. */
export class GroupFinder {
  readonly #scheme: SchemeWords;
  readonly #numbers = { points: new Map<string, Printed>(), coefficient: new Map<string, Printed>() };

  constructor(scheme: SchemeWords) {
    this.#scheme = scheme;
  }

  /** @returns undefined for a case that cannot be grouped as it stands. */
  ofResult(result: AnyResult): FoundGroup | undefined {
    if (result.status === 'invalid') return undefined;
    if ('drg' in result) return { group: result.drg, status: result.status };
    if (result.status === 'ungrouped') return { group: '', status: 'ungrouped', attribute: result.attribute };
    const { group, primaryCare, attribute, points, coefficient } = result;
    return {
      group,
      status: 'grouped',
      isPrimaryCare: primaryCare,
      attribute,
      directoryPoints: this.#number('points', points),
      auxiliaryCoefficient: this.#number('coefficient', coefficient),
    };
  }

  /** @returns undefined for a case that the grouper found invalid, or of which the file says no status. */
  ofColumns(columns: ColumnReader): FoundGroup | undefined {
    const status = columns.text('status');
    if (status !== 'grouped' && status !== 'ambiguous' && status !== 'ungrouped') return undefined;
    if (this.#scheme.kind === 'drg') return { group: columns.text('drg'), status };
    return {
      group: columns.text('group'),
      status,
      isPrimaryCare: columns.text('primaryCare') === 'yes',
      attribute: attributeOf(columns.text('attribute')),
      directoryPoints: this.#number('points', columns.text('points')),
      auxiliaryCoefficient: this.#number('coefficient', columns.text('coefficient')),
    };
  }

  /** A number that the directory prints. The same few thousand come again and again. */
  #number(what: keyof typeof UNITS, printed: string): Sourced<ExactDecimal> | undefined {
    if (printed === '') return undefined;
    const known = this.#numbers[what].get(printed);
    if (known !== undefined) return known.number;
    const value = exactDecimal(printed);
    const { id, document, number, region, from, evidence } = this.#scheme;
    const source = { document, number, clause: '', evidence };
    const citation: Citation = { parameter: `${id}.${what}`, unit: UNITS[what], from, region, source };
    const sourced = value === undefined ? undefined : { value, citation };
    this.#numbers[what].set(printed, { number: sourced });
    return sourced;
  }
}

const UNITS = { points: 'point', coefficient: '1' } as const;

const ATTRIBUTES: ReadonlySet<string> = new Set(TREATMENT_ATTRIBUTES);

function attributeOf(word: string): TreatmentAttribute | undefined {
  return ATTRIBUTES.has(word) ? (word as TreatmentAttribute) : undefined;
}

/** Which kind of grouper wrote a file, by its columns; undefined for a file that was not grouped. */
export function groupedAs(columns: readonly string[]): 'drg' | 'dip' | undefined {
  if (!columns.includes('status')) return undefined;
  if (columns.includes('drg')) return 'drg';
  return columns.includes('group') ? 'dip' : undefined;
}
