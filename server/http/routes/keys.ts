import { z } from 'zod';
import { ROLES, type ApiKeys, type AuditLog, type Store } from '../../store/index.js';
import { HttpError } from '../errors.js';
import { auditEntry } from '../audited.js';
import { route, type Route } from '../route.js';

/** Unit: days. */
const LONGEST_LIFE = 366;
const DAY = 86_400_000;

const issueRequest = z
  .strictObject({
    role: z.enum(ROLES),
    /** Prefix of the region's code. */
    region: z.string().regex(/^\d{2,6}$|^$/),
    institution: z.string().max(64).default(''),
    purpose: z.string().min(1).max(200),
    days: z.int().min(1).max(LONGEST_LIFE),
  })
  .refine(({ role, institution }) => (role === 'hospital') === (institution !== ''), {
    path: ['institution'],
    message: '医院必填，其他角色不填 (needed for a hospital, and for nobody else)',
  });

const listed = z.object({
  id: z.string(),
  role: z.enum(ROLES),
  region: z.string(),
  institution: z.string(),
  purpose: z.string(),
  createdAt: z.string(),
  expiresAt: z.string(),
  revokedAt: z.string().nullable(),
});

/** Keys: made, listed and revoked by administrators, each change with its line in the audit log. */
export function keyRoutes(
  store: Store,
  keys: (db: Store['db']) => ApiKeys,
  audit: AuditLog,
  onRevoked: (id: string) => void,
): readonly Route[] {
  return [
    route({
      method: 'post',
      path: '/v1/keys',
      summary: { zh: '发放密钥，只显示一次', en: 'Issue a key, shown this once' },
      roles: ['admin'],
      body: issueRequest,
      status: 201,
      answer: z.object({ id: z.string(), key: z.string() }),
      handle: (call) =>
        store.db.transaction().execute(async (transaction) => {
          const { days, ...terms } = call.body;
          const issued = await keys(transaction).issue({ ...terms, expiresAt: new Date(Date.now() + days * DAY) });
          await audit.addIn(transaction, auditEntry(call, 'key.issue', issued.id, { purpose: terms.purpose }));
          return issued;
        }),
    }),
    route({
      method: 'get',
      path: '/v1/keys',
      summary: { zh: '列出密钥', en: 'List the keys' },
      roles: ['admin'],
      answer: z.object({ keys: z.array(listed) }),
      async handle() {
        const all = await keys(store.db).list();
        return {
          keys: all.map(({ keyId, createdAt, expiresAt, revokedAt, ...rest }) => ({
            id: keyId,
            ...rest,
            createdAt: createdAt.toISOString(),
            expiresAt: expiresAt.toISOString(),
            revokedAt: revokedAt?.toISOString() ?? null,
          })),
        };
      },
    }),
    route({
      method: 'delete',
      path: '/v1/keys/{id}',
      summary: { zh: '吊销密钥', en: 'Revoke a key' },
      roles: ['admin'],
      status: 204,
      async handle(call) {
        const id = call.params['id']!;
        await store.db.transaction().execute(async (transaction) => {
          if (!(await keys(transaction).revoke(id, new Date()))) throw new HttpError('HTTP_NOT_FOUND', { what: `key ${id}` });
          await audit.addIn(transaction, auditEntry(call, 'key.revoke', id, {}));
        });
        onRevoked(id);
      },
    }),
  ];
}
