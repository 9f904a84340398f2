// Ids of another's things, for every route that takes one: the answer is that of an id that nobody ever gave, and no list has them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demonstrationCsv, demonstrationDischarges, packageRoot } from '../../../reference-data/index.js';
import type { OpenApiDocument, Operation } from '../../../server/http/openapi/document.js';
import type { Role } from '../../../server/store/index.js';
import { demoJanuary } from './demo-settlement.js';
import { StartedService, type Answered } from './started-service.js';
import { valuesOf } from './values-of-schema.js';

/** Stands in everything that belongs to the owner. */
const PLANTED = 'planted';
const CASES = [...demonstrationDischarges({ seed: 11, count: 400, year: 2026 })]
  .filter(({ dischargeDate }) => dischargeDate.startsWith('2026-01'))
  .map((one) => ({ ...one, caseId: `${PLANTED}-${one.caseId}` }));
/** Nobody's, each in the form of a real one. */
const UNKNOWN: Readonly<Record<string, string>> = {
  application: 'A99',
  name: 'cases.csv',
};
const NOBODY = '00000000-0000-4000-8000-000000000000';

interface Stranger {
  readonly who: string;
  readonly role: Role;
  readonly key: string;
  /** Of the region of the owner, whose documents are for the whole region. */
  readonly isNear: boolean;
}

let started: StartedService;
let document: OpenApiDocument;
let strangers: readonly Stranger[];
/** Ids of what the owner has, by the path under which it stands. */
const owned = new Map<string, string>();

const ask = (method: string, path: string, key: string, body?: unknown, type?: string): Promise<Answered> =>
  started.ask(path, { method, key, body, ...(type === undefined ? {} : { headers: { 'content-type': type } }) });

beforeAll(async () => {
  started = await StartedService.start({ longestUpload: 10_000_000 });
  document = (await started.ask('/v1/openapi.json')).json as unknown as OpenApiDocument;
  const issue = async (role: Role, region: string, institution = '') =>
    (await started.issue({ role, region, institution, purpose: 'test', days: 1 })).key;
  await giveOwner(await issue('bureau', '4205'), await issue('hospital', '420500', 'H-own'));
  strangers = [
    { who: 'a hospital of the region', role: 'hospital', key: await issue('hospital', '420500', 'H-near'), isNear: true },
    { who: 'a hospital elsewhere', role: 'hospital', key: await issue('hospital', '310100', 'H-own'), isNear: false },
    { who: 'a bureau elsewhere', role: 'bureau', key: await issue('bureau', '31'), isNear: false },
    { who: 'a researcher', role: 'researcher', key: await issue('researcher', '4205'), isNear: true },
  ];
}, 240_000);
afterAll(() => started.stop());

/** Makes one of everything that has an id. */
async function giveOwner(bureau: string, hospital: string): Promise<void> {
  const made = async (path: string, sent: Answered, id = String(sent.json?.['id'])) => {
    expect([200, 201, 202], `${path}: ${sent.text.slice(0, 500)}`).toContain(sent.status);
    owned.set(path, id);
    return id;
  };
  const post = (path: string, body: unknown, key = bureau) => ask('POST', path, key, body);
  const file = ['/v1/batches', `schemeId=demo-dip&name=${PLANTED}.csv`].join('?');
  const batch = await made('/v1/batches', await ask('POST', file, bureau, [...demonstrationCsv(CASES)].join(''), 'text/csv'));
  await ask('GET', `/v1/batches/${batch}/events`, bureau);
  const asked = { batch, policy: 'demo-dip', on: '2026-01-31' };
  await made('/v1/indicators', await post('/v1/indicators', asked));
  await made('/v1/leads', await post('/v1/leads', asked));
  const region = (name: string) => readFileSync(join(packageRoot(), 'reference-data', 'regions', 'demo-dip', name), 'utf8');
  const directory = {
    batches: [batch],
    years: [2026],
    id: `${PLANTED}-dip`,
    policy: region('directory-policy.yaml'),
    demonstration: true,
  };
  await made('/v1/directories', await post('/v1/directories', directory));
  await made('/v1/settlements', await post('/v1/settlements', demoJanuary(batch)));
  const register = await made('/v1/special-cases', await post('/v1/special-cases', { policy: 'demo-drg' }));
  await post(`/v1/special-cases/${register}/periods`, {
    period: '2026-Q1',
    discharges: { 'drg-rate': 400, dip: 0 },
    why: 'first quarter',
  });
  const [caseId, facts] = [`${PLANTED}-case`, { cost: '30000.00', standard: '10000.00' }];
  const special = { caseId, method: 'drg-rate', fund: 'employee', dischargeDate: '2026-02-11', ground: 'high-cost', facts };
  const applied = await post(
    `/v1/special-cases/${register}/applications`,
    { period: '2026-Q1', case: special, why: PLANTED },
    hospital,
  );
  const [{ application }] = applied.json!['applications'] as [{ application: string }];
  await made('application', applied, application);
}

/** A path with ids in it: the owner's, or nobody's. */
function placed(path: string, of: 'owner' | 'nobody'): string {
  const root = path.split('/{')[0]!;
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const own = owned.get(name) ?? (name === 'name' ? UNKNOWN['name']! : owned.get(root)!);
    return of === 'owner' ? own : (UNKNOWN[name] ?? NOBODY);
  });
}

/** What an operation may be sent, so that it looks for what it is asked for. */
function wellFormed({ requestBody, parameters = [] }: Operation): { readonly body?: unknown; readonly query: string } {
  const query = parameters.filter(({ in: where, required }) => where === 'query' && required).map(({ name }) => `${name}=1`);
  const schema = requestBody?.content['application/json']?.schema;
  const body =
    schema === undefined ? undefined : fc.sample(valuesOf(schema, document.components.schemas), { seed: 7, numRuns: 1 })[0];
  return { query: query.length === 0 ? '' : `?${query.join('&')}`, ...(body === undefined ? {} : { body }) };
}

/** Operations on one thing that is not everybody's. */
const onOne = () =>
  Object.entries(document.paths)
    .filter(([path]) => path.includes('{') && owned.has(path.split('/{')[0]!))
    .flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
    );

/** The register is its whole region's, where each hospital finds its own applications alone. */
const isOfRegister = (path: string) => path.startsWith('/v1/special-cases/{register}') && !path.includes('{application}');

describe('what belongs to another', () => {
  test('is to strangers what never was, whatever they do with its id', async () => {
    const met = new Map<number, number>();
    for (const { path, method, operation } of onOne()) {
      const { body, query } = wellFormed(operation);
      for (const { who, role, key, isNear } of strangers.filter((one) => operation['x-roles'].includes(one.role))) {
        const [theirs, nobodys] = [placed(path, 'owner'), placed(path, 'nobody')];
        const foreign = await ask(method, `${theirs}${query}`, key, body);
        const unknown = await ask(method, `${nobodys}${query}`, key, body);
        const what = `${role} (${who}): ${method} ${theirs}: ${foreign.text.slice(0, 300)}`;
        expect(foreign.text, what).not.toContain(PLANTED);
        if (isNear && isOfRegister(path)) continue;
        expect([foreign.status, foreign.json?.['code']], what).toEqual([unknown.status, unknown.json?.['code']]);
        expect(foreign.status, what).toBeGreaterThanOrEqual(400);
        expect(foreign.status, what).toBeLessThan(500);
        met.set(foreign.status, (met.get(foreign.status) ?? 0) + 1);
      }
    }
    // What is refused for its form alone would not tell.
    expect(met.get(404)).toBeGreaterThan(30);
  });

  test('stands in no list of theirs', async () => {
    const lists = Object.entries(document.paths).filter(
      ([path, { get }]) => !path.includes('{') && get?.parameters?.some(({ name }) => name === 'limit'),
    );
    expect(lists.length).toBeGreaterThan(5);
    for (const [path, { get }] of lists) {
      for (const { who, key } of strangers.filter(({ role }) => get!['x-roles'].includes(role))) {
        const { status, text } = await ask('GET', `${path}?limit=500`, key);
        expect(status, `${who}: ${path}`).toBe(200);
        expect(text, `${who}: ${path}`).not.toContain(PLANTED);
        for (const [of, id] of owned) if (of !== 'application') expect(text, `${who}: ${path}`).not.toContain(id);
      }
    }
  });
});
