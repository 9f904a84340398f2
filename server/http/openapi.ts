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

function operationOf({ summary, roles, path, body, status = 200, answer }: Route): object {
  const parameters = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  const content = answer === undefined ? {} : { content: { 'application/json': { schema: schemaOf(answer, 'output') } } };
  return {
    summary: `${summary.zh} | ${summary.en}`,
    'x-roles': roles,
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(body === undefined
      ? {}
      : { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(body, 'input') } } } }),
    responses: {
      [status]: { description: 'done', ...content },
      default: {
        description: 'refused',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  };
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): object {
  const { $schema: _, ...bare } = z.toJSONSchema(schema, { io, reused: 'inline' });
  return bare;
}
