import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CaseFacts } from '../../../pricing/case-facts.js';
import { outpatientPointValue, outpatientPool } from '../../../pricing/measurement/outpatient-pool.js';
import { APG } from '../../../pricing/methods/apg.js';
import { parseYuan, printYuan, sumFen } from '../../../pricing/money.js';
import { parseRatio } from '../../../pricing/ratio.js';
import { printExactly } from '../../../pricing/rounding.js';
import { caseOf } from '../case-of.js';
import { contextOf, policyOf, valuesOf } from '../policy-of.js';

const GROUPS = [
  { kind: 'procedure', apg: 'P1', codes: ['45.2'], points: '200', family: 'endoscopy' },
  { kind: 'procedure', apg: 'P2', codes: ['45.23'], points: '260', family: 'endoscopy' },
  { kind: 'procedure', apg: 'P3', codes: ['86.3'], points: '100' },
  { kind: 'visit', apg: 'V1', codes: ['I10', 'I11'], points: '60' },
  { kind: 'ancillary', apg: 'A1', codes: ['LAB'], points: '15', packaged: 'true' },
  { kind: 'ancillary', apg: 'A2', codes: ['88.7'], points: '40' },
  { kind: 'ancillary', apg: 'A3', codes: ['CT'], points: '90', packaged: 'false' },
];
const RULES = {
  pointValue: '2.5',
  groups: GROUPS,
  secondDiscount: '0.5',
  medicalVisit: 'without-procedure',
  pays: 'visit',
  ungrouped: 'actual-charges',
};
const price = (facts: Partial<CaseFacts>, rules: object = {}) =>
  APG.price(caseOf(facts), undefined, valuesOf(APG.section, { ...RULES, ...rules }), contextOf());
const points = (...of: Parameters<typeof price>): string => printExactly(price(...of).casePoints!);
const did = (...procedures: string[]): Partial<CaseFacts> => ({ otherProcedures: procedures });

describe('APG.price', () => {
  test.each([
    ['one procedure', did('45.2100'), '200'],
    ['the longest beginning decides', did('45.2300'), '260'],
    ['related procedures: the one with the most points', did('45.2100', '45.2300'), '260'],
    ['a procedure done twice is related to itself', did('86.3000', '86.3x01'), '100'],
    // 260 + 100 × 0.5
    ['unrelated: the highest in full, whatever their order', did('86.3000', '45.2300', '45.2100'), '310'],
    // 100 + 40
    ['a procedure that is an ancillary', did('86.3000', '88.7200'), '140'],
    // 100 + 90 × 2; the packaged one adds nothing
    ['ancillaries, each time that they were rendered', { ...did('86.3000'), serviceItems: ['CT-1', 'LAB-7', 'CT-1'] }, '280'],
    ['a packaged ancillary alone', { serviceItems: ['LAB-7'] }, '0'],
    ['a medical visit', { principalDiagnosis: 'I10.x00' }, '60'],
    ['a medical visit beside a procedure', { principalDiagnosis: 'I10.x00', ...did('86.3000') }, '100'],
    ['a medical visit with an ancillary', { principalDiagnosis: 'I10.x00', serviceItems: ['CT-1'] }, '150'],
  ])('%s', (_why, facts, expected) => expect(points(facts)).toBe(expected));

  test('a region may let the medical visit count beside a procedure', () => {
    expect(points({ principalDiagnosis: 'I10.x00', ...did('86.3000') }, { medicalVisit: 'always' })).toBe('160');
  });

  test.each([
    ['0', '260'],
    ['1', '360'],
    ['0.33', '293'],
  ])('a discount of %s', (secondDiscount, expected) => {
    expect(points(did('45.2300', '86.3000'), { secondDiscount })).toBe(expected);
  });

  test('says what kind of visit it was, and which rules had something to do', () => {
    const result = price({ ...did('45.2300', '45.2100', '86.3000'), serviceItems: ['CT-1', 'XX'] });
    expect([result.outcome.id, result.notices.map(({ id }) => id)]).toEqual(['significant-procedure', ['codes-without-group']]);
    expect(result.breakdown.steps.map(({ rule }) => rule.id)).toEqual([
      'apg-consolidation',
      'apg-discounting',
      'apg-packaging',
      'apg-visit',
    ]);
    // (260 + 50 + 90) × 2.5
    expect(printYuan(result.amount)).toBe('1000.00');
  });

  test('a visit that no row takes is paid at its charges, where the region says so', () => {
    const facts = { principalDiagnosis: 'Z00.000', totalCharges: parseYuan('88.80') };
    const { outcome, amount } = price(facts);
    expect([outcome.id, printYuan(amount)]).toEqual(['ungrouped', '88.80']);
    expect(() => price(facts, { ungrouped: 'none' })).toThrow(expect.objectContaining({ code: 'PRICING_NO_RULE' }));
  });

  test('a second procedure needs the discount of the policy, one alone does not', () => {
    const rules = { secondDiscount: 'none' };
    expect(points(did('86.3000'), rules)).toBe('100');
    expect(() => price(did('86.3000', '45.2100'), rules)).toThrow(expect.objectContaining({ code: 'PRICING_NO_RULE' }));
  });

  test.each([
    ['visit', 'stay'],
    ['fund', 'fund'],
  ])('where a point pays the %s, the amount covers the %s', (pays, covers) => {
    expect(price(did('86.3000'), { pays }).covers).toBe(covers);
  });

  test('a group that stands twice, and a discount above 1, are no values', () => {
    expect(() => policyOf(APG.section, { groups: [GROUPS[0], GROUPS[0]] })).toThrow(/P1 ×2/);
    expect(() => policyOf(APG.section, { secondDiscount: '1.01' })).toThrow(/value-invalid/);
  });

  test('the order of services does not matter, lines add up, and one service more never lowers the points', () => {
    const codes = fc.array(fc.constantFrom('45.2100', '45.2300', '86.3000', '88.7200', '99.9900'), { minLength: 1 });
    fc.assert(
      fc.property(codes, (all) => {
        const result = price({ ...did(...all, '86.3000'), totalCharges: parseYuan('1.00') });
        expect(price({ ...did('86.3000', ...all.toReversed()) }).amount).toBe(result.amount);
        expect(sumFen(result.breakdown.lines.map(({ amount }) => amount))).toBe(result.amount);
        expect(result.amount >= price(did('86.3000')).amount).toBe(true);
      }),
    );
  });
});

describe('outpatientPointValue', () => {
  test('shares what the packages of signed people leave of the budget', () => {
    const pool = { budget: parseYuan('900.00'), signedPackages: parseYuan('600.00'), points: parseRatio('120') };
    expect(printExactly(outpatientPointValue(pool))).toBe('2.5');
  });

  test.each([
    ['all of the budget', '900.00', '0.00'],
    ['a fen less', '899.99', '0.01'],
  ])('packages that take %s leave what is left', (_why, packages, left) => {
    expect(printYuan(outpatientPool(parseYuan('900.00'), parseYuan(packages)))).toBe(left);
  });

  test('packages above the budget, and a pool without points, are refused', () => {
    expect(() => outpatientPool(parseYuan('900.00'), parseYuan('900.01'))).toThrow(
      expect.objectContaining({ code: 'PRICING_BELOW_ZERO' }),
    );
    const none = { budget: parseYuan('900.00'), signedPackages: parseYuan('0.00'), points: parseRatio('0') };
    expect(() => outpatientPointValue(none)).toThrow(expect.objectContaining({ code: 'PRICING_DIVISION_BY_ZERO' }));
  });
});
