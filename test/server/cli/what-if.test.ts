import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { packageRoot } from '../../../reference-data/index.js';
import { policyFile, SMALL_SECTIONS } from '../../pricing/whole-policy.js';
import { Workplace } from '../tiny-workplace.js';

const here = new Workplace();
const ONE = {
  caseId: 'one',
  sex: 1,
  ageYears: 60,
  principalDiagnosis: 'I63.900',
  secondaryDiagnoses: ['E11.900', 'G40.900'],
  principalProcedure: '37.5100',
};
const PAID = { ...ONE, insuranceType: 'resident', dischargeDate: '2026-06-01', hospitalLevel: '2', totalCharges: '30000.00' };
const byWeight = { ...SMALL_SECTIONS, router: { routes: [{ id: 'all', to: 'drg-rate' }] } };

const whatIf = (given: object, ...args: string[]) =>
  here.dianzhiHere('what-if', '--scheme', 'tiny', '--case', JSON.stringify(given), ...args);

interface Shown {
  readonly notice: string;
  readonly outcomes: readonly {
    readonly changes: readonly { readonly kind: string; readonly code: string }[];
    readonly result: { readonly status: string; readonly drg?: string };
    readonly relativeWeight?: string;
    readonly price?: Record<string, unknown>;
    readonly differs: readonly string[];
  }[];
}
const shown = (stdout: string): Shown => JSON.parse(stdout) as Shown;
const groups = (stdout: string): string[] =>
  shown(stdout).outcomes.map(({ changes, result }) =>
    [...changes.map(({ kind, code }) => `${kind} ${code}`), '→', result.status, result.drg ?? ''].join(' ').trim(),
  );

describe('dianzhi what-if', () => {
  test('without variations every secondary diagnosis is tried as principal, and every code removed once', async () => {
    const { code, stdout } = await whatIf(ONE, '--json');
    expect(code).toBe(0);
    expect(groups(stdout)).toEqual([
      '→ grouped AA19',
      'principal-diagnosis E11.900 → grouped AA19',
      'principal-diagnosis G40.900 → grouped AA19',
      'remove-diagnosis E11.900 → grouped AA19',
      'remove-diagnosis G40.900 → grouped AA19',
      'remove-procedure 37.5100 → grouped BR23',
    ]);
    expect(shown(stdout).outcomes.at(-1)!.differs).toEqual(['group', 'groupName']);
  });

  test('variations stand in the order given, whatever they are worth', async () => {
    here.file('weights.csv', 'drg,relativeWeight\nBR21,2.10\nBR23,1.30\nBR25,0.90\n');
    const { principalProcedure: _, ...medical } = ONE;
    const words = [
      '--remove-diagnosis',
      'E11.900',
      '--add-diagnosis',
      'I50.900',
      '--principal',
      'E11.900',
      '--add-procedure',
      '01.2400',
    ];
    const { stdout } = await whatIf(medical, ...words, '--add-diagnosis', 'i50.900', '--weights', 'weights.csv', '--json');
    expect(groups(stdout)).toEqual([
      '→ grouped BR23',
      'remove-diagnosis E11.900 → grouped BR25',
      'add-diagnosis I50.900 → grouped BR21',
      'principal-diagnosis E11.900 → ungrouped 0000',
      'add-procedure 01.2400 → ambiguous BQY',
      'add-diagnosis I50.900 → grouped BR21',
    ]);
    expect(shown(stdout).outcomes.map(({ relativeWeight = '' }) => relativeWeight)).toEqual([
      '1.30',
      '0.90',
      '2.10',
      '',
      '',
      '2.10',
    ]);
  });

  test('--together applies all changes as one, and --swap keeps the code that is exchanged', async () => {
    const words = [
      '--remove-procedure',
      '37.5100',
      '--remove-diagnosis',
      'E11.900',
      '--principal',
      'G40.900',
      '--principal',
      'I63.900',
    ];
    const [apart, together] = await Promise.all([
      whatIf(ONE, ...words, '--json'),
      whatIf(ONE, ...words, '--together', '--swap', '--json'),
    ]);
    expect(groups(apart.stdout)).toHaveLength(5);
    expect(shown(together.stdout).outcomes).toHaveLength(2);
    expect(shown(together.stdout).outcomes[1]).toMatchObject({
      codes: { principalDiagnosis: 'I63.900', secondaryDiagnoses: ['G40.900'], otherProcedures: [] },
      result: { drg: 'BR25' },
      differs: ['group', 'groupName', 'severity'],
    });
  });

  test('the table marks what differs, says what is new and what is gone, and that codes follow the record', async () => {
    const words = [
      '--remove-procedure',
      '37.5100',
      '--add-diagnosis',
      'Q99.999',
      '--remove-diagnosis',
      'I63.900',
      '--add-diagnosis',
      'E11.900',
    ];
    const [english, chinese] = await Promise.all([whatIf(ONE, ...words), whatIf(ONE, ...words, '--lang', 'zh')]);
    expect(english).toMatchObject({ code: 0, stderr: '' });
    expect(english.stdout).toContain('codes must follow the medical record');
    expect(english.stdout).toMatch(/^0 +as it stands +grouped +AA19 +cc +移植$/m);
    expect(english.stdout).toMatch(
      /^1 +remove procedure 37\.5100 心脏移植术 +grouped +BR23 \* +cc +脑缺血性疾患，伴合并症或并发症 \*$/m,
    );
    expect(english.stdout).toContain('     + Unknown diagnosis code: Q99.999 (unknown-diagnosis)');
    expect(english.stdout).toMatch(/^3 +remove diagnosis I63\.900 脑梗死 +invalid \* +– \* +– \* +– \*$/m);
    expect(english.stdout).toContain('     + The principal diagnosis is missing (principal-diagnosis-missing)');
    expect(english.stdout).toContain('     ! The case has E11.900 already: nothing changed');
    expect(chinese.stdout).toContain('编码必须以病案记录为准');
    expect(chinese.stdout).toMatch(/^1 +去掉手术操作 37\.5100 心脏移植术 +入组 +BR23 \*/m);
  });

  test('with a policy each variation has its standard and what the fund pays', async () => {
    here.file('policy.yaml', policyFile(byWeight));
    here.file('weights.csv', 'drg,relativeWeight\nAA19,2.50\nBR23,1.30\n');
    const words = ['--remove-procedure', '37.5100', '--policy', 'policy.yaml', '--weights', 'weights.csv'];
    const paid = { ...PAID, psn_part_amt: '5000', otherFunds: '0' };
    const [table, json, partless] = await Promise.all([
      whatIf(paid, ...words),
      whatIf(paid, ...words, '--json'),
      whatIf(PAID, ...words),
    ]);
    // 2.50 × 12,000 = 30,000.00, less 5,000 = 25,000.00; 1.30 × 12,000 = 15,600.00, less 5,000 = 10,600.00
    expect(table.stdout).toMatch(/^0 .* 2\.50 +30000\.00 +25000\.00 +移植$/m);
    expect(table.stdout).toMatch(/^1 .* 1\.30 \* +15600\.00 \* +10600\.00 \* /m);
    expect(table.stdout).toContain('an estimate only');
    expect(shown(json.stdout).outcomes.map(({ price }) => [price!['paymentStandard'], price!['fundPayment']])).toEqual([
      ['30000.00', '25000.00'],
      ['15600.00', '10600.00'],
    ]);
    expect(partless.stdout).toMatch(/^0 .* 30000\.00 +– +移植$/m);
    expect(partless.stdout).toContain("The fund's payment needs patient, otherFunds, not stated");
  });

  test('the weights of the region go before those of a file', async () => {
    here.file('region.yaml', policyFile(byWeight, { region: 'weighted' }));
    here.file('region.csv', 'group,relativeWeight\nAA19,3\nBR21,2\nBR23,1.5\nBR25,1\nMR19,1\n');
    here.file('weights.csv', 'drg,relativeWeight\nAA19,2.50\n');
    const imported = await here.dianzhiHere(
      'import',
      'weights',
      'region.csv',
      '--scheme',
      'tiny',
      '--policy',
      'region.yaml',
      '--source',
      'test',
    );
    expect(imported.code, imported.stderr).toBe(0);
    const { stdout } = await whatIf(PAID, '--policy', 'region.yaml', '--weights', 'weights.csv', '--json');
    // 3 × 12,000; 1.5 × 12,000
    expect(shown(stdout).outcomes.map(({ relativeWeight, price }) => [relativeWeight, price!['paymentStandard']])).toEqual([
      ...Array.from({ length: 5 }, () => ['3', '36000.00']),
      ['1.5', '18000.00'],
    ]);
    expect(shown(stdout).outcomes[0]!.price).toMatchObject({ evidence: 'official' });
  });

  test('what pricing lacks is said, and the groups are shown all the same', async () => {
    here.file('policy.yaml', policyFile(byWeight));
    const [weightless, dateless] = await Promise.all([
      whatIf(PAID, '--policy', 'policy.yaml'),
      whatIf({ ...PAID, dischargeDate: '' }, '--policy', 'policy.yaml', '--json'),
    ]);
    expect(weightless.code).toBe(0);
    expect(weightless.stdout).toContain('Group AA19 has no relativeWeight.');
    expect(weightless.stdout).toContain('     + Group BR23 has no relativeWeight.');
    expect(shown(dateless.stdout).outcomes[0]!.price).toMatchObject({ missing: { code: 'PRICING_FACT_MISSING' } });
  });

  test('under DIP points are shown, and one --policy takes the policy of grouping and that of payment', async () => {
    here.file('policy.yaml', policyFile({ ...SMALL_SECTIONS, router: { routes: [{ id: 'all', to: 'dip' }] } }));
    const grouping = join(packageRoot(), 'reference-data', 'regions', 'demo-dip', 'grouping-policy.yaml');
    const given = JSON.stringify({ ...PAID, principalDiagnosis: 'J06.900', secondaryDiagnoses: [], principalProcedure: '' });
    const words = ['what-if', '--scheme', 'demo-dip', '--case', given, '--add-diagnosis', 'I10.x00'];
    const both = await here.dianzhiHere(...words, '--policy', grouping, '--policy', 'policy.yaml', '--json');
    expect(both.code, both.stderr).toBe(0);
    expect(JSON.parse(both.stdout)).toMatchObject({ scheme: 'demo-dip', outcomes: [{ result: { group: 'J06.9' } }, {}] });
    expect(shown(both.stdout).outcomes[0]!.price).toMatchObject({ method: 'dip', demonstration: false, evidence: 'invented' });
    expect((await here.dianzhiHere(...words, '--weights', 'weights.csv')).stderr).toContain('SERVER_OPTION_INVALID');
  });

  test.each([
    ['no case', ['--scheme', 'tiny'], 2, 'SERVER_USAGE'],
    ['a code that is none', ['--principal', ' '], 2, 'SERVER_USAGE'],
    ['two payment policies', ['--policy', 'policy.yaml', '--policy', 'policy.yaml'], 2, 'SERVER_OPTION_INVALID'],
    ['a policy that is not there', ['--policy', 'none.yaml'], 3, 'REFERENCE_DATA_FILE_UNREADABLE'],
    ['a policy with errors', ['--policy', 'wrong.yaml'], 4, 'PRICING_POLICY_INVALID'],
  ])('%s', async (why, args, exit, error) => {
    here.file('policy.yaml', policyFile(byWeight));
    here.file('wrong.yaml', policyFile({ ...byWeight, 'drg-rate': { baseRate: '-1' } }));
    const { code, stdout, stderr } = await (why === 'no case' ? here.dianzhiHere('what-if', ...args) : whatIf(ONE, ...args));
    expect({ code, stdout }).toEqual({ code: exit, stdout: '' });
    expect(stderr).toContain(`[${error}]`);
  });

  test('a column of payment that cannot be read is named, and the groups are shown all the same', async () => {
    here.file('policy.yaml', policyFile(byWeight));
    const { code, stdout } = await whatIf({ ...PAID, hospitalLevel: 'best' }, '--policy', 'policy.yaml');
    expect([code, stdout]).toEqual([0, expect.stringContaining('Case one states hospitalLevel=best') as string]);
    expect(stdout).toMatch(/^0 .* AA19 /m);
  });
});
