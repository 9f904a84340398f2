import { describe, expect, test } from 'vitest';
import { CasePricer, METHODS, printYuan, type CaseFacts, type GroupValues, type PricedCase } from '../../../pricing/index.js';
import { csvLine } from '../../../reference-data/index.js';
import { FACT_COLUMNS, SPLIT_COLUMNS } from '../../../server/pricing/payment-columns.js';
import { findWeights, openWeights } from '../../../server/pricing/weights-store.js';
import { CITIES, shippedPolicy, SPLIT, statedCase } from '../../pricing/demonstration/shipped-policies.js';
import { Workplace } from '../tiny-workplace.js';

const place = new Workplace();
const SCHEME = { 'demo-dip': 'demo-dip', 'demo-drg': 'chs-drg-starter' } as const;
const DISCHARGE =
  'caseId,hospitalId,insuranceType,sex,ageYears,admissionDate,dischargeDate,lengthOfStayDays,disposition,department,' +
  'principalDiagnosis,secondaryDiagnoses,principalProcedure,otherProcedures,totalCharges,selfPaid,overLimit,firstSelfPaid,inScope';
/** The columns of the file: those of a discharge, and all of payment. */
const HEADER = [...DISCHARGE.split(','), ...Object.keys(FACT_COLUMNS), ...Object.keys(SPLIT_COLUMNS)];

/** What a file states for a fact: amounts in yuan, lists joined by bars. */
function cell(value: unknown): string {
  if (value === undefined) return '';
  if (typeof value === 'bigint') return printYuan(value as Parameters<typeof printYuan>[0]);
  if (Array.isArray(value))
    return value.map((one) => (typeof one === 'object' ? `${one.gapDays}:${one.days}` : String(one))).join('|');
  return String(value);
}

const lineOf = (facts: CaseFacts): string => {
  const stated: Readonly<Record<string, unknown>> = { sex: 1, ...facts, ...SPLIT, policyRatio: '80%' };
  return csvLine(HEADER.map((name) => cell(stated[name])));
};

describe.each(CITIES)('dianzhi price --policy %s', (city) => {
  const methods = METHODS.map(({ section }) => section.id);
  const cases = (['employee', 'resident'] as const).flatMap((fund) => methods.map((method) => statedCase(method, fund)));

  test('prices each method from the columns of a file exactly as it is priced from its facts', async () => {
    place.file('cases.csv', [csvLine(HEADER), ...cases.map(lineOf)].join(''));
    const words = ['--policy', city, '--scheme', SCHEME[city], '--input', 'cases.csv', '--output', 'priced.csv'];
    const { code, stderr } = await place.dianzhiHere('price', ...words);
    expect(code, stderr).toBe(0);
    const policy = await shippedPolicy(city);
    const weights = openWeights(await findWeights(place.data, SCHEME[city], policy));
    const pricer = new CasePricer(policy, 'settlement');
    const rows = place.rows('priced.csv');
    for (const [at, facts] of cases.entries()) {
      const row = rows[at]!;
      const query = { fund: facts.insuranceType!, on: facts.dischargeDate!, hospital: facts.hospitalId };
      const found = {
        group: row['drg'] ?? row['group']!,
        status: row['status'] as 'grouped',
        isPrimaryCare: row['primaryCare'] === 'yes',
      };
      const group: GroupValues = weights.valuesOf(found, query);
      const priced = pricer.price({ facts, group, linkedGroup: (name) => weights.linkedValuesOf(name, query), split: SPLIT });
      expect(shown(priced), row['caseId']).toEqual(shownIn(row));
      expect(row['method']).toBe(facts.caseId);
    }
  });
});

const shown = ({ result, paymentStandard, fundPayment }: PricedCase) => ({
  outcome: result!.outcome.id,
  standard: paymentStandard === undefined ? '' : printYuan(paymentStandard),
  fund: printYuan(fundPayment!.fund),
});

const shownIn = ({ outcome, paymentStandard, fundPayment }: Readonly<Record<string, string>>) => ({
  outcome,
  standard: paymentStandard,
  fund: fundPayment,
});

test('bed-day stays are joined by what the column earlierStays states', async () => {
  const facts = { ...statedCase('bed-day', 'resident'), lengthOfStayDays: 20, wardDays: 20, leaveDays: undefined };
  const stays = [undefined, [{ gapDays: 3, days: 20 }], [{ gapDays: 30, days: 20 }]];
  const cases = stays.map((earlierStays, at) => ({ ...facts, caseId: `B${at}`, earlierStays }) as CaseFacts);
  place.file(
    'cases.csv',
    [csvLine(HEADER), ...cases.map(lineOf), lineOf({ ...cases[0]!, earlierStays: ['3'] as never })].join(''),
  );
  await place.dianzhiHere('price', '--policy', 'demo-dip', '--input', 'cases.csv', '--output', 'priced.csv');
  expect(place.rows('priced.csv').map(({ paymentStandard, errors }) => `${paymentStandard}${errors}`)).toEqual([
    // A day at 310 is 310 ÷ 14,700 × 1,000 = 21.0884 points, one at 250 from day 31 on 17.0068; a point is 14.20
    '5989.11', // 20 × 21.0884 = 421.768
    '5409.52', // days 21-40: 10 × 21.0884 + 10 × 17.0068 = 380.952
    '5989.11', // 30 days between are more than 10
    'PRICING_FACT_UNREADABLE:earlierStays=3',
  ]);
});
