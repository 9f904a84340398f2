import { beforeAll, describe, expect, test } from 'vitest';
import { policyFile, SMALL_SECTIONS } from '../../pricing/whole-policy.js';
import { Workplace } from '../tiny-workplace.js';

const place = new Workplace();
const CASE = {
  caseId: 'C1',
  insuranceType: 'resident',
  sex: 1,
  ageYears: 66,
  dischargeDate: '2026-05-06',
  lengthOfStayDays: 8,
  principalDiagnosis: 'I63.900',
  totalCharges: 15000,
  patient: 4680,
  otherFunds: 0,
};
const explain = (change: object, ...more: string[]) =>
  place.dianzhiHere(
    'explain',
    '--scheme',
    'tiny',
    '--policy',
    'policy.yaml',
    '--case',
    JSON.stringify({ ...CASE, ...change }),
    ...more,
  );

beforeAll(async () => {
  const routes = [
    { id: 'short-stay', when: { lengthOfStayDays: '<= 2' }, to: 'return-record' },
    { id: 'grouped', when: { grouped: 'true' }, to: 'drg-rate' },
  ];
  place.file('policy.yaml', policyFile({ ...SMALL_SECTIONS, router: { routes } }));
  place.file('weights.csv', 'drg,relativeWeight\nBR25,1.2\n');
  const ended = await place.dianzhiHere(
    'import',
    'weights',
    'weights.csv',
    '--scheme',
    'tiny',
    '--policy',
    'policy.yaml',
    '--source',
    'test',
  );
  expect(ended.code, ended.stderr).toBe(0);
});

describe('dianzhi explain --policy', () => {
  test('shows why the case is in its group, where it was routed, and every line with its numbers and documents', async () => {
    const { code, stdout, stderr } = await explain({}, '--lang', 'en');
    expect(code, stderr).toBe(0);
    expect(stdout).toContain('BR25');
    const payment = stdout.slice(stdout.indexOf('Payment\n'));
    expect(payment).toBe(`Payment
  Policy: Test (test) · 2026-05-06 · residents · official
  not short-stay → return-record: length of stay in days 8 [<= 2]
  Route: grouped → drg-rate
    because grouped grouped [true]
    ← router.routes · "测试文件" 测试〔2026〕1号 第1条 · from 2026-01-01 · test · official
  Method: drg-rate Payment by DRG, weight by rate
  Kind of case: Normal case
  Lines, yuan
    Payment standard                                      14400.00
        relative weight × base rate × hospital coefficient
        relative weight 1.2; base rate 12000 yuan per weight; hospital coefficient 1
        ← drg-rate.baseRate · "测试文件" 测试〔2026〕1号 第1条 · from 2026-01-01 · test · official
        ← weights.relativeWeight · "测试文件" 测试〔2026〕1号 · from 2026-01-01 · test · official
        ← drg-rate.hospitalCoefficients · "测试文件" 测试〔2026〕1号 第1条 · from 2026-01-01 · test · official
  Payment standard: 14400.00
  Lines, yuan
    payment standard                                      14400.00
        payment standard 14400.00 yuan
        ← fund-payment.form · "测试文件" 测试〔2026〕1号 第1条 · from 2026-01-01 · test · official
    paid by the patient and other funds                   -4680.00
        paid by the patient and other funds 4680.00 yuan
        ← fund-payment.form · "测试文件" 测试〔2026〕1号 第1条 · from 2026-01-01 · test · official
  The fund's payment: 9720.00
  The hospital's result: -600.00
  Standard less charges: -600.00
`);
  });

  test('the same in Chinese', async () => {
    const { stdout } = await explain({}, '--lang', 'zh');
    for (const words of [
      '支付方式: drg-rate DRG 付费（费率法）',
      '《测试文件》 测试〔2026〕1号 第1条',
      '基金支付: 9720.00',
      '不走 short-stay',
    ])
      expect(stdout).toContain(words);
  });

  test('--json gives group and payment', async () => {
    const { stdout } = await explain({}, '--json');
    const { grouping, payment } = JSON.parse(stdout) as { grouping: object; payment: object };
    expect(grouping).toMatchObject({ result: { drg: 'BR25' } });
    expect(payment).toMatchObject({ pricing: 'priced', fundPayment: { amount: '9720.00' } });
  });

  test.each([
    [
      'what cannot be priced says why',
      { totalCharges: undefined, dischargeDate: '2025-01-01' },
      'Cannot be priced: The payment policy of test does not cover 2025-01-01.',
    ],
    [
      'a record that goes back says so',
      { lengthOfStayDays: 2 },
      'The record goes back to the hospital before it is priced (record-returned)',
    ],
    ['a group without a weight is named', { secondaryDiagnoses: ['E11.900'] }, '[PRICING_GROUP_WITHOUT_VALUE]'],
  ])('%s', async (_why, change, words) => {
    const { code, stdout } = await explain(change, '--lang', 'en');
    expect([code, stdout]).toEqual([0, expect.stringContaining(words)]);
  });
});
