import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { capitationPayment, type CapitatedYear } from '../../../pricing/capitation/capitation-payment.js';
import { CAPITATION_SECTION } from '../../../pricing/capitation/capitation-section.js';
import { isEnrolledOn, monthsEnrolled } from '../../../pricing/capitation/months-enrolled.js';
import { visitsOfYear } from '../../../pricing/capitation/visit-fund-part.js';
import { formerCost } from '../../../pricing/measurement/former-cost.js';
import { parseYuan, printYuan, sumFen } from '../../../pricing/money.js';
import { checkJoinedPolicy } from '../../../pricing/policy/check-policy.js';
import { parseRatio } from '../../../pricing/ratio.js';
import { HALF_UP_TO_FEN, printExactly } from '../../../pricing/rounding.js';
import { contextOf, policyOf, valuesOf } from '../policy-of.js';

const RULES = { headRate: '100', headCount: 'whole-year', careElsewhere: 'all' };
const pay = (year: Partial<CapitatedYear>, rules: object = {}) =>
  capitationPayment(
    { institution: 'H1', signed: [{ heads: 100 }], ...year },
    valuesOf(CAPITATION_SECTION, { ...RULES, ...rules }),
    contextOf().rounding,
  );
const lines = ({ breakdown }: ReturnType<typeof capitationPayment>) =>
  breakdown.lines.map(({ rule, amount }) => [rule.id, printYuan(amount)]);

const CELLS = [
  { cell: 'child', ageYears: '<= 14', coefficient: '1.1' },
  { cell: 'chronic', ageYears: '>= 60', chronic: 'true', coefficient: '2.05' },
  { cell: 'old woman', ageYears: '>= 60', sex: '2', coefficient: '1.4' },
  { cell: 'other', coefficient: '0.8' },
];

describe('capitationPayment: cells', () => {
  test.each([
    ['on the age of children', { ageYears: 14 }, '110.00'],
    ['a year above it', { ageYears: 15 }, '80.00'],
    ['a year under the age of old people', { ageYears: 59, isChronic: true }, '80.00'],
    ['old and chronic', { ageYears: 60, isChronic: true, sex: 2 }, '205.00'],
    ['an old woman', { ageYears: 60, isChronic: false, sex: 2 }, '140.00'],
    ['an old man', { ageYears: 60, isChronic: false, sex: 1 }, '80.00'],
    ['a roll kept by cells', { cell: 'chronic' }, '205.00'],
  ] as const)('%s: one head', (_why, row, expected) => {
    expect(printYuan(pay({ signed: [{ heads: 1, ...row }] }, { cells: CELLS }).budget)).toBe(expected);
  });

  test('the exact parts are added up and rounded once; lines of cells and fees add up to the budget', () => {
    const cells = [
      { cell: 'a', coefficient: '1.05' },
      { cell: 'b', coefficient: '1.05' },
    ];
    const signed = [
      { heads: 1, cell: 'a' },
      { heads: 1, cell: 'b' },
    ];
    // 2 × 0.33 × 1.05 + 2 × 22.33 = 45.353; each rounded by itself would make 0.35 + 0.35 + 44.66 = 45.36
    const result = pay({ signed }, { headRate: '0.33', cells, familyDoctorFee: '22.33' });
    expect([printYuan(result.budget), printExactly(result.headRate)]).toEqual(['45.35', '22.66']);
    expect(lines(result)).toEqual([
      ['cell-budget', '0.35'],
      ['cell-budget', '0.34'],
      ['family-doctor', '44.66'],
    ]);
  });

  test.each([
    ['no month', 0, '0.00'],
    ['five months', 5, '50.00'],
    ['the year', 12, '120.00'],
  ])('heads count by months: %s', (_why, months, expected) => {
    const rules = { headCount: 'by-month', headRate: '12' };
    expect(printYuan(pay({ signed: [{ heads: 10, months }] }, rules).budget)).toBe(expected);
  });

  test.each([
    ['a head under the share of old and young', 29, '10000.00'],
    ['on it', 30, '11500.00'],
  ])('uplift: %s', (_why, old, expected) => {
    const signed = [
      { heads: old - 10, ageYears: 65 },
      { heads: 10, ageYears: 6 },
      { heads: 100 - old, ageYears: 40 },
    ];
    const uplifts = [{ ages: ['<= 6', '>= 65'], headShare: '>= 0.3', uplift: '0.15' }];
    expect(printYuan(pay({ signed }, { uplifts }).budget)).toBe(expected);
  });
});

describe('capitationPayment: care elsewhere, surplus, overspend', () => {
  const careElsewhere = [
    { amount: parseYuan('700.00'), isReferred: true },
    { amount: parseYuan('300.00'), isReferred: false },
  ];
  test.each([
    ['all', '1000.00', '9000.00'],
    ['unreferred', '300.00', '9700.00'],
    ['referred', '700.00', '9300.00'],
    ['none', '0.00', '10000.00'],
  ])('%s', (rule, elsewhere, payment) => {
    const result = pay({ careElsewhere }, { careElsewhere: rule });
    expect([result.elsewhere, result.payment].map(printYuan)).toEqual([elsewhere, payment]);
    expect(result.surplus).toBeUndefined();
  });

  test.each([
    ['a surplus is kept', '9000.00', {}, '1000.00', '10000.00'],
    ['half of it', '9000.00', { surplusKept: '0.5' }, '1000.00', '9500.00'],
    // 5 % of the budget at most
    ['under a cap', '9000.00', { surplusCap: '0.05' }, '1000.00', '9500.00'],
    ['the lower of both', '9000.00', { surplusKept: '0.3', surplusCap: '0.05' }, '1000.00', '9300.00'],
    ['neither', '10000.00', { surplusKept: '0.5', overspendShared: '0.5' }, '0.00', '10000.00'],
    ['an overspend is borne', '11000.00', {}, '-1000.00', '10000.00'],
    ['or shared', '11000.01', { overspendShared: '0.5' }, '-1000.01', '10500.01'],
  ])('%s', (_why, ownCare, rules, surplus, payment) => {
    const result = pay({ ownCare: parseYuan(ownCare) }, rules);
    expect([result.surplus!, result.payment].map(printYuan)).toEqual([surplus, payment]);
    expect(sumFen(result.breakdown.lines.map(({ amount }) => amount))).toBe(result.payment);
  });
});

describe('capitationPayment: what it refuses', () => {
  test.each([
    ['part of a head', { signed: [{ heads: 1.5 }] }, {}, 'PRICING_NOT_A_COUNT'],
    ['months that are not stated', {}, { headCount: 'by-month' }, 'PRICING_FACT_MISSING'],
    ['a thirteenth month', { signed: [{ heads: 1, months: 13 }] }, { headCount: 'by-month' }, 'PRICING_NOT_A_COUNT'],
    ['a person in no cell', { signed: [{ heads: 1, ageYears: 30 }] }, { cells: CELLS.slice(0, 1) }, 'PRICING_NO_ROW'],
    ['an age that is not stated', {}, { cells: CELLS }, 'PRICING_FACT_MISSING'],
    ['care below zero', { ownCare: parseYuan('-0.01') }, {}, 'PRICING_FACT_INVALID'],
    [
      'a referral that is not stated',
      { careElsewhere: [{ amount: parseYuan('1.00') }] },
      { careElsewhere: 'referred' },
      'PRICING_FACT_MISSING',
    ],
  ])('%s', (_why, year, rules, code) => {
    expect(() => pay(year, rules)).toThrow(expect.objectContaining({ code }));
  });

  test.each([
    ['a cell that stands twice', { cells: [CELLS[0], CELLS[0]] }, 'cells'],
    ['a cap without a ratio', { visitYearCap: '440' }, 'visitRatio'],
  ])('%s is no policy', (_why, rules, parameter) => {
    const findings = checkJoinedPolicy(policyOf(CAPITATION_SECTION, { ...RULES, ...rules }), [CAPITATION_SECTION]);
    expect(findings.map(({ at }) => at)).toContain(`sections.capitation.${parameter}`);
  });
});

test('capitationPayment: lines add up, and the order of the people does not matter', () => {
  const values = valuesOf(CAPITATION_SECTION, {
    ...RULES,
    headRate: '123.45',
    familyDoctorFee: '22.1',
    headCount: 'by-month',
    cells: CELLS,
    uplifts: [{ uplift: '0.137' }],
    surplusKept: '0.77',
    overspendShared: '0.33',
  });
  const row = fc.record({
    heads: fc.nat(5000),
    months: fc.nat(12),
    ageYears: fc.nat(100),
    sex: fc.constantFrom<1 | 2>(1, 2),
    isChronic: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(row, { maxLength: 6 }), (signed) => {
      const year = { institution: 'H1', signed, ownCare: parseYuan('500000.01') };
      const result = capitationPayment(year, values, contextOf().rounding);
      const turned = capitationPayment({ ...year, signed: signed.toReversed() }, values, contextOf().rounding);
      expect(sumFen(result.breakdown.lines.map(({ amount }) => amount))).toBe(result.payment);
      expect([turned.budget, turned.payment]).toEqual([result.budget, result.payment]);
    }),
    { numRuns: 50 },
  );
});

describe('monthsEnrolled', () => {
  test.each([
    ['the whole year', { from: '2025-03-01' }, 12],
    ['from the first of May', { from: '2026-05-01' }, 8],
    ['from a day later', { from: '2026-05-02' }, 7],
    ['until the first of May, which is out', { from: '2025-01-01', until: '2026-05-01' }, 4],
    ['a day longer', { from: '2025-01-01', until: '2026-05-02' }, 5],
    ['within a month', { from: '2026-05-02', until: '2026-05-31' }, 0],
    ['another year', { from: '2027-01-01' }, 0],
  ])('%s', (_why, enrolment, months) => expect(monthsEnrolled(enrolment, '2026')).toBe(months));

  test('whoever moves on any day counts for twelve months in all', () => {
    for (const day of ['2026-01-01', '2026-06-15', '2026-07-01', '2026-12-31']) {
      const here = monthsEnrolled({ from: '2025-01-01', until: day }, '2026');
      expect(here + monthsEnrolled({ from: day }, '2026')).toBe(12);
    }
  });

  test('the count of a fixed day has the first day in and the last out', () => {
    const on = (day: string) => isEnrolledOn({ from: '2026-02-01', until: '2026-06-30' }, day);
    expect(['2026-01-31', '2026-02-01', '2026-06-29', '2026-06-30'].map(on)).toEqual([false, true, true, false]);
  });
});

describe('visitsOfYear', () => {
  const values = valuesOf(CAPITATION_SECTION, { ...RULES, visitRatio: '0.6', visitYearCap: '440' });
  const funds = (...visits: string[]) =>
    visitsOfYear(
      visits.map(parseYuan),
      { visitRatio: values.visitRatio!, visitYearCap: values.visitYearCap },
      HALF_UP_TO_FEN,
    ).byVisit.map(({ fund }) => printYuan(fund));

  test.each([
    // 0.6 × 733.30 = 439.98
    ['under the cap', ['733.30', '0.03', '100'], ['439.98', '0.02', '0.00']],
    // 0.6 × 733.35 = 440.01
    ['above it', ['733.35', '100'], ['440.00', '0.00']],
  ])('%s', (_why, visits, expected) => expect(funds(...visits)).toEqual(expected));
});

test('formerCost: nothing was all of it', () => {
  expect(printExactly(formerCost(parseRatio('85'), parseRatio('0.15')))).toBe('100');
  expect(() => formerCost(parseRatio('85'), parseRatio('1'))).toThrow(
    expect.objectContaining({ code: 'PRICING_DIVISION_BY_ZERO' }),
  );
});
