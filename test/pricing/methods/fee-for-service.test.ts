import { describe, expect, test } from 'vitest';
import { FEE_FOR_SERVICE } from '../../../pricing/methods/fee-for-service.js';
import { parseYuan, printYuan } from '../../../pricing/money.js';
import { printExactly } from '../../../pricing/rounding.js';
import { Router } from '../../../pricing/router/router.js';
import { ROUTER } from '../../../pricing/router/router-section.js';
import { caseOf } from '../case-of.js';
import { contextOf, valuesOf } from '../policy-of.js';
import { stepResult } from '../vectors/breakdown-of.js';

const RULES = {
  rules: [
    { routes: ['short', 'long'], pays: 'charges', share: '1' },
    { routes: ['outpatient'], pays: 'charges', share: '0.95' },
    { routes: ['complex'], pays: 'points', discount: '0.9' },
  ],
  overallMean: '8000',
  scale: '100',
  pointValue: '81.2345',
};
const routeTo = (id: string, budget: string) =>
  new Router(valuesOf(ROUTER, { routes: [{ id, to: 'fee-for-service', budget }] })).route(caseOf(), undefined);
const price = (charges: string, id?: string, budget = 'in-budget', facts = {}) =>
  FEE_FOR_SERVICE.price(
    caseOf({ totalCharges: parseYuan(charges), ...facts }),
    undefined,
    valuesOf(FEE_FOR_SERVICE.section, RULES),
    { ...contextOf(), ...(id === undefined ? {} : { route: routeTo(id, budget) }) },
  );

describe('FEE_FOR_SERVICE.price', () => {
  test.each([
    ['beside the pool at cost', '123.45', 'long', 'beside-points', '123.45'],
    // 123.45 × 0.95 = 117.2775
    ['a share of the charges, rounded once', '123.45', 'outpatient', 'in-budget', '117.28'],
    ['nothing for nothing', '0.00', 'short', 'beside-points', '0.00'],
  ])('%s', (_why, charges, id, budget, expected) => expect(printYuan(price(charges, id, budget).amount)).toBe(expected));

  test('inside the pool charges become points, and the difference to the charges is shown', () => {
    // 1234.56 ÷ 8000 × 100 × 0.9 = 13.8888; × 81.2345 = 1128.2497236
    const result = price('1234.56', 'complex');
    expect([printExactly(result.casePoints!), printYuan(result.amount)]).toEqual(['13.8888', '1128.25']);
    expect(stepResult(result.breakdown, 'difference-to-charges')).toBe('106.31');
  });

  test('what the audit struck out is not paid', () => {
    expect(printYuan(price('500.00', 'short', 'beside-points', { allowedCharges: parseYuan('480.00') }).amount)).toBe('480.00');
  });

  test.each([
    ['a route that no row names', 'other', 'in-budget', 'PRICING_NO_ROW'],
    ['points of a route that pays beside the points', 'complex', 'beside-points', 'PRICING_ROUTE_BUDGET'],
  ])('%s', (_why, id, budget, code) => expect(() => price('1.00', id, budget)).toThrow(expect.objectContaining({ code })));

  test('no route at all: rows for routes do not fit', () => {
    expect(() => price('1.00')).toThrow(expect.objectContaining({ code: 'PRICING_NO_ROW' }));
  });

  test('points need a mean, a scale and a value', () => {
    const { section } = FEE_FOR_SERVICE;
    const { overallMean: _, ...rest } = RULES;
    expect(section.check!(valuesOf(section, rest)).map(({ parameter }) => parameter)).toEqual(['rules']);
    expect(section.check!(valuesOf(section, RULES))).toEqual([]);
  });
});
