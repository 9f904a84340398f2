import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { BilingualText } from '../../reference-data/index.js';
import { openRun, tableRows } from './open-run.js';
import type { Run } from './run-manifest.js';
import { differences, type Verification } from './verify.js';

/** A figure that two runs do not agree on; empty where one does not have it. */
export interface Difference {
  readonly what: string;
  readonly one: string;
  readonly other: string;
}

/** A step that two runs do not agree on. */
export interface StepDifference {
  readonly rule: string;
  readonly zh: string;
  readonly en: string;
  readonly one: string;
  readonly other: string;
  /** Operands that are not the same. */
  readonly because: readonly (BilingualText & Omit<Difference, 'what'>)[];
}

/** Where two runs lie apart: for a hospital, a pool, or a fund as a whole. */
export interface PlaceDifference {
  readonly fund: string;
  readonly hospital: string;
  readonly pool: string;
  /** Columns of hospitals.csv. */
  readonly figures: readonly Difference[];
  readonly steps: readonly StepDifference[];
}

/** The difference of two runs. */
export interface RunsDifference {
  readonly one: Run;
  readonly other: Run;
  readonly inputs: Verification['inputs'];
  readonly places: readonly PlaceDifference[];
}

/** Explains the difference of two runs hospital by hospital and step by step. @throws SETTLEMENT_RUN_UNREADABLE, SETTLEMENT_RUN_CHANGED */
export async function diffRunFolders(onePath: string, otherPath: string): Promise<RunsDifference> {
  const [one, other] = [await openRun(onePath), await openRun(otherPath)];
  const places = new Map<string, { figures: Difference[]; steps: StepDifference[] }>();
  const at = (key: string) => {
    const known = places.get(key) ?? { figures: [], steps: [] };
    places.set(key, known);
    return known;
  };
  const [figures, otherFigures] = [await figuresOf(one), await figuresOf(other)];
  for (const key of keysOf(figures, otherFigures)) {
    const found = differentValues(figures.get(key), otherFigures.get(key));
    if (found.length > 0) at(key).figures.push(...found);
  }
  const [steps, otherSteps] = [await stepsOf(one), await stepsOf(other)];
  for (const key of keysOf(steps, otherSteps)) {
    const [step, otherStep] = [steps.get(key), otherSteps.get(key)];
    if (step?.text === otherStep?.text) continue;
    const named = (step ?? otherStep)!;
    const { rule, zh, en } = named;
    const because = differentValues(step?.operands, otherStep?.operands).map(({ what, ...values }) => ({
      ...namesOfOperand(what),
      ...values,
    }));
    at(named.place).steps.push({ rule, zh, en, one: step?.result ?? '', other: otherStep?.result ?? '', because });
  }
  const found = [...places].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    one,
    other,
    inputs: differences(one.identity, other.identity),
    places: found.map(([key, difference]) => {
      const [fund = '', hospital = '', pool = ''] = key.split('\n');
      return { fund, hospital, pool, ...difference };
    }),
  };
}

type Values = ReadonlyMap<string, string>;

function namesOfOperand(key: string): BilingualText {
  const [zh = '', en = ''] = key.split('\n');
  return { zh, en };
}

const keysOf = (one: ReadonlyMap<string, unknown>, other: ReadonlyMap<string, unknown>): Iterable<string> =>
  new Set([...one.keys(), ...other.keys()]);

function differentValues(one: Values = new Map(), other: Values = new Map()): Difference[] {
  return [...keysOf(one, other)].flatMap((what) => {
    const [a, b] = [one.get(what) ?? '', other.get(what) ?? ''];
    return a === b ? [] : [{ what, one: a, other: b }];
  });
}

/** Columns of hospitals.csv by fund and hospital. */
async function figuresOf(run: Run): Promise<ReadonlyMap<string, Values>> {
  const figures = new Map<string, Values>();
  for await (const { fund = '', hospitalId = '', ...columns } of tableRows(run, 'hospitals.csv'))
    figures.set(`${fund}\n${hospitalId}\n`, new Map(Object.entries(columns)));
  return figures;
}

interface ReadStep {
  readonly place: string;
  readonly rule: string;
  readonly zh: string;
  readonly en: string;
  readonly result: string;
  /** By their names in both languages. */
  readonly operands: Values;
  readonly text: string;
}

/** A step as a line of steps.ndjson. */
interface WrittenStep {
  readonly fund: string;
  readonly hospital?: string;
  readonly pool?: string;
  readonly part?: string;
  readonly rule: string;
  readonly label: { readonly zh: string; readonly en: string };
  readonly operands: readonly (BilingualText & { readonly value: string })[];
  readonly amount?: string;
  readonly result?: { readonly value: string };
}

/** Steps by where they stand; of several of one rule at one place the first, the second … */
async function stepsOf(run: Run): Promise<ReadonlyMap<string, ReadStep>> {
  const steps = new Map<string, ReadStep>();
  for await (const text of createInterface({ input: createReadStream(join(run.path, 'steps.ndjson')), crlfDelay: Infinity })) {
    const { fund, hospital = '', pool = '', part = '', rule, label, operands, amount, result } = JSON.parse(text) as WrittenStep;
    const place = `${fund}\n${hospital}\n${pool}`;
    let count = 1;
    while (steps.has(`${place}\n${part}\n${rule}\n${count}`)) count++;
    steps.set(`${place}\n${part}\n${rule}\n${count}`, {
      place,
      rule,
      zh: label.zh,
      en: label.en,
      result: amount ?? result?.value ?? '',
      operands: new Map(operands.map(({ zh, en, value }) => [`${zh}\n${en}`, value])),
      text,
    });
  }
  return steps;
}
