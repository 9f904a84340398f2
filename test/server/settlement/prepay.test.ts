import { existsSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { objectsOf, Workplace } from '../tiny-workplace.js';
import { cases, smallBudget, smallPolicy, WEIGHTS } from './small-region.js';

const place = new Workplace();
const NAME = { zh: '名称', en: 'Name' };
const RULE = { monthsPayable: '>= 6', refusedBy: ['last-year', 'rolling-forecast'], months: '1', pastYears: '3' };
const CALENDAR = { askedFrom: '01-01', askedUntil: '01-15', paidBy: '03-31', setOffBy: '12-31' };
const risk = (more: object) => ({
  zones: [
    { id: 'low', name: NAME, when: '< 3', isAlarm: 'true', colour: '#123456' },
    { id: 'any', name: NAME, isAlarm: 'false', colour: '#654321' },
  ],
  prepayment: { ...RULE, ...more },
  deficit: '< 0',
  analysisMonths: ['6', '12'],
  forecastMonths: '12',
  incomeGrowth: '0.10',
  scenarios: [{ id: 'expected', name: NAME, costGrowth: '0.05', volumeGrowth: '0', pointInflation: '0' }],
});

/** Accounts of 2026: 100,000.00 in and 90,000.00 out each month. @param balance At the end of the year. */
const accounts = (balance: string): string => {
  const rows = Array.from({ length: 12 }, (_, at) => `resident,2026-${String(at + 1).padStart(2, '0')},100000.00,90000.00,`);
  return `fund,month,income,spending,accumulatedBalance\n${rows.join('\n')}${balance}\n`;
};

const USUAL = ['--scheme', 'tiny', '--budget', 'budget.yaml', '--lang', 'en'];
const month = (policy: string, of: string, output: string, ...more: string[]) => {
  const words = ['--policy', policy, '--month', of, '--cases', `${of}.csv`, '--output', output];
  return place.dianzhiHere('settle', 'month', ...USUAL, ...words, ...more);
};
const prepay = (on: string, accountsFile: string, ...runs: string[]) => {
  const words = ['--policy', 'months.yaml', '--on', on, '--output', 'prepaid.csv', '--lang', 'en'];
  return place.dianzhiHere('settle', 'prepay', accountsFile, ...words, '--runs', ...runs);
};

beforeAll(async () => {
  place.file('months.yaml', smallPolicy({ 'fund-risk': risk({ calendar: CALENDAR, setOffIn: 'months' }) }));
  place.file('clearing.yaml', smallPolicy({ 'fund-risk': risk({}) }));
  place.file('budget.yaml', smallBudget());
  place.file('weights.csv', WEIGHTS);
  // Six months and more to pay for, and less
  place.file('good.csv', accounts('540000.00'));
  place.file('poor.csv', accounts('539999.99'));
  place.file('2026-01.csv', cases({ caseId: 'C1' }, { caseId: 'C2', hospitalId: 'B' }));
  place.file('2026-02.csv', cases({ caseId: 'C3', dischargeDate: '2026-02-10' }));
  const words = ['import', 'weights', 'weights.csv', '--scheme', 'tiny', '--policy', 'months.yaml', '--source', 'test'];
  const imported = await place.dianzhiHere(...words);
  expect(imported.code, imported.stderr).toBe(0);
  const year = [
    '--policy',
    'months.yaml',
    '--year',
    '2026',
    '--cases',
    '2026-01.csv',
    '--without-months',
    '--output',
    'past/2026',
  ];
  const { code, stderr } = await place.dianzhiHere('settle', 'year', ...USUAL, ...year);
  expect(code, stderr).toBe(0);
});

describe('dianzhi settle prepay', () => {
  test('one month of the mean year for each hospital, where the fund may, with the days of the calendar', async () => {
    const { code, stderr } = await prepay('2027-01-15', 'good.csv', 'past/2026');
    expect([code, stderr]).toEqual([0, 'residents: 2500.00 yuan to 2 hospitals, paid by 2027-03-31, set off by 2027-12-31\n']);
    // Each had 15,000.00 of 2026; a twelfth of it
    expect(place.text('prepaid.csv')).toBe(
      [
        'hospitalId,fund,amount,paidBy,setOffBy,evidence,demonstration',
        'A,resident,1250.00,2027-03-31,2027-12-31,official,no',
        'B,resident,1250.00,2027-03-31,2027-12-31,official,no\n',
      ].join('\n'),
    );
  });

  test.each([
    ['a fund that may not', '2027-01-15', 'poor.csv', ['past/2026'], 3, 'SETTLEMENT_PREPAYMENT_CLOSED'],
    ['a day too late', '2027-01-16', 'good.csv', ['past/2026'], 2, 'SETTLEMENT_PREPAYMENT_DAY'],
    ['a run of the year itself', '2026-01-10', 'good.csv', ['past/2026'], 2, 'SETTLEMENT_RUN_UNFIT'],
  ])('%s is refused', async (_why, on, file, runs, exit, error) => {
    const { code, stderr } = await prepay(on, file, ...runs);
    expect([code, stderr]).toEqual([exit, expect.stringContaining(`[${error}]`)]);
  });
});

describe('prepayments are set off where the policy says', () => {
  beforeAll(async () => {
    place.file('first.csv', 'hospitalId,fund,amount\nA,resident,1250.00\nB,resident,20000.00\n');
    const january = await month('months.yaml', '2026-01', 'runs/2026-01', '--prepayments', 'first.csv');
    expect(january.code, january.stderr).toBe(0);
    const february = await month('months.yaml', '2026-02', 'runs/2026-02', '--previous', 'runs/2026-01');
    expect(february.code, february.stderr).toBe(0);
  });

  test('in a month: as far as the month goes, and the rest is owed; the year counts the month before that', () => {
    const row = (run: string) =>
      place
        .rows(`${run}/hospitals.csv`)
        .map((one) => ['hospitalId', 'credited', 'setOff', 'paid', 'owed'].map((name) => one[name]).join(' '));
    // 9,720.00 × 95 % less 5 % of it: 8,772.30
    expect(row('runs/2026-01')).toEqual(['A 8772.30 1250.00 7522.30 0.00', 'B 8772.30 8772.30 0.00 11227.70']);
    expect(row('runs/2026-02')).toEqual(['A 8772.30 0.00 8772.30 0.00', 'B 0.00 0.00 0.00 11227.70']);
    expect(objectsOf(place.text('runs/2026-01/steps.ndjson'))).toContainEqual(
      expect.objectContaining({
        hospital: 'A',
        rule: 'set-off',
        operands: expect.arrayContaining([expect.objectContaining({ en: 'prepayment', value: '1250.00' })]),
      }),
    );
  });

  test('once: the same file in another month is refused', async () => {
    place.file('2026-03.csv', cases({ caseId: 'C4', dischargeDate: '2026-03-10' }));
    const { code, stderr } = await month('months.yaml', '2026-03', 'runs/2026-03', '--prepayments', 'first.csv');
    expect([code, stderr]).toEqual([3, expect.stringContaining('[SETTLEMENT_PREPAYMENT_SET_OFF]')]);
    expect(existsSync(place.path('runs/2026-03'))).toBe(false);
  });

  test('the clearing sets off what the policy does not leave to the months, and the other way round', async () => {
    const clear = (policy: string, output: string) => {
      const words = ['--policy', policy, '--year', '2026', '--cases', '2026-01.csv', '--without-months', '--output', output];
      return place.dianzhiHere('settle', 'year', ...USUAL, ...words, '--prepayments', 'first.csv');
    };
    expect((await clear('months.yaml', 'refused/2026')).stderr).toContain('[SETTLEMENT_PREPAYMENT_UNFIT]');
    expect((await month('clearing.yaml', '2026-01', 'refused/2026-01', '--prepayments', 'first.csv')).stderr).toContain(
      '[SETTLEMENT_PREPAYMENT_UNFIT]',
    );
    const { code, stderr } = await clear('clearing.yaml', 'cleared/2026');
    expect(code, stderr).toBe(0);
    // 15,000.00 due each
    expect(place.rows('cleared/2026/hospitals.csv').map(({ finalPayment }) => finalPayment)).toEqual(['13750.00', '-5000.00']);
  });

  test('a run with prepayments is recomputed to the byte', async () => {
    const { stdout } = await place.dianzhiHere('settle', 'verify', 'runs/2026-01', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ agrees: true });
  });
});
