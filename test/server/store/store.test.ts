import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ApiKeys, AuditLog, openStore, SYSTEM, type AuditEntry, type KeyTerms, type Store } from '../../../server/store/index.js';
import { TEST_DATABASES } from './test-stores.js';

const LATER = new Date('2030-01-01T00:00:00Z');
const NOW = new Date('2026-11-22T00:00:00Z');
const HOSPITAL: KeyTerms = {
  role: 'hospital',
  region: '4205',
  institution: 'H00000000001',
  purpose: 'pre-grouping',
  expiresAt: LATER,
};

const entry = (object: string): AuditEntry => ({
  at: '2026-11-22T08:00:00.000Z',
  keyId: 'key-1',
  role: 'admin',
  institution: '',
  action: 'key.issue',
  object,
  purpose: 'test',
  rows: 1,
  address: '127.0.0.1',
  request: 'request-1',
  result: 'done',
});

const withKeysOf = <T>(store: Store, ask: (keys: ApiKeys) => Promise<T>) => store.unit(SYSTEM, ({ db }) => ask(new ApiKeys(db)));

describe.each(TEST_DATABASES)('a store on $name', ({ open }) => {
  let store: Store;
  beforeAll(async () => {
    store = await open();
  });
  afterAll(() => store.close());

  const withKeys = <T>(ask: (keys: ApiKeys) => Promise<T>) => withKeysOf(store, ask);

  test('knows a caller by the key, and keeps nothing that the key could be read from', async () => {
    const { id, key } = await withKeys((keys) => keys.issue(HOSPITAL));
    expect(await withKeys((keys) => keys.callerOf(key, NOW))).toEqual({
      keyId: id,
      role: 'hospital',
      region: '4205',
      institution: 'H00000000001',
    });
    expect(await withKeys((keys) => keys.callerOf(`${key}x`, NOW))).toBeUndefined();
    const stored = JSON.stringify(await store.unit(SYSTEM, ({ db }) => db.selectFrom('api_key').selectAll().execute()));
    expect(stored).toContain(id);
    expect(stored).not.toContain(key);
    expect(stored).not.toContain(key.slice(3));
  });

  test('turns a key away from the moment it expires or is revoked', async () => {
    const { id, key } = await withKeys((keys) => keys.issue(HOSPITAL));
    expect(await withKeys((keys) => keys.callerOf(key, new Date(LATER.getTime() - 1)))).toBeDefined();
    expect(await withKeys((keys) => keys.callerOf(key, LATER))).toBeUndefined();
    expect(await withKeys((keys) => keys.revoke(id, NOW))).toBe(true);
    expect(await withKeys((keys) => keys.revoke(id, NOW))).toBe(false);
    expect(await withKeys((keys) => keys.callerOf(key, NOW))).toBeUndefined();
    expect((await withKeys((keys) => keys.list(500))).find(({ keyId }) => keyId === id)?.revokedAt).toEqual(NOW);
  });

  test('refuses a hospital without an institution, and an institution of anybody else', async () => {
    await expect(withKeys((keys) => keys.issue({ ...HOSPITAL, institution: '' }))).rejects.toThrow('api_key_institution');
    await expect(withKeys((keys) => keys.issue({ ...HOSPITAL, role: 'bureau' }))).rejects.toThrow('api_key_institution');
  });

  test('binds the lines of the audit log to each other, however many write at once', async () => {
    const log = new AuditLog(store);
    await Promise.all(Array.from({ length: 12 }, (_, at) => log.add(entry(`key-${at}`))));
    const head = await log.verify();
    expect(head.seq).toBe(12n);
    expect(await log.head()).toEqual(head);
    expect(await log.verify(head)).toEqual(head);
    await expect(log.verify({ ...head, seq: 13n })).rejects.toMatchObject({ code: 'STORE_AUDIT_BROKEN' });
    await expect(log.verify({ ...head, hash: '1'.repeat(64) })).rejects.toMatchObject({ code: 'STORE_AUDIT_BROKEN' });
  });

  test('lets nobody change, delete or empty the audit log', async () => {
    const log = new AuditLog(store);
    await log.add(entry('key-x'));
    const attempts = [sql`update audit_log set object = 'another'`, sql`delete from audit_log`, sql`truncate audit_log`];
    for (const attempt of attempts) await expect(attempt.execute(store.owner)).rejects.toMatchObject({ code: '42501' });
    await log.verify();
  });

  test('finds the line that somebody changed behind the back of the database', async () => {
    const log = new AuditLog(store);
    const { seq } = await log.add(entry('key-y'));
    await log.add(entry('key-z'));
    await sql`alter table audit_log disable trigger user`.execute(store.owner);
    await sql`update audit_log set object = 'another' where seq = ${seq}`.execute(store.owner);
    await expect(log.verify()).rejects.toMatchObject({ code: 'STORE_AUDIT_BROKEN', details: { seq: String(seq) } });
    await sql`update audit_log set object = 'key-y' where seq = ${seq}`.execute(store.owner);
    await sql`alter table audit_log enable trigger user`.execute(store.owner);
    await log.verify();
  });

  test('takes a line back with the change that it tells of', async () => {
    const log = new AuditLog(store);
    const before = await log.head();
    const failing = store.unit(SYSTEM, async ({ db }) => {
      await log.addIn(db, entry('key-w'));
      throw new Error('the change failed');
    });
    await expect(failing).rejects.toThrow('the change failed');
    expect(await log.head()).toEqual(before);
  });

  test('keeps a transaction to itself: what is asked beside it does not see it', async () => {
    const count = async () => (await withKeys((keys) => keys.list(500))).length;
    const before = await count();
    let beside: Promise<number> | undefined;
    await store
      .unit(SYSTEM, async ({ db }) => {
        await new ApiKeys(db).issue(HOSPITAL);
        beside = count();
        // Long enough for the other question to be asked, were it let in.
        await sql`select pg_sleep(0.05)`.execute(db);
        throw new Error('taken back');
      })
      .catch(() => undefined);
    expect(await beside).toBe(before);
  });
});

test('a database that nobody answers for is a fault that says where, and no password', async () => {
  const failing = openStore({ url: 'postgres://somebody:secret@127.0.0.1:9/none' });
  await expect(failing).rejects.toMatchObject({ code: 'STORE_UNREACHABLE', details: { where: '127.0.0.1:9/none' } });
  await expect(failing).rejects.not.toThrow('secret');
});

test('an embedded database is there again after a restart, and one process at a time has it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'dianzhi-store-'));
  try {
    const first = await openStore({ folder });
    const { key } = await withKeysOf(first, (keys) => keys.issue(HOSPITAL));
    await expect(openStore({ folder })).rejects.toMatchObject({ code: 'STORE_IN_USE', details: { pid: process.pid } });
    await first.close();
    const again = await openStore({ folder });
    expect(await withKeysOf(again, (keys) => keys.callerOf(key, NOW))).toMatchObject({ institution: 'H00000000001' });
    await again.close();
  } finally {
    await rm(folder, { recursive: true });
  }
});
