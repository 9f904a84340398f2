import { beforeAll, describe, expect, test } from 'vitest';
import { CasePricer, type PaymentPolicy } from '../../../pricing/index.js';
import type { CaseFacts } from '../../../pricing/case-facts.js';
import { fen, parseYuan } from '../../../pricing/money.js';
import {
  caseToSettle,
  placeOf,
  QUANTITY_DECIMALS,
  TotalsCollector,
  type CaseToSettle,
} from '../../../pricing/settlement/index.js';
import { caseOf, groupOf, publishedValue } from '../case-of.js';
import { POOL, settlementValues } from '../vectors/settlement-of.js';
import { wholePolicy } from '../whole-policy.js';

const UNIT = 10n ** BigInt(QUANTITY_DECIMALS);
const FACTS: Partial<CaseFacts> = {
  caseId: 'K1',
  hospitalId: 'H1',
  hospitalLevel: 3,
  dischargeDate: '2026-03-09',
  totalCharges: parseYuan('1000.00'),
  drugCharges: parseYuan('300.00'),
  consumableCharges: parseYuan('100.00'),
};
const SPLIT = { patient: parseYuan('200.00'), otherFunds: parseYuan('50.00') };
const GROUP = groupOf({ groupPoints: publishedValue('120.5'), relativeWeight: publishedValue('2') });

let policy: PaymentPolicy;
beforeAll(async () => {
  policy = await wholePolicy();
});

function settled(
  facts: Partial<CaseFacts> = {},
  rules: Readonly<Record<string, unknown>> = {},
  split: object = SPLIT,
): CaseToSettle | undefined {
  const stated = caseOf({ ...FACTS, ...facts });
  const priced = new CasePricer(policy, 'settlement').price({ facts: stated, group: GROUP, split });
  return caseToSettle(priced, stated, GROUP, settlementValues(rules));
}
const pool = (value: object, more: object = {}) => ({ pools: [{ ...POOL, value, ...more }] });
const fails = (code: string, field?: string) =>
  expect.objectContaining({ code, details: expect.objectContaining(field === undefined ? {} : { field }) as object });

describe('caseToSettle', () => {
  test('keeps keys, money and points of a priced case', () => {
    // 120.5 points × 10 = 1,205.00 less 250.00
    expect(settled()).toMatchObject({
      caseId: 'K1',
      hospital: 'H1',
      fund: 'resident',
      month: '2026-03',
      method: 'dip',
      budget: 'in-budget',
      place: 'local',
      pool: 'points',
      isValued: true,
      group: undefined,
      quantity: (1205n * UNIT) / 10n,
      fixedQuantity: 0n,
      standard: parseYuan('1205.00'),
      others: parseYuan('250.00'),
      fundPayment: parseYuan('955.00'),
      payersHold: true,
    });
  });

  const review = (amount: string) =>
    ({
      application: '2026-Q1-0001',
      caseId: 'K1',
      hospital: 'H1',
      fund: 'resident',
      dischargeDate: '2026-03-09',
      decidedAt: '2026-04-07',
      result: 'changed-standard',
      standard: parseYuan(amount),
    }) as const;

  test.each([
    // 1,205.00 are 120.5 points, so 3,000.00 are 300 of them; 3,000.00 less 250.00 is the payment
    ['in-points', '3000.00', true, 300n * UNIT, '2750.00'],
    // 0.01 is a thousandth of a point; the others paid more than that
    ['in-points', '0.01', true, UNIT / 1000n, '0.00'],
    ['as-priced', '3000.00', false, 0n, '2750.00'],
  ] as const)('a special case %s at %s yuan', (specialCases, standard, isValued, quantity, fundPayment) => {
    const stated = caseOf(FACTS);
    const asked = { facts: stated, group: GROUP, split: SPLIT, review: review(standard) };
    const priced = new CasePricer(policy, 'settlement').price(asked);
    expect(priced).toMatchObject({
      result: { outcome: { id: 'special-case' } },
      reviewed: { ordinaryPayment: parseYuan('955.00') },
    });
    const kept = caseToSettle(priced, stated, GROUP, settlementValues({ specialCases }));
    expect(kept).toMatchObject({ isValued, quantity, standard: parseYuan(standard), fundPayment: parseYuan(fundPayment) });
    expect(() => caseToSettle(priced, stated, GROUP, settlementValues())).toThrow(fails('PRICING_NO_RULE'));
  });

  test('points are rounded as the region settles them', () => {
    expect(settled({}, { points: 'down 0' })!.quantity).toBe(120n * UNIT);
  });

  test.each([
    ['a fixed regime values nothing', pool({ regime: 'fixed' }), false, (1205n * UNIT) / 10n, 0n],
    ['standards count in yuan', pool({ regime: 'floating' }, { measure: 'standards' }), true, 1205n * UNIT, 0n],
    [
      'a severe case is fixed as a whole',
      pool({ regime: 'elastic-severity', fixedValue: '9', severe: { by: 'relativeWeight', when: '>= 2' } }),
      true,
      (1205n * UNIT) / 10n,
      (1205n * UNIT) / 10n,
    ],
    [
      'a case just under the line is not',
      pool({ regime: 'elastic-severity', fixedValue: '9', severe: { by: 'groupPoints', when: '> 120.5' } }),
      true,
      (1205n * UNIT) / 10n,
      0n,
    ],
    [
      'severity by points of the case',
      pool({ regime: 'elastic-severity', fixedValue: '9', severe: { by: 'casePoints', when: '>= 120.5' } }),
      true,
      (1205n * UNIT) / 10n,
      (1205n * UNIT) / 10n,
    ],
    // (300 + 100) ÷ 1,000 of 120.5 points
    [
      'drugs and consumables have their share of the points',
      pool({ regime: 'elastic-material', fixedValue: '9' }),
      true,
      (1205n * UNIT) / 10n,
      (482n * UNIT) / 10n,
    ],
  ])('%s', (_why, rules, isValued, quantity, fixedQuantity) => {
    expect(settled({}, rules)).toMatchObject({ isValued, quantity, fixedQuantity });
  });

  test('drugs that cost more than the case are all of it', () => {
    const one = settled({ drugCharges: parseYuan('2000.00') }, pool({ regime: 'elastic-material', fixedValue: '9' }))!;
    expect(one.fixedQuantity).toBe(one.quantity);
  });

  test('the group is kept only where surplus is shared by groups', () => {
    expect(settled({}, { sharingLevel: 'group' })!.group).toBe('G1');
  });

  test.each([
    ['kinds of charges that make the charges', '900.00', true],
    ['a fen less', '899.99', false],
  ])('%s', (_why, inScope, costHolds) => {
    const kinds = { selfPaid: parseYuan('50.00'), overLimit: parseYuan('20.00'), firstSelfPaid: parseYuan('30.00') };
    expect(settled({ ...kinds, inScope: parseYuan(inScope) })!.costHolds).toBe(costHolds);
  });

  test('a record that goes back to the hospital is settled by nobody', () => {
    const facts = caseOf(FACTS);
    const priced = new CasePricer(policy, 'settlement').price({ facts, group: groupOf({ status: 'ungrouped' }), split: SPLIT });
    expect(caseToSettle(priced, facts, undefined, settlementValues())).toBeUndefined();
  });

  test.each([
    ['what others paid', {}, {}, {}, 'PRICING_FACT_MISSING', 'fundPayment'],
    ['the hospital', { hospitalId: undefined }, {}, SPLIT, 'PRICING_FACT_MISSING', 'hospitalId'],
    [
      'drug charges that its points are cut by',
      { drugCharges: undefined },
      pool({ regime: 'elastic-material', fixedValue: '9' }),
      SPLIT,
      'PRICING_FACT_MISSING',
      'drugCharges',
    ],
    ['a pool', {}, pool({ regime: 'floating' }, { when: { methods: ['drg-rate'] } }), SPLIT, 'PRICING_NO_ROW', undefined],
  ])('a case without %s is refused', (_why, facts, rules, split, code, field) => {
    expect(() => settled(facts as Partial<CaseFacts>, rules, split)).toThrow(fails(code, field));
  });
});

describe('placeOf', () => {
  test.each([
    ['a case that states no region', undefined, ['3417'], ['34'], 'local'],
    ['a policy that names none', '110000', undefined, undefined, 'local'],
    ['the region itself', '341702', ['3417'], ['34'], 'local'],
    ['another city of the province', '340100', ['3417'], ['34'], 'in-province'],
    ['another province', '320100', ['3417'], ['34'], 'out-of-province'],
    ['anywhere else, where no province is named', '340100', ['3417'], undefined, 'out-of-province'],
  ])('%s', (_why, insured, local, province, place) => expect(placeOf(insured, local, province)).toBe(place));
});

describe('TotalsCollector', () => {
  test('adds cases of one key, and keeps what differs apart, in the order of the keys', () => {
    const one = settled()!;
    const collector = new TotalsCollector();
    for (const more of [
      {},
      { caseId: 'K2', charges: 1n, costHolds: false, payersHold: false },
      { hospital: 'H0' },
      { place: 'in-province' as const },
    ])
      collector.add({ ...one, ...more });
    const totals = collector.totals();
    expect(totals.map(({ hospital, place, cases }) => [hospital, place, cases])).toEqual([
      ['H0', 'local', 1],
      ['H1', 'in-province', 1],
      ['H1', 'local', 2],
    ]);
    expect(totals[2]).toMatchObject({
      charges: fen(100001n),
      quantity: { numerator: 241n * UNIT, denominator: UNIT },
      costBroken: 1,
      payersBroken: 1,
    });
  });
});
