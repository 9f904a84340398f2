import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addFen, NO_MONEY, sumFen, type Fen } from '../../../pricing/money.js';
import {
  brokenInvariants,
  CaseAmounts,
  settleYear,
  type AnnualSettlement,
  type CaseToSettle,
  type YearInput,
} from '../../../pricing/settlement/index.js';
import { YEAR } from '../vectors/settlement-of.js';
import { region, totalsBy, type MadeRegion } from './region.js';

const SEED = 20260601;
const RUNS = { seed: SEED, numRuns: 60 };
const FUNDS = ['employee', 'resident'] as const;

const inputOf = ({ fund, cases, hospitals, budget }: MadeRegion): YearInput => ({
  fund,
  year: YEAR,
  totals: totalsBy([cases]),
  hospitals,
  budget,
});
const settle = (made: MadeRegion): AnnualSettlement => settleYear(inputOf(made), made.rules);

/** What each case was given, by one collector for each part that the cases are cut into. */
function amountsOf(year: AnnualSettlement, { rules }: MadeRegion, parts: readonly (readonly CaseToSettle[])[]): Map<string, Fen> {
  const all = new CaseAmounts(year, rules.rounding.amount.value);
  for (const part of parts) {
    const own = new CaseAmounts(year, rules.rounding.amount.value);
    for (const one of part) own.count(one);
    all.merge(own.counted());
  }
  return new Map(parts.flat().map((one) => [one.caseId, all.amountOf(one)]));
}

const text = (value: unknown): string =>
  JSON.stringify(value, (_, one: unknown) => (typeof one === 'bigint' ? String(one) : one));

describe.each(FUNDS)(`settleYear over made-up regions of 3 to 200 hospitals, fund %s, seed ${SEED}`, (fund) => {
  test('what the pools release, with the movements of the steps, is what hospitals are due, to the fen', () => {
    fc.assert(
      fc.property(region(fund), (made) => {
        const { released, movements, hospitals, due, pools } = settle(made);
        const dues = sumFen(hospitals.map((one) => one.due));
        expect(dues).toBe(due);
        expect(sumFen([released, ...movements.map(({ amount }) => amount)])).toBe(due);
        for (const pool of pools) expect(sumFen([pool.gross, pool.unspent, pool.residue])).toBe(pool.released);
      }),
      RUNS,
    );
  });

  test('the amounts of cases add up to what is due to their hospital', () => {
    fc.assert(
      fc.property(region(fund), (made) => {
        const year = settle(made);
        const amounts = amountsOf(year, made, [made.cases]);
        const caseAmounts = new Map<string, Fen>();
        for (const one of made.cases)
          caseAmounts.set(one.hospital, addFen(caseAmounts.get(one.hospital) ?? NO_MONEY, amounts.get(one.caseId)!));
        for (const { hospital, due, cases } of year.hospitals) if (cases > 0) expect(caseAmounts.get(hospital)).toBe(due);
        const settled = { input: inputOf(made), year, rules: made.rules, caseAmounts };
        expect(brokenInvariants(settled)).toEqual([]);
      }),
      RUNS,
    );
  });

  test('the order of cases and hospitals, and how cases are shared out among threads, changes nothing', () => {
    fc.assert(
      fc.property(region(fund), fc.infiniteStream(fc.nat()), fc.nat(), (made, dice, cut) => {
        const shuffled = <One>(list: readonly One[]): One[] =>
          list
            .map((one) => [dice.next().value, one] as const)
            .sort(([a], [b]) => a - b)
            .map(([, one]) => one);
        const cases = shuffled(made.cases);
        const place = cut % cases.length;
        const parts = [cases.slice(place), cases.slice(0, place)];
        const input = { ...inputOf(made), totals: shuffled(totalsBy(parts)), hospitals: shuffled(made.hospitals) };
        const [once, again] = [settle(made), settleYear(input, made.rules)];
        expect(text(again) === text(once)).toBe(true);
        const [first, second] = [amountsOf(once, made, [made.cases]), amountsOf(again, made, parts)];
        for (const { caseId } of cases) expect(second.get(caseId)).toBe(first.get(caseId));
      }),
      RUNS,
    );
  });

  test('the reserve is never overdrawn, and nobody keeps more surplus than there is', () => {
    fc.assert(
      fc.property(region(fund), (made) => {
        const { reserve, hospitals } = settle(made);
        expect(reserve.drawn <= reserve.balance && reserve.left >= 0n).toBe(true);
        for (const { balance } of hospitals) {
          if (balance === undefined) continue;
          expect(balance.kept >= 0n && balance.kept <= balance.surplus).toBe(true);
          expect(balance.shared >= 0n && balance.shared <= balance.wanted && balance.wanted <= balance.overspend).toBe(true);
        }
      }),
      RUNS,
    );
  });
});

describe('settleYear with two funds', () => {
  test('what one fund settles is the same whatever the other has', () => {
    fc.assert(
      fc.property(region('employee'), region('resident'), (employee, resident) => {
        const alone = settle(employee);
        const input = inputOf(employee);
        expect(() => settleYear({ ...input, totals: [...input.totals, ...totalsBy([resident.cases])] }, employee.rules)).toThrow(
          expect.objectContaining({ code: 'PRICING_SETTLEMENT_MIXED' }),
        );
        settle(resident);
        expect(text(settle(employee)) === text(alone)).toBe(true);
      }),
      { seed: SEED, numRuns: 40 },
    );
  });
});
