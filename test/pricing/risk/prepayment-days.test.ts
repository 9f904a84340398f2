import { describe, expect, test } from 'vitest';
import { prepaymentDays, prepaymentRule } from '../../../pricing/risk/index.js';

const RULE = { monthsPayable: '>= 6', refusedBy: [], months: '1', pastYears: '3' };
const CALENDAR = { askedFrom: '01-01', askedUntil: '01-15', paidBy: '03-31', setOffBy: '12-31' };

describe('prepaymentDays', () => {
  test('the days of the year that it is for', () => {
    expect(prepaymentDays('2027', prepaymentRule.parse({ ...RULE, calendar: CALENDAR }))).toEqual({
      askedFrom: '2027-01-01',
      askedUntil: '2027-01-15',
      paidBy: '2027-03-31',
      setOffBy: '2027-12-31',
    });
  });

  test('none where the region says none; then the clearing sets it off', () => {
    const rule = prepaymentRule.parse(RULE);
    expect([prepaymentDays('2027', rule), rule.setOffIn]).toEqual([undefined, 'clearing']);
  });

  test.each([
    ['asked for after it is paid', { askedUntil: '04-01' }],
    ['asked for before it begins', { askedFrom: '01-16' }],
    ['set off before it is paid', { setOffBy: '03-30' }],
    ['a day that no year has', { paidBy: '03-32' }],
  ])('a calendar with days in a wrong order is refused: %s', (_why, wrong) => {
    expect(prepaymentRule.safeParse({ ...RULE, calendar: { ...CALENDAR, ...wrong } }).success).toBe(false);
  });
});
