import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { BILL, benefitPolicy, billsCsv } from '../bills/benefit-policy.js';
import { objectsOf, Workplace } from '../tiny-workplace.js';

const here = new Workplace();
const bill = (...args: string[]) => here.dianzhiHere('bill', '--policy', 'policy.yaml', ...args);
const AIDED = { ...BILL, personClass: 'subsistence' };
/** Files that a test of its own needs. */
const prepare = (): void => {
  here.file('policy.yaml', benefitPolicy());
  const bills = [
    { ...AIDED, caseId: 'a', note: 'kept' },
    { ...BILL, caseId: 'b', selfPaid: '1.00' },
    { ...BILL, caseId: 'c', hospitalLevel: 'best' },
    { ...BILL, caseId: 'd' },
  ];
  here.file('bills.csv', billsCsv(bills));
};

describe('dianzhi bill', () => {
  test('one bill is printed with every payer, its amount right-aligned, its rule, numbers and document', async () => {
    prepare();
    const [english, chinese] = await Promise.all([
      bill('--case', JSON.stringify(AIDED)),
      bill('--case', JSON.stringify(AIDED), '--lang', 'zh'),
    ]);
    expect(english).toMatchObject({ code: 0, stderr: '' });
    const amounts = english.stdout.split('\n').filter((line) => /^ {2}\S.* {2,}[\d.]+$/.test(line));
    expect(new Set(amounts.map((line) => line.length))).toEqual(new Set([66]));
    expect(amounts.map((line) => line.trim().replace(/ {2,}/, ' | '))).toEqual([
      'full self-pay | 5000.00',
      'above price limits | 3000.00',
      'first self-pay | 2000.00',
      'in-scope charges | 90000.00',
      'total charges | 100000.00',
      'Basic pool | 53400.00',
      "Residents' major-illness insurance | 14620.00",
      'Medical assistance | 5000.00',
      'Other payers | 0.00',
      'Personal account | 0.00',
      'Cash | 26980.00',
      'all funds | 73020.00',
      'personal account | 0.00',
      'cash | 26980.00',
      'all that the person pays | 26980.00',
      'borne by the hospital | 0.00',
      'funds / in-scope charges | 0.8113',
      'funds / all charges | 0.7302',
      'stays | 1',
      'basicPoolCountedThisYear | 90000.00',
      'basicPoolPaidThisYear | 53400.00',
      'majorIllnessCountedThisYear | 36600.00',
      'majorIllnessPaidThisYear | 14620.00',
      'medicalAssistanceCountedThisYear | 21980.00',
      'medicalAssistancePaidThisYear | 5000.00',
    ]);
    expect(english.stdout).toContain('Deductible: deductible really paid 1000.00 yuan');
    expect(english.stdout).toContain('in-scope charges 90000.00 yuan; deductible really paid 1000.00 yuan; ratio 0.60');
    expect(english.stdout).toContain('"测试文件" 测试〔2026〕1号 第1条 · from 2026-01-01 · test · official');
    expect(chinese.stdout).toMatch(/^账单 one · 基金 居民 · 出院 2026-06-01$/m);
    expect(chinese.stdout).toMatch(/^ {2}居民大病保险 +14620\.00$/m);
    expect(chinese.stdout).toContain('《测试文件》');
  });

  test('--json gives one bill as data, of a row of a file too', async () => {
    prepare();
    const { code, stdout } = await bill('--case', 'bills.csv', '--row', '1', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      caseId: 'a',
      bill: 'settled',
      fund: 'resident',
      fields: { medfee_sumamt: '100000.00', hifp_pay: '53400.00', maf_pay: '5000.00', pool_prop_selfpay: '0.6' },
      payers: [{ field: 'hifp_pay', amount: '53400.00' }, {}, {}, {}, {}, { field: 'psn_cash_pay', amount: '26980.00' }],
      yearToDate: { earlierStaysThisYear: '1', majorIllnessCountedThisYear: '36600.00' },
    });
  });

  test('a file becomes rows; a bill that cannot be split is a row with its code, and the file goes on', async () => {
    prepare();
    const { code, stdout, stderr } = await bill('--input', 'bills.csv', '--output', 'out.csv', '--breakdown', 'out.ndjson');
    expect([code, stdout]).toEqual([0, '']);
    const rows = here.rows('out.csv');
    expect(
      rows.map((row) => [row['caseId'], row['bill'], row['hifp_pay'], row['maf_pay'], row['psn_cash_pay'], row['errors']]),
    ).toEqual([
      ['a', 'settled', '53400.00', '5000.00', '26980.00', ''],
      ['b', 'refused', '', '', '', 'PRICING_BILL_DOES_NOT_ADD_UP:100000.00,95001.00'],
      ['c', 'refused', '', '', '', 'PRICING_FACT_UNREADABLE:hospitalLevel=best'],
      ['d', 'settled', '53400.00', '0.00', '31980.00', ''],
    ]);
    expect(rows[0]).toMatchObject({ note: 'kept', hifmi_pay: '14620.00', inScopeRatio: '0.8113', evidence: 'official' });
    const records = objectsOf(here.text('out.ndjson'));
    expect(records.map(({ caseId, bill: word }) => `${String(caseId)} ${String(word)}`)).toEqual([
      'a settled',
      'b refused',
      'c refused',
      'd settled',
    ]);
    expect(records[1]).toMatchObject({ error: { code: 'PRICING_BILL_DOES_NOT_ADD_UP' } });
    // 2 × 53,400
    expect(stderr).toContain('106800.00  hifp_pay basic pool');
    expect(stderr).toMatch(/settled +2 +50\.0 %/);
    expect(stderr).toContain('PRICING_FACT_UNREADABLE');
  });

  test('the sums of a year go from one bill to the next by their columns', async () => {
    prepare();
    await bill('--input', 'bills.csv', '--output', 'first.csv');
    const [first] = here.rows('first.csv');
    const sums = Object.fromEntries(
      Object.entries(first!).filter(([name]) => name.endsWith('ThisYear') && !name.startsWith('input.')),
    );
    const next = {
      ...AIDED,
      ...sums,
      caseId: 'next',
      totalCharges: '20000',
      selfPaid: '0',
      overLimit: '0',
      firstSelfPaid: '0',
      inScope: '20000',
    };
    here.file('next.csv', billsCsv([next]));
    await bill('--input', 'next.csv', '--output', 'second.csv');
    // (20,000 − 1,000) × 0.60 = 11,400; 8,600 × 0.70, the start line having been taken; nothing left of the cap of assistance
    expect(here.rows('second.csv')[0]).toMatchObject({
      hifp_pay: '11400.00',
      hifmi_pay: '6020.00',
      maf_pay: '0.00',
      earlierStaysThisYear: '2',
      majorIllnessCountedThisYear: '45200.00',
      'input.majorIllnessCountedThisYear': '36600.00',
    });
  });

  test('standard output takes the rows, and --json prints the summary as data', async () => {
    prepare();
    const [piped, json, ndjson] = await Promise.all([
      bill('--input', 'bills.csv', '--json'),
      bill('--input', 'bills.csv', '--output', 'json.csv', '--json'),
      bill('--input', 'bills.csv', '--output', 'rows.ndjson'),
    ]);
    expect(piped.stdout).toMatch(/^caseId,bill,fund,/);
    expect(JSON.parse(piped.stderr)).toMatchObject({ rows: 4, bills: { settled: 2, refused: 2 } });
    expect(JSON.parse(json.stdout)).toMatchObject({
      fields: { medfee_sumamt: '200000.00' },
      errors: { PRICING_FACT_UNREADABLE: 1 },
    });
    expect(ndjson.code).toBe(0);
    expect(objectsOf(here.text('rows.ndjson'))).toHaveLength(4);
  });

  test('a demonstration says so everywhere', async () => {
    here.file('policy.yaml', benefitPolicy({ demonstration: true }, 'invented'));
    here.file('bills.csv', billsCsv([BILL]));
    const [one, file] = await Promise.all([
      bill('--case', 'bills.csv'),
      bill('--input', 'bills.csv', '--output', 'demonstration.csv'),
    ]);
    expect(one.stdout).toContain('no real settlement may rest on it');
    expect(file.stderr).toContain('no real settlement may rest on it');
    expect(here.rows('demonstration.csv')[0]).toMatchObject({ demonstration: 'yes', notices: 'evidence-invented|demonstration' });
  });

  test.each([
    ['neither case nor file', [], 2, 'SERVER_USAGE'],
    ['both', ['--case', '{}', '--input', 'bills.csv'], 2, 'SERVER_USAGE'],
    ['a case has no output file', ['--case', '{}', '--output', 'x.csv'], 2, 'SERVER_USAGE'],
    ['a format that is none', ['--input', 'bills.csv', '--output', 'x.pdf'], 2, 'SERVER_OPTION_INVALID'],
    ['the output over the input', ['--input', 'bills.csv', '--output', 'bills.csv'], 2, 'SERVER_OUTPUT_IS_INPUT'],
    ['two outputs in one', ['--input', 'bills.csv', '--output', 'x.csv', '--breakdown', 'x.csv'], 2, 'SERVER_OPTION_INVALID'],
    [
      'no such folder for the breakdown',
      ['--input', 'bills.csv', '--output', 'x.csv', '--breakdown', 'no/x.ndjson'],
      2,
      'SERVER_OUTPUT_UNWRITABLE',
    ],
    ['no such file', ['--input', 'none.csv', '--output', 'x.csv'], 3, 'INTAKE_FILE_UNREADABLE'],
    ['a case that cannot be split', ['--case', 'bills.csv', '--row', '2'], 3, 'PRICING_BILL_DOES_NOT_ADD_UP'],
  ])('%s', async (_why, args, exit, error) => {
    prepare();
    const { code, stdout, stderr } = await bill(...args);
    expect({ code, stdout }).toEqual({ code: exit, stdout: '' });
    expect(stderr).toContain(`[${error}]`);
    expect(existsSync(here.path('x.csv'))).toBe(false);
    expect(here.names().filter((name) => name.includes('partial'))).toEqual([]);
  });
});
