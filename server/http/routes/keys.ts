import { z } from 'zod';
import { ApiKeys, ROLES, type ListedKey, type Store } from '../../store/index.js';
import { HttpError } from '../errors.js';
import { A_NAME, A_TIME, pageOf, pageOfSchema, pageQuery, placeOf } from '../paging.js';
import { changingRoute, route, type Route } from '../route.js';

/** Unit: days. */
const LONGEST_LIFE = 366;
const DAY = 86_400_000;

const issueRequest = z
  .strictObject({
    role: z.enum(ROLES),
    region: z
      .string()
      .regex(/^\d{2,6}$|^$/)
      .meta({ description: '区划代码或其前几位 | the code of the region, or how it begins' }),
    institution: z.string().max(64).default(''),
    purpose: z.string().min(1).max(200),
    days: z.int().min(1).max(LONGEST_LIFE),
  })
  .refine(({ role, institution }) => (role === 'hospital') === (institution !== ''), {
    path: ['institution'],
    message: '医院必填，其他角色不填 (needed for a hospital, and for nobody else)',
  })
  .refine(({ role, region }) => region !== '' || (role !== 'hospital' && role !== 'bureau'), {
    path: ['region'],
    message: '医院和经办机构必填 (needed for a hospital and a bureau)',
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

/** Keys: made, listed and revoked by administrators. @param onRevoked Hears of every key that is worthless from now on. */
export function keyRoutes(store: Pick<Store, 'unit'>, onRevoked: (id: string) => void): readonly Route[] {
  return [
    changingRoute({
      method: 'post',
      path: '/v1/keys',
      summary: { zh: '发放密钥，只显示一次', en: 'Issue a key, shown this once' },
      roles: ['admin'],
      body: issueRequest,
      status: 201,
      answer: z.object({ id: z.string(), key: z.string() }),
      example: { body: { role: 'hospital', region: '4205', institution: 'H00000000003', purpose: 'HIS', days: 365 } },
      change: {
        action: 'key.issue',
        isSecret: true,
        async write({ db }, { body: { days, ...terms } }) {
          const issued = await new ApiKeys(db).issue({ ...terms, expiresAt: new Date(Date.now() + days * DAY) });
          return { object: issued.id, purpose: terms.purpose, answer: issued };
        },
      },
    }),
    route({
      method: 'get',
      path: '/v1/keys',
      summary: { zh: '列出密钥', en: 'List the keys' },
      roles: ['admin'],
      query: pageQuery,
      answer: pageOfSchema(listed),
      async handle({ scope, query: { limit, cursor } }) {
        const [at, id] = placeOf(cursor, A_TIME, A_NAME) ?? [];
        const after = at === undefined ? undefined : { createdAt: at, keyId: id! };
        const rows = await store.unit(scope, ({ db }) => new ApiKeys(db).list(limit + 1, after));
        const { items, next } = pageOf(rows, limit, ({ createdAt, keyId }) => [createdAt.toISOString(), keyId]);
        return { items: items.map(shown), next };
      },
    }),
    changingRoute({
      method: 'delete',
      path: '/v1/keys/{id}',
      summary: { zh: '吊销密钥', en: 'Revoke a key' },
      roles: ['admin'],
      status: 204,
      change: {
        action: 'key.revoke',
        async write({ db }, { params }) {
          const id = params['id']!;
          if (!(await new ApiKeys(db).revoke(id, new Date()))) throw new HttpError('HTTP_NOT_FOUND', { what: `key ${id}` });
          return { object: id };
        },
        afterwards: ({ object }) => onRevoked(object),
      },
    }),
  ];
}

const shown = ({ keyId, createdAt, expiresAt, revokedAt, ...rest }: ListedKey) => ({
  id: keyId,
  ...rest,
  createdAt: createdAt.toISOString(),
  expiresAt: expiresAt.toISOString(),
  revokedAt: revokedAt?.toISOString() ?? null,
});
