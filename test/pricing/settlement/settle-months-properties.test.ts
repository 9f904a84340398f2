// Whole years: twelve months paid in advance, debts carried from one to the next, and the clearing.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addFen, fen, NO_MONEY, subtractFen, sumFen, type Fen } from '../../../pricing/money.js';
import { over, ratio } from '../../../pricing/ratio.js';
import {
  brokenInvariants,
  monthsAsSettled,
  settleMonth,
  settleYear,
  type CaseToSettle,
  type HospitalYear,
  type MonthlySettlement,
  type SettlementEntry,
} from '../../../pricing/settlement/index.js';
import { YEAR } from '../vectors/settlement-of.js';
import { region, totalsBy, type MadeRegion } from './region.js';

const SEED = 20261122;
const RUNS = { seed: SEED, numRuns: 40 };
const TWELVE = ratio(12);
const MONTHS = Array.from({ length: 12 }, (_, at) => `${YEAR}-${String(at + 1).padStart(2, '0')}`);

/** In which month an entry of a hospital is booked: its number says. */
const bookedIn = (month: string, { id }: SettlementEntry): boolean =>
  Number(id.replace(/\D/g, '')) % 12 === MONTHS.indexOf(month);

/** Twelve months one after the other; what a hospital owes after one it owes in the next. */
function monthsOf({ fund, budget, rules }: MadeRegion, cases: readonly CaseToSettle[], hospitals: readonly HospitalYear[]) {
  const owed = new Map<string, Fen>();
  const basePoints = new Map(hospitals.map(({ hospital, basePoints: base }) => [hospital, over(base!, TWELVE)]));
  return MONTHS.map((month): MonthlySettlement => {
    const totals = totalsBy([cases.filter((one) => one.month === month)]);
    const facts = hospitals.map(({ hospital, entries }) => ({
      hospital,
      entries: entries.filter((entry) => bookedIn(month, entry)),
      owed: owed.get(hospital) ?? NO_MONEY,
    }));
    const settled = settleMonth({ fund, month, totals, hospitals: facts, budget, basePoints }, rules);
    for (const one of settled.hospitals) owed.set(one.hospital, one.owed);
    return settled;
  });
}

/** The year of a region that counts its months as they were settled. */
function yearAfter({ fund, cases, hospitals, budget, rules }: MadeRegion, months: readonly MonthlySettlement[]) {
  const facts = hospitals.map((one): HospitalYear => ({
    ...one,
    months: months.flatMap(({ month, hospitals: own }) =>
      own.filter(({ hospital }) => hospital === one.hospital).map(({ credited, deposit }) => ({ month, credited, deposit })),
    ),
  }));
  const input = { fund, year: YEAR, totals: totalsBy([cases]), hospitals: facts, budget };
  return { input, year: settleYear(input, rules) };
}

const text = (value: unknown): string =>
  JSON.stringify(value, (_, one: unknown) => (typeof one === 'bigint' ? String(one) : one));

describe.each(['employee', 'resident'])(`twelve months and their year, fund %s, seed ${SEED}`, (fund) => {
  test('pools pay what they release, nobody is paid or owes less than nothing, and a debt is not lost', () => {
    fc.assert(
      fc.property(region(fund), (made) => {
        const before = new Map<string, Fen>();
        for (const { pools, hospitals, paid } of monthsOf(made, made.cases, made.hospitals)) {
          for (const pool of pools) expect(sumFen([pool.gross, pool.unspent, pool.residue])).toBe(pool.released);
          expect(sumFen(hospitals.map((one) => one.paid))).toBe(paid);
          for (const { hospital, paid: own, owed, credited } of hospitals) {
            expect(own >= 0n && owed >= 0n).toBe(true);
            // What the month came to was paid, or has changed the debt.
            expect(addFen(own, subtractFen(before.get(hospital) ?? NO_MONEY, owed))).toBe(credited);
            before.set(hospital, owed);
          }
        }
      }),
      RUNS,
    );
  });

  test('all that hospitals are paid in a year is what they are due, and every identity holds', () => {
    fc.assert(
      fc.property(region(fund), (made) => {
        const months = monthsOf(made, made.cases, made.hospitals);
        const { input, year } = yearAfter(made, months);
        const owed = new Map(months.at(-1)!.hospitals.map((one) => [one.hospital, one.owed]));
        for (const { hospital, due, deposit, finalPayment, prepayment } of year.hospitals) {
          const paid = months.flatMap((month) =>
            month.hospitals.filter((one) => one.hospital === hospital).map((one) => one.paid),
          );
          const own = sumFen([...paid, finalPayment, prepayment, deposit.withheld]);
          // A debt that no month could take was paid too much so far.
          expect(subtractFen(own, owed.get(hospital) ?? NO_MONEY)).toBe(due);
        }
        const settled = { input, year, rules: made.rules, months: months.flatMap(monthsAsSettled) };
        expect(brokenInvariants(settled)).toEqual([]);
        const [first, ...rest] = settled.months;
        const tampered = { ...first!, credited: addFen(first!.credited, fen(1n)) };
        expect(brokenInvariants({ ...settled, months: [tampered, ...rest] })).not.toEqual([]);
      }),
      RUNS,
    );
  });

  test('the order of cases and hospitals changes nothing in any month', () => {
    fc.assert(
      fc.property(region(fund), fc.infiniteStream(fc.nat()), (made, dice) => {
        const shuffled = <One>(list: readonly One[]): One[] =>
          list
            .map((one) => [dice.next().value, one] as const)
            .sort(([a], [b]) => a - b)
            .map(([, one]) => one);
        const again = monthsOf(made, shuffled(made.cases), shuffled(made.hospitals));
        expect(text(again) === text(monthsOf(made, made.cases, made.hospitals))).toBe(true);
      }),
      RUNS,
    );
  });
});
