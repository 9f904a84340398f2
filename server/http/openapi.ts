import { z } from 'zod';
import type { Content, DocumentedResponse, OpenApiDocument, Operation, Parameter } from './openapi/document.js';
import { problemResponses } from './openapi/problem-responses.js';
import { DocumentSchemas } from './openapi/schemas.js';
import type { Route } from './route.js';

/** The document of the interface (OpenAPI 3.1), made from the routes and the schemas that requests are held against. */
export function openApiOf(routes: readonly Route[], version: string): OpenApiDocument {
  const schemas = new DocumentSchemas();
  schemas.of(problem, 'output');
  const paths: Record<string, Record<string, Operation>> = {};
  for (const one of routes) (paths[one.path] ??= {})[one.method] = operationOf(one, schemas);
  return {
    openapi: '3.1.0',
    info: {
      title: 'Dianzhi 点值',
      version,
      description: 'DRG、DIP 分组与支付 | grouping and payment under DRG and DIP',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    security: [{ key: [] }],
    paths,
    components: { securitySchemes: { key: { type: 'http', scheme: 'bearer' } }, schemas: schemas.named },
  };
}

const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.string(),
    remedy: z.string(),
    request: z.string(),
    findings: z.array(z.looseObject({})).optional(),
  })
  .meta({ id: 'Problem', description: '问题文档（RFC 9457） | what went wrong, with a code and a remedy' });

function operationOf(route: Route, schemas: DocumentSchemas): Operation {
  const { method, path, summary, roles, query, body, upload, status = 200, answer, change, example = {} } = route;
  const parameters: readonly Parameter[] = [
    ...namesIn(path).map((name) => pathParameter(name, example.params?.[name])),
    ...(query === undefined ? [] : queryParameters(query, schemas)),
    ...(change === undefined ? [] : [IDEMPOTENCY_KEY]),
    ...(answer === 'events' ? [LAST_EVENT_ID] : []),
  ];
  const sent = contentOf(body === undefined ? upload?.types : body, 'input', schemas, example.body ?? example.upload?.text);
  const answered = contentOf(answer === 'events' ? ['text/event-stream'] : answer, 'output', schemas);
  const done: DocumentedResponse = { description: '完成 | done', ...(answered === undefined ? {} : { content: answered }) };
  return {
    operationId: idOf(method, path),
    summary: `${summary.zh} | ${summary.en}`,
    'x-roles': roles,
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(sent === undefined ? {} : { requestBody: { required: true, content: sent } }),
    responses: { [status]: done, ...problemResponses(route) },
  };
}

const namesIn = (path: string): readonly string[] => [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);

/** `postKeys`, `deleteKeysId` */
const idOf = (method: string, path: string): string =>
  method +
  path.replace('/v1', '').replaceAll(/[^a-zA-Z]+([a-zA-Z])?/g, (_, letter: string | undefined = '') => letter.toUpperCase());

function pathParameter(name: string, example: string | undefined): Parameter {
  const schema = { type: 'string' };
  return { name, in: 'path', required: true, schema, ...(example === undefined ? {} : { example }) };
}

const IDEMPOTENCY_KEY: Parameter = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: '重发同一请求时不重复执行 | the same request sent again with it changes nothing',
  schema: { type: 'string', minLength: 1, maxLength: 100 },
};

const LAST_EVENT_ID: Parameter = {
  name: 'Last-Event-ID',
  in: 'header',
  required: false,
  description: '断线后从此事件继续 | the event that was seen last, for whoever comes back',
  schema: { type: 'string' },
};

const JSON_TYPE = 'application/json';

/** JSON by its schema, or files of some types. */
function contentOf(
  of: z.ZodType | readonly string[] | undefined,
  io: 'input' | 'output',
  schemas: DocumentSchemas,
  example?: unknown,
): Content | undefined {
  if (of === undefined) return undefined;
  const shown = example === undefined ? {} : { example };
  if (of instanceof z.ZodType) return { [JSON_TYPE]: { schema: schemas.of(of, io), ...shown } };
  return Object.fromEntries(of.map((type) => [type, { schema: { type: 'string' } }]));
}

function queryParameters(query: z.ZodType, schemas: DocumentSchemas): readonly Parameter[] {
  const { properties = {}, required = [] } = schemas.of(query, 'input');
  return Object.entries(properties).map(([name, schema]) => ({ name, in: 'query', required: required.includes(name), schema }));
}
