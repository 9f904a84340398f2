import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CaseFacts } from '../../../pricing/case-facts.js';
import { TCM } from '../../../pricing/methods/tcm.js';
import { TCM_DAY_WARD } from '../../../pricing/methods/tcm-day-ward.js';
import { fen, parseYuan, printYuan, sumFen } from '../../../pricing/money.js';
import { printExactly } from '../../../pricing/rounding.js';
import { caseOf, groupOf, publishedValue } from '../case-of.js';
import { contextOf, policyOf, valuesOf } from '../policy-of.js';

const WESTERN = { group: 'W1', points: '100' };
const ADVANTAGE = { rule: 'advantage', western: WESTERN, floorShare: '0.75', tcmShare: '>= 0.50' };
const FEATURE = { rule: 'addition', points: '6', tcmProcedureCharges: '>= 300.00' };
const OWN = groupOf({ groupPoints: publishedValue('70') });
const TCM_CASE: Partial<CaseFacts> = {
  totalCharges: parseYuan('1000.00'),
  tcmCharges: parseYuan('500.00'),
  tcmProcedureCharges: parseYuan('300.00'),
};

const price = (disease: object, facts: Partial<CaseFacts> = {}, group = OWN, rules: object = {}) => {
  const values = valuesOf(TCM.section, { pointValue: '10', diseases: [{ id: 'd', ...disease }], ...rules });
  const linkedGroup = (name: string) => (name === 'W2' ? groupOf({ groupPoints: publishedValue('90') }) : undefined);
  return TCM.price(caseOf({ ...TCM_CASE, ...facts }), group, values, { ...contextOf(), linkedGroup });
};
const points = (...of: Parameters<typeof price>): string[] => {
  const { outcome, casePoints } = price(...of);
  return [outcome.id, printExactly(casePoints!)];
};

describe('TCM.price', () => {
  test.each([
    // 100 × 0.85; 90 × 0.85
    ['the points that the link states', WESTERN, '85'],
    ['the points that the region published of the western group', { group: 'W2' }, '76.5'],
  ])('same disease, same price: %s', (_why, western, expected) => {
    expect(points({ rules: [{ rule: 'link', western, ratio: '0.85' }] })).toEqual(['tcm-link', expected]);
  });

  test.each([
    ['under', '499.99', ['tcm-own-points', '70']],
    ['on', '500.00', ['tcm-advantage', '75']],
    ['over', '500.01', ['tcm-advantage', '75']],
  ])('the least share of TCM: a fen %s it', (_why, tcmCharges, expected) => {
    expect(points({ rules: [ADVANTAGE] }, { tcmCharges: parseYuan(tcmCharges) })).toEqual(expected);
  });

  test.each([
    ['under', '299.99', ['tcm-own-points', '70']],
    ['on', '300.00', ['tcm-feature', '76']],
    ['over', '300.01', ['tcm-feature', '76']],
  ])('the least charges of TCM procedures: a fen %s them', (_why, charges, expected) => {
    expect(points({ rules: [FEATURE] }, { tcmProcedureCharges: parseYuan(charges) })).toEqual(expected);
  });

  test.each([
    ['under it', '74', '75'],
    ['on it', '75', '75'],
    ['over it', '76', '76'],
  ])('the floor of an advantage disease, own points %s', (_why, own, expected) => {
    expect(points({ points: own, rules: [ADVANTAGE] })).toEqual(['tcm-advantage', expected]);
  });

  test.each([
    ['the higher, where the region takes it', 'true', ['tcm-feature', '76']],
    ['else the first', 'false', ['tcm-advantage', '75']],
  ])('both rules fit: %s', (_why, takeHigher, expected) => {
    expect(points({ takeHigher, rules: [ADVANTAGE, FEATURE] })).toEqual(expected);
    // Only one fits: it is taken either way.
    const few = { tcmProcedureCharges: parseYuan('0.00') };
    expect(points({ takeHigher, rules: [ADVANTAGE, FEATURE] }, few)).toEqual(['tcm-advantage', '75']);
  });

  test('of equal rules the first is named, and both are shown', () => {
    const result = price({ takeHigher: 'true', points: '69', rules: [ADVANTAGE, FEATURE] });
    expect([result.outcome.id, result.breakdown.steps.map(({ rule }) => rule.id)]).toEqual([
      'tcm-advantage',
      ['tcm-advantage', 'tcm-feature'],
    ]);
  });

  test('a stay without charges has no share of TCM', () => {
    const nothing = { totalCharges: parseYuan('0.00'), tcmCharges: parseYuan('0.00') };
    expect(points({ rules: [ADVANTAGE] }, nothing)).toEqual(['tcm-own-points', '70']);
  });

  test('points are multiplied by the hospital coefficient, where there is one', () => {
    expect(points({ rules: [ADVANTAGE] }, {}, OWN, { hospitalCoefficients: [{ coefficient: '1.1' }] })).toEqual([
      'tcm-advantage',
      '82.5',
    ]);
  });

  describe('ceiling', () => {
    const at = (westernTotal: string) => price({ rules: [ADVANTAGE], ceiling: { westernTotal, maxShare: '0.50' } });
    test.each([
      // 75 points × 10 = 750
      ['a fen over the payment', '1500.02', '750.00', 1],
      ['on it', '1500.00', '750.00', 1],
      ['a fen under it', '1499.98', '749.99', 2],
    ])('%s', (_why, westernTotal, amount, lines) => {
      const result = at(westernTotal);
      expect([printYuan(result.amount), result.breakdown.lines.length]).toEqual([amount, lines]);
    });

    test('holds a disease that is paid at its charges', () => {
      const disease = { pays: 'charges', ceiling: { westernTotal: '1500', maxShare: '0.60' } };
      const paid = (totalCharges: string) => printYuan(price(disease, { totalCharges: parseYuan(totalCharges) }).amount);
      expect(['899.99', '900.00', '900.01'].map(paid)).toEqual(['899.99', '900.00', '900.00']);
    });
  });

  test.each([
    ['no row for it', { procedures: ['17.9'] }, {}, OWN, 'PRICING_NO_ROW'],
    ['no TCM charges where a rule asks', { rules: [ADVANTAGE] }, { tcmCharges: undefined }, OWN, 'PRICING_FACT_MISSING'],
    ['no points of its own', { rules: [FEATURE] }, {}, groupOf(), 'PRICING_GROUP_WITHOUT_VALUE'],
    ['no group and no points of its disease', { rules: [FEATURE] }, {}, undefined, 'PRICING_GROUP_MISSING'],
    [
      'a western group that nobody gives points',
      { rules: [{ rule: 'link', western: { group: 'W9' }, ratio: '1' }] },
      {},
      OWN,
      'PRICING_GROUP_WITHOUT_VALUE',
    ],
  ])('a case with %s is refused', (_why, disease, facts, group, code) => {
    const values = valuesOf(TCM.section, { pointValue: '10', diseases: [{ id: 'd', ...disease }] });
    expect(() => TCM.price(caseOf({ ...TCM_CASE, ...facts }), group, values, contextOf())).toThrow(
      expect.objectContaining({ code }),
    );
  });

  test('a link needs no group of the case', () => {
    const values = valuesOf(TCM.section, {
      pointValue: '10',
      diseases: [{ id: 'd', rules: [{ rule: 'link', western: WESTERN, ratio: '1' }] }],
    });
    expect(printYuan(TCM.price(caseOf(), undefined, values, contextOf()).amount)).toBe('1000.00');
  });

  test('charges without a ceiling are no way of paying a disease', () => {
    expect(() => policyOf(TCM.section, { diseases: [{ id: 'd', pays: 'charges' }] })).toThrow(/value-invalid/);
  });

  test('lines add up, and the higher is never lower than either', () => {
    const numbers = fc.tuple(fc.integer({ min: 1, max: 10 ** 5 }), fc.integer({ min: 1, max: 10 ** 5 }), fc.nat(10 ** 7));
    fc.assert(
      fc.property(numbers, ([own, western, charges]) => {
        const advantage = { ...ADVANTAGE, western: { group: 'W1', points: String(western / 100) } };
        const amount = (disease: object) => {
          const facts = { totalCharges: fen(BigInt(charges)), tcmCharges: fen(BigInt(charges)) };
          const result = price({ points: String(own / 100), ...disease }, facts);
          expect(sumFen(result.breakdown.lines.map((line) => line.amount))).toBe(result.amount);
          return result.amount;
        };
        const both = amount({ takeHigher: 'true', rules: [advantage, FEATURE] });
        const each = [amount({ rules: [advantage] }), amount({ rules: [FEATURE] })];
        expect(each).toContain(both);
        expect(each.every((one) => one <= both)).toBe(true);
      }),
      { numRuns: 30 },
    );
  });
});

describe('TCM_DAY_WARD.price', () => {
  const RULES = {
    courseLimits: [
      { id: 'knee', principalDiagnoses: ['M17'], limit: '2000' },
      { id: 'other', limit: '1000' },
    ],
    fundShare: '0.60',
    base: 'charges',
  };
  const ward = (facts: Partial<CaseFacts>, rules: object = {}, fund?: string, rounding = {}) =>
    TCM_DAY_WARD.price(
      caseOf({ principalDiagnosis: 'M54.5', ...facts }),
      undefined,
      valuesOf(TCM_DAY_WARD.section, { ...RULES, ...rules }, fund),
      contextOf(rounding),
    );
  const charged = (totalCharges: string, more: Partial<CaseFacts> = {}) => ({ totalCharges: parseYuan(totalCharges), ...more });

  test.each([
    ['a fen under the limit', '999.99', 'normal', '599.99'],
    ['on it', '1000.00', 'normal', '600.00'],
    ['a fen over it', '1000.01', 'course-limit', '600.00'],
  ])('%s', (_why, charges, outcome, amount) => {
    const result = ward(charged(charges));
    expect([result.outcome.id, printYuan(result.amount), result.covers]).toEqual([outcome, amount, 'fund']);
  });

  test('a disease may have a limit of its own', () => {
    expect(printYuan(ward(charged('3000.00', { principalDiagnosis: 'M17.900' })).amount)).toBe('1200.00');
  });

  test('a region may count in-scope charges only', () => {
    expect(printYuan(ward(charged('900.00', { inScope: parseYuan('800.00') }), { base: 'in-scope' }).amount)).toBe('480.00');
    expect(() => ward(charged('900.00'), { base: 'in-scope' })).toThrow(
      expect.objectContaining({ code: 'PRICING_FACT_MISSING' }),
    );
  });

  test.each([
    // 40 × 0.30 × 5 = 60
    ['a fen under the day prices', '59.99', '480.00'],
    ['on them', '60.00', '480.00'],
    ['a fen over them', '60.01', '479.99'],
    // 800 − (260 − 60)
    ['far over them', '260.00', '360.00'],
  ])('bed and nursing %s', (_why, bedAndNursing, amount) => {
    const facts = charged('800.00', { lengthOfStayDays: 5, bedAndNursingCharges: parseYuan(bedAndNursing) });
    expect(printYuan(ward(facts, { bedAndNursing: { perDay: '40', factor: '0.30' } }).amount)).toBe(amount);
  });

  test('a rule that rounds up to whole yuan never pays more than counts', () => {
    expect(printYuan(ward(charged('0.50'), { fundShare: '0.90' }, undefined, { amount: 'up 0' }).amount)).toBe('0.50');
  });

  test.each([
    ['no charges', {}, {}, 'PRICING_FACT_MISSING'],
    ['charges below zero', charged('-0.01'), {}, 'PRICING_FACT_INVALID'],
    [
      'no bed and nursing charges where the region limits them',
      charged('1.00', { lengthOfStayDays: 1 }),
      { bedAndNursing: { perDay: '40', factor: '0.30' } },
      'PRICING_FACT_MISSING',
    ],
    ['no limit for it', charged('1.00'), { courseLimits: [RULES.courseLimits[0]] }, 'PRICING_NO_ROW'],
  ])('a course with %s is refused', (_why, facts, rules, code) => {
    expect(() => ward(facts, rules)).toThrow(expect.objectContaining({ code }));
  });
});
