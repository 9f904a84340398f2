import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { csvLine } from '../../../reference-data/index.js';
import { policyFile, SMALL_SECTIONS } from '../../pricing/whole-policy.js';
import { objectsOf, Workplace } from '../tiny-workplace.js';

const place = new Workplace();
const price = (input: string, ...more: string[]) =>
  place.dianzhiHere('price', '--policy', 'policy.yaml', '--input', input, '--output', 'priced.csv', '--lang', 'en', ...more);

const SECTIONS = {
  ...SMALL_SECTIONS,
  router: {
    routes: [
      { id: 'short-stay', when: { lengthOfStayDays: '<= 1' }, to: 'return-record' },
      { id: 'grouped', when: { grouped: 'true' }, to: 'drg-rate' },
      { id: 'not-grouped', to: 'return-record' },
    ],
  },
  'drg-rate': {
    ...SMALL_SECTIONS['drg-rate'],
    zones: [{ zone: 'high', when: '> 3', pays: { rule: 'excess', above: '3' }, mayApplyForReview: 'true' }],
  },
};
const WEIGHTS = 'drg,relativeWeight\nAA19,20\nBR21,2\nBR25,1.2\n';

const HEADER =
  'caseId,insuranceType,sex,ageYears,dischargeDate,lengthOfStayDays,principalDiagnosis,secondaryDiagnoses,totalCharges,patient,otherFunds,note';
const row = (id: string, change: Readonly<Record<string, string>> = {}): string => {
  const usual: Record<string, string> = {
    caseId: id,
    insuranceType: 'resident',
    sex: '1',
    ageYears: '66',
    dischargeDate: '2026-05-06',
    lengthOfStayDays: '8',
    principalDiagnosis: 'I63.900',
    secondaryDiagnoses: '',
    totalCharges: '15000.00',
    patient: '4680',
    otherFunds: '0',
    note: `n${id}`,
    ...change,
  };
  return csvLine(HEADER.split(',').map((column) => usual[column]!));
};
const CASES = [
  row('C1'),
  row('C2', { secondaryDiagnoses: 'I50.900', totalCharges: '90000' }),
  row('C3', { lengthOfStayDays: '1' }),
  row('C4', { patient: '' }),
  row('C5', { totalCharges: '' }),
  row('C6', { secondaryDiagnoses: 'E11.900' }),
  row('C7', { dischargeDate: '2025-05-06' }),
  row('C8', { totalCharges: '-5' }),
  row('C9', { patient: '-1.00' }),
  row('C10', { insuranceType: '' }),
  row('C11', { principalDiagnosis: 'Z99.999' }),
].join('');

beforeAll(async () => {
  place.file('policy.yaml', policyFile(SECTIONS));
  place.file('weights.csv', WEIGHTS);
  place.file('cases.csv', `${HEADER}\n${CASES}`);
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

const brief = (file = 'priced.csv') =>
  place
    .rows(file)
    .map(({ caseId, pricing, route, outcome, paymentStandard, fundPayment, hospitalResult, errors }) =>
      [caseId, pricing, route, outcome, paymentStandard, fundPayment, hospitalResult, errors]
        .filter((cell) => cell !== '')
        .join(' '),
    );

describe('dianzhi price', () => {
  test('groups on the way, prices what can be priced, and says of every other row why not', async () => {
    const { code, stderr } = await price('cases.csv', '--scheme', 'tiny');
    expect(code, stderr).toBe(0);
    expect(brief()).toEqual([
      // 1.2 × 12,000 = 14,400; less 4,680 = 9,720; 14,400 − 15,000
      'C1 priced grouped normal 14400.00 9720.00 -600.00',
      // 2 × 12,000 = 24,000; 90,000 is 3.75 times: 24,000 + 90,000 − 3 × 24,000 = 42,000
      'C2 priced grouped high 42000.00 37320.00 -48000.00',
      'C3 returned short-stay',
      'C4 priced grouped normal 14400.00',
      'C5 refused PRICING_FACT_MISSING:totalCharges',
      'C6 refused PRICING_GROUP_WITHOUT_VALUE:BR23,relativeWeight',
      'C7 refused PRICING_POLICY_NOT_IN_FORCE:test,2025-05-06',
      'C8 refused PRICING_FACT_INVALID:totalCharges,-5',
      'C9 refused PRICING_FACT_INVALID:patient,-1.00',
      'C10 refused PRICING_FACT_MISSING:insuranceType',
      'C11 returned not-grouped',
    ]);
    expect(place.rows('priced.csv')[0]).toMatchObject({
      drg: 'BR25',
      method: 'drg-rate',
      why: 'grouped=grouped[true]',
      standardLessCharges: '-600.00',
      evidence: 'official',
      demonstration: 'no',
      note: 'nC1',
      totalCharges: '15000.00',
    });
    expect(place.rows('priced.csv')[3]!['notices']).toBe('split-incomplete');
    expect(stderr).toContain('drg-rate Payment by DRG, weight by rate');
    expect(place.names()).not.toContainEqual(expect.stringMatching(/partial|progress/));
  });

  test('a file that was grouped before has the same prices, and every column passes through', async () => {
    await price('cases.csv', '--scheme', 'tiny');
    const before = brief();
    expect((await place.groupHere('cases.csv', 'grouped.csv')).code).toBe(0);
    for (const more of [['--scheme', 'tiny'], []]) {
      const { code, stderr } = await price('grouped.csv', ...more);
      expect(code, stderr).toBe(0);
      expect(brief()).toEqual(before);
    }
    expect(place.rows('priced.csv')[0]).toMatchObject({ status: 'grouped', drg: 'BR25', adrg: 'BR2', note: 'nC1' });
  });

  test('one thread and several give the same bytes', async () => {
    const lines = Array.from({ length: 12_000 }, (_, at) =>
      row(`C${at}`, { totalCharges: String(3000 + ((at * 7919) % 90_000)), secondaryDiagnoses: at % 3 === 0 ? 'I50.900' : '' }),
    );
    place.file('many.csv', `${HEADER}\n${lines.join('')}`);
    const texts: string[] = [];
    for (const threads of ['1', '3']) {
      const ended = await price(
        'many.csv',
        '--scheme',
        'tiny',
        '--threads',
        threads,
        '--breakdown',
        `b${threads}.ndjson`,
        '--json',
      );
      expect(ended.code, ended.stderr).toBe(0);
      texts.push(place.text('priced.csv') + place.text(`b${threads}.ndjson`));
      const summary = JSON.parse(ended.stdout) as { rows: number; pricing: object; fundPayment: string };
      expect(summary).toMatchObject({ rows: 12_000, pricing: { priced: 12_000, returned: 0, refused: 0 } });
      texts.push(summary.fundPayment);
    }
    expect(texts[2] === texts[0]).toBe(true);
    expect(texts[3]).toBe(texts[1]);
  });

  test('the breakdown holds every line with its numbers and documents, and lines add up', async () => {
    await price('cases.csv', '--scheme', 'tiny', '--breakdown', 'lines.ndjson');
    const records = objectsOf(place.text('lines.ndjson'));
    expect(records.length).toBe(11);
    const [first, second] = records as { lines: { rule: string; amount: string; operands: object[] }[]; amount: string }[];
    expect(second!.lines.map(({ rule, amount }) => `${rule} ${amount}`)).toEqual([
      'weight-times-rate 24000.00',
      'excess-over-standard 18000.00',
    ]);
    expect(first!.lines[0]!.operands[0]).toMatchObject({
      en: 'relative weight',
      value: '1.2',
      source: { parameter: 'weights.relativeWeight', document: '测试文件', evidence: 'official' },
    });
    expect(records[4]).toMatchObject({
      pricing: 'refused',
      error: { code: 'PRICING_FACT_MISSING', details: { field: 'totalCharges' } },
    });
  });

  test('NDJSON in, NDJSON out', async () => {
    place.file(
      'cases.ndjson',
      `${JSON.stringify({ caseId: 'J1', insuranceType: 'resident', sex: 1, ageYears: 66, dischargeDate: '2026-05-06', lengthOfStayDays: 8, principalDiagnosis: 'I63.900', totalCharges: 15000, patient: 4680, otherFunds: 0 })}\n`,
    );
    const { code, stderr } = await place.dianzhiHere(
      'price',
      '--policy',
      'policy.yaml',
      '--scheme',
      'tiny',
      '--input',
      'cases.ndjson',
      '--output',
      'out.ndjson',
    );
    expect(code, stderr).toBe(0);
    expect(objectsOf(place.text('out.ndjson'))[0]).toMatchObject({ caseId: 'J1', drg: 'BR25', fundPayment: '9720.00' });
  });

  test('a policy can be tried on older cases, as an estimate', async () => {
    await price('cases.csv', '--scheme', 'tiny', '--on', '2026-12-31', '--purpose', 'estimate');
    expect(brief()[6]).toBe('C7 priced grouped normal 14400.00 9720.00 -600.00');
  });

  test('assumed weights settle nothing and serve estimates, marked', async () => {
    place.file('other.yaml', policyFile(SECTIONS, { region: 'other' }));
    await place.dianzhiHere('import', 'weights', 'weights.csv', '--scheme', 'tiny', '--policy', 'other.yaml');
    await price('cases.csv', '--scheme', 'tiny', '--policy', 'other.yaml');
    expect(brief()[0]).toBe('C1 refused PRICING_EVIDENCE_REFUSED:weights.relativeWeight BR25,assumed');
    await price('cases.csv', '--scheme', 'tiny', '--policy', 'other.yaml', '--purpose', 'estimate');
    expect(place.rows('priced.csv')[0]).toMatchObject({
      fundPayment: '9720.00',
      evidence: 'assumed',
      notices: 'evidence-assumed',
    });
  });

  test('assumed parameters settle nothing and serve estimates, marked', async () => {
    place.file('guess.yaml', policyFile(SECTIONS, {}, 'assumed'));
    await price('cases.csv', '--scheme', 'tiny', '--policy', 'guess.yaml');
    expect(place.rows('priced.csv').filter(({ pricing }) => pricing !== 'refused')).toEqual([]);
    expect(place.rows('priced.csv')[0]!['errors']).toMatch(/^PRICING_EVIDENCE_REFUSED:\S+,assumed$/);
    await price('cases.csv', '--scheme', 'tiny', '--policy', 'guess.yaml', '--purpose', 'estimate');
    expect(place.rows('priced.csv')[0]).toMatchObject({
      fundPayment: '9720.00',
      evidence: 'assumed',
      notices: 'evidence-assumed',
    });
  });

  test('invented values without demonstration: true settle nothing, serve estimates, and are told when the policy is checked', async () => {
    place.file('invented.yaml', policyFile(SECTIONS, {}, 'invented'));
    await price('cases.csv', '--scheme', 'tiny', '--policy', 'invented.yaml');
    expect(place.rows('priced.csv')[0]!['errors']).toMatch(/^PRICING_EVIDENCE_REFUSED:\S+,invented$/);
    await price('cases.csv', '--scheme', 'tiny', '--policy', 'invented.yaml', '--purpose', 'estimate');
    expect(place.rows('priced.csv')[0]).toMatchObject({
      evidence: 'invented',
      demonstration: 'no',
      notices: 'evidence-invented',
    });
    const { code, stdout } = await place.dianzhiHere('check-policy', 'invented.yaml', '--lang', 'en');
    expect([code, stdout]).toEqual([0, expect.stringContaining('(evidence-invented)')]);
  });

  test('a demonstration says so in every row and in the summary', async () => {
    place.file('demo.yaml', policyFile(SECTIONS, { region: 'demo', demonstration: true }, 'invented'));
    await place.dianzhiHere('import', 'weights', 'weights.csv', '--scheme', 'tiny', '--policy', 'demo.yaml');
    const { stderr } = await price('cases.csv', '--scheme', 'tiny', '--policy', 'demo.yaml');
    expect(stderr).toContain('Demonstration policy with invented values');
    expect(place.rows('priced.csv')[0]).toMatchObject({ demonstration: 'yes', notices: 'evidence-invented|demonstration' });
  });

  test('without a scheme, cases that need a group are refused one by one', async () => {
    const { code } = await price('cases.csv');
    expect([code, place.rows('priced.csv')[0]!['pricing']]).toEqual([0, 'returned']);
  });

  test.each([
    ['a policy with errors', ['--policy', 'wrong.yaml'], 4, 'PRICING_POLICY_INVALID'],
    ['a policy that is not there', ['--policy', 'none.yaml'], 3, 'none.yaml'],
    ['a scheme that is not there', ['--scheme', 'none'], 4, 'SERVER_SCHEME_UNKNOWN'],
    ['an output that is the input', ['--output', 'cases.csv'], 2, 'SERVER_OUTPUT_IS_INPUT'],
    ['a breakdown that is the output', ['--breakdown', 'priced.csv'], 2, '--breakdown'],
    ['a day that is none', ['--on', '2026-13-01'], 2, '--on'],
  ])('%s is refused, and the output stays as it was', async (_why, more, code, words) => {
    place.file('wrong.yaml', policyFile(SECTIONS).replace('12000', '-1'));
    place.file('priced.csv', 'as before');
    const ended = await price('cases.csv', '--scheme', 'tiny', ...more);
    expect([ended.code, ended.stderr]).toEqual([code, expect.stringContaining(words)]);
    expect(readFileSync(place.path('priced.csv'), 'utf8')).toBe('as before');
  });
});
