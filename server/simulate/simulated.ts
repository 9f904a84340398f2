import { printRounded, printYuan, ratio, subtractFen, type Fen, type PaymentPolicy } from '../../pricing/index.js';
import type { Comparison, Unpaid } from './comparison.js';
import type { GainRow } from './gains-and-losses.js';

/** One side of a simulation as results name it. */
export interface SimulatedSide {
  readonly policy: PaymentPolicy;
  /** Id of the scheme. */
  readonly scheme: string;
  /** Cases that this side pays nothing for, by why. */
  readonly unpaid: Unpaid;
}

/** What a simulation found, ready to be told. */
export interface Simulated {
  /** `YYYY` where the year was settled under both sides; undefined where only prices were compared. */
  readonly year?: string | undefined;
  readonly rows: number;
  /** Cases that both sides pay. */
  readonly compared: number;
  readonly gains: readonly ToldRow[];
  readonly before: SimulatedSide;
  readonly after: SimulatedSide;
  /** Whether a side rests on invented numbers. */
  readonly isDemonstration: boolean;
}

/** A row of gains and losses, with what it would have of an unchanged pool where only prices were compared. */
export type ToldRow = GainRow & { readonly samePool?: Fen };

/** Puts together what a comparison found. */
export function simulated(
  comparison: Comparison,
  gains: readonly ToldRow[],
  sides: { readonly before: Omit<SimulatedSide, 'unpaid'>; readonly after: Omit<SimulatedSide, 'unpaid'> },
  year?: string,
): Simulated {
  const { rows, compared } = comparison;
  return {
    year,
    rows,
    compared,
    gains,
    before: { ...sides.before, unpaid: comparison.unpaid('before') },
    after: { ...sides.after, unpaid: comparison.unpaid('after') },
    isDemonstration: sides.before.policy.isDemonstration || sides.after.policy.isDemonstration,
  };
}

export const differenceOf = ({ before, after }: GainRow): Fen => subtractFen(after, before);

/** The difference in per cent of what it was, with two decimals; empty where nothing was paid before. */
export function percentOf(row: GainRow): string {
  if (row.before <= 0n) return '';
  return printRounded(ratio(differenceOf(row) * 100n, row.before), { rule: 'half-up', decimals: 2 });
}

/** Columns of the table of gains and losses. */
export function gainColumns({ year }: Simulated): readonly string[] {
  const shared = ['dimension', 'key', 'fund', 'cases', 'gaining', 'losing', 'before', 'after', 'difference', 'differencePercent'];
  return [...shared, ...(year === undefined ? ['samePool', 'samePoolDifference'] : []), 'demonstration'];
}

/** A row of it. Amounts in yuan. */
export function gainValues(row: ToldRow, { isDemonstration }: Simulated): readonly string[] {
  const { dimension, key, fund, cases, gaining, losing, before, after, samePool } = row;
  const counts = [cases, gaining, losing].map(String);
  const amounts = [before, after, differenceOf(row)].map(printYuan);
  const pool = samePool === undefined ? [] : [samePool, subtractFen(samePool, before)].map(printYuan);
  return [dimension, key, fund, ...counts, ...amounts, percentOf(row), ...pool, isDemonstration ? 'yes' : 'no'];
}

/** A simulation for machines. Amounts in yuan. */
export function simulatedRecord(told: Simulated): object {
  const { year, rows, compared, gains, before, after, isDemonstration } = told;
  const columns = gainColumns(told);
  const side = ({ policy, scheme, unpaid }: SimulatedSide): object => ({
    region: policy.region,
    scheme,
    unpaid: Object.fromEntries(unpaid),
  });
  return {
    ...(year === undefined ? {} : { year }),
    rows,
    compared,
    demonstration: isDemonstration,
    before: side(before),
    after: side(after),
    redistribution: gains.map((row) => Object.fromEntries(gainValues(row, told).map((value, at) => [columns[at]!, value]))),
  };
}
