import { describe, expect, test } from 'vitest';
import type { CaseFacts } from '../../pricing/case-facts.js';
import type { SettledSplit } from '../../pricing/fund-payment/settled-split.js';
import { parseYuan, printYuan, sumFen } from '../../pricing/money.js';
import type { Evidence, Purpose } from '../../pricing/policy/citation.js';
import { CasePricer, type PricedCase } from '../../pricing/price-case.js';
import { ratio } from '../../pricing/ratio.js';
import { caseOf, groupOf, publishedValue } from './case-of.js';
import { SMALL_SECTIONS, wholePolicy, type SectionTexts } from './whole-policy.js';

const GROUP = groupOf({ groupPoints: publishedValue('1440'), relativeWeight: publishedValue('1.2') });
const FACTS = caseOf({ dischargeDate: '2026-06-01', hospitalLevel: 3, totalCharges: parseYuan('15000.00') });
const PAID = { patient: parseYuan('4680'), otherFunds: parseYuan('0') };

async function priced(
  facts: Partial<CaseFacts> = {},
  split: Partial<SettledSplit> = PAID,
  sections: SectionTexts = SMALL_SECTIONS,
  group = GROUP,
): Promise<PricedCase> {
  return new CasePricer(await wholePolicy(sections), 'settlement').price({ facts: { ...FACTS, ...facts }, group, split });
}

const ids = ({ notices }: PricedCase): string[] => notices.map(({ id }) => id);
const withForm = (form: object): SectionTexts => ({ ...SMALL_SECTIONS, 'fund-payment': { ...form, negativeRule: 'keep' } });

describe('CasePricer.price', () => {
  test('goes from the route over points and standard to what the fund pays and the hospital keeps', async () => {
    const result = await priced();
    expect([result.route.to, result.route.route.id, result.on, result.fund]).toEqual([
      'dip',
      'grouped',
      '2026-06-01',
      'resident',
    ]);
    // 1440 points × 1 × 10 = 14,400.00; less 4,680 = 9,720.00; 14,400 − 15,000 = −600.00
    expect(printYuan(result.paymentStandard!)).toBe('14400.00');
    expect(printYuan(result.fundPayment!.fund)).toBe('9720.00');
    expect(result.hospital).toEqual({
      others: parseYuan('4680'),
      receives: parseYuan('14400.00'),
      result: parseYuan('-600.00'),
    });
    expect([result.evidence, ids(result)]).toEqual(['official', []]);
  });

  test('the policy ratio comes with the patient part of the actual charges', async () => {
    const split = { selfPaid: '800', firstSelfPaid: '400', overLimit: '0', deductible: '900' };
    const parts = Object.fromEntries(Object.entries(split).map(([name, yuan]) => [name, parseYuan(yuan)]));
    const result = await priced(
      {},
      { ...parts, policyRatio: ratio(8, 10) },
      withForm({ form: 'policy-ratio', overLimitLeavesBase: 'false' }),
    );
    // (14,400 − 800 − 400 − 900) × 0.80 = 9,840.00; 2,100 + 12,900 × 0.20 = 4,680.00; 14,520 − 15,000 = −480.00
    expect(printYuan(result.fundPayment!.fund)).toBe('9840.00');
    expect([printYuan(result.hospital!.others), printYuan(result.hospital!.result)]).toEqual(['4680.00', '-480.00']);
  });

  test.each([
    [
      'policy-ratio',
      { form: 'policy-ratio', overLimitLeavesBase: 'true' },
      'selfPaid, firstSelfPaid, deductible, policyRatio, overLimit',
    ],
    ['less-others', { form: 'less-others' }, 'patient, otherFunds'],
    ['whole-stay', { form: 'whole-stay' }, 'patient, otherFunds, deductions'],
    ['hospital-share', { form: 'hospital-share' }, 'hospitalFundShare'],
  ])('%s: without a split the standard stands and the missing parts are named, none is guessed', async (_form, form, parts) => {
    const result = await priced({}, {}, withForm(form));
    expect([result.paymentStandard, result.fundPayment, result.hospital]).toEqual([parseYuan('14400.00'), undefined, undefined]);
    expect(result.notices).toMatchObject([{ id: 'split-incomplete', en: `The fund's payment needs ${parts}, not stated` }]);
  });

  test('every amount is the sum of its lines', async () => {
    const result = await priced({}, { ...PAID, patient: parseYuan('20000.00') });
    for (const breakdown of [result.result!.breakdown, result.fundPayment!.breakdown])
      expect(sumFen(breakdown.lines.map(({ amount }) => amount))).toBe(breakdown.total);
    expect(printYuan(result.fundPayment!.fund)).toBe('0.00');
  });

  test('a route says whether it is beside the points and reviewed', async () => {
    const result = await priced({ hospitalLevel: 1 });
    expect([result.route.to, ids(result)]).toEqual(['drg-rate', ['beside-points', 'reviewed-singly']]);
  });

  test('a record that goes back has no amount', async () => {
    const result = await priced({}, PAID, SMALL_SECTIONS, groupOf({ status: 'ungrouped' }));
    expect([result.result, result.fundPayment, ids(result)]).toEqual([undefined, undefined, ['record-returned']]);
  });

  test.each([
    ['without a day of discharge', { dischargeDate: undefined }, 'PRICING_FACT_MISSING'],
    ['before the policy', { dischargeDate: '2025-12-31' }, 'PRICING_POLICY_NOT_IN_FORCE'],
    ['of no fund', { insuranceType: undefined }, 'PRICING_FACT_MISSING'],
    ['of a fund that the region does not have', { fund: 'longTermCare' }, 'PRICING_FUND_UNKNOWN'],
    ['without charges that a zone compares', { totalCharges: undefined }, 'PRICING_FACT_MISSING'],
    ['with charges below zero', { totalCharges: parseYuan('-1') }, 'PRICING_FACT_INVALID'],
  ])('a case %s is refused with a code', async (_why, facts, code) => {
    await expect(priced(facts)).rejects.toMatchObject({ code });
  });

  test.each([
    ['a group without points', {}, { group: groupOf() }, 'PRICING_GROUP_WITHOUT_VALUE'],
    ['a share above 1', { hospitalFundShare: ratio(101, 100) }, {}, 'PRICING_NOT_A_SHARE'],
    [
      'an amount below zero',
      { patient: parseYuan('-0.01'), otherFunds: parseYuan('0') },
      { form: 'less-others' },
      'PRICING_FACT_INVALID',
    ],
  ])(
    '%s is refused with a code',
    async (_why, split, { group = GROUP, form = 'hospital-share' }: { group?: typeof GROUP; form?: string }, code) => {
      await expect(priced({}, split, withForm({ form }), group)).rejects.toMatchObject({ code });
    },
  );

  test('the same case is the same whatever came before it', async () => {
    const policy = await wholePolicy();
    const cases = Array.from({ length: 40 }, (_, at) => ({
      facts: {
        ...FACTS,
        caseId: `C${at}`,
        insuranceType: at % 2 === 0 ? ('resident' as const) : ('employee' as const),
        totalCharges: parseYuan(`${5000 + at * 100}`),
      },
      group: GROUP,
      split: PAID,
    }));
    const forwards = new CasePricer(policy, 'settlement');
    const there = cases.map((one) => forwards.price(one));
    const backwards = new CasePricer(policy, 'settlement');
    const back = cases
      .toReversed()
      .map((one) => backwards.price(one))
      .toReversed();
    expect(back).toEqual(there);
    expect(cases.map((one) => backwards.price(one))).toEqual(there);
  });

  const weightsOf = (evidence: Evidence) => {
    const { value, citation } = publishedValue('1440');
    return groupOf({ groupPoints: { value, citation: { ...citation, source: { ...citation.source, evidence } } } });
  };
  const graded = async (purpose: Purpose, parameters: Evidence, weights: Evidence, isDemonstration: boolean) => {
    const policy = await wholePolicy(SMALL_SECTIONS, { demonstration: isDemonstration }, parameters);
    return new CasePricer(policy, purpose).price({ facts: FACTS, group: weightsOf(weights), split: PAID });
  };

  test.each<[string, Evidence, Evidence, boolean]>([
    ['an assumed parameter', 'assumed', 'official', false],
    ['an assumed weight', 'official', 'assumed', false],
    ['an assumed weight in a demonstration', 'invented', 'assumed', true],
    ['an invented weight', 'official', 'invented', false],
  ])('%s settles nothing', async (_why, parameters, weights, isDemonstration) => {
    await expect(graded('settlement', parameters, weights, isDemonstration)).rejects.toMatchObject({
      code: 'PRICING_EVIDENCE_REFUSED',
    });
    const estimate = await graded('estimate', parameters, weights, isDemonstration);
    expect(ids(estimate)).toContain(`evidence-${estimate.evidence}`);
  });

  test('invented values settle under a demonstration, and the result says so', async () => {
    const result = await graded('settlement', 'invented', 'invented', true);
    expect([result.isDemonstration, ids(result)]).toEqual([true, ['evidence-invented', 'demonstration']]);
  });

  test('a policy can be tried on older cases', async () => {
    const pricer = new CasePricer(await wholePolicy(), 'estimate', '2026-07-01');
    const result = pricer.price({ facts: { ...FACTS, dischargeDate: '2020-01-01' }, group: GROUP, split: PAID });
    expect([result.on, printYuan(result.paymentStandard!)]).toEqual(['2026-07-01', '14400.00']);
  });
});
