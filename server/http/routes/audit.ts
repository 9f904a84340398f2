import { z } from 'zod';
import type { AuditLog } from '../../store/index.js';
import { A_NUMBER, pageOf, pageOfSchema, pageQuery, placeOf } from '../paging.js';
import { route, type Route } from '../route.js';

const line = z.object({
  seq: z.string(),
  at: z.string(),
  keyId: z.string(),
  role: z.string(),
  institution: z.string(),
  action: z.string(),
  object: z.string(),
  purpose: z.string(),
  rows: z.int(),
  address: z.string(),
  request: z.string(),
  result: z.string(),
  hash: z.string(),
});

/** The audit log, for administrators. */
export function auditRoute(audit: AuditLog): Route {
  return route({
    method: 'get',
    path: '/v1/audit',
    summary: { zh: '审计日志，新的在前', en: 'The audit log, newest line first' },
    roles: ['admin'],
    query: pageQuery,
    answer: pageOfSchema(line),
    async handle({ query: { limit, cursor } }) {
      const [before] = placeOf(cursor, A_NUMBER) ?? [];
      const lines = await audit.newest(limit + 1, before === undefined ? undefined : BigInt(before));
      return pageOf(lines, limit, ({ seq }) => [seq]);
    },
  });
}
