import { z } from 'zod';
import type { AuditLog } from '../../store/index.js';
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

/** The last lines of the audit log, for administrators. */
export function auditRoute(audit: AuditLog): Route {
  return route({
    method: 'get',
    path: '/v1/audit',
    summary: { zh: '审计日志末尾', en: 'The last lines of the audit log' },
    roles: ['admin'],
    answer: z.object({ lines: z.array(line) }),
    handle: async () => ({ lines: await audit.last() }),
  });
}
