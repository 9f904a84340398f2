import { addFen, allocate, fen, NO_MONEY, sumFen, yuanOf, type Fen } from '../../pricing/index.js';

/** By what gains and losses are told apart. MDC and severity are those of the side that groups by DRG, of the first where both do. */
export const DIMENSIONS = ['hospital', 'mdc', 'severity', 'method'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** A case as both sides price it. */
export interface ComparedCase {
  readonly fund: string;
  readonly keys: Readonly<Record<Dimension, string>>;
  /** What the fund pays the hospital. Unit: fen. */
  readonly before: Fen;
  readonly after: Fen;
}

/** Cases of one kind and fund under both sides. Unit: fen. */
export interface ComparedRow {
  readonly dimension: Dimension;
  readonly key: string;
  readonly fund: string;
  readonly cases: number;
  readonly before: Fen;
  readonly after: Fen;
  /** After, if the fund had spent what it spent before: all rows of a dimension and fund add up to what they were. */
  readonly samePool: Fen;
}

interface Sums {
  cases: number;
  before: Fen;
  after: Fen;
}

/** Adds up what cases get under both sides; a few numbers for each hospital, MDC, severity and method, by fund. */
export class Redistribution {
  readonly #rows = new Map<string, Sums>();

  add({ fund, keys, before, after }: ComparedCase): void {
    for (const dimension of DIMENSIONS) {
      const name = JSON.stringify([dimension, fund, keys[dimension]]);
      const sums = this.#rows.get(name) ?? { cases: 0, before: NO_MONEY, after: NO_MONEY };
      sums.cases++;
      sums.before = addFen(sums.before, before);
      sums.after = addFen(sums.after, after);
      this.#rows.set(name, sums);
    }
  }

  /** By dimension, fund and key. Money never crosses from one fund to another. */
  rows(): readonly ComparedRow[] {
    const all = [...this.#rows].map(([name, sums]) => {
      const [dimension, fund, key] = JSON.parse(name) as [Dimension, string, string];
      return { dimension, fund, key, ...sums };
    });
    const funds = [...new Set(all.map(({ fund }) => fund))].sort();
    return DIMENSIONS.flatMap((dimension) =>
      funds.flatMap((fund) => {
        const rows = all.filter((row) => row.dimension === dimension && row.fund === fund);
        return inSamePool(rows.sort((a, b) => (a.key < b.key ? -1 : 1)));
      }),
    );
  }
}

/** Where nothing is paid after, nothing can be shared by it: every row is what it comes to. */
function inSamePool(rows: readonly Omit<ComparedRow, 'samePool'>[]): readonly ComparedRow[] {
  const whole = sumFen(rows.map(({ before }) => before));
  const weights = rows.map(({ after }) => yuanOf(after > 0n ? after : NO_MONEY));
  const isShared = weights.some(({ numerator }) => numerator > 0n);
  const shares = isShared ? allocate(whole, weights) : rows.map(() => fen(0n));
  return rows.map((row, place) => ({ ...row, samePool: shares[place]! }));
}
