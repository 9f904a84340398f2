// Regions for property tests: hospitals, cases and rules drawn by fast-check, and settled by the real engine.
import fc from 'fast-check';
import type { FundBudget } from '../../../pricing/budget/index.js';
import { fen } from '../../../pricing/money.js';
import { METHODS } from '../../../pricing/methods/index.js';
import {
  findPool,
  QUANTITY_DECIMALS,
  TotalsCollector,
  type CaseToSettle,
  type HospitalYear,
  type SettlementRules,
} from '../../../pricing/settlement/index.js';
import { parseRatio } from '../../../pricing/ratio.js';
import { budgetOf, line, POOL, rulesWith, YEAR } from '../vectors/settlement-of.js';

/** A fund's year of a made-up region. */
export interface MadeRegion {
  readonly fund: string;
  readonly cases: readonly CaseToSettle[];
  readonly hospitals: readonly HospitalYear[];
  readonly budget: FundBudget;
  readonly rules: SettlementRules;
}

const UNIT = 10n ** BigInt(QUANTITY_DECIMALS - 4);
const name = { zh: '池', en: 'Pool' };

/** Regimes in all their shapes; amounts of the fixed value are near what the points are worth. */
const regime = fc.oneof(
  fc.constant({ regime: 'floating' }),
  fc.constant({ regime: 'floating', cap: '9' }),
  fc.constant({ regime: 'fixed' }),
  fc.record({
    regime: fc.constant('elastic-volume'),
    fixedValue: fc.constant('8.5'),
    baseOf: fc.constant('region'),
    baseShare: fc.constantFrom('0.7', '0.8'),
  }),
  fc.constant({ regime: 'elastic-volume', fixedValue: '9', baseOf: 'hospital', cap: '12' }),
  fc.constant({ regime: 'elastic-material', fixedValue: '7.25' }),
  fc.constant({ regime: 'elastic-severity', fixedValue: '11', severe: { by: 'casePoints', when: '>= 2000' }, cap: '14' }),
);

const steps = fc.constantFrom(
  ['assessment', 'deductions', 'sharing', 'reserve', 'caps', 'rounding'],
  ['deductions', 'assessment', 'sharing', 'reserve', 'rounding'],
  ['sharing', 'reserve', 'assessment', 'caps', 'deductions', 'rounding'],
  ['rounding'],
);

const monthSteps = fc.constantFrom(
  ['advance', 'deposit', 'deductions', 'set-off'],
  ['deductions', 'deposit', 'advance', 'set-off'],
  ['set-off', 'advance'],
  ['deductions'],
);

const rules = fc
  .record({
    value: regime,
    base: fc.constantFrom('fund-money', 'total-cost', 'fund-share'),
    measure: fc.constantFrom('points', 'standards'),
    residueTo: fc.constantFrom('fund', 'reserve', 'hospitals'),
    unspentTo: fc.constantFrom('fund', 'reserve'),
    shareMismatch: fc.constantFrom('rescale', 'report'),
    pointValue: fc.constantFrom('half-up 2', 'down 4', 'none'),
    sharingLevel: fc.constantFrom('region', 'hospital', 'group'),
    overspendShared: fc.constantFrom('all', 'reasonable'),
    surplusTo: fc.constantFrom('fund', 'reserve'),
    depositFrom: fc.constantFrom('months', 'year'),
    monthValue: fc.constantFrom('as-priced', 'twelfth'),
    monthOrder: monthSteps,
    advanceShare: fc.constantFrom('0.85', '0.95', '1'),
    yearOrder: steps,
    rounding: fc.constantFrom('half-up 2', 'half-even 2', 'down 1'),
  })
  .map(({ value, base, measure, rounding, pointValue, ...more }): SettlementRules =>
    rulesWith(
      {
        pools: [
          { id: 'elsewhere', name, when: { places: ['out-of-province'] }, value: { regime: 'fixed' } },
          { id: 'beside', name, when: { budgets: ['beside-points'] }, comesOff: 'points', value: { regime: 'fixed' } },
          { id: 'outside', name, when: { budgets: ['outside-budget'] }, value: { regime: 'fixed' } },
          { ...POOL, value, base, measure, shares: 'true' },
        ],
        ...(pointValue === 'none' ? {} : { pointValue }),
        ...more,
        assessment: [
          { from: '80', factor: '1' },
          { from: '0', factor: '0.9' },
        ],
        depositShare: '0.05',
        depositRelease: [
          { from: '90', factor: '1' },
          { from: '0', factor: 'score/100' },
        ],
        surplusBands: [
          { upTo: '0.1', hospitalKeeps: '1' },
          { upTo: '0.2', hospitalKeeps: '0.5' },
        ],
        surplusCap: '0.12',
        overspendBands: [{ upTo: '0.05', fundShares: '0.6' }, { fundShares: '0.3' }],
        reserveLine: 'reserve',
        cap: '1.2',
      },
      { amount: rounding },
    ),
  );

const aCase = fc.record({
  hospital: fc.oneof(fc.nat(199), fc.nat(2)),
  month: fc.integer({ min: 1, max: 12 }),
  // Often the largest there can be, so that several cases of a hospital have the same.
  charges: fc.oneof(fc.bigInt(0n, 9_000_000n), fc.constant(9_000_000n)),
  points: fc.bigInt(0n, 40_000_000n),
  othersShare: fc.bigInt(0n, 100n),
  fundPayment: fc.bigInt(0n, 6_000_000n),
  fixedShare: fc.bigInt(0n, 10n),
  budget: fc.constantFrom('in-budget', 'in-budget', 'in-budget', 'in-budget', 'beside-points', 'outside-budget'),
  isValued: fc.integer({ min: 0, max: 9 }).map((die) => die > 0),
  group: fc.constantFrom('A', 'B', 'C'),
  method: fc.constantFrom(...METHODS.map(({ section }) => section.id)),
  // Most patients are local ones, so that the pool of points has something to share.
  place: fc.constantFrom('local', 'local', 'local', 'in-province', 'out-of-province'),
});

/** A region of 3 to 200 hospitals. */
export const region = (fund: string): fc.Arbitrary<MadeRegion> =>
  fc
    .record({
      hospitals: fc.integer({ min: 3, max: 200 }),
      drawn: fc.array(aCase, { minLength: 3, maxLength: 220 }),
      rules,
      money: fc.bigInt(0n, 600_000_000n),
      reserve: fc.bigInt(0n, 20_000_000n),
      facts: fc.array(
        fc.record({
          score: fc.integer({ min: 0, max: 100 }),
          deduction: fc.bigInt(-300_000n, 50_000n),
          credited: fc.bigInt(-100_000n, 5_000_000n),
          deposit: fc.bigInt(0n, 300_000n),
          prepayment: fc.bigInt(0n, 400_000n),
        }),
        { minLength: 7, maxLength: 7 },
      ),
    })
    .map(({ hospitals: count, drawn, rules, money, reserve, facts }) => {
      const row = rules.settlement.pools.value.find(({ id }) => id === POOL.id)!;
      const isElastic = row.value.regime === 'elastic-severity' || row.value.regime === 'elastic-material';
      const cases = drawn.map((one, number): CaseToSettle => {
        const { method } = one;
        const [budget, place] = [one.budget as CaseToSettle['budget'], one.place as CaseToSettle['place']];
        const pool = findPool({ method, budget, place }, rules.settlement.pools).id;
        const isValued = one.isValued && pool === POOL.id && row.value.regime !== 'fixed';
        const quantity = one.points * UNIT;
        return {
          caseId: `K${number}`,
          hospital: `H${one.hospital % count}`,
          fund,
          month: `${YEAR}-${String(one.month).padStart(2, '0')}`,
          method,
          budget,
          place,
          pool,
          isValued,
          group: rules.settlement.sharingLevel.value === 'group' ? one.group : undefined,
          charges: one.charges,
          quantity: isValued ? quantity : 0n,
          fixedQuantity: isValued && isElastic ? (quantity * one.fixedShare) / 10n : 0n,
          standard: one.charges,
          others: (one.charges * one.othersShare) / 100n,
          fundPayment: one.fundPayment,
          costHolds: true,
          payersHold: true,
        };
      });
      const hospitals = Array.from({ length: count }, (_, place): HospitalYear => {
        const { score, deduction, credited, deposit, prepayment } = facts[place % facts.length]!;
        const entry = {
          id: `${fund}${place}`,
          kind: 'clawback',
          refersTo: '2025',
          amount: fen(deduction),
          reason: '复核',
        } as const;
        return {
          hospital: `H${place}`,
          score: parseRatio(String(score)),
          // A year without a step for them refuses entries.
          entries: deduction === 0n || !rules.settlement.yearOrder.value.includes('deductions') ? [] : [entry],
          months: [{ month: `${YEAR}-03`, credited: fen(credited), deposit: fen(deposit) }],
          prepayment: fen(prepayment),
          basePoints: parseRatio(String(300 * (place % 9))),
          reasonableOverspend: fen(prepayment / 2n),
        };
      });
      const yuan = (amount: bigint): string => `${amount / 100n}.${String(amount % 100n).padStart(2, '0')}`;
      const lines = [line('points', { by: 'amount', amount: yuan(money) }), line('reserve', { by: 'rest' })];
      return { fund, cases, hospitals, budget: budgetOf(yuan(money + reserve), lines, [], fund), rules };
    });

/** The cases of a region added up, by one collector for each part that they are cut into. */
export function totalsBy(parts: readonly (readonly CaseToSettle[])[]) {
  const all = new TotalsCollector();
  for (const part of parts) {
    const own = new TotalsCollector();
    for (const one of part) own.add(one);
    all.merge(own.collected());
  }
  return all.totals();
}
