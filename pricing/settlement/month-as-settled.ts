import { addFen, NO_MONEY, subtractFen, type Fen } from '../money.js';
import type { YearInput } from './annual-settlement.js';
import type { MonthlySettlement } from './monthly-settlement.js';

/** A hospital's month as its settlement left it: what the year has to count, whoever hands it over. Unit: fen. */
export interface MonthAsSettled {
  readonly fund: string;
  /** `YYYY-MM` */
  readonly month: string;
  readonly hospital: string;
  readonly fundPart: Fen;
  readonly leftForClearing: Fen;
  readonly deposit: Fen;
  readonly entries: Fen;
  readonly credited: Fen;
}

/** The months of every hospital in a settlement. */
export const monthsAsSettled = ({ fund, month, hospitals }: MonthlySettlement): readonly MonthAsSettled[] =>
  hospitals.map(({ hospital, fundPart, leftForClearing, deposit, entries, credited }) => ({
    fund,
    month,
    hospital,
    fundPart,
    leftForClearing,
    deposit,
    entries,
    credited,
  }));

/** Two amounts of a month that have to be one, and may not be. Unit: fen. */
export interface EqualAmounts {
  /** Hospital and month. */
  readonly of: string;
  readonly expected: Fen;
  readonly found: Fen;
}

/** What has to be equal for every month to add up by itself, and for the year to count it as it was settled: none changed, left out or added. */
export function monthDifferences({ hospitals }: YearInput, months: readonly MonthAsSettled[]): readonly EqualAmounts[] {
  const counted = new Map<string, Amounts>(
    hospitals.flatMap(({ hospital, months: own }) => own.map((one) => [`${hospital} ${one.month}`, one] as const)),
  );
  const settled = new Map<string, Amounts>(months.map((one) => [`${one.hospital} ${one.month}`, one]));
  const whole = months.map(({ hospital, month, fundPart, leftForClearing, deposit, entries, credited }) => ({
    of: `${hospital} ${month}`,
    expected: subtractFen(addFen(fundPart, entries), addFen(leftForClearing, deposit)),
    found: credited,
  }));
  const asCounted = [...new Set([...settled.keys(), ...counted.keys()])].flatMap((of) => {
    const [expected, found] = [settled.get(of) ?? NOTHING, counted.get(of) ?? NOTHING];
    return (['credited', 'deposit'] as const).map((which) => ({ of, expected: expected[which], found: found[which] }));
  });
  return [...whole, ...asCounted];
}

type Amounts = Pick<MonthAsSettled, 'credited' | 'deposit'>;
const NOTHING: Amounts = { credited: NO_MONEY, deposit: NO_MONEY };
