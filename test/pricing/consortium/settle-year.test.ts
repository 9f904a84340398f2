import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CONSORTIUM, settleConsortiumYear, type YearFacts } from '../../../pricing/consortium/index.js';
import { addFen, fen, parseYuan, printYuan, subtractFen, sumFen } from '../../../pricing/money.js';
import { parseRatio } from '../../../pricing/ratio.js';
import { contextOf } from '../policy-of.js';
import { consortiumValues } from './consortium-values.js';

const settle = (used: string, rules: Readonly<Record<string, unknown>> = {}, facts: Partial<YearFacts> = {}) =>
  settleConsortiumYear(
    { consortium: '县医共体', package: parseYuan('1000.00'), care: { inpatient: parseYuan(used) }, ...facts },
    consortiumValues(rules),
    contextOf().rounding,
  );
const SCORES = [
  { from: '85', factor: '1' },
  { from: '60', factor: 'score/100' },
  { from: '50', factor: '0.2' },
];
const BANDS = [
  { upTo: '0.03', fundShare: '0.6' },
  { upTo: '0.1', fundShare: '0.3' },
];
const fails = (code: string) => expect.objectContaining({ code });

describe('settleConsortiumYear with a surplus', () => {
  test.each([
    ['a fen left goes to the lead', '999.99', ['0.01', '0.00', '0.00']],
    // 0.05 × 0.5, 0.3, 0.2 = 0.025, 0.015, 0.01: the fen over goes to the first of two halves
    ['five fen', '999.95', ['0.03', '0.01', '0.01']],
    ['nothing left', '1000.00', ['0.00', '0.00', '0.00']],
  ])('%s', (_why, used, shares) => {
    expect(settle(used).shared.parties.map(({ amount }) => printYuan(amount))).toEqual(shares);
  });

  test.each([
    ['the last takes the rest where the region says so', 'last-takes-rest', ['0.03', '0.02', '0.00']],
    ['or the largest remainders do', 'largest-remainder', ['0.03', '0.01', '0.01']],
  ])('%s', (_why, allocation, shares) => {
    const { parties } = settle('999.95', { allocation }).shared;
    expect(parties.map(({ amount }) => printYuan(amount))).toEqual(shares);
  });

  test.each([
    ['100', '200.00'],
    ['85', '200.00'],
    // 200.00 × 0.849999
    ['84.9999', '170.00'],
    ['60', '120.00'],
    ['59.9999', '40.00'],
    ['50', '40.00'],
  ])('a score of %s keeps %s of 200.00', (score, kept) => {
    const { shared } = settle('800.00', { scoreFactors: SCORES }, { score: parseRatio(score) });
    expect(printYuan(shared.kept)).toBe(kept);
    expect(addFen(shared.kept, shared.toFund)).toBe(parseYuan('200.00'));
  });

  test.each([
    ['under the last row', '49.99', 'PRICING_NO_ROW'],
    ['above a hundred', '100.01', 'PRICING_NOT_A_SHARE'],
    ['below zero', '-1', 'PRICING_NOT_A_SHARE'],
    ['not stated', undefined, 'PRICING_FACT_MISSING'],
  ])('a score %s', (_why, score, code) => {
    const facts = score === undefined ? {} : { score: parseRatio(score) };
    expect(() => settle('800.00', { scoreFactors: SCORES }, facts)).toThrow(fails(code));
  });

  test('the risk fund takes its part of what is kept, before the split', () => {
    // 200.00 × 0.84 = 168.00; × 0.25 = 42.00; 126.00 by 5:3:2
    const { shared, breakdown } = settle(
      '800.00',
      { scoreFactors: SCORES, surplusToRiskFund: '0.25' },
      { score: parseRatio('84') },
    );
    expect([shared.kept, shared.toRiskFund, shared.toFund].map(printYuan)).toEqual(['168.00', '42.00', '32.00']);
    expect(shared.parties.map(({ amount }) => printYuan(amount))).toEqual(['63.00', '37.80', '25.20']);
    expect(breakdown.lines.map(({ rule }) => rule.id)).toEqual([
      'surplus-to: lead',
      'surplus-to: township',
      'surplus-to: village',
      'to-risk-fund',
      'back-to-fund',
    ]);
  });

  test('half of the surplus is the most that the risk fund may take', () => {
    expect(() => consortiumValues({ surplusToRiskFund: '0.5' })).not.toThrow();
    expect(() => consortiumValues({ surplusToRiskFund: '0.51' })).toThrow();
  });
});

describe('settleConsortiumYear with an overspend', () => {
  test.each([
    // first 30.00 at 60 %, the next 70.00 at 30 %, nothing beyond
    ['a fen: 0.006', '1000.01', '0.01'],
    ['on the end of the first band', '1030.00', '18.00'],
    ['two fen over it', '1030.02', '18.01'],
    ['on the end of the last band', '1100.00', '39.00'],
    ['far beyond it', '1500.00', '39.00'],
  ])('%s', (_why, used, fund) => {
    const { borne, overspend } = settle(used, { overspendBands: BANDS });
    expect(printYuan(borne.fund)).toBe(fund);
    expect(addFen(borne.fund, borne.consortium)).toBe(overspend);
  });

  test('a last band without an end has none', () => {
    expect(printYuan(settle('3000.00', { overspendBands: [{ fundShare: '0.5' }] }).borne.fund)).toBe('1000.00');
  });

  test('without bands the consortium bears it all', () => {
    expect(printYuan(settle('1100.00').borne.consortium)).toBe('100.00');
  });

  const CAUSES = { overspendBands: [{ fundShare: '0.5' }], reasonableCauses: ['epidemic', 'policy-change'] };
  test.each([
    ['part of it is reasonable', '30.00', '15.00'],
    ['all of it', '100.00', '50.00'],
    ['more than there is', '100.01', '50.00'],
    ['none', '0.00', '0.00'],
  ])('only what has a cause of the policy is shared: %s', (_why, amount, fund) => {
    const reasonable = [{ cause: 'epidemic', amount: parseYuan(amount) }];
    expect(printYuan(settle('1100.00', CAUSES, { reasonable }).borne.fund)).toBe(fund);
  });

  test.each([
    ['another cause', [{ cause: 'bad-luck', amount: parseYuan('1.00') }], 'PRICING_CAUSE_UNKNOWN'],
    ['an amount below zero', [{ cause: 'epidemic', amount: parseYuan('-1.00') }], 'PRICING_BELOW_ZERO'],
    ['nobody has looked', undefined, 'PRICING_FACT_MISSING'],
  ])('%s', (_why, reasonable, code) => {
    expect(() => settle('1100.00', CAUSES, { reasonable })).toThrow(fails(code));
  });

  test.each([
    ['an overspend of no package', { package: fen(0n) }, 'PRICING_DIVISION_BY_ZERO'],
    ['a package below zero', { package: fen(-1n) }, 'PRICING_BELOW_ZERO'],
    ['care that cost less than nothing', { care: { outpatient: fen(-1n) } }, 'PRICING_BELOW_ZERO'],
  ])('%s', (_why, facts, code) => expect(() => settle('1.00', {}, facts)).toThrow(fails(code)));

  test('causes without bands share nothing, and the policy is told so', () => {
    const found = CONSORTIUM.check!(consortiumValues({ reasonableCauses: ['epidemic'] }));
    expect(found.map(({ parameter }) => parameter)).toEqual(['reasonableCauses']);
  });
});

describe('settleConsortiumYear', () => {
  test('package less all kinds of care is what its lines add up to', () => {
    const amount = fc.bigInt({ min: 0n, max: 10n ** 6n }).map(fen);
    const rules = { scoreFactors: SCORES, surplusToRiskFund: '0.333', overspendBands: BANDS };
    fc.assert(
      fc.property(amount, amount, amount, (outpatient, inpatient, outOfCounty) => {
        const care = { outpatient, inpatient, outOfCounty };
        const year = settle('0.00', rules, { package: parseYuan('12345.67'), care, score: parseRatio('71.3') });
        const balance = subtractFen(parseYuan('12345.67'), sumFen([outpatient, inpatient, outOfCounty]));
        expect(year.breakdown.total).toBe(balance);
        expect(subtractFen(year.surplus, year.overspend)).toBe(balance);
        expect(year.surplus === 0n || year.overspend === 0n).toBe(true);
      }),
    );
  });
});
