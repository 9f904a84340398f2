import { describe, expect, test } from 'vitest';
import { fen } from '../../../pricing/money.js';
import { ratio } from '../../../pricing/ratio.js';
import { prepaymentAmount, prepaymentGate, zoneOf } from '../../../pricing/risk/index.js';
import { HALF_UP_TO_FEN } from '../../../pricing/rounding.js';
import { riskValues } from './risk-values.js';

const NAME = { zh: '名称', en: 'Name' };
const zone = (id: string, more: object) => ({ id, name: NAME, isAlarm: 'false', colour: '#000000', ...more });
const scenario = (growth: string) => [{ id: 'a', name: NAME, costGrowth: growth, volumeGrowth: '0', pointInflation: '0' }];

describe('FUND_RISK', () => {
  test.each([
    ['a zone without bounds before the last', { zones: [zone('a', {}), zone('b', {})] }],
    ['bounds at the last zone', { zones: [zone('a', { when: '< 1' }), zone('b', { when: '>= 1' })] }],
    ['a zone twice', { zones: [zone('a', { when: '< 1' }), zone('a', {})] }],
    ['growth that leaves nothing', { scenarios: scenario('-1') }],
    ['growth as a percentage', { scenarios: scenario('5%') }],
    ['a scenario twice', { scenarios: [...scenario('0'), ...scenario('0')] }],
    ['a thirteenth month', { analysisMonths: ['13'] }],
    ['four past years', { prepayment: { monthsPayable: '>= 6', refusedBy: [], months: '1', pastYears: '4' } }],
  ])('%s is refused', (_why, rules) => {
    expect(() => riskValues(rules)).toThrow(/value/);
  });

  test('each operator keeps its edge on its side', () => {
    const { zones } = riskValues({ zones: [zone('a', { when: '<= 3' }), zone('b', { when: '< 6' }), zone('c', {})] });
    const at = (hundredths: number) => zoneOf(ratio(hundredths, 100), zones.value).id;
    expect([300, 301, 599, 600].map(at)).toEqual(['a', 'b', 'b', 'c']);
  });
});

describe('prepaymentGate', () => {
  const { value: rule } = riskValues().prepayment;

  test('a deficit that the policy does not name closes nothing', () => {
    const facts = { monthsPayable: ratio(6), deficits: ['last-year' as const] };
    expect(prepaymentGate(facts, { ...rule, refusedBy: [] })).toEqual({ isAllowed: true, refusals: [] });
    expect(prepaymentGate(facts, rule).isAllowed).toBe(false);
  });

  test('of more years than the rule takes the latest count', () => {
    const years = [999_999_999n, 120_000n, 240_000n].map(fen);
    // (1200 + 2400) / 24 = 150
    expect(prepaymentAmount(years, rule, HALF_UP_TO_FEN)).toBe(15_000n);
  });

  test('without a year there is no mean', () => {
    expect(() => prepaymentAmount([], rule, HALF_UP_TO_FEN)).toThrow(
      expect.objectContaining({ code: 'PRICING_DIVISION_BY_ZERO' }),
    );
  });
});
