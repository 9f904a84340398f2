import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { policyJsonSchema, SECTIONS } from '../../../pricing/index.js';
import { packageRoot, YamlLines } from '../../../reference-data/index.js';
import { policyFile, SMALL_SECTIONS } from '../../pricing/whole-policy.js';
import { Workplace } from '../tiny-workplace.js';

const place = new Workplace();
const check = (...words: string[]) => place.dianzhiHere('check-policy', ...words, '--lang', 'en');
const lineOf = (text: string, words: string): number => text.split('\n').findIndex((line) => line.includes(words)) + 1;

describe('dianzhi check-policy', () => {
  test('a sound policy ends with 0, and --on prints every value with its document', async () => {
    place.file('sound.yaml', policyFile());
    const { code, stdout, stderr } = await check('sound.yaml', '--on', '2026-06-01');
    expect([code, stderr]).toEqual([0, 'sound.yaml: 0 errors, 0 warnings\n']);
    expect(stdout).toContain('pointValue Point value [employee]: 10 yuan per point\n');
    expect(stdout).toContain('amount Amounts: {rule: half-up, decimals: 2}\n');
    expect(stdout).toContain('"测试文件" 测试〔2026〕1号 第1条 · from 2026-01-01 · test · official');
  });

  test('--json gives the same to machines', async () => {
    place.file('sound.yaml', policyFile());
    const { stdout } = await check('sound.yaml', '--on', '2026-06-01', '--json');
    const { findings, inForce } = JSON.parse(stdout) as { findings: unknown[]; inForce: Record<string, unknown>[] };
    expect(findings).toEqual([]);
    expect(inForce).toContainEqual(
      expect.objectContaining({ section: 'dip', parameter: 'pointValue', fund: 'resident', value: '10', unit: 'yuan-per-point' }),
    );
  });

  test('every error is named with file and line, and the policy is refused', async () => {
    const dip = { ...SMALL_SECTIONS.dip, pointValue: '-3' };
    const text = policyFile({ ...SMALL_SECTIONS, dip })
      .replace('unit: choice', 'unit: yuan')
      .replace('negativeRule:', 'negativRule:');
    place.file('wrong.yaml', text);
    const { code, stderr } = await check('wrong.yaml');
    expect(code).toBe(4);
    expect(stderr).toContain('[PRICING_POLICY_INVALID]');
    expect(stderr).toContain(
      `wrong.yaml:${lineOf(text, 'unit: yuan')}: [error] sections.rounding.amount.unit: The unit is choice`,
    );
    expect(stderr).toContain(
      `wrong.yaml:${lineOf(text, 'negativRule')}: [error] sections.fund-payment: There is no key "negativRule"`,
    );
    expect(stderr).toContain(`wrong.yaml:${lineOf(text, '"-3"')}: [error] sections.dip.pointValue.history.employee.0.value`);
    const { stdout } = await check('wrong.yaml', '--json');
    expect((JSON.parse(stdout) as { findings: object[] }).findings[0]).toMatchObject({ level: 'error', path: 'wrong.yaml' });
  });

  test('a policy may extend one that ships by the id of its region, which extends its province by a path', async () => {
    place.file(
      'own.yaml',
      `kind: payment-policy
region: own-city
name: { zh: 自定, en: Own }
demonstration: true
extends: demo-dip
effective: { from: 2026-01-01 }
funds: [employee, resident]
sources:
  own: { document: 办法, number: 测〔2026〕1号, evidence: invented }
sections:
  fund-payment:
    negativeRule: { unit: choice, history: { everyFund: [{ from: 2026-01-01, value: keep, source: own }] } }
`,
    );
    const { code, stdout, stderr } = await check('own.yaml', '--on', '2026-07-01');
    expect(code, stderr).toBe(0);
    expect(stdout).toMatch(/negativeRule .*: keep\n.*· own-city ·/);
    expect(stdout).toMatch(/pointValue [\s\S]*?· demo-dip ·/);
    expect(stdout).toMatch(/form .*\n.*· demo-province ·/);
  });

  test.each([
    ['a gap', (text: string) => text.replace('- from: 2026-01-01', '- from: 2026-02-01'), '(gap)'],
    ['a file that is not there', () => policyFile(SMALL_SECTIONS, { extends: 'none.yaml' }), 'none.yaml'],
    ['a region that does not ship', () => policyFile(SMALL_SECTIONS, { extends: 'nowhere' }), 'nowhere'],
    ['a file of another kind', () => 'kind: dip-grouping\nregion: demo', 'kind'],
    ['no YAML', () => 'a: [', '(yaml-unreadable)'],
  ])('%s is named', async (_why, change, words) => {
    place.file('p.yaml', change(policyFile()));
    const { code, stderr } = await check('p.yaml');
    expect([3, 4]).toContain(code);
    expect(stderr).toContain(words);
  });

  test.each([
    ['no file', []],
    ['a day that is none', ['sound.yaml', '--on', '2026-02-30']],
  ])('%s is wrong usage', async (_why, words) => {
    expect((await check(...words)).code).toBe(2);
  });

  test('a day that the policy does not cover is said', async () => {
    place.file('sound.yaml', policyFile());
    const { code, stderr } = await check('sound.yaml', '--on', '2025-12-31');
    expect([code, stderr.includes('PRICING_POLICY_NOT_IN_FORCE')]).toEqual([4, true]);
  });

  test('--schema prints the JSON Schema', async () => {
    const { code, stdout } = await check('--schema');
    expect([code, Object.keys(JSON.parse(stdout) as object)]).toEqual([0, expect.arrayContaining(['properties'])]);
  });
});

test('the published JSON Schema is that of the sections: npm run policy-schema writes it', () => {
  const path = join(packageRoot(), 'reference-data', 'regions', 'payment-policy.schema.json');
  expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual(policyJsonSchema(SECTIONS));
});

describe('YamlLines', () => {
  const lines = new YamlLines('a:\n  b.c:\n    - { x: 1 }\n    -\n      y: 2\n');

  test.each([
    ['', 1],
    ['a', 1],
    ['a.b.c', 2],
    ['a.b.c.0.x', 3],
    ['a.b.c.1.y', 5],
    ['a.none.of.it', 1],
    ['a.b.c.1.z', 5],
  ])('%s is in line %i', (at, line) => {
    expect(lines.lineOf(at)).toBe(line);
  });
});
