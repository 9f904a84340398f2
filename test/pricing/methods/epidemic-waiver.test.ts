import { describe, expect, test } from 'vitest';
import { EPIDEMIC_WAIVER } from '../../../pricing/methods/epidemic-waiver.js';
import { parseYuan, printYuan } from '../../../pricing/money.js';
import { CasePricer } from '../../../pricing/price-case.js';
import { Router } from '../../../pricing/router/router.js';
import { ROUTER } from '../../../pricing/router/router-section.js';
import { caseOf } from '../case-of.js';
import { contextOf, valuesOf } from '../policy-of.js';
import { SMALL_SECTIONS, wholePolicy } from '../whole-policy.js';

const ALL = ['catalogue', 'price-limits', 'first-self-pay'];
const facts = caseOf({
  totalCharges: parseYuan('10000.00'),
  selfPaid: parseYuan('300.00'),
  overLimit: parseYuan('20.00'),
  firstSelfPaid: parseYuan('1.00'),
  specialListFlags: ['waiver'],
});
const routeWith = (budget: string) =>
  new Router(valuesOf(ROUTER, { routes: [{ id: 'waiver', when: { lists: ['waiver'] }, to: 'epidemic-waiver', budget }] })).route(
    facts,
    undefined,
  );
const price = (rules: object, of = facts, budget = 'outside-budget') =>
  EPIDEMIC_WAIVER.price(of, undefined, valuesOf(EPIDEMIC_WAIVER.section, { waives: ALL, ...rules }), {
    ...contextOf(),
    route: routeWith(budget),
  });

describe('EPIDEMIC_WAIVER.price', () => {
  test.each([
    ['everything is waived: at cost', ALL, '10000.00'],
    ['the catalogue still holds', ['price-limits', 'first-self-pay'], '9700.00'],
    ['price limits still hold', ['catalogue', 'first-self-pay'], '9980.00'],
    ['nothing is waived', [], '9679.00'],
  ])('%s', (_why, waives, expected) => {
    const result = price({ waives });
    expect([result.covers, printYuan(result.amount)]).toEqual(['fund', expected]);
  });

  test('reserves bear the cost together, to the last fen', () => {
    const reserves = ['fund', 'public money', 'province'].map((from) => ({ from, weight: '1' }));
    const { lines } = price({ reserves }).breakdown;
    expect(lines.map(({ amount }) => printYuan(amount))).toEqual(['3333.34', '3333.33', '3333.33']);
  });

  test.each(['in-budget', 'beside-points'])('a route %s is refused: the money lies outside every line', (budget) => {
    expect(() => price({}, facts, budget)).toThrow(expect.objectContaining({ code: 'PRICING_ROUTE_BUDGET' }));
  });

  test('asks only for the parts whose limit still holds', () => {
    const bare = caseOf({ totalCharges: parseYuan('50.00'), specialListFlags: ['waiver'] });
    expect(printYuan(price({}, bare).amount)).toBe('50.00');
    expect(() => price({ waives: ['catalogue'] }, bare)).toThrow(/overLimit/);
  });

  test('parts above the charges are a fault of the case', () => {
    const wrong = caseOf({ ...facts, totalCharges: parseYuan('299.99') });
    expect(() => price({ waives: ['price-limits', 'first-self-pay'] }, wrong)).toThrow(
      expect.objectContaining({ code: 'PRICING_BELOW_ZERO' }),
    );
  });
});

describe('a case of the waiver, priced whole', () => {
  test('the fund pays all of it, outside every line of the budget, and nothing is taken off', async () => {
    const routes = [{ id: 'waiver', when: { lists: ['waiver'] }, to: 'epidemic-waiver', budget: 'outside-budget' }];
    const policy = await wholePolicy({ ...SMALL_SECTIONS, router: { routes }, 'epidemic-waiver': { waives: ALL } });
    const priced = new CasePricer(policy, 'settlement', '2026-06-01').price({ facts });
    expect(printYuan(priced.fundPayment!.fund)).toBe('10000.00');
    expect(priced.notices.map(({ id }) => id)).toContain('outside-budget');
  });
});
