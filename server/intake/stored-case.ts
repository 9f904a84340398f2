import { blankDischarge, type Discharge, type DischargeCharges, type Reason, type ReasonCode } from '../../grouper/index.js';
import type { ReadCase } from './case-source.js';

/** Amounts are integers that JSON numbers do not hold exactly: they stand as text. */
const AMOUNTS: ReadonlySet<string> = new Set([
  'totalCharges',
  'drugCharges',
  'consumableCharges',
  'selfPaid',
  'overLimit',
  'firstSelfPaid',
  'inScope',
] as const satisfies readonly (keyof DischargeCharges)[]);

/** Lists of columns that are remembered; a file has one or a few, a hostile one as many as records. */
const MOST_LISTS = 200;

type StoredReason = readonly [code: ReasonCode, detail?: string];

type Stored = readonly [
  discharge: Readonly<Record<string, unknown>>,
  reasons: readonly StoredReason[],
  values: readonly unknown[],
  columns?: readonly string[],
];

/**
 * A case as it was read, as one line of JSON: what it states, what was wrong or odd about it, and its columns to pass through. What was
 * only read to compute something of it, such as the date of birth, is no part of it.
 *
 * @param columns Those of the cases that need not name their own.
 */
export function storedCase({ discharge, reasons, columns: own, values }: ReadCase, columns: readonly string[]): string {
  const stated: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(discharge)) {
    if (value === undefined || (Array.isArray(value) && value.length === 0)) continue;
    stated[field] = typeof value === 'bigint' ? value.toString() : value;
  }
  const noted = reasons.map(({ code, detail }) => (detail === undefined ? [code] : [code, detail]));
  return JSON.stringify(own === columns ? [stated, noted, values] : [stated, noted, values, own]);
}

/** Reads stored cases back: each gives the same result as when it was read first. */
export class StoredCases {
  readonly #columns: readonly string[];
  readonly #lists = new Map<string, readonly string[]>();

  /** @param columns Those of the cases that do not name their own. */
  constructor(columns: readonly string[]) {
    this.#columns = columns;
  }

  read(text: string): ReadCase {
    const [stated, noted, values, own] = JSON.parse(text) as Stored;
    const discharge = blankDischarge() as Record<string, unknown>;
    for (const [field, value] of Object.entries(stated)) discharge[field] = AMOUNTS.has(field) ? BigInt(value as string) : value;
    const reasons = noted.map(([code, detail]): Reason => (detail === undefined ? { code } : { code, detail }));
    const columns = own === undefined ? this.#columns : this.#once(own);
    return { rowNumber: 0, discharge: discharge as unknown as Discharge, reasons, columns, values };
  }

  /** Whoever prints or prices finds columns once for all cases that have the same list of them. */
  #once(columns: readonly string[]): readonly string[] {
    const name = columns.join('\0');
    const known = this.#lists.get(name);
    if (known !== undefined) return known;
    if (this.#lists.size >= MOST_LISTS) this.#lists.clear();
    this.#lists.set(name, columns);
    return columns;
  }
}
