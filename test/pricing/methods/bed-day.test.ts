import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BED_DAY } from '../../../pricing/methods/bed-day.js';
import type { CaseFacts } from '../../../pricing/case-facts.js';
import { fen, parseYuan, printYuan, sumFen } from '../../../pricing/money.js';
import { checkJoinedPolicy } from '../../../pricing/policy/check-policy.js';
import { printExactly } from '../../../pricing/rounding.js';
import { caseOf } from '../case-of.js';
import { contextOf, policyOf, valuesOf } from '../policy-of.js';

const FLAT = {
  counts: 'yuan',
  dayCount: 'stated',
  covers: 'stay',
  settles: 'fixed-rate',
  rates: [{ pays: 'rate', rate: '200' }],
};
const PHASES = {
  rates: [
    {
      pays: 'phases',
      phases: [
        { from: '1', to: '30', rate: '300' },
        { from: '31', rate: '250' },
      ],
    },
  ],
  phaseReading: 'marginal',
};
const stay = (days: number, facts: Partial<CaseFacts> = {}) => caseOf({ lengthOfStayDays: days, ...facts });
const price = (facts: CaseFacts, rules: object = {}, rounding = {}) =>
  BED_DAY.price(facts, undefined, valuesOf(BED_DAY.section, { ...FLAT, ...rules }), contextOf(rounding));
const paid = (facts: CaseFacts, rules: object = {}) => printYuan(price(facts, rules).amount);

describe('BED_DAY.price: what a day is worth', () => {
  test.each([
    ['class I at level 3', 3, 'F20.000', '420.00'],
    ['class II at level 3', 3, 'F41.100', '320.00'],
    ['class I at level 1', 1, 'F31.000', '205.00'],
  ] as const)('level and class of disease decide: %s', (_why, hospitalLevel, principalDiagnosis, expected) => {
    const rules = {
      diseaseClasses: [
        { class: 'psychiatric-1', diagnoses: ['F20', 'F31'] },
        { class: 'psychiatric-2', diagnoses: ['F'] },
      ],
      rates: [
        { level: '3', diseaseClass: 'psychiatric-1', pays: 'rate', rate: '420' },
        { level: '3', diseaseClass: 'psychiatric-2', pays: 'rate', rate: '320' },
        { diseaseClass: 'psychiatric-1', pays: 'rate', rate: '205' },
      ],
    };
    expect(paid(stay(1, { hospitalLevel, principalDiagnosis }), rules)).toBe(expected);
  });

  test.each([
    ['the last day of the first phase', 30, '9000.00'],
    // 30 × 300 + 250
    ['the first day of the second', 31, '9250.00'],
  ])('phases, marginal: %s', (_why, days, expected) => expect(paid(stay(days), PHASES)).toBe(expected));

  test.each([
    ['the last day of the first phase', 30, '9000.00'],
    // 31 × 250: the fall at the edge belongs to the rule
    ['a day later every day has the rate of the second', 31, '7750.00'],
  ])('phases, whole stay: %s', (_why, days, expected) =>
    expect(paid(stay(days), { ...PHASES, phaseReading: 'whole-stay' })).toBe(expected),
  );

  test('a row for long stays begins on its day', () => {
    const rates = [
      { days: '<= 56', pays: 'package', package: '15000' },
      { pays: 'rate', rate: '95' },
    ];
    // one sum up to day 56; 57 × 95
    expect([1, 56, 57].map((days) => paid(stay(days), { rates }))).toEqual(['15000.00', '15000.00', '5415.00']);
  });

  test('points a day are rounded before they are added up, points of the case where the region does', () => {
    const rules = {
      counts: 'points',
      pointValue: '97.5',
      meanCaseCharges: '13000',
      scale: '100',
      rates: [{ pays: 'rate', rate: '310' }],
    };
    // 310 ÷ 13000 × 100 = 2.384615…; 2.3846 × 45 = 107.307; rounded to 107.31; × 97.5
    const result = price(stay(45), { ...rules, dayPointsRounding: 'half-up 4' }, { points: 'half-up 2' });
    expect([printExactly(result.casePoints!), printYuan(result.amount)]).toEqual(['107.31', '10462.73']);
    // exact: 310 × 45 ÷ 13000 × 100 × 97.5
    expect(paid(stay(45), rules)).toBe('10462.50');
  });

  test.each([
    ['a year under the age', { ageYears: 59 }, '2000.00'],
    ['on the age', { ageYears: 60 }, '1600.00'],
    ['a class of persons', { ageYears: 30, personClass: 'subsistence' }, '1500.00'],
  ])('persons may count less: %s', (_why, facts, expected) => {
    const personFactors = [
      { personClasses: ['subsistence'], factor: '0.75' },
      { ageYears: '>= 60', factor: '0.8' },
    ];
    expect(paid(stay(10, facts), { personFactors })).toBe(expected);
  });
});

describe('BED_DAY.price: which days count', () => {
  const dates = { admissionDate: '2026-02-27', dischargeDate: '2026-03-01' };
  const oneDay = { admissionDate: '2026-03-01', dischargeDate: '2026-03-01' };
  test.each([
    ['as stated', 'stated', stay(7, dates), '1400.00'],
    ['first and last day as one', 'without-discharge-day', stay(7, dates), '400.00'],
    ['the day of discharge too', 'with-discharge-day', stay(7, dates), '600.00'],
    ['come and gone on one day', 'without-discharge-day', stay(7, oneDay), '200.00'],
    ['come and gone on one day, discharge day counted', 'with-discharge-day', stay(7, oneDay), '200.00'],
    ['days in the ward', 'ward-days', stay(7, { wardDays: 4 }), '800.00'],
  ])('%s', (_why, dayCount, facts, expected) => expect(paid(facts, { dayCount })).toBe(expected));

  test('leave is not paid where the region says so, and moves no phase', () => {
    const rules = { ...PHASES, leave: 'not-paid' };
    expect(['29', '30', '31'].map((days) => paid(stay(Number(days) + 2, { leaveDays: 2 }), rules))).toEqual([
      '8700.00',
      '9000.00',
      '9250.00',
    ]);
  });

  test.each([
    ['on the edge of the gap the count goes on', 15, '250.00'],
    ['a day later it begins anew', 16, '300.00'],
  ])('joined stays: %s', (_why, gapDays, expected) => {
    expect(paid(stay(1, { earlierStays: [{ gapDays, days: 30 }] }), { ...PHASES, joinedStays: '<= 15' })).toBe(expected);
  });

  test('the first gap that is too long ends the chain', () => {
    const earlierStays = [
      { gapDays: 3, days: 20 },
      { gapDays: 90, days: 5 },
      { gapDays: 1, days: 40 },
    ];
    // days 21 to 31: 10 × 300 + 250
    expect(paid(stay(11, { earlierStays }), { ...PHASES, joinedStays: '<= 15' })).toBe('3250.00');
  });

  test.each([
    ['the last days of the year', 55, '1000.00', []],
    ['one day too many', 56, '800.00', ['days-beyond-year-limit']],
    ['none left', 60, '0.00', ['days-beyond-year-limit']],
    ['more paid than there are', 61, '0.00', ['days-beyond-year-limit']],
  ])('60 days a year: %s', (_why, bedDaysThisYear, amount, notices) => {
    const result = price(stay(5, { bedDaysThisYear }), { yearDayLimit: '60' });
    expect([printYuan(result.amount), result.notices.map(({ id }) => id)]).toEqual([amount, notices]);
  });
});

describe('BED_DAY.price: what is paid of it', () => {
  test.each([
    ['a fen under the ceiling', '1999.99', '1999.99', 'below-rate'],
    ['on it', '2000.00', '2000.00', 'normal'],
    ['a fen over it', '2000.01', '2000.00', 'normal'],
  ])('actual charges up to the rate: %s', (_why, charges, amount, outcome) => {
    const result = price(stay(10, { totalCharges: parseYuan(charges) }), { settles: 'actual-up-to-rate' });
    expect([printYuan(result.amount), result.outcome.id, result.covers]).toEqual([amount, outcome, 'stay']);
  });

  test("a rate of the fund's part is compared with the fund's part", () => {
    const facts = stay(10, { totalCharges: parseYuan('5000.00'), fundAdvanced: parseYuan('1500.00') });
    const result = price(facts, { covers: 'fund', settles: 'actual-up-to-rate' });
    expect([printYuan(result.amount), result.covers]).toEqual(['1500.00', 'fund']);
  });

  test('shares of phases count with the worth of their days, also where the stay cost less', () => {
    const fundShare = {
      by: 'phases',
      phases: [
        { from: '1', to: '10', share: '0.8' },
        { from: '11', share: '0.5' },
      ],
    };
    // 10 × 200 × 0.8 + 5 × 200 × 0.5
    expect(paid(stay(15), { fundShare })).toBe('2100.00');
    // 2100 ÷ 3000 of 2400
    const facts = stay(15, { totalCharges: parseYuan('2400.00') });
    const { breakdown, amount } = price(facts, { fundShare, settles: 'actual-up-to-rate' });
    expect(printYuan(amount)).toBe('1680.00');
    expect(breakdown.lines.map((line) => [line.rule.id, printYuan(line.amount)])).toEqual([
      ['bed-day-standard', '3000.00'],
      ['actual-below-rate', '-600.00'],
      ['patient-part', '-720.00'],
    ]);
  });

  test('shares of catalogue classes come from the charges where the policy has none', () => {
    const fundShare = { by: 'catalogue', classA: { ratio: '0.9' }, classB: { ratio: '0.7' } };
    const charges = { totalCharges: '4000.00', classACharges: '2000.00', classBCharges: '1000.00' };
    const facts = stay(10, Object.fromEntries(Object.entries(charges).map(([name, text]) => [name, parseYuan(text)])));
    // (0.5 × 0.9 + 0.25 × 0.7) × 2000
    expect(paid(facts, { fundShare })).toBe('1250.00');
  });

  test.each([
    ['a fen under the part of the fund', '1499.99', '1499.99'],
    ['on it', '1500.00', '1500.00'],
    ['a fen over it', '1500.01', '1500.00'],
  ])('no more than the hospital advanced: %s', (_why, advanced, expected) => {
    const rules = { fundShare: { by: 'ratio', rows: [{ ratio: '0.75' }] }, advanceCap: '1' };
    expect(paid(stay(10, { fundAdvanced: parseYuan(advanced) }), rules)).toBe(expected);
  });

  test.each([
    ['on the limit', '80.00', []],
    ['a fen over it', '80.01', ['self-paid-above-limit']],
  ])('full self-pay: %s', (_why, selfPaid, notices) => {
    const facts = stay(10, { hospitalLevel: 2, totalCharges: parseYuan('2000.00'), selfPaid: parseYuan(selfPaid) });
    const selfPaidLimits = [
      { level: '1', share: '0.03' },
      { level: '2', share: '0.04' },
    ];
    expect(price(facts, { selfPaidLimits }).notices.map(({ id }) => id)).toEqual(notices);
  });
});

describe('BED_DAY.price: what it refuses', () => {
  test.each([
    ['no days', caseOf(), {}, 'PRICING_FACT_MISSING'],
    ['part of a day', stay(1.5), {}, 'PRICING_NOT_A_COUNT'],
    ['more leave than days', stay(3, { leaveDays: 4 }), { leave: 'not-paid' }, 'PRICING_NOT_A_COUNT'],
    [
      'a discharge before the admission',
      stay(1, { admissionDate: '2026-03-02', dischargeDate: '2026-03-01' }),
      { dayCount: 'with-discharge-day' },
      'PRICING_NOT_A_COUNT',
    ],
    [
      'a level without a rate',
      stay(1, { hospitalLevel: 1 }),
      { rates: [{ level: '3', pays: 'rate', rate: '1' }] },
      'PRICING_NO_ROW',
    ],
    [
      'a day after the last phase',
      stay(31),
      { ...PHASES, rates: [{ pays: 'phases', phases: [{ from: '1', to: '30', rate: '300' }] }] },
      'PRICING_NO_ROW',
    ],
    ['no charges to compare', stay(1), { settles: 'actual-up-to-rate' }, 'PRICING_FACT_MISSING'],
  ])('%s', (_why, facts, rules, code) => {
    expect(() => price(facts, rules)).toThrow(expect.objectContaining({ code }));
  });

  test.each([
    ['phases that leave a day out', [{ from: '1', to: '30' }, { from: '32' }]],
    ['phases that have a day twice', [{ from: '1', to: '30' }, { from: '30' }]],
    ['phases that begin late', [{ from: '2' }]],
    ['phases out of order', [{ from: '1' }, { from: '31' }, { from: '16' }]],
  ])('%s are no policy', (_why, days) => {
    const phases = days.map((phase) => ({ ...phase, rate: '100' }));
    expect(() => valuesOf(BED_DAY.section, { ...FLAT, rates: [{ pays: 'phases', phases }] })).toThrow(/61/);
  });

  test.each([
    ['points as yuan', { rates: [{ pays: 'points', points: '2' }] }, 'rates'],
    ['points without a value', { counts: 'points', rates: [{ pays: 'points', points: '2' }] }, 'pointValue'],
    ['rates as points without a mean', { counts: 'points', pointValue: '98' }, 'meanCaseCharges'],
    ['phases without a reading', { rates: PHASES.rates }, 'phaseReading'],
    ["a share of the fund's part", { covers: 'fund', fundShare: { by: 'ratio', rows: [{ ratio: '0.5' }] } }, 'fundShare'],
    ['a cap on the whole stay', { advanceCap: '1.02' }, 'advanceCap'],
  ])('%s disagree', (_why, rules, parameter) => {
    const findings = checkJoinedPolicy(policyOf(BED_DAY.section, { ...FLAT, ...rules }), [BED_DAY.section]);
    expect(findings.map(({ code, at }) => `${code} ${at}`)).toContain(`values-disagree sections.bed-day.${parameter}`);
  });
});

test('BED_DAY.price: lines add up, whatever the days, charges and phases', () => {
  const values = valuesOf(BED_DAY.section, {
    ...FLAT,
    ...PHASES,
    settles: 'actual-up-to-rate',
    personFactors: [{ factor: '0.333' }],
    fundShare: { by: 'ratio', rows: [{ ratio: '0.777' }] },
    advanceCap: '1.02',
  });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 400 }), fc.nat(10 ** 7), fc.nat(10 ** 7), (days, charges, advanced) => {
      const facts = stay(days, { totalCharges: fen(BigInt(charges)), fundAdvanced: fen(BigInt(advanced)) });
      const result = BED_DAY.price(facts, undefined, values, contextOf());
      expect(sumFen(result.breakdown.lines.map(({ amount }) => amount))).toBe(result.amount);
      expect(result.amount).toBeLessThanOrEqual(facts.totalCharges!);
    }),
    { numRuns: 50 },
  );
});
