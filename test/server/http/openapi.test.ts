// The document of the interface: valid OpenAPI 3.1, with examples that are answered as they stand.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { ROLES, type Role } from '../../../server/store/index.js';
import type { JsonSchema, OpenApiDocument, Operation } from '../../../server/http/openapi/document.js';
import { StartedService } from './started-service.js';

let started: StartedService;
let document: OpenApiDocument;
let keys: ReadonlyMap<Role, string>;
let operations: readonly (readonly [path: string, method: string, operation: Operation])[];

beforeAll(async () => {
  started = await StartedService.start();
  keys = await started.keyOfEveryRole();
  document = (await started.ask('/v1/openapi.json')).json as unknown as OpenApiDocument;
  operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => [path, method, operation] as const),
  );
});
afterAll(() => started.stop());

/** What OpenAPI 3.1 allows of what the document uses; a word that it does not know is a mistake. */
const schema = z.looseObject({ $ref: z.string().startsWith('#/components/schemas/').optional() });
const content = z.record(z.string().regex(/^[a-z]+\/[a-z0-9.+-]+$/), z.strictObject({ schema, example: z.unknown().optional() }));
const operation = z.strictObject({
  operationId: z.string().regex(/^[a-zA-Z]+$/),
  summary: z.string().regex(/^.*[\u4e00-\u9fff].* \| .*[a-z].*$/),
  'x-roles': z.array(z.enum(ROLES)).min(1),
  parameters: z
    .array(
      z.strictObject({
        name: z.string(),
        in: z.enum(['path', 'query', 'header']),
        required: z.boolean(),
        description: z.string().optional(),
        schema,
        example: z.string().optional(),
      }),
    )
    .optional(),
  requestBody: z.strictObject({ required: z.literal(true), content }).optional(),
  responses: z.record(
    z.string().regex(/^[1-5]\d\d$/),
    z.strictObject({ description: z.string().min(1), content: content.optional(), 'x-codes': z.array(z.string()).optional() }),
  ),
});
const openApi = z.strictObject({
  openapi: z.literal('3.1.0'),
  info: z.strictObject({
    title: z.string(),
    version: z.string(),
    description: z.string(),
    license: z.strictObject({ name: z.string(), identifier: z.string() }),
  }),
  security: z.array(z.record(z.string(), z.array(z.string()))),
  paths: z.record(z.string().regex(/^\/v1\//), z.partialRecord(z.enum(['get', 'post', 'delete']), operation)),
  components: z.strictObject({
    securitySchemes: z.strictObject({ key: z.strictObject({ type: z.literal('http'), scheme: z.literal('bearer') }) }),
    schemas: z.record(z.string().regex(/^[A-Za-z0-9._-]+$/), z.looseObject({})),
  }),
});

test('is valid OpenAPI 3.1: every parameter of a path is there, and every name of an operation is one', () => {
  expect(openApi.safeParse(document).error?.issues ?? []).toEqual([]);
  for (const [path, method, { parameters = [] }] of operations) {
    const inPath = parameters.filter((one) => one.in === 'path').map(({ name, required }) => [name, required]);
    const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => [name, true]);
    expect(inPath, `${method} ${path}`).toEqual(named);
  }
  const ids = operations.map(([, , { operationId }]) => operationId);
  expect(new Set(ids).size).toBe(ids.length);
});

test('a problem is as its schema says, with findings too, and a stream of events tells how it is taken up again', async () => {
  const upload = { method: 'POST', body: 'kind: payment-policy\n', headers: { 'content-type': 'application/yaml' } };
  const { status, json } = await started.ask('/v1/policies', upload);
  expect([status, json!['code']]).toEqual([422, 'PRICING_POLICY_INVALID']);
  expect((json!['findings'] as object[]).length).toBeGreaterThan(0);
  const { properties = {} } = document.components.schemas['Problem']!;
  expect(Object.keys(properties)).toEqual(expect.arrayContaining(Object.keys(json!)));
  const streams = operations.filter(([, , { responses }]) => responses['200']?.content?.['text/event-stream'] !== undefined);
  expect(streams.length).toBeGreaterThan(1);
  for (const [path, , { parameters = [] }] of streams)
    expect([path, parameters.map(({ name }) => name)]).toEqual([path, expect.arrayContaining(['Last-Event-ID'])]);
});

/** Every schema of the document with the place where it stands. */
function schemas(): readonly (readonly [string, JsonSchema])[] {
  const inContent = (place: string, of: Operation['responses'][string]['content'] = {}) =>
    Object.entries(of).map(([type, { schema: one }]) => [`${place} ${type}`, one] as const);
  return [
    ...Object.entries(document.components.schemas),
    ...operations.flatMap(([path, method, { parameters = [], requestBody, responses }]) => [
      ...parameters.map(({ name, schema: one }) => [`${method} ${path} ${name}`, one] as const),
      ...inContent(`${method} ${path}`, requestBody?.content),
      ...Object.entries(responses).flatMap(([status, one]) => inContent(`${method} ${path} ${status}`, one.content)),
    ]),
  ];
}

/** A schema by itself, with what it refers to, made into one that holds values. */
function compiled(one: JsonSchema): z.ZodType {
  const within = JSON.stringify({ ...one, $defs: document.components.schemas }).replaceAll('#/components/schemas/', '#/$defs/');
  return z.fromJSONSchema(JSON.parse(within) as never);
}

test('every reference leads somewhere, and every schema can be held against a value', () => {
  const all = schemas();
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]*)"/g)].map(([, to]) => to!);
  const there = Object.keys(document.components.schemas).map((name) => `#/components/schemas/${name}`);
  expect([...new Set(references)].filter((to) => !there.includes(to))).toEqual([]);
  expect(there).toEqual(expect.arrayContaining(['#/components/schemas/Discharge', '#/components/schemas/Problem']));
  for (const [place, one] of all) expect(() => compiled(one).safeParse({}), place).not.toThrow();
});

test('every example fits its schema and is answered as its schema says', async () => {
  const withBody = operations.filter(([, , { requestBody }]) => requestBody?.content['application/json']?.example !== undefined);
  for (const [path, method, { requestBody, responses, 'x-roles': roles }] of withBody) {
    const { schema: sent, example } = requestBody!.content['application/json']!;
    expect(compiled(sent).safeParse(example).error?.issues, `${method} ${path}`).toBeUndefined();
    if (path.includes('{')) continue;
    const { status, json } = await started.ask(path, { method: method.toUpperCase(), body: example, key: keys.get(roles[0]!)! });
    const [done] = Object.entries(responses).filter(([code]) => code.startsWith('2'));
    expect(status, `${method} ${path} ${JSON.stringify(json)}`).toBe(Number(done![0]));
    const answer = compiled(done![1].content!['application/json']!.schema).safeParse(json);
    expect(answer.error?.issues, `${method} ${path}`).toBeUndefined();
  }
  expect(withBody.length).toBeGreaterThan(4);
});
