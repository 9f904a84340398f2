import { addFen, NO_MONEY, type Fen } from '../../pricing/index.js';
import type { BilingualText } from '../../reference-data/index.js';
import type { PricedRow } from './price-row.js';
import { statusOf, type PricingStatus } from './priced-columns.js';

/** What one method priced. Unit of amounts: fen. */
export interface MethodCounts {
  readonly cases: number;
  readonly standard: Fen;
  readonly fund: Fen;
  /** Cases whose fund payment is known. */
  readonly withFund: number;
}

/** How often a notice was given, and its words where it first was: they may name what one case lacks. */
export interface NoticeCount extends BilingualText {
  readonly rows: number;
}

/** What was counted of priced rows, as threads report it. */
export interface PriceCounts {
  readonly rows: number;
  readonly status: Readonly<Record<PricingStatus, number>>;
  readonly methods: ReadonlyMap<string, MethodCounts>;
  /** Rows by code of their error. */
  readonly errors: ReadonlyMap<string, number>;
  /** By id of the notice. */
  readonly notices: ReadonlyMap<string, NoticeCount>;
  /** Lines of the breakdown file, where one is written. */
  readonly breakdown: string;
}

type Writable<Counts> = { -readonly [Name in keyof Counts]: Counts[Name] };

/** Counts priced rows. */
export class PriceTally {
  #rows = 0;
  #status = { priced: 0, returned: 0, refused: 0 };
  #methods = new Map<string, Writable<MethodCounts>>();
  #errors = new Map<string, number>();
  #notices = new Map<string, Writable<NoticeCount>>();
  #breakdown: string[] = [];

  count(row: PricedRow): void {
    const { priced, error } = row;
    this.#rows++;
    this.#status[statusOf(row)]++;
    if (error !== undefined) return addTo(this.#errors, error.code, 1);
    for (const { id, zh, en } of priced.notices) this.#addNotice(id, zh, en, 1);
    if (priced.result === undefined) return;
    const { result, paymentStandard = NO_MONEY, fundPayment } = priced;
    const counts = this.#countsOf(result.method);
    counts.cases++;
    counts.standard = addFen(counts.standard, paymentStandard);
    if (fundPayment === undefined) return;
    counts.fund = addFen(counts.fund, fundPayment.fund);
    counts.withFund++;
  }

  note(breakdown: string): void {
    this.#breakdown.push(breakdown);
  }

  add(counts: PriceCounts): void {
    this.#rows += counts.rows;
    for (const status of ['priced', 'returned', 'refused'] as const) this.#status[status] += counts.status[status];
    for (const [method, { cases, standard, fund, withFund }] of counts.methods) {
      const known = this.#countsOf(method);
      known.cases += cases;
      known.standard = addFen(known.standard, standard);
      known.fund = addFen(known.fund, fund);
      known.withFund += withFund;
    }
    for (const [code, count] of counts.errors) addTo(this.#errors, code, count);
    for (const [id, { zh, en, rows }] of counts.notices) this.#addNotice(id, zh, en, rows);
  }

  /** What was counted since the last call. */
  take(): PriceCounts {
    const counts = this.counts();
    this.#rows = 0;
    this.#status = { priced: 0, returned: 0, refused: 0 };
    this.#methods = new Map();
    this.#errors = new Map();
    this.#notices = new Map();
    this.#breakdown = [];
    return counts;
  }

  /** All that was counted and added. */
  counts(): PriceCounts {
    return {
      rows: this.#rows,
      status: this.#status,
      methods: this.#methods,
      errors: this.#errors,
      notices: this.#notices,
      breakdown: this.#breakdown.join(''),
    };
  }

  get rows(): number {
    return this.#rows;
  }

  #addNotice(id: string, zh: string, en: string, rows: number): void {
    const known = this.#notices.get(id);
    if (known === undefined) this.#notices.set(id, { zh, en, rows });
    else known.rows += rows;
  }

  #countsOf(method: string): Writable<MethodCounts> {
    const known = this.#methods.get(method);
    if (known !== undefined) return known;
    const counts = { cases: 0, standard: NO_MONEY, fund: NO_MONEY, withFund: 0 };
    this.#methods.set(method, counts);
    return counts;
  }
}

function addTo(counts: Map<string, number>, key: string, count: number): void {
  counts.set(key, (counts.get(key) ?? 0) + count);
}
