import { describe, expect, test } from 'vitest';
import type { CaseFacts } from '../../../pricing/case-facts.js';
import { checkEpisode } from '../../../pricing/episode/episode-section.js';
import { DAY_SURGERY } from '../../../pricing/methods/day-surgery.js';
import { DAY_WARD } from '../../../pricing/methods/day-ward.js';
import { SINGLE_DISEASE } from '../../../pricing/methods/single-disease.js';
import { parseYuan, printYuan, sumFen } from '../../../pricing/money.js';
import { caseOf, groupOf } from '../case-of.js';
import { contextOf, valuesOf } from '../policy-of.js';
import { stepResult } from '../vectors/breakdown-of.js';

const PATIENT_FIFTH = { of: 'patient', rows: [{ share: '0.2' }] };
const FIXED = { base: 'charges', prices: [{ id: 'lens', pays: 'fixed', price: '5000.00' }], shares: PATIENT_FIFTH };
const LIMIT = { ...FIXED, prices: [{ id: 'lens', pays: 'limit', price: '5000.00' }] };

const price = (rules: Readonly<Record<string, unknown>>, facts: Partial<CaseFacts>, group = groupOf(), rounding = {}) =>
  DAY_SURGERY.price(caseOf(facts), group, valuesOf(DAY_SURGERY.section, rules), contextOf(rounding));
const charged = (charges: string): Partial<CaseFacts> => ({ totalCharges: parseYuan(charges) });

describe('DAY_SURGERY.price with a price', () => {
  test.each([
    // price − 20 % of the lower of price and charges
    ['fixed, below the price', FIXED, '4999.99', 'fixed-price', '1000.00', '4000.00'],
    ['fixed, on it', FIXED, '5000.00', 'fixed-price', '1000.00', '4000.00'],
    ['fixed, above it: the hospital bears the fen', FIXED, '5000.01', 'fixed-price', '1000.00', '4000.00'],
    ['fixed, far below: the hospital keeps what is left', FIXED, '3000.00', 'fixed-price', '600.00', '4400.00'],
    // 4999.99 × 0.2 = 999.998
    ['limit, a fen under', LIMIT, '4999.99', 'within-limit', '1000.00', '3999.99'],
    ['limit, on it', LIMIT, '5000.00', 'within-limit', '1000.00', '4000.00'],
    ['limit, a fen over', LIMIT, '5000.01', 'over-limit', '1000.00', '4000.00'],
  ] as const)('%s: %#', (_why, rules, charges, outcome, patient, fund) => {
    const result = price(rules, charged(charges));
    expect([result.outcome.id, stepResult(result.breakdown, 'patient-part'), printYuan(result.amount)]).toEqual([
      outcome,
      patient,
      fund,
    ]);
    expect(result.covers).toBe('fund');
  });

  test('without shares the price is the standard of the stay, and nothing is taken off', () => {
    const result = price({ base: 'charges', prices: FIXED.prices }, charged('4200.00'));
    expect([result.covers, printYuan(result.amount)]).toEqual(['stay', '5000.00']);
  });

  test('the side whose share is stated is rounded, and the other has the rest', () => {
    // 0.05 × 0.5 = 0.025: 0.03 for whoever is named
    const half = (of: string) => price({ base: 'charges', shares: { of, rows: [{ share: '0.5' }] } }, charged('0.05'));
    expect(printYuan(half('fund').amount)).toBe('0.03');
    expect(printYuan(half('patient').amount)).toBe('0.02');
  });

  test('rounding up to the yuan gives nobody more than there is', () => {
    const rules = { base: 'charges', shares: { of: 'fund', rows: [{ share: '1' }] } };
    expect(printYuan(price(rules, charged('0.40'), groupOf(), { amount: 'up 0' }).amount)).toBe('0.40');
  });
});

describe('DAY_SURGERY.price with deductibles', () => {
  const RULES = {
    base: 'in-scope',
    shares: { of: 'fund', rows: [{ level: '3', share: '0.75' }, { share: '0.85' }] },
    deductibles: [{ level: '3', amount: '800.00' }, { level: '1', amount: '500.01' }, { amount: '300.00' }],
    deductibleFactor: '0.5',
  };
  test.each([
    // (1000.01 − 400) × 0.75 = 450.0075
    ['level 3, half the deductible', 3, '1000.01', '450.01'],
    // (1000 − 150) × 0.85
    ['level 2', 2, '1000.00', '722.50'],
    ['on the deductible: nothing is left', 3, '400.00', '0.00'],
    ['a fen over it: 0.0075', 3, '400.01', '0.01'],
    ['under it', 3, '399.99', '0.00'],
    // 250.005 is 250.01 in fen, as on a bill; (6000 − 250.01) × 0.85 = 4887.4915, where 250.005 would leave 4887.49575
    ['half of an odd fen', 1, '6000.00', '4887.49'],
  ] as const)('%s', (_why, hospitalLevel, inScope, pool) => {
    const result = price(RULES, { hospitalLevel, inScope: parseYuan(inScope) });
    expect(printYuan(result.amount)).toBe(pool);
    expect(printYuan(sumFen(result.breakdown.lines.map(({ amount }) => amount)))).toBe(pool);
  });

  test('a limit cuts what is shared before the deductible comes off', () => {
    // (3000 − 0) × 0.75
    const rules = {
      base: 'in-scope',
      prices: [{ id: 'course', pays: 'limit', price: '3000.00' }],
      shares: { of: 'fund', rows: [{ share: '0.75' }] },
    };
    expect(printYuan(price(rules, { inScope: parseYuan('3600.00') }).amount)).toBe('2250.00');
  });

  test.each([
    ['the level where rows ask for it', { inScope: parseYuan('900.00') }, 'hospitalLevel'],
    ['the in-scope charges', { hospitalLevel: 3 }, 'inScope'],
  ] as const)('asks for %s', (_why, facts, field) => {
    expect(() => price(RULES, facts)).toThrow(expect.objectContaining({ code: 'PRICING_FACT_MISSING' }));
    expect(() => price(RULES, facts)).toThrow(new RegExp(field));
  });
});

describe('SINGLE_DISEASE.price', () => {
  const prices = [
    { id: 'appendix', pays: 'fixed', price: '6000', principalDiagnoses: ['K35'], procedures: ['47.0'], level: '3' },
    { id: 'appendix', pays: 'fixed', price: '5000', principalDiagnoses: ['K35'], procedures: ['47.0'] },
    { id: 'hernia', pays: 'limit', price: '4000', groups: ['G1'] },
  ];
  const pay = (facts: Partial<CaseFacts>, key = 'G9') =>
    SINGLE_DISEASE.price(
      caseOf({ hospitalLevel: 2, ...charged('4500.00'), ...facts }),
      groupOf({ group: key }),
      valuesOf(SINGLE_DISEASE.section, { base: 'charges', prices }),
      contextOf(),
    );
  const appendix = { principalDiagnosis: ' k35.900', otherProcedures: ['47.0100'] };

  test('the first row that fits decides; codes are compared in their normal form', () => {
    expect(printYuan(pay({ ...appendix, hospitalLevel: 3 }).amount)).toBe('6000.00');
    expect(printYuan(pay(appendix).amount)).toBe('5000.00');
  });

  test('a near miss has no price: it is reported, never guessed', () => {
    expect(() => pay({ principalDiagnosis: 'K36.x00', otherProcedures: ['47.0100'] })).toThrow(
      expect.objectContaining({ code: 'PRICING_NO_ROW' }),
    );
  });

  test('a group may name the price', () => {
    expect(printYuan(pay({ principalDiagnosis: 'K40.900' }, 'G1').amount)).toBe('4000.00');
  });
});

describe('DAY_WARD.price', () => {
  test('each fund has its own shares', () => {
    const values = valuesOf(DAY_WARD.section, { ...LIMIT, shares: { of: 'fund', rows: [{ share: '0.65' }] } }, 'employee');
    expect(values.shares?.citation.parameter).toBe('day-ward.shares');
    // 5000.00 × 0.65
    expect(printYuan(DAY_WARD.price(caseOf(charged('6000.00')), undefined, values, contextOf()).amount)).toBe('3250.00');
  });
});

describe('checkEpisode', () => {
  test.each([
    ['nothing to pay by', { base: 'charges' }, ['prices']],
    ['a standard of part of the charges', { base: 'in-scope', prices: LIMIT.prices }, ['base']],
    ['a fixed price for part of the charges', { ...FIXED, base: 'in-scope' }, ['base']],
    ['a deductible that comes off nothing', { ...FIXED, shares: undefined, deductibles: [{ amount: '1' }] }, ['deductibles']],
    ['a deductible without its factor', { ...FIXED, deductibles: [{ amount: '1' }] }, ['deductibleFactor']],
    ['nothing wrong', LIMIT, []],
  ])('%s', (_why, rules, expected) => {
    const given = Object.fromEntries(Object.entries(rules).filter(([, value]) => value !== undefined));
    const found = checkEpisode(valuesOf(DAY_SURGERY.section, given)).map(({ parameter }) => parameter);
    expect(found).toEqual(expect.arrayContaining(expected));
    expect(found.length > 0).toBe(expected.length > 0);
  });
});
