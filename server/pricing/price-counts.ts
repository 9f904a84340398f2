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

const NOTHING: MethodCounts = { cases: 0, standard: NO_MONEY, fund: NO_MONEY, withFund: 0 };

/** Counts priced rows. */
export class PriceTally {
  #rows = 0;
  #status = { priced: 0, returned: 0, refused: 0 };
  #methods = new Map<string, MethodCounts>();
  #errors = new Map<string, number>();
  #notices = new Map<string, NoticeCount>();
  #breakdown: string[] = [];

  count(row: PricedRow): void {
    const { priced, error } = row;
    this.#rows++;
    this.#status[statusOf(row)]++;
    if (error !== undefined) return addTo(this.#errors, error.code, 1);
    for (const { id, zh, en } of priced.notices) this.#addNotice(id, { zh, en, rows: 1 });
    if (priced.result === undefined) return;
    const { result, paymentStandard = NO_MONEY, fundPayment } = priced;
    this.#addMethod(result.method, {
      cases: 1,
      standard: paymentStandard,
      fund: fundPayment?.fund ?? NO_MONEY,
      withFund: fundPayment === undefined ? 0 : 1,
    });
  }

  note(breakdown: string): void {
    this.#breakdown.push(breakdown);
  }

  add(counts: PriceCounts): void {
    this.#rows += counts.rows;
    for (const status of ['priced', 'returned', 'refused'] as const) this.#status[status] += counts.status[status];
    for (const [method, some] of counts.methods) this.#addMethod(method, some);
    for (const [code, count] of counts.errors) addTo(this.#errors, code, count);
    for (const [id, notice] of counts.notices) this.#addNotice(id, notice);
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

  #addNotice(id: string, notice: NoticeCount): void {
    const known = this.#notices.get(id);
    this.#notices.set(id, known === undefined ? notice : { ...known, rows: known.rows + notice.rows });
  }

  #addMethod(method: string, some: MethodCounts): void {
    const { cases, standard, fund, withFund } = this.#methods.get(method) ?? NOTHING;
    this.#methods.set(method, {
      cases: cases + some.cases,
      standard: addFen(standard, some.standard),
      fund: addFen(fund, some.fund),
      withFund: withFund + some.withFund,
    });
  }
}

function addTo(counts: Map<string, number>, key: string, count: number): void {
  counts.set(key, (counts.get(key) ?? 0) + count);
}
