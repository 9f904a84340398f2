import { describe, expect, test } from 'vitest';
import { csvLine } from '../../../reference-data/index.js';
import { objectsOf, Workplace } from '../tiny-workplace.js';

const place = new Workplace();
const SCHEME = { 'demo-dip': 'demo-dip', 'demo-drg': 'chs-drg-starter' } as const;
type Region = keyof typeof SCHEME;

/** A stroke in the county hospital: level 2, paid by the residents' fund. */
const STAY: Readonly<Record<string, string>> = {
  caseId: 'P1',
  insuranceType: 'resident',
  sex: '1',
  ageYears: '67',
  dischargeDate: '2026-08-20',
  lengthOfStayDays: '9',
  hospitalId: 'H00000000003',
  hospitalLevel: '2',
  placeOfCare: 'local',
  principalDiagnosis: 'I63.900',
  totalCharges: '9000.00',
  selfPaid: '300.00',
  overLimit: '100.00',
  firstSelfPaid: '600.00',
  inScope: '8000.00',
};

const priced = async (region: Region, rows: readonly Readonly<Record<string, string>>[], ...more: string[]) => {
  const header = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const lines = rows.map((row) => csvLine(header.map((name) => row[name] ?? '')));
  place.file('cases.csv', [csvLine(header), ...lines].join(''));
  const files = ['--input', 'cases.csv', '--output', 'priced.csv', '--breakdown', 'lines.ndjson'];
  const ended = await place.dianzhiHere(
    'price',
    '--policy',
    region,
    '--scheme',
    SCHEME[region],
    ...files,
    '--lang',
    'en',
    ...more,
  );
  expect(ended.code, ended.stderr).toBe(0);
  return { rows: place.rows('priced.csv'), stderr: ended.stderr };
};

describe('the regions that ship, by their ids', () => {
  test.each(['demo-dip', 'demo-drg', 'demo-province'])('%s is checked without a finding', async (region) => {
    const { code, stdout, stderr } = await place.dianzhiHere('check-policy', region, '--on', '2026-07-01', '--lang', 'en');
    expect([code, stderr]).toEqual([0, expect.stringContaining(': 0 errors, 0 warnings')]);
    expect(stdout).toContain(`(${region}) · 2026-07-01 · demonstration`);
  });

  test('a file of that name goes before the region, and a name that is neither is a file that is not there', async () => {
    place.file('demo-province', 'kind: something else');
    const [file, none] = [
      await place.dianzhiHere('check-policy', 'demo-province'),
      await place.dianzhi('check-policy', 'demo-none'),
    ];
    expect([file.code, none.code]).toEqual([4, 3]);
    expect(none.stderr).toContain('demo-none');
  });

  test('weights are imported for a region that ships', async () => {
    place.file('weights.csv', 'drg,relativeWeight\nBR25,1.2\n');
    const words = ['import', 'weights', 'weights.csv', '--scheme', 'tiny', '--policy', 'demo-dip', '--source', 'measures'];
    const { code, stderr } = await place.dianzhiHere(...words, '--lang', 'en');
    expect(code, stderr).toBe(0);
    expect(stderr).toContain('for demo-dip from 2026-01-01 (grade invented)');
  });
});

describe('dianzhi price where no settlement was stated', () => {
  test('DIP: the bill is split by the policy, and the fund pays the standard less what the patient pays', async () => {
    const { rows, stderr } = await priced('demo-dip', [STAY], '--first-stay');
    // 623.6605 × 0.95 = 592.477475, to four decimals 592.4775 points; × 14.60 = 8,650.1715
    // Pool: (8,000 − 600) × 0.75 = 5,550.00; the patient has 9,000 − 5,550 = 3,450.00; 8,650.17 − 3,450.00 = 5,200.17
    expect(rows[0]).toMatchObject({
      casePoints: '592.4775',
      paymentStandard: '8650.17',
      fundPayment: '5200.17',
      othersPayment: '3450.00',
      hospitalResult: '-349.83',
      notices: 'split-by-policy|evidence-invented|demonstration',
    });
    expect(stderr).toMatch(/split-by-policy +1 +No settlement was stated/);
    const [record] = objectsOf(place.text('lines.ndjson')) as { bill: { lines: { rule: string; amount: string }[] } }[];
    expect(record!.bill.lines.map(({ rule, amount }) => `${rule} ${amount}`)).toEqual([
      'basic-pool 5550.00',
      'major-illness 0.00',
      'other-payers 0.00',
      'personal-account 0.00',
      'cash 3450.00',
    ]);
  });

  test('DRG: the policy ratio of the standard, with deductible and ratio of the bill', async () => {
    const { rows } = await priced('demo-drg', [STAY], '--first-stay');
    // 0.6154 × 14,000 × 0.95 = 8,184.82; (8,184.82 − 300 − 600 − 600 − 100) × 0.75 = 4,938.615; 4,938.62 + 3,450 − 9,000
    expect(rows[0]).toMatchObject({ paymentStandard: '8184.82', fundPayment: '4938.62', hospitalResult: '-611.38' });
  });

  test('the column of earlier stays says the same as --first-stay, and after other stays the sums of the year are needed', async () => {
    const { rows } = await priced('demo-dip', [
      { ...STAY, earlierStaysThisYear: '0' },
      { ...STAY, caseId: 'P2', earlierStaysThisYear: '1' },
    ]);
    expect(rows.map(({ fundPayment, notices }) => `${fundPayment} ${notices}`)).toEqual([
      '5200.17 split-by-policy|evidence-invented|demonstration',
      ' split-incomplete|bill-not-split|evidence-invented|demonstration',
    ]);
    const [, record] = objectsOf(place.text('lines.ndjson')) as { notices: { id: string; en: string }[] }[];
    expect(record!.notices[1]!.en).toContain('basicPoolPaidThisYear');
  });

  test.each([
    ['nothing is known of the year', {}, [], 'split-incomplete'],
    [
      'a part of a settlement is stated: it is never mixed with another',
      { patient: '3000' },
      ['--first-stay'],
      'split-incomplete',
    ],
    ['the bill lacks what its rules ask', { hospitalLevel: '' }, ['--first-stay'], 'split-incomplete|bill-not-split'],
    ['the bill does not add up', { inScope: '7000.00' }, ['--first-stay'], 'split-incomplete|bill-not-split'],
  ])('%s: the standard stands, the fund payment is empty', async (_why, change, more, notices) => {
    const { rows, stderr } = await priced('demo-dip', [{ ...STAY, ...change }], ...more);
    expect(rows[0]).toMatchObject({ pricing: 'priced', paymentStandard: '8650.17', fundPayment: '', hospitalResult: '' });
    expect(rows[0]!['notices']).toBe(`${notices}|evidence-invented|demonstration`);
    expect(stderr).toContain('8650.17 / not known');
  });

  test('explain and what-if split the bill alike', async () => {
    const words = ['--policy', 'demo-drg', '--scheme', 'chs-drg-starter', '--first-stay', '--lang', 'en'];
    const stay = ['--case', JSON.stringify(STAY)];
    const explained = await place.dianzhiHere('explain', ...words, ...stay);
    expect(explained.stdout).toContain("The patient's bill, split by the policy");
    expect(explained.stdout).toContain("The fund's payment: 4938.62");
    const varied = await place.dianzhiHere('what-if', ...words, ...stay, '--add-diagnosis', 'J96.000');
    // With J96.000 it is BR21 and a low-multiple case, paid as it cost: (9,000 − 300 − 600 − 600 − 100) × 0.75 = 5,550.00
    expect(varied.stdout).toMatch(/8184\.82 +4938\.62/);
    expect(varied.stdout).toMatch(/9000\.00 \* +5550\.00 \*/);
  });
});

describe('what the policy finds beside the file', () => {
  const TCM = { principalDiagnosis: 'S52.500', specialListFlags: 'tcmDisease', tcmCharges: '6000', tcmProcedureCharges: '1500' };

  test.each([
    // 1,225.8679 × 0.6 = 735.52074 above its own 620; × 0.95 = 698.744703, 698.7447 points × 14.60
    ['demo-dip', 'tcm-advantage 698.7447 10201.67'],
    // 120.1633 × 0.6 = 72.09798 above its own 62; 72.0980 points × 134.00
    ['demo-drg', 'tcm-advantage 72.098 9661.13'],
  ] as const)('%s: points of the western group that a TCM disease is linked to come from the weights', async (region, found) => {
    const { rows } = await priced(region, [{ ...STAY, ...TCM }]);
    expect(rows.map(({ outcome, casePoints, paymentStandard }) => `${outcome} ${casePoints} ${paymentStandard}`)).toEqual([
      found,
    ]);
  });

  test('without a scheme there are no weights, and the group is named', async () => {
    place.file('tcm.csv', [csvLine(Object.keys({ ...STAY, ...TCM })), csvLine(Object.values({ ...STAY, ...TCM }))].join(''));
    await place.dianzhiHere('price', '--policy', 'demo-dip', '--input', 'tcm.csv', '--output', 'priced.csv');
    expect(place.rows('priced.csv')[0]!['errors']).toBe('PRICING_GROUP_WITHOUT_VALUE:S52.5:79.1200,groupPoints');
  });

  test.each<[string, Readonly<Record<string, string>>, string, string]>([
    ['codes put a case on the list of day surgery', { principalProcedure: '53.0100' }, 'day-surgery', ''],
    ['other codes do not', { principalProcedure: '54.2100' }, 'inpatient', ''],
    [
      'a flag against the codes counts for nothing, and is told',
      { specialListFlags: 'daySurgery' },
      'inpatient',
      'lists-differ|',
    ],
  ])('%s', async (_why, change, route, said) => {
    const { rows } = await priced('demo-dip', [{ ...STAY, visitType: '28', stayHours: '20', ...change }]);
    expect([rows[0]!['route'], rows[0]!['notices']!.startsWith(said)]).toEqual([route, true]);
  });
});

describe('what stops one case and not the file', () => {
  test.each<[string, Region, Readonly<Record<string, string>>, string]>([
    ['no charges', 'demo-dip', { totalCharges: '' }, 'PRICING_FACT_MISSING:totalCharges'],
    ['charges below zero', 'demo-dip', { totalCharges: '-0.01' }, 'PRICING_FACT_INVALID:totalCharges,-0.01'],
    ['a split below zero', 'demo-dip', { patient: '-1', otherFunds: '0' }, 'PRICING_FACT_INVALID:patient,-1.00'],
    ['a share above 1', 'demo-drg', { deductible: '0', policyRatio: '101%' }, 'PRICING_NOT_A_SHARE:policyRatio,1.01'],
    ['a share that is no number', 'demo-drg', { policyRatio: 'most' }, 'PRICING_FACT_UNREADABLE:policyRatio=most'],
    ['a day before the policy', 'demo-dip', { dischargeDate: '2025-12-31' }, 'PRICING_POLICY_NOT_IN_FORCE:demo-dip,2025-12-31'],
    ['no day', 'demo-dip', { dischargeDate: '' }, 'PRICING_FACT_MISSING:dischargeDate'],
    ['a hospital without coefficient', 'demo-drg', { hospitalId: 'H9', hospitalLevel: '' }, 'PRICING_FACT_MISSING:hospitalLevel'],
    ['a fund that is none', 'demo-dip', { fund: 'none' }, 'PRICING_FUND_UNKNOWN:demo-dip,none'],
  ])('%s', async (_why, region, change, error) => {
    const { rows, stderr } = await priced(region, [
      { ...STAY, ...change },
      { ...STAY, caseId: 'P2' },
    ]);
    expect(rows.map(({ pricing, errors }) => `${pricing} ${errors}`)).toEqual([`refused ${error}`, 'priced ']);
    expect(stderr).toContain(error.split(':')[0]);
    const [record] = objectsOf(place.text('lines.ndjson')) as { error: { zh: string; en: string } }[];
    expect(record!.error.en).toMatch(/\. \S.*\.$/);
    expect(record!.error.zh).toMatch(/[\u4e00-\u9fff]/);
  });
});

describe('dianzhi bill under the policies that ship', () => {
  const bill = async (region: Region, stated: Readonly<Record<string, string>>) => {
    const words = ['bill', '--policy', region, '--first-stay', '--json', '--case', JSON.stringify(stated)];
    const { code, stdout, stderr } = await place.dianzhiHere(...words);
    expect(code, stderr).toBe(0);
    const { fields, payers } = JSON.parse(stdout) as {
      fields: Record<string, string>;
      payers: { field: string; amount: string }[];
    };
    return { fields, payers: payers.map(({ field, amount }) => `${field} ${amount}`) };
  };
  const KINDS = { totalCharges: '200000', selfPaid: '5000', overLimit: '5000', firstSelfPaid: '10000', inScope: '180000' };
  const BILL = { caseId: 'B1', dischargeDate: '2026-06-01', hospitalLevel: '3', placeOfCare: 'local', ...KINDS };

  test.each(['demo-dip', 'demo-drg'] as const)('%s: pool, major illness at half its line, assistance, cash', async (region) => {
    const { fields, payers } = await bill(region, { ...BILL, insuranceType: 'resident', personClass: 'subsistence' });
    expect(payers).toEqual([
      'hifp_pay 116350.00', // (180,000 − 1,000) × 0.65
      'hifmi_pay 37155.00', // 63,650 left, line 7,000: 50,000 × 0.65 + 6,650 × 0.70
      'maf_pay 19871.25', // 26,495 × 0.75
      'maf_pay 0.00', // 6,623.75 is below 36,000 × 0.25
      'oth_pay 0.00',
      'acct_pay 0.00',
      'psn_cash_pay 26623.75', // 200,000 − 116,350 − 37,155 − 19,871.25
    ]);
    expect(fields).toMatchObject({ fund_pay_sumamt: '173376.25', psn_part_amt: '26623.75', inscp_scp_amt: '180000.00' });
  });

  test.each(['demo-dip', 'demo-drg'] as const)('%s: an employee over the yearly cap, with personal account', async (region) => {
    const stated = { ...BILL, totalCharges: '600000', inScope: '580000', insuranceType: 'employee', accountOffered: '2000' };
    const { fields, payers } = await bill(region, stated);
    expect(payers).toEqual([
      'hifp_pay 400000.00', // (580,000 − 800) × 0.85 = 492,320, capped
      'hifob_pay 78472.00', // 92,320 over the cap × 0.85
      'oth_pay 0.00',
      'acct_pay 2000.00',
      'psn_cash_pay 119528.00', // 600,000 − 478,472 − 2,000
    ]);
    expect(fields).toMatchObject({ act_pay_dedc: '800.00', pool_prop_selfpay: '0.85', psn_part_amt: '121528.00' });
  });
});
