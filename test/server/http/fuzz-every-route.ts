// Whatever is sent to whichever route: never a fault of ours, always an answer that the document of the interface tells of.
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Role } from '../../../server/store/index.js';
import type { JsonSchema, OpenApiDocument, Operation, Parameter } from '../../../server/http/openapi/document.js';
import { gbk } from '../intake/case-files.js';
import { StartedService } from './started-service.js';
import { ODD, spoiled, valuesOf } from './values-of-schema.js';

let started: StartedService;
let keys: ReadonlyMap<Role, string>;
let document: OpenApiDocument;

/** A request as it goes out. */
interface Sent {
  readonly path: string;
  readonly role: Role;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer | undefined;
}

const of = (schema: JsonSchema): fc.Arbitrary<unknown> => valuesOf(schema, document.components.schemas);
const text = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));
/** Half a sign cannot stand in an address. */
const encoded = (value: unknown): string =>
  encodeURIComponent(
    text(value)
      .slice(0, 2_000)
      .replace(/[\ud800-\udfff]/gu, ''),
  );

/** A client would take dots alone for the way to another path. */
const segment = (value: unknown): string => (/^\.{0,2}$/.test(encoded(value)) ? '-' : encoded(value));

function pathsOf(path: string, parameters: readonly Parameter[]): fc.Arbitrary<string> {
  const values = parameters.map(({ name, in: where, schema, required, example }) => {
    const likely = fc.oneof(of(schema), fc.constantFrom(example ?? '1', '1', '00000000-0000-4000-8000-000000000000'));
    const sent = fc.oneof({ weight: 3, arbitrary: likely }, { weight: 1, arbitrary: ODD });
    return fc.record({
      name: fc.constant(name),
      where: fc.constant(where),
      value: required ? sent : fc.option(sent, { nil: undefined }),
    });
  });
  const more = fc.oneof(
    { weight: 9, arbitrary: fc.constant('') },
    { weight: 1, arbitrary: fc.constantFrom('unasked=1', 'a[b]=c', '__proto__[x]=1', '=', '%') },
  );
  return fc.tuple(fc.tuple(...values), more).map(([given, unasked]) => {
    const query = given.filter(({ where, value }) => where === 'query' && value !== undefined);
    const words = [...query.map(({ name, value }) => `${name}=${encoded(value)}`), ...(unasked === '' ? [] : [unasked])];
    const place = given
      .filter(({ where }) => where === 'path')
      .reduce((whole, { name, value }) => whole.replace(`{${name}}`, segment(value)), path);
    return words.length === 0 ? place : `${place}?${words.join('&')}`;
  });
}

const JSON_TYPE = 'application/json';

function bodiesOf({ requestBody }: Operation): fc.Arbitrary<Pick<Sent, 'headers' | 'body'>> {
  const contents = Object.entries(requestBody?.content ?? {});
  if (contents.length === 0) return fc.constant({ headers: {}, body: undefined });
  const wellFormed = contents.map(([type, { schema, example }]) => {
    const made = type === JSON_TYPE ? of(schema) : FILES;
    const likely = example === undefined ? made : fc.oneof(made, fc.constant(example));
    const sent = type === JSON_TYPE ? fc.oneof(likely, spoiled(likely), ODD) : likely;
    return sent.map((value) => ({
      headers: { 'content-type': type },
      body: Buffer.isBuffer(value) ? value : type === JSON_TYPE ? JSON.stringify(value) : text(value),
    }));
  });
  return fc.oneof({ weight: 5, arbitrary: fc.oneof(...wellFormed) }, { weight: 1, arbitrary: RAW });
}

const HEADER = 'caseId,sex,ageYears,principalDiagnosis';
/** Files as people have them, and as nobody should. */
const FILES: fc.Arbitrary<string | Buffer> = fc.oneof(
  fc
    .array(
      fc.constantFrom(`${HEADER}\n`, '1,1,67,I63.900\n', '"', '\n', '\r', '1,2', '{"caseId":"1"}\n', '[', '\ufeff', '\0', '中文'),
      { maxLength: 30 },
    )
    .map((parts) => parts.join('')),
  fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes)),
  fc.constantFrom(
    Buffer.alloc(0),
    Buffer.from('504b030414000600', 'hex'),
    gbk(`${HEADER}\n1,1,67,中文\n`),
    Buffer.alloc(1_100_000, 'a'),
    `${HEADER}\n${'x'.repeat(900_000)}`,
  ),
);

/** Bodies that are no JSON, or say that they are something else. */
const RAW: fc.Arbitrary<Pick<Sent, 'headers' | 'body'>> = fc
  .tuple(
    fc.constantFrom(
      'application/json',
      'application/json; charset=utf-8',
      'application/json; charset=utf-16',
      'text/plain',
      'multipart/form-data',
      'application/xml',
      'x',
      '',
    ),
    fc.constantFrom<string | Buffer>(
      '',
      '{',
      '{"a":',
      'null',
      '[]',
      '"x"',
      '1e999',
      '{"a":1,"a":2}',
      '['.repeat(50_000),
      '{"a":'.repeat(20_000),
      Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]),
      '{"\\u0000":1}',
      `"${'x'.repeat(300_000)}"`,
      `[${'0,'.repeat(120_000)}0]`,
    ),
    fc.option(fc.constantFrom('gzip', 'br', 'identity', 'x'), { nil: undefined, freq: 4 }),
  )
  .map(([type, body, packed]) => ({
    headers: {
      ...(type === '' ? {} : { 'content-type': type }),
      ...(packed === undefined ? {} : { 'content-encoding': packed }),
    },
    body,
  }));

const HEADERS: fc.Arbitrary<Readonly<Record<string, string>>> = fc.record(
  {
    'accept-language': fc.constantFrom('zh', 'en', 'xx', '*;q=0', ',,,', 'a'.repeat(3_000)),
    'idempotency-key': fc.constantFrom('wish-1', 'a b', '', 'x'.repeat(200), '"quoted"'),
    'last-event-id': fc.constantFrom('1', '-1', 'x', '9'.repeat(40)),
    accept: fc.constantFrom('*/*', 'image/png', 'application/xml'),
  },
  { requiredKeys: [] },
);

function requestsTo(path: string, operation: Operation): fc.Arbitrary<Sent> {
  return fc
    .tuple(pathsOf(path, operation.parameters ?? []), fc.constantFrom(...operation['x-roles']), HEADERS, bodiesOf(operation))
    .map(([asked, role, headers, { headers: own, body }]) => ({ path: asked, role, headers: { ...headers, ...own }, body }));
}

async function answerTo(method: string, { path, role, headers, body }: Sent) {
  const abort = new AbortController();
  const answer = await fetch(`${started.service.address}${path}`, {
    method: method.toUpperCase(),
    headers: { authorization: `Bearer ${keys.get(role)!}`, ...headers },
    ...(body === undefined ? {} : { body }),
    signal: abort.signal,
  });
  const type = answer.headers.get('content-type')?.split(';')[0] ?? '';
  // A stream of events goes on.
  if (type === 'text/event-stream') abort.abort();
  const isJson = type === 'application/problem+json';
  const problem = isJson ? ((await answer.json()) as Record<string, unknown>) : undefined;
  if (!isJson && !abort.signal.aborted) await answer.arrayBuffer();
  return { status: answer.status, type, problem };
}

/** @param tries Requests to each operation. */
export function fuzzEveryRoute(tries: number): void {
  beforeAll(async () => {
    started = await StartedService.start();
    keys = await started.keyOfEveryRole();
    document = (await started.ask('/v1/openapi.json')).json as unknown as OpenApiDocument;
  });
  // Faults that nobody foresaw would show here too, also where an answer had begun.
  afterAll(() => started.stop());

  test('every route answers whatever it is sent as its document says, and never with a fault', async () => {
    const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
    );
    expect(operations.length).toBeGreaterThan(8);
    const met = new Map<number, number>();
    for (const { path, method, operation } of operations) {
      await fc.assert(
        fc.asyncProperty(requestsTo(path, operation), async (sent) => {
          const { status, type, problem } = await answerTo(method, sent);
          met.set(status, (met.get(status) ?? 0) + 1);
          const said = operation.responses[status];
          const shown = `${method} ${sent.path.slice(0, 300)} ${JSON.stringify({ ...sent, body: sent.body?.toString().slice(0, 300) })}: ${status} ${JSON.stringify(problem)}`;
          expect(said, shown).toBeDefined();
          expect(status, shown).not.toBe(500);
          if (status < 400)
            return void expect(status === 204 ? '' : type, shown).toSatisfy(
              (one: string) => status === 204 || Object.keys(said!.content ?? {}).includes(one),
            );
          expect(said!['x-codes'], shown).toContain(problem?.['code']);
          expect(problem, shown).toMatchObject({
            type: `urn:dianzhi:problem:${String(problem!['code'])}`,
            status,
            remedy: expect.stringMatching(/./),
          });
        }),
        { numRuns: tries, endOnFailure: true },
      );
    }
    // Requests that all end at the first check would prove little.
    for (const status of [200, 400, 415, 422]) expect(met.get(status) ?? 0, String(status)).toBeGreaterThan(5);
  });
}
