import { describe, expect, test } from 'vitest';
import { printYuan, readPolicy, SECTIONS, type Purpose } from '../../../pricing/index.js';
import { BillSettler, type BillOutcome } from '../../../server/bills/bill-settler.js';
import type { ReadCase } from '../../../server/intake/index.js';
import { readDischarge } from '../../../server/intake/read-discharge.js';
import { SourceRow } from '../../../server/intake/source-row.js';
import { matchColumns } from '../../../reference-data/index.js';
import { BILL, benefitPolicy } from './benefit-policy.js';

type Stated = Readonly<Record<string, unknown>>;

/** A record as intake hands it over. */
function record(stated: Stated): ReadCase {
  const columns = Object.keys(stated);
  const values = Object.values(stated);
  const row = new SourceRow(columns, matchColumns(columns, 'test')).at(values);
  return { rowNumber: 2, columns, values, ...readDischarge(row, { personKeySecret: undefined, monthFirst: new Set() }) };
}

interface Settings {
  readonly firstStay?: boolean;
  readonly purpose?: Purpose;
  readonly grade?: string;
  readonly head?: object;
}

async function settle(
  stated: Stated,
  { firstStay = false, purpose = 'settlement', grade, head }: Settings = {},
): Promise<BillOutcome> {
  const policy = await readPolicy('test.yaml', () => Promise.resolve(benefitPolicy(head, grade)), SECTIONS);
  return new BillSettler({ policy, purpose, firstStay }).settle(record({ ...BILL, ...stated }));
}

const paid = ({ split }: BillOutcome): string[] => split!.bill.layers.map(({ layer, paid: sum }) => `${layer} ${printYuan(sum)}`);
const fault = ({ error }: BillOutcome): unknown => [
  error?.code,
  ...Object.values(error?.details ?? {}).filter((one) => one !== 'one'),
];

describe('BillSettler.settle', () => {
  test('reads facts, kinds of charges and the year, and splits the bill over every layer', async () => {
    // (90,000 − 1,000) × 0.60; 36,600 − 10,000: 20,000 × 0.50 + 6,600 × 0.70; 21,980 × 0.80, capped; 16,980 + 10,000
    expect(paid(await settle({ personClass: 'subsistence' }))).toEqual([
      'basic-pool 53400.00',
      'major-illness 14620.00',
      'medical-assistance 5000.00',
      'other-payers 0.00',
      'personal-account 0.00',
      'cash 26980.00',
    ]);
  });

  test('takes the names of the national interface', async () => {
    const { totalCharges, selfPaid, overLimit, firstSelfPaid, inScope, hospitalLevel, insuranceType, ...rest } = BILL;
    const stated = {
      ...rest,
      medfee_sumamt: totalCharges,
      fulamt_ownpay_amt: selfPaid,
      overlmt_selfpay: overLimit,
      preselfpay_amt: firstSelfPaid,
      inscp_scp_amt: inScope,
      hi_setl_lv: hospitalLevel,
      insutype: '390',
      sp_psn_type: 'subsistence',
    };
    expect(insuranceType).toBe('resident');
    const policy = await readPolicy('test.yaml', () => Promise.resolve(benefitPolicy()), SECTIONS);
    const outcome = new BillSettler({ policy, purpose: 'settlement', firstStay: false }).settle(record(stated));
    expect(paid(outcome)[2]).toBe('medical-assistance 5000.00');
  });

  test('what others offer and what the person is a member of decide too', async () => {
    const outcome = await settle({
      memberships: 'civil-servant-aid',
      accountOffered: '1000',
      otherPayments: '500',
      hospitalPart: '20',
    });
    // 36,600 × 0.10; 32,940 − 10,000: 20,000 × 0.50 + 2,940 × 0.70
    expect(paid(outcome)).toEqual([
      'basic-pool 53400.00',
      'civil-servant-aid 3660.00',
      'major-illness 12058.00',
      'other-payers 500.00',
      'hospital 20.00',
      'personal-account 1000.00',
      'cash 29362.00',
    ]);
  });

  test('the items of a bill may stand for its head', async () => {
    const lines = [
      { price: '120', count: '3', ceiling: '100', firstPayShare: '0.10' },
      { pric: 1000, cnt: 2, selfpay_prop: 0 },
      { price: '50', count: '1', isSelfPaid: true },
    ];
    const head = { totalCharges: '', selfPaid: '', overLimit: '', firstSelfPaid: '', inScope: '' };
    const { split } = await settle({ ...head, lines });
    // 60 over, 30 first, 270 + 2,000 in scope, 50 outside
    expect(printYuan(split!.bill.fields.medfee_sumamt)).toBe('2410.00');
    expect(printYuan(split!.bill.fields.inscp_scp_amt)).toBe('2270.00');
    expect(fault(await settle({ lines }))).toEqual(['PRICING_LINES_DISAGREE', 'totalCharges', '100000.00', '2410.00']);
    expect(fault(await settle({ ...head, lines: [{ price: '1' }] }))).toEqual(['PRICING_FACT_MISSING', 'lines[1].count']);
    expect(fault(await settle({ ...head, lines: [{ price: 'x' }] }))).toEqual(['PRICING_FACT_UNREADABLE', 'lines[1].price=x']);
    expect(fault(await settle({ ...head, lines: 'x' }))).toEqual(['PRICING_FACT_UNREADABLE', 'lines']);
  });

  test.each<[string, Stated, Settings, unknown[]]>([
    ['the year is never guessed', { earlierStaysThisYear: '' }, {}, ['PRICING_EARLIER_STAYS_UNKNOWN']],
    [
      'after a stay the pool needs what it paid',
      { earlierStaysThisYear: '1' },
      {},
      ['PRICING_FACT_MISSING', 'basicPoolPaidThisYear'],
    ],
    [
      'tiers need what they counted',
      { earlierStaysThisYear: '1', basicPoolPaidThisYear: '0' },
      {},
      ['PRICING_FACT_MISSING', 'majorIllnessCountedThisYear'],
    ],
    ['an amount is an amount', { accountOffered: 'much' }, {}, ['PRICING_FACT_UNREADABLE', 'accountOffered=much']],
    ['nobody offers less than nothing', { accountOffered: '-1' }, {}, ['PRICING_FACT_INVALID', 'accountOffered', '-1.00']],
    ['stays are whole', { earlierStaysThisYear: '0.5' }, {}, ['PRICING_FACT_UNREADABLE', 'earlierStaysThisYear=0.5']],
    ['charges below zero', { selfPaid: '-1' }, {}, ['PRICING_FACT_INVALID', 'selfPaid', '-1']],
    ['charges that are none', { selfPaid: 'x' }, {}, ['PRICING_FACT_UNREADABLE', 'selfPaid=x']],
    ['kinds that do not add up', { selfPaid: '5000.01' }, {}, ['PRICING_BILL_DOES_NOT_ADD_UP', '100000.00', '100000.01']],
    ['no day', { dischargeDate: '' }, {}, ['PRICING_FACT_MISSING', 'dischargeDate']],
    ['no fund', { insuranceType: '' }, {}, ['PRICING_FACT_MISSING', 'insuranceType']],
    ['a day before the policy', { dischargeDate: '2025-12-31' }, {}, ['PRICING_POLICY_NOT_IN_FORCE', 'test', '2025-12-31']],
    ['no level where a row asks for it', { hospitalLevel: '' }, {}, ['PRICING_FACT_MISSING', 'hospitalLevel']],
    ['assumed values settle nothing', {}, { grade: 'assumed' }, ['PRICING_EVIDENCE_REFUSED', 'patient-bill.order', 'assumed']],
  ])('%s', async (_why, stated, settings, expected) => {
    expect(fault(await settle(stated, settings))).toEqual(expected);
  });

  test('a bill that states no earlier stays may be taken for the first of the year', async () => {
    expect(paid(await settle({ earlierStaysThisYear: '' }, { firstStay: true }))[0]).toBe('basic-pool 53400.00');
  });

  test('what a bill rests on is said', async () => {
    const [estimate, demonstration, sound] = await Promise.all([
      settle({}, { grade: 'assumed', purpose: 'estimate' }),
      settle({}, { grade: 'invented', head: { demonstration: true } }),
      settle({}),
    ]);
    expect([estimate, demonstration, sound].map(({ split }) => [split!.evidence, ...split!.notices.map(({ id }) => id)])).toEqual(
      [['assumed', 'evidence-assumed'], ['invented', 'evidence-invented', 'demonstration'], ['official']],
    );
  });
});
