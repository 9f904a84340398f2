import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { curlExample } from '../../../server/http/docs/curl-example.js';
import { fieldRows, typeOf } from '../../../server/http/docs/field-rows.js';
import type { OpenApiDocument } from '../../../server/http/openapi/document.js';
import { run } from '../../command-line.js';
import { ADMIN, StartedService, type Answered } from './started-service.js';

let started: StartedService;
let page: Answered;
let document: OpenApiDocument;

beforeAll(async () => {
  started = await StartedService.start();
  page = await started.ask('/v1/docs', { key: '' });
  document = (await started.ask('/v1/openapi.json')).json as unknown as OpenApiDocument;
});
afterAll(() => started.stop());

describe('GET /v1/docs', () => {
  test('tells of every route and every code, and every link of it leads somewhere on it', () => {
    const ids = new Set([...page.text.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
    for (const methods of Object.values(document.paths))
      for (const { operationId, responses } of Object.values(methods)) {
        expect(ids).toContain(operationId);
        for (const { 'x-codes': codes = [] } of Object.values(responses)) for (const code of codes) expect(ids).toContain(code);
      }
    const links = [...page.text.matchAll(/href="([^"]*)"/g)].map(([, to]) => to!);
    expect(links.filter((to) => !to.startsWith('#') || !ids.has(to.slice(1)))).toEqual([]);
    expect(links.length).toBeGreaterThan(50);
  });

  test('loads nothing: no script, no other file, and of styles only the one that its header names', () => {
    expect(page.text).not.toMatch(/<script|<link|<img|<iframe|\son\w+=|\sstyle=|@import|url\(/i);
    const style = /<style>([^]*?)<\/style>/.exec(page.text)![1]!;
    const hash = createHash('sha256').update(style).digest('base64');
    const policy = page.headers.get('content-security-policy');
    expect(policy).toBe(`default-src 'none'; style-src 'sha256-${hash}'; frame-ancestors 'none'`);
  });

  test('says nothing of the machine or of what it keeps', () => {
    expect(page.text).not.toContain(started.data);
    expect(page.text).not.toContain(new URL(started.service.address).port);
  });
});

test('the examples run in a shell as they stand, with a key and the address', async () => {
  const [path, method] = ['/v1/what-if', 'post'];
  const said = curlExample(path, method, document.paths[path]![method]!);
  const line = said.replace('http://127.0.0.1:8420', started.service.address).replace('Bearer KEY', `Bearer ${ADMIN}`);
  const { code, stdout, stderr } = await run('sh', ['-c', `${line} --fail --silent --show-error`]);
  expect(code, stderr).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ scheme: 'demo-dip', outcomes: [{}, {}] });
});

test('fields are named with those around them, and one of several alternatives is needed only where all need it', () => {
  const item = {
    type: 'object',
    properties: { price: { type: 'number', minimum: 0 }, of: { $ref: '#/components/schemas/Yuan' } },
  };
  const one = {
    type: 'object',
    properties: { id: { type: 'string' }, lines: { type: 'array', items: item } },
    required: ['id', 'lines'],
  };
  const other = { type: 'object', properties: { id: { type: 'string' } }, required: ['id'] };
  const rows = fieldRows({ anyOf: [one, other] }).map(
    ({ name, type, isRequired }) => `${name}: ${type}${isRequired ? ' !' : ''}`,
  );
  expect(rows).toEqual(['id: string !', 'lines[]: [object]', 'lines[].price: number', 'lines[].of: Yuan']);
  expect(typeOf({ type: 'integer', minimum: 1, maximum: 3 })).toBe('integer 1–3');
  expect(typeOf({ anyOf: [{ type: 'null' }, { enum: ['a', 'b'] }] })).toBe('null / a | b');
});
