import { CodedError } from '../../reference-data/index.js';
import { fen, parseRatio, PricingError, type EarlierStay, type Fen, type Ratio } from '../../pricing/index.js';
import type { ReadCase } from '../intake/index.js';
import { plainText } from '../intake/source-row.js';
import { readFen, yuanText } from '../intake/values/read-money.js';
import { readDecimal, readWholeNumber } from '../intake/values/read-number.js';
import { statedText } from '../intake/values/stated-text.js';
import type { PaymentColumn } from './payment-columns.js';

/** A value that a column states. */
export type ColumnValue = string | number | boolean | Fen | Ratio | readonly string[] | readonly EarlierStay[];

const ABSENT = -1;

/** Columns of the case that is being read: found once for all rows of a table, since they share one list of columns. */
export class ColumnReader {
  #columns: readonly string[] = [];
  #places = new Map<string, number>();
  /** Places by names as they are asked: they are few, and asked of every row. */
  #asked = new Map<string, number>();
  #read: ReadCase | undefined;

  /** Points at the next case. */
  at(read: ReadCase): this {
    this.#read = read;
    if (read.columns === this.#columns) return this;
    this.#columns = read.columns;
    this.#places = new Map();
    this.#asked = new Map();
    // Of two columns of one name the first counts.
    for (const [place, name] of read.columns.entries()) {
      const header = headerOf(name);
      if (!this.#places.has(header)) this.#places.set(header, place);
    }
    return this;
  }

  /** Whether the case has a column of this name. */
  has(header: string): boolean {
    return this.#place(header) !== ABSENT;
  }

  /** The place of the first of the columns that is there; undefined where none is. For whoever keeps it while the columns stay the same. */
  placeOf({ headers }: PaymentColumn): number | undefined {
    for (const header of headers) {
      const place = this.#place(header);
      if (place !== ABSENT) return place;
    }
    return undefined;
  }

  #place(header: string): number {
    const known = this.#asked.get(header);
    if (known !== undefined) return known;
    const place = this.#places.get(headerOf(header)) ?? ABSENT;
    this.#asked.set(header, place);
    return place;
  }

  /** The names of the columns, as the same object as long as they stay the same. */
  get columns(): readonly string[] {
    return this.#columns;
  }

  /** What a place states; empty where it states nothing. */
  textAt(place: number | undefined): string {
    return place === undefined ? '' : statedText(plainText(this.#read!.values[place]));
  }

  text(header: string): string {
    const place = this.#place(header);
    return place === ABSENT ? '' : this.textAt(place);
  }
}

const headerOf = (name: string): string =>
  name
    .normalize('NFKC')
    .trim()
    .replace(/\(元\)$/, '')
    .toLowerCase();

const LEVELS: Readonly<Record<string, number>> = { '1': 1, '2': 2, '3': 3, 一级: 1, 二级: 2, 三级: 3, '01': 1, '02': 2, '03': 3 };
const YES = new Set(['yes', 'true', '1', '是']);
const NO = new Set(['no', 'false', '0', '否']);

/**
 * Reads a stated value as its column means it.
 *
 * @throws PRICING_FACT_INVALID for an amount or number below zero, PRICING_FACT_UNREADABLE for anything else.
 */
export function columnValue(text: string, field: string, { kind }: PaymentColumn, caseId: string): ColumnValue {
  const value = READERS[kind](text);
  if (value === undefined) throw new PricingError('PRICING_FACT_UNREADABLE', { case: caseId, what: `${field}=${text}` });
  const isBelowZero = typeof value === 'number' || typeof value === 'bigint' ? value < 0 : false;
  if (isBelowZero) {
    const shown = typeof value === 'bigint' ? yuanText(value) : text;
    throw new PricingError('PRICING_FACT_INVALID', { case: caseId, field, value: shown });
  }
  return value;
}

const READERS: Readonly<Record<PaymentColumn['kind'], (text: string) => ColumnValue | undefined>> = {
  text: (text) => text,
  level: (text) => LEVELS[text],
  flags: listed,
  stays: (text) => {
    const stays = listed(text).map((stay) => /^(\d{1,5}):(\d{1,5})$/.exec(stay));
    return stays.every((stay) => stay !== null)
      ? stays.map(([, gapDays, days]) => ({ gapDays: Number(gapDays), days: Number(days) }))
      : undefined;
  },
  whole: readWholeNumber,
  number: readDecimal,
  yuan: (text) => {
    const amount = readFen(text);
    return amount === undefined ? undefined : fen(amount);
  },
  ratio: readRatio,
  yesNo: (text) => (YES.has(text.toLowerCase()) ? true : NO.has(text.toLowerCase()) ? false : undefined),
};

function listed(text: string): readonly string[] {
  return text
    .split('|')
    .map((word) => word.trim())
    .filter((word) => word !== '');
}

/** A share from 0 to 1, or a percentage with its sign. What lies outside is for the rule that asks for it to refuse. */
function readRatio(text: string): Ratio | undefined {
  const isPercentage = text.endsWith('%');
  try {
    const { numerator, denominator } = parseRatio((isPercentage ? text.slice(0, -1) : text).trim());
    return { numerator, denominator: isPercentage ? denominator * 100n : denominator };
  } catch (error) {
    if (error instanceof CodedError) return undefined;
    throw error;
  }
}
