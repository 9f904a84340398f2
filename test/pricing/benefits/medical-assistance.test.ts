import { describe, expect, test } from 'vitest';
import { inScopeOnly, paidBy, settle, yearWith } from './example-bill.js';

/** Nobody before assistance: the burden is what is charged. */
const NO_POOL = {
  basicPool: { deductibles: [{ amount: '0' }], ratios: [{ ratio: '0' }] },
  bill: { order: ['medical-assistance'] },
};
const aid = (charges: string, row: object, more: object = {}, facts: object = {}) =>
  settle(
    { ...inScopeOnly(charges), personClass: 'fringe', ...facts },
    {
      ...NO_POOL,
      assistance: { classes: [{ personClasses: ['fringe'], ...row }], counts: ['in-scope'], linesPer: 'year', ...more },
    },
  );
const ordinary = (...of: Parameters<typeof aid>) => paidBy(aid(...of), 'medical-assistance');

describe('medicalAssistance', () => {
  test.each([
    ['a fen under the start line', '2999.99', '0.00'],
    ['on it', '3000.00', '0.00'],
    ['a fen above it', '3000.01', '0.01'],
    // 2,000 × 0.70
    ['well above it', '5000.00', '1400.00'],
  ])('%s', (_why, charges, expected) => {
    expect(ordinary(charges, { start: { fixed: '3000' }, ratio: '0.70' })).toBe(expected);
  });

  test('a person whom no row is for gets nothing, and no line', () => {
    expect(ordinary('5000.00', { ratio: '1' }, {}, { personClass: 'other' })).toBeUndefined();
  });

  test('a start line by income', () => {
    // 5,000 − 0.10 × 30,000
    expect(ordinary('5000.00', { start: { ofMeanIncome: '0.10' }, ratio: '1' }, { meanIncome: '30000' })).toBe('2000.00');
  });

  test.each([
    // the year stands at 2,000: 1,000 of this stay fill up the start line
    ['of the year', 'year', '4000.00'],
    ['of each stay', 'stay', '2000.00'],
  ])('the start line is taken %s', (_why, linesPer, expected) => {
    const facts = { yearToDate: yearWith({ 'medical-assistance': ['2000.00', '0.00'] }) };
    expect(ordinary('5000.00', { start: { fixed: '3000' }, ratio: '1' }, { linesPer }, facts)).toBe(expected);
  });

  test.each([
    ['just enough left', '500.00', '500.00'],
    ['a fen too little left', '500.01', '499.99'],
    ['nothing left', '1000.00', '0.00'],
  ])('the yearly cap: %s', (_why, before, expected) => {
    const facts = { yearToDate: yearWith({ 'medical-assistance': ['0.00', before] }) };
    expect(ordinary('1000.00', { ratio: '0.50', yearCap: '1000' }, {}, facts)).toBe(expected);
  });

  describe('tilt', () => {
    // half of 10,000 is paid
    const second = { ratio: '0.50', tilt: { above: { fixed: '4000' }, ratio: '0.90', yearCap: '800' } };
    test.each([
      ['less is left than its line', '7999.99', '0.00'],
      ['just its line is left', '8000.00', '0.00'],
      // 4,000.05 left: 0.05 × 0.90 = 0.045
      ['a little more is left', '8000.10', '0.05'],
      // 1,000 × 0.90, capped
      ['much more is left', '10000.00', '800.00'],
    ])('a second payment where %s', (_why, charges, expected) => {
      expect(paidBy(aid(charges, second), 'assistance-tilt')).toBe(expected);
    });

    const points = { ratio: '0.50', tilt: { above: { ofMeanIncome: '0.5' }, ratioPlus: '0.10' } };
    test.each([
      // half of 20,000 is left
      ['exactly the line is left', '20000.00', '10000.00'],
      // 20,000.02 × 0.60
      ['a fen more is left', '20000.02', '12000.01'],
    ])('a higher ratio where more than its line is left: %s', (_why, charges, expected) => {
      expect(ordinary(charges, points, { meanIncome: '20000' })).toBe(expected);
    });

    test('earlier stays count for a line of the year', () => {
      const first = aid('12000.00', points, { meanIncome: '20000' });
      expect(paidBy(first, 'medical-assistance')).toBe('6000.00');
      const next = { yearToDate: first.yearToDate };
      // 6,000 + 5,000 are left: 10,000 × 0.60
      expect(ordinary('10000.00', points, { meanIncome: '20000' }, next)).toBe('6000.00');
      expect(ordinary('10000.00', points, { meanIncome: '20000', linesPer: 'stay' }, next)).toBe('5000.00');
    });
  });
});
