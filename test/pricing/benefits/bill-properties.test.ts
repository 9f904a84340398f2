import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { BillFacts } from '../../../pricing/benefits/bill-facts.js';
import { brokenIdentities, payerSum } from '../../../pricing/benefits/bill-identities.js';
import { BURDEN_PARTS, wholeBurden } from '../../../pricing/benefits/burden.js';
import { ORDERED_LAYERS, SUPPLEMENTS } from '../../../pricing/benefits/layers.js';
import type { SettledBill } from '../../../pricing/benefits/settled-bill.js';
import { FIRST_STAY, type YearlyLayer } from '../../../pricing/benefits/year-to-date.js';
import { fen, parseYuan, sumFen } from '../../../pricing/money.js';
import { benefitsOf, type WrittenBenefits } from '../benefits-of.js';
import { caseOf } from '../case-of.js';
import { settleWith } from './example-bill.js';

const hundredth = fc.integer({ min: 0, max: 100 }).map((n) => (n / 100).toFixed(2));
const yuan = (max: number) => fc.integer({ min: 0, max }).map(String);
const parts = fc.shuffledSubarray([...BURDEN_PARTS], { minLength: 1 });
const caps = fc.option(
  yuan(50_000).map((amount) => [{ amount }]),
  { nil: undefined },
);

const supplement = fc.record(
  {
    counts: parts,
    start: yuan(20_000),
    tiers: fc.tuple(hundredth, hundredth).map(([low, high]) => [{ upTo: '10000', ratio: low }, { ratio: high }]),
    tierBase: fc.constantFrom('afterDeductible', 'wholeBurden'),
    yearCaps: caps,
  },
  { noNullPrototype: true },
);
const tilt = fc.option(
  fc.oneof(
    fc.record({ above: yuan(9000).map((fixed) => ({ fixed })), ratio: hundredth, yearCap: yuan(5000) }),
    fc.record({ above: yuan(9000).map((fixed) => ({ fixed })), ratioPlus: hundredth }),
  ),
  { nil: undefined },
);
const assistance = fc.record({
  classes: fc
    .record({ start: yuan(5000).map((fixed) => ({ fixed })), ratio: hundredth, yearCap: yuan(20_000), tilt })
    .map((row) => [row]),
  counts: parts,
  linesPer: fc.constantFrom('year', 'stay'),
});
const pool = fc
  .record({ deductible: yuan(3000), ratio: hundredth, yearCaps: caps, floor: hundredth })
  .map(({ deductible, ratio, yearCaps, floor }) => ({
    deductibles: [{ amount: deductible }],
    ratios: [{ ratio }],
    yearCaps,
    floorRatios: [{ ratio: floor }],
    floorBase: 'total',
  }));
const policy: fc.Arbitrary<WrittenBenefits> = fc
  .record({
    order: fc.shuffledSubarray([...ORDERED_LAYERS]),
    otherCovers: parts,
    accountCovers: parts,
    pool,
    supplements: fc.tuple(...SUPPLEMENTS.map(() => supplement)),
    assistance,
  })
  .map(({ order, otherCovers, accountCovers, pool: basicPool, supplements, assistance: aid }) => ({
    bill: { order, otherCovers, accountCovers },
    basicPool: stated(basicPool),
    supplements: Object.fromEntries(SUPPLEMENTS.map((layer, place) => [layer, stated(supplements[place]!)])),
    assistance: aid,
  }));

/** A policy leaves out what it does not state. */
const stated = (values: object): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));

const amount = (max: number) => fc.integer({ min: 0, max }).map((units) => fen(BigInt(units)));
const charges = fc.tuple(amount(9_000_000), amount(900_000), amount(300_000), amount(300_000));
const offers = fc.record({ otherPayments: amount(500_000), accountOffered: amount(500_000), hospitalPart: amount(100_000) });
const stay = fc.tuple(charges, offers).map(([[inScope, selfPaid, overLimit, firstSelfPaid], offer]): BillFacts => ({
  ...caseOf(),
  totalCharges: sumFen([inScope, selfPaid, overLimit, firstSelfPaid]),
  selfPaid,
  overLimit,
  firstSelfPaid,
  memberships: ['civil-servant-aid', 'enterprise-supplement'],
  ...offer,
}));
const rounding = fc.constantFrom('half-up 2', 'half-even 2', 'down 1', 'up 0');

/** The year's cap of a layer as the policy wrote it. */
function capOf(written: WrittenBenefits, layer: YearlyLayer): string | undefined {
  const rows = (values: Readonly<Record<string, unknown>> | undefined) =>
    values?.['yearCaps'] as [{ amount: string }] | undefined;
  const [row] = (written.assistance?.['classes'] ?? []) as { yearCap: string; tilt?: { yearCap?: string } }[];
  if (layer === 'basic-pool') return rows(written.basicPool)?.[0].amount;
  if (layer === 'medical-assistance') return row?.yearCap;
  if (layer === 'assistance-tilt') return row?.tilt?.yearCap;
  return rows(written.supplements?.[layer])?.[0].amount;
}

describe('settleBill, whatever the bills and the policy', () => {
  const year = fc.tuple(policy, fc.array(stay, { minLength: 1, maxLength: 4 }), rounding);

  test('a year of stays: payers add up, nothing is negative, the order is kept, no yearly cap is passed', () => {
    fc.assert(
      fc.property(year, ([written, stays, amounts]) => {
        // The reader of policies does not know the offers of a bill.
        const values = benefitsOf(written);
        const order = written.bill['order'] as readonly string[];
        let yearToDate = FIRST_STAY;
        for (const facts of stays) {
          const offer = order.includes('other-payers') ? {} : { otherPayments: undefined };
          const bill = settleWith({ ...facts, ...offer, yearToDate }, values, { amount: amounts });
          addsUp(bill);
          keepsOrder(bill, order);
          yearToDate = bill.yearToDate;
        }
        for (const [layer, { paid }] of Object.entries(yearToDate.layers)) {
          const cap = capOf(written, layer as YearlyLayer);
          if (cap !== undefined) expect(paid <= parseYuan(cap)).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('the same bill settled twice is the same', () => {
    fc.assert(
      fc.property(policy, stay, (written, facts) => {
        const values = benefitsOf({ ...written, bill: { ...written.bill, order: [...ORDERED_LAYERS] } });
        const bill = { ...facts, yearToDate: FIRST_STAY };
        expect(settleWith(bill, values)).toEqual(settleWith(bill, values));
      }),
      { numRuns: 20 },
    );
  });
});

function addsUp({ fields, breakdown, layers }: SettledBill): void {
  expect(brokenIdentities(fields)).toEqual([]);
  expect(payerSum(fields)).toBe(fields.medfee_sumamt);
  expect(sumFen(breakdown.lines.map((line) => line.amount))).toBe(fields.medfee_sumamt);
  for (const { layer, paid, counted, left } of layers) {
    // Only the pool's guaranteed minimum goes on outside of what it counts.
    expect(paid >= 0n && (paid <= counted || layer === 'basic-pool')).toBe(true);
    expect(BURDEN_PARTS.every((part) => left[part] >= 0n)).toBe(true);
  }
  expect(wholeBurden(layers.at(-1)!.left)).toBe(0n);
}

function keepsOrder({ fields, layers }: SettledBill, order: readonly string[]): void {
  const asked = layers.map(({ layer }) => layer as string).filter((layer) => layer !== 'assistance-tilt' && layer !== 'hospital');
  expect(asked).toEqual(['basic-pool', ...order, 'personal-account', 'cash']);
  // Each takes from what the one before it left.
  let left = fields.medfee_sumamt;
  for (const layer of layers) {
    expect(wholeBurden(layer.left)).toBe(left - layer.paid);
    left = wholeBurden(layer.left);
  }
}
