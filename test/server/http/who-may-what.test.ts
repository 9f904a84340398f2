// Every role against every route, without a key, with a wrong one, and with keys that are good for other things.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROLES, type Role } from '../../../server/store/index.js';
import type { OpenApiDocument, Operation } from '../../../server/http/openapi/document.js';
import { StartedService } from './started-service.js';

let started: StartedService;
let keys: ReadonlyMap<Role, string>;
let operations: readonly { readonly path: string; readonly method: string; readonly operation: Operation }[];

beforeAll(async () => {
  started = await StartedService.start();
  keys = await started.keyOfEveryRole();
  const { paths } = (await started.ask('/v1/openapi.json')).json as unknown as OpenApiDocument;
  operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
});
afterAll(() => started.stop());

/** Asked with nothing that could be carried out: who may do it is said before anything else is looked at. */
function ask({ path, method }: { readonly path: string; readonly method: string }, key: string) {
  const body = method === 'post' ? '{ not json' : undefined;
  return started.ask(path.replaceAll(/\{\w+\}/g, 'none'), { method: method.toUpperCase(), key, body });
}

describe('every route', () => {
  test('lets in the roles that its document names, and no other', async () => {
    const counts = { let: 0, refused: 0 };
    for (const one of operations) {
      for (const role of ROLES) {
        const { status, json } = await ask(one, keys.get(role)!);
        const what = `${role} ${one.method} ${one.path}: ${status}`;
        const may = one.operation['x-roles'].includes(role);
        counts[may ? 'let' : 'refused']++;
        if (may) expect([401, 403, 429, 500, 503], what).not.toContain(status);
        else expect([status, json!['code']], what).toEqual([403, 'HTTP_ROLE_REFUSED']);
      }
    }
    expect(counts.let).toBeGreaterThan(operations.length);
    expect(counts.refused).toBeGreaterThan(0);
  });

  test('lets in nobody without a key, and says so before it looks at what was sent', async () => {
    // Fewer than a single address may get wrong.
    for (const one of operations.slice(0, 25)) {
      const { status, json, headers } = await ask(one, '');
      expect([status, json!['code'], headers.get('www-authenticate')], one.path).toEqual([401, 'HTTP_KEY_MISSING', 'Bearer']);
    }
  });

  test('a key that was revoked, or was never made, opens none', async () => {
    const { id, key } = await started.issue({ role: 'admin', region: '', purpose: 'soon revoked', days: 1 });
    expect((await started.ask('/v1/keys', { key })).status).toBe(200);
    await started.ask(`/v1/keys/${id}`, { method: 'DELETE' });
    for (const wrong of [key, `${key}x`, 'Bearer', 'null'])
      expect((await started.ask('/v1/keys', { key: wrong })).json).toMatchObject({ status: 401, code: 'HTTP_KEY_REFUSED' });
  });
});
