import { z } from 'zod';
import type { Route } from './route.js';

/** The document of the interface (OpenAPI 3.1), made from the routes and the schemas that requests are held against. */
export function openApiOf(routes: readonly Route[], version: string): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const one of routes) (paths[one.path] ??= {})[one.method] = operationOf(one);
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
    components: {
      securitySchemes: { key: { type: 'http', scheme: 'bearer' } },
      schemas: { Problem: schemaOf(problem, 'output') },
    },
  };
}

const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.string(),
  remedy: z.string(),
  request: z.string(),
});

const JSON_TYPE = 'application/json';

function operationOf({ summary, roles, path, query, body, upload, status = 200, answer, change }: Route): object {
  const parameters = [
    ...[...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({ name, in: 'path', required: true, schema: { type: 'string' } })),
    ...(query === undefined ? [] : queryParameters(query)),
    ...(change === undefined ? [] : [IDEMPOTENCY_KEY]),
  ];
  const content = contentOf(body === undefined ? upload?.types : body, 'input');
  return {
    summary: `${summary.zh} | ${summary.en}`,
    'x-roles': roles,
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(content === undefined ? {} : { requestBody: { required: true, content } }),
    responses: {
      [status]: { description: 'done', ...contentPart(answer) },
      default: {
        description: 'refused',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  };
}

const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: '重发同一请求时不重复执行 | the same request sent again with it changes nothing',
  schema: { type: 'string', minLength: 1, maxLength: 100 },
};

function contentPart(answer: Route['answer']): object {
  const content = contentOf(answer === 'events' ? ['text/event-stream'] : answer, 'output');
  return content === undefined ? {} : { content };
}

/** JSON by its schema, or files of some types. */
function contentOf(of: z.ZodType | readonly string[] | undefined, io: 'input' | 'output'): object | undefined {
  if (of === undefined) return undefined;
  if (of instanceof z.ZodType) return { [JSON_TYPE]: { schema: schemaOf(of, io) } };
  return Object.fromEntries(of.map((type) => [type, { schema: { type: 'string' } }]));
}

function queryParameters(query: z.ZodType): readonly object[] {
  const { properties = {}, required = [] } = schemaOf(query, 'input') as {
    readonly properties?: Readonly<Record<string, object>>;
    readonly required?: readonly string[];
  };
  return Object.entries(properties).map(([name, schema]) => ({ name, in: 'query', required: required.includes(name), schema }));
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): object {
  const { $schema: _, ...bare } = z.toJSONSchema(schema, { io, reused: 'inline' });
  return bare;
}
