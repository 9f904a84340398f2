import { describe, expect, test } from 'vitest';
import { tieredAmount, tieredIncrease, type TierBase } from '../../../pricing/benefits/tiers.js';
import { parseRatio } from '../../../pricing/ratio.js';
import { printExactly } from '../../../pricing/rounding.js';
import { inScopeOnly, paid, paidBy, RESIDENTS, settle, yearWith } from './example-bill.js';

const TIERS = [
  { upTo: parseRatio('10000'), ratio: parseRatio('0.50') },
  { upTo: parseRatio('30000'), ratio: parseRatio('0.60') },
  { ratio: parseRatio('0.80') },
];
const rule = (tierBase: TierBase, start = '4000') => ({ start: parseRatio(start), tiers: TIERS, tierBase });

describe('tieredAmount', () => {
  test.each([
    ['under the start line', '3999.99', '0', '0'],
    ['on it', '4000', '0', '0'],
    ['a fen above it', '4000.01', '0.005', '0.005'],
    // 6,000 × 0.50 either way
    ['on the edge of the first tier of the whole burden', '10000', '3000', '3000'],
    ['a yuan above it', '10001', '3000.5', '3000.6'],
    // 10,000 × 0.50; 6,000 × 0.50 + 4,000 × 0.60
    ['on the edge of the first tier after the start line', '14000', '5000', '5400'],
    // 5,000 + 20,000 × 0.60 + 6,000 × 0.80; 3,000 + 12,000 + 10,000 × 0.80
    ['in the last tier', '40000', '21800', '23000'],
  ])('%s', (_why, burden, afterDeductible, wholeBurden) => {
    const of = (base: TierBase) => printExactly(tieredAmount(parseRatio(burden), rule(base)));
    expect([of('afterDeductible'), of('wholeBurden')]).toEqual([afterDeductible, wholeBurden]);
  });

  test('a start line above the first tier skips it', () => {
    // (15,000 − 12,000) × 0.60
    expect(printExactly(tieredAmount(parseRatio('15000'), rule('wholeBurden', '12000')))).toBe('1800');
  });

  test('nothing is paid above the end of the last tier, where it has one', () => {
    const closed = { ...rule('wholeBurden', '0'), tiers: TIERS.slice(0, 2) };
    expect(printExactly(tieredAmount(parseRatio('99999'), closed))).toBe('17000');
  });

  test('a stay goes on where the year stands', () => {
    // 23,000 − 3,000
    expect(printExactly(tieredIncrease(parseRatio('10000'), parseRatio('30000'), rule('wholeBurden')))).toBe('20000');
  });
});

describe('supplements', () => {
  const major = RESIDENTS.supplements!['major-illness']!;
  const withMajor = (more: object) => ({ supplements: { 'major-illness': { ...major, ...more } } });
  // (26,000 − 1,000) × 0.60 leaves 11,000: 1,000 above the start line
  const STAY = inScopeOnly('26000.00');

  test.each([
    ['a fen more than is needed left', '499.99', '500.00'],
    ['just enough left', '500.00', '500.00'],
    ['a fen too little left', '500.01', '499.99'],
    ['nothing left', '1000.00', '0.00'],
  ])('the yearly cap: %s', (_why, before, expected) => {
    const facts = { ...STAY, yearToDate: yearWith({ 'major-illness': ['0.00', before] }) };
    expect(paidBy(settle(facts, withMajor({ yearCaps: [{ amount: '1000' }] })), 'major-illness')).toBe(expected);
  });

  test('tilt halves the start line, raises the ratio and lifts the cap, for the class that it names', () => {
    const rules = withMajor({
      yearCaps: [{ amount: '100' }],
      tilts: [{ personClasses: ['subsistence'], startTimes: '0.5', ratioPlus: '0.05', liftsYearCap: 'true' }],
    });
    // 6,000 × 0.55; else 500 within the cap
    expect(paidBy(settle({ ...STAY, personClass: 'subsistence' }, rules), 'major-illness')).toBe('3300.00');
    expect(paidBy(settle(STAY, rules), 'major-illness')).toBe('100.00');
  });

  test('employees: large-sum pays above the cap, then aid for those who are members', () => {
    const employees = {
      bill: { order: ['large-sum', 'civil-servant-aid'] },
      supplements: {
        'large-sum': { counts: ['over-cap'], tiers: [{ ratio: '0.90' }], yearCaps: [{ amount: '200000' }] },
        'civil-servant-aid': { counts: ['in-scope', 'over-cap'], tiers: [{ ratio: '0.50' }] },
      },
    };
    const facts = { ...STAY, yearToDate: yearWith({ 'basic-pool': ['0.00', '90000.00'] }) };
    // 15,000 computed, 10,000 left: 5,000 × 0.90; then (11,000 + 500) × 0.50
    expect(paid(settle({ ...facts, memberships: ['civil-servant-aid'] }, employees)).slice(0, 3)).toEqual([
      'basic-pool 10000.00',
      'large-sum 4500.00',
      'civil-servant-aid 5750.00',
    ]);
    expect(paidBy(settle(facts, employees), 'civil-servant-aid')).toBeUndefined();
  });
});
