// Schemes, policies, budgets and weights: uploaded by one, put in force by another, found by every process.
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packageRoot } from '../../../reference-data/index.js';
import { temporaryFolder } from '../../command-line.js';
import { TINY, writeWorkbook } from '../tiny-scheme.js';
import { CSV, DATABASES, regionFile, TwoServices, XLSX, YAML, type CallerName } from './uploading-service.js';

const CASE = { caseId: '1', sex: 1, ageYears: 60, principalDiagnosis: 'I63.900' };
const PAID = {
  ...CASE,
  hospitalId: 'H1',
  hospitalLevel: 3,
  insuranceType: 'employee',
  admissionDate: '2026-03-01',
  dischargeDate: '2026-03-09',
  lengthOfStayDays: 8,
  totalCharges: '15000.00',
  selfPaid: '600.00',
  overLimit: '100.00',
  firstSelfPaid: '300.00',
  inScope: '14000.00',
  placeOfCare: 'local',
};
const TINY_FORM = 'form=drg-workbook&name=%E5%B0%8F&source=test';

const folder = temporaryFolder();
let workbook: Buffer;
let broken: Buffer;
beforeAll(async () => {
  workbook = readFileSync(await writeWorkbook(join(folder, 'tiny.xlsx')));
  const rule = 'no such words (';
  const [first, ...rest] = TINY.adrg;
  const rows = { ...TINY, adrg: [{ ...first!, rule }, ...rest] };
  broken = readFileSync(await writeWorkbook(join(folder, 'broken.xlsx'), rows));
});

describe.each(DATABASES)('documents on %s', (database) => {
  let services: TwoServices;
  beforeAll(async () => {
    services = await TwoServices.start(database);
  });
  afterAll(() => services.stop());

  const listed = async (who: CallerName, path: string, at = services.first) =>
    ((await services.ask(who, path, at)).json as { items: { name: string; version: number; state: string }[] }).items
      .filter(({ state }) => state !== 'shipped')
      .map(({ name, version }) => `${name} ${version}`);
  const group = async (who: CallerName, schemeId: string, at = services.first) => {
    const { status, json } = await services.post(who, '/v1/group', { schemeId, discharge: CASE }, at);
    return status === 200 ? json!['drg'] : json!['code'];
  };
  const code = ({ status, json }: { status: number; json: unknown }) => [status, (json as { code?: string }).code];

  test('a scheme groups for its region once it is uploaded, and for hospitals once another person put it in force', async () => {
    const { first, second } = services;
    const { status, json } = await services.upload('clerk', `/v1/schemes?${TINY_FORM}&id=tiny`, XLSX, workbook);
    expect([status, json.document]).toEqual([
      201,
      expect.objectContaining({ kind: 'scheme', name: 'tiny', region: '4205', version: 1, state: 'uploaded', schemeKind: 'drg' }),
    ]);
    const activate = (who: CallerName) =>
      services.post(who, `/v1/schemes/${json.document.id}/activate`, { from: '2026-01-01' }, second);
    expect([await group('clerk', 'tiny'), await group('hospital', 'tiny'), await group('neighbour', 'tiny')]).toEqual([
      'BR25',
      'DOCUMENTS_UNKNOWN',
      'DOCUMENTS_UNKNOWN',
    ]);
    expect(code(await activate('clerk'))).toEqual([403, 'DOCUMENTS_SAME_PERSON']);
    expect(code(await activate('neighbour'))).toEqual([404, 'HTTP_NOT_FOUND']);
    expect(code(await activate('hospital'))).toEqual([403, 'HTTP_ROLE_REFUSED']);
    expect((await activate('head')).json).toMatchObject({ state: 'active', validFrom: '2026-01-01' });
    expect(code(await activate('admin'))).toEqual([409, 'DOCUMENTS_STATE']);
    expect(await Promise.all([group('hospital', 'tiny'), group('hospital', 'tiny', second)])).toEqual(['BR25', 'BR25']);
    const onDay = (on: string) => listed('hospital', `/v1/schemes?on=${on}`, first);
    expect([await onDay('2025-12-31'), await onDay('2026-01-01')]).toEqual([[], ['tiny 1']]);
    // Of another city it is nobody's business, and nobody may call another scheme so.
    expect(await listed('neighbour', '/v1/schemes')).toEqual([]);
    const again = await services.upload('neighbour', `/v1/schemes?${TINY_FORM}&id=tiny`, XLSX, workbook);
    expect(code(again)).toEqual([409, 'DOCUMENTS_EXISTS']);
    const shipped = await services.upload('admin', `/v1/schemes?${TINY_FORM}&id=demo-dip`, XLSX, workbook);
    expect(code(shipped)).toEqual([409, 'DOCUMENTS_EXISTS']);
  });

  test('a file with errors is refused with all of them and their places, and leaves nothing', async () => {
    const before = await listed('admin', '/v1/schemes');
    const { status, text, json } = await services.upload('clerk', `/v1/schemes?${TINY_FORM}&id=broken`, XLSX, broken, 'zh');
    expect([status, json.code]).toEqual([422, 'SERVER_SCHEME_REFUSED']);
    expect(json.findings).toContainEqual(
      expect.objectContaining({
        level: 'error',
        code: 'rule-unparsable',
        row: 3,
        message: expect.stringMatching(/[\u4e00-\u9fff]/),
      }),
    );
    expect(text).not.toContain(tmpdir());
    const noWorkbook = await services.upload('clerk', `/v1/schemes?${TINY_FORM}&id=broken`, XLSX, 'no workbook');
    expect([...code(noWorkbook), noWorkbook.text.includes(tmpdir())]).toEqual([422, 'REFERENCE_DATA_NOT_A_SPREADSHEET', false]);
    expect(noWorkbook.json.detail).toContain('upload.xlsx');
    expect(await listed('admin', '/v1/schemes')).toEqual(before);
  });

  test('a dry run finds the same and keeps nothing', async () => {
    const before = await listed('admin', '/v1/schemes');
    const { status, json } = await services.upload('clerk', `/v1/schemes?${TINY_FORM}&id=tried&dryRun=true`, XLSX, workbook);
    expect([status, json.document, Array.isArray(json.findings)]).toEqual([200, null, true]);
    expect(await listed('admin', '/v1/schemes')).toEqual(before);
    const tried = await services.upload('clerk', `/v1/schemes?${TINY_FORM}&id=tried&dryRun=true`, XLSX, broken);
    expect(code(tried)).toEqual([422, 'SERVER_SCHEME_REFUSED']);
  });

  test('a city prices by its own policy, which extends the province of that day, and by its weights, as if they shipped', async () => {
    const province = regionFile('demo-province', 'payment-policy.yaml', '420000');
    const city = regionFile('demo-drg', 'payment-policy.yaml', '420500', (text) =>
      text.replace(/^extends: .*$/m, "extends: '420000'"),
    );
    const tooEarly = await services.upload('clerk', '/v1/policies', YAML, city);
    expect([...code(tooEarly), tooEarly.json.detail]).toEqual([422, 'DOCUMENTS_FORM', expect.stringContaining('420000')]);
    expect(code(await services.upload('clerk', '/v1/policies', YAML, province))).toEqual([403, 'DOCUMENTS_REGION_OUTSIDE']);
    await services.publish(['admin', 'secondAdmin'], '/v1/policies', YAML, province);
    const id = await services.publish(['clerk', 'head'], '/v1/policies', YAML, city);
    const weights = readFileSync(
      join(packageRoot(), 'reference-data/regions/demo-drg/weights/chs-drg-starter/2026-01-01/weights.csv'),
    );
    const path = '/v1/weights?scheme=chs-drg-starter&policy=420500';
    const weightsId = await services.publish(['head', 'clerk'], path, CSV, weights);
    const price = async (policy: string, at = services.second) => {
      const body = { policy, schemeId: 'chs-drg-starter', discharge: PAID };
      const { status, json, text } = await services.post('hospital', '/v1/price', body, at);
      expect([status, text]).toEqual([200, expect.stringContaining('"pricing":"priced"')]);
      return { ...(json!['payment'] as object), policy: undefined };
    };
    const expected = await price('demo-drg');
    expect([await price('420500'), await price(id), await price('420500', services.first)]).toEqual([
      expected,
      expected,
      expected,
    ]);
    // The province goes on without the city's policy changing.
    const { json } = await services.ask('hospital', `/v1/policies/${id}`, services.second);
    expect(json).toMatchObject({ name: '420500', kind: 'payment-policy', state: 'active', validFrom: '2026-01-01', text: city });
    expect((await services.ask('hospital', `/v1/weights/${weightsId}`)).json).toMatchObject({
      name: 'chs-drg-starter/420500',
      scheme: 'chs-drg-starter',
      ownDay: '2026-01-01',
    });
    const otherDay = await services.upload('clerk', path, CSV, weights);
    const activated = await services.post('head', `/v1/weights/${otherDay.json.document.id}/activate`, { from: '2026-02-01' });
    expect(code(activated)).toEqual([400, 'DOCUMENTS_DAY']);
    const sameDay = await services.post('head', `/v1/weights/${otherDay.json.document.id}/activate`, {});
    expect(code(sameDay)).toEqual([409, 'DOCUMENTS_DAY_TAKEN']);
  });

  test('the next version replaces the one before from its day, and what is retired lets it hold again', async () => {
    const text = (name: string) =>
      regionFile('demo-dip', 'payment-policy.yaml', '420502', (one) =>
        one.replace(/^extends: .*$/m, 'extends: demo-province').replace('示例市（DIP）', name),
      );
    await services.publish(['clerk', 'head'], '/v1/policies', YAML, text('第一版'), '2026-01-01');
    const second = await services.publish(['clerk', 'head'], '/v1/policies', YAML, text('第二版'), '2026-07-01');
    const onDay = (on: string) => listed('hospital', `/v1/policies?region=420502&on=${on}`);
    const all = ['420502 2', '420502 1'];
    expect([await onDay('2026-06-30'), await onDay('2026-07-01')]).toEqual([['420502 1'], ['420502 2']]);
    expect(await listed('hospital', '/v1/policies?region=420502')).toEqual(all);
    expect(code(await services.post('head', `/v1/policies/${second}/retire`, { from: '2026-06-30' }))).toEqual([
      400,
      'DOCUMENTS_DAY',
    ]);
    const retired = await services.post('head', `/v1/policies/${second}/retire`, { from: '2026-09-01' });
    expect(retired.json).toMatchObject({ state: 'retired', validFrom: '2026-07-01', validUntil: '2026-09-01' });
    expect([await onDay('2026-08-31'), await onDay('2026-09-01')]).toEqual([['420502 2'], ['420502 1']]);
    expect(code(await services.post('head', `/v1/policies/${second}/retire`, {}))).toEqual([409, 'DOCUMENTS_STATE']);
    const seen: string[] = [];
    for (let cursor = ''; ;) {
      const { json } = await services.ask('clerk', `/v1/policies?limit=1${cursor}`);
      const { items, next } = json as { items: { name: string; kind: string; version: number }[]; next: string | null };
      seen.push(...items.map(({ name, kind, version }) => `${name} ${kind} ${version}`));
      if (next === null) break;
      cursor = `&cursor=${next}`;
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toEqual(
      expect.arrayContaining(['420502 payment-policy 2', '420502 payment-policy 1', 'demo-dip grouping-policy 0']),
    );
  });

  test.each([
    [
      'extends a file of the disk',
      'payment-policy.yaml',
      (text: string) => text.replace(/^extends: .*$/m, 'extends: ../../x.yaml'),
      'DOCUMENTS_FORM',
    ],
    [
      'names a table of the disk',
      'grouping-policy.yaml',
      (text: string) => text.replace(/^subtyping: .*$/m, 'procedureAttributes: ../../../etc/passwd'),
      'DOCUMENTS_FORM',
    ],
    ['names another file for a part of it', 'grouping-policy.yaml', (text: string) => text, 'REFERENCE_DATA_POLICY_INVALID'],
    ['is no YAML', 'payment-policy.yaml', () => 'kind: payment-policy\n{', 'PRICING_POLICY_INVALID'],
  ])('a policy that %s is refused, and no place of the disk is told', async (_, file, edit, expected) => {
    const { status, text, json } = await services.upload(
      'clerk',
      '/v1/policies',
      YAML,
      regionFile('demo-dip', file, '420503', edit),
    );
    expect([status, json.code]).toEqual([422, expected]);
    for (const place of [tmpdir(), packageRoot(), 'root:']) expect(text).not.toContain(place);
  });

  test('findings of a policy come with their lines', async () => {
    const wrong = regionFile('demo-dip', 'payment-policy.yaml', '420503', (text) =>
      text
        .replace(/^extends: .*$/m, 'extends: demo-province')
        .replace(/^funds: .*$/m, 'funds: [employee, resident]\nsurprise: 1'),
    );
    const { json } = await services.upload('clerk', '/v1/policies', YAML, wrong, 'zh');
    const line = wrong.split('\n').indexOf('surprise: 1') + 1;
    expect(json.findings).toContainEqual(expect.objectContaining({ level: 'error', path: 'payment-policy.yaml', line }));
  });

  test('a grouping policy that needs no other file is taken, and one without any region by administrators alone', async () => {
    const policy = "kind: dip-grouping\nregion: '420500'\nsource: test\n";
    const id = await services.publish(['clerk', 'head'], '/v1/policies', YAML, policy, '2026-01-01');
    expect((await services.ask('researcher', `/v1/policies/${id}`)).json).toMatchObject({
      kind: 'grouping-policy',
      text: policy,
    });
    const national = await services.upload('clerk', '/v1/policies', YAML, policy.replace("'420500'", 'national'));
    expect(code(national)).toEqual([403, 'DOCUMENTS_REGION_OUTSIDE']);
  });

  test('a budget adds up, is held to the limits of a policy, and never says otherwise than it did', async () => {
    const budget = (edit?: (text: string) => string) => regionFile('demo-dip', 'budget-2026.yaml', '420500', edit);
    const wrong = await services.upload(
      'clerk',
      '/v1/budgets?policy=demo-dip',
      YAML,
      budget((text) => text.replace('income: 150000000.00', 'income: 1000.00')),
    );
    expect(wrong.json.code).toMatch(/^PRICING_BUDGET_/);
    const id = await services.publish(['clerk', 'head'], '/v1/budgets?policy=demo-dip', YAML, budget());
    expect((await services.ask('hospital', `/v1/budgets/${id}`, services.second)).json).toMatchObject({
      name: '420500-2026',
      text: budget(),
    });
    const rewritten = await services.upload(
      'clerk',
      '/v1/budgets',
      YAML,
      budget((text) => text.replace(/reason: [^,}]*/, 'reason: another')),
    );
    expect(code(rewritten)).toEqual([422, 'PRICING_BUDGET_REWRITTEN']);
    expect((await services.ask('neighbour', `/v1/budgets/${id}`)).status).toBe(404);
  });

  test('weights of groups that the scheme does not have are refused with their rows', async () => {
    const table = 'group,relativeWeight\nNONE,1.5\n';
    const refused = await services.upload('clerk', '/v1/weights?scheme=chs-drg-starter&policy=demo-drg', CSV, table);
    expect([...code(refused), refused.json.findings]).toEqual([
      422,
      'SERVER_WEIGHTS_REFUSED',
      [expect.objectContaining({ code: 'weight-group-unknown', row: 2 })],
    ]);
  });

  test('whoever changed something stands in the log', async () => {
    const { json } = await services.ask('admin', '/v1/audit?limit=500');
    const actions = new Set((json!['items'] as { action: string }[]).map(({ action }) => action));
    for (const action of [
      'scheme.upload',
      'scheme.activate',
      'policy.upload',
      'policy.retire',
      'budget.activate',
      'weights.upload',
    ])
      expect(actions).toContain(action);
  });
});
