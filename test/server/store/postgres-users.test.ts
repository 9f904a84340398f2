import pg from 'pg';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { APP_ROLE } from '../../../server/store/app-role.js';
import { copyLine, openStore, SYSTEM, type Scope } from '../../../server/store/index.js';
import { copyVisits, makeVisits, visit, visitsInto, visitsOut } from './visits.js';

const url = process.env['DATABASE_URL'];

const HOSPITAL: Scope = { role: 'hospital', region: '4205', institution: 'H1', keyId: 'key-h' };
const VISITS = [visit('420501', 'H1', '', 'own'), visit('420501', 'H2', '', 'foreign')];

/** What only a real PostgreSQL has: users of several kinds, connections that break, and time that runs out. */
describe.runIf(url !== undefined)('a store on PostgreSQL', () => {
  const client = new pg.Client({ connectionString: url });
  const made: string[] = [];
  beforeAll(() => client.connect());
  afterAll(async () => {
    for (const name of made) await client.query(`drop schema ${name} cascade; drop role ${name}`);
    await client.end();
  });

  /** Opens a store as a new user, in a schema that the user owns. */
  async function openAs(kind: string, rights: string) {
    const name = `test_${kind}_${process.pid}`;
    await client.query(`create role ${name} login password 'secret' ${rights}; create schema ${name} authorization ${name}`);
    made.push(name);
    const address = new URL(url!);
    address.username = name;
    address.password = 'secret';
    return openStore({ url: address.href, schema: name });
  }

  const userOf = async (store: Awaited<ReturnType<typeof openAs>>) =>
    store.unit(HOSPITAL, async ({ db }) => (await sql<{ name: string }>`select current_user as name`.execute(db)).rows[0]!.name);

  test('holds a plain user, who may make no role, to the policies of the tables that the user owns', async () => {
    const store = await openAs('plain', '');
    try {
      expect(await userOf(store)).toBe(made.at(-1));
      await makeVisits(store);
      await store.unit(SYSTEM, (unit) => copyVisits(unit, VISITS));
      expect(await store.unit(HOSPITAL, (unit) => visitsOut(unit))).toEqual([VISITS[0]]);
      await expect(store.unit(HOSPITAL, (unit) => copyVisits(unit, VISITS))).rejects.toMatchObject({
        code: 'STORE_ROWS_FOREIGN',
      });
      expect((await sql`select * from visit`.execute(store.owner)).rows).toEqual([]);
    } finally {
      await store.close();
    }
  });

  test('has a user who may make roles run as the one that owns nothing', async () => {
    const store = await openAs('maker', 'createrole');
    try {
      expect(await userOf(store)).toBe(APP_ROLE);
      await expect(
        store.unit(SYSTEM, ({ db }) => sql`alter table api_key disable row level security`.execute(db)),
      ).rejects.toMatchObject({ code: '42501' });
    } finally {
      await store.close();
    }
  });

  test('refuses a user whom no policy holds', async () => {
    await expect(openAs('above', 'bypassrls')).rejects.toMatchObject({ code: 'STORE_UNGUARDED', details: { role: APP_ROLE } });
  });

  test('lets a transaction that copies take its time, and no other', async () => {
    const store = await openAs('timed', '');
    try {
      await makeVisits(store);
      const limits = await store.unit(HOSPITAL, async (unit) => {
        const limit = async () =>
          (await sql<{ limit: string }>`select current_setting('statement_timeout') as limit`.execute(unit.db)).rows[0]!.limit;
        const before = await limit();
        await visitsOut(unit);
        return [before, await limit()];
      });
      expect(limits).toEqual(['1min', '0']);
      const { rows } = await sql`select current_setting('statement_timeout') as limit`.execute(store.owner);
      expect(rows).toEqual([{ limit: '1min' }]);
    } finally {
      await store.close();
    }
  });

  test('takes a unit back whose connection is cut off while it loads, and goes on with another', async () => {
    const store = await openAs('cut', '');
    try {
      await makeVisits(store);
      await store.unit(SYSTEM, (unit) => copyVisits(unit, VISITS));
      async function* cutOff() {
        for (let row = 0; row < 50_000; row += 1) {
          if (row === 25_000)
            await client.query(`select pg_terminate_backend(pid) from pg_stat_activity where usename = $1 and state = 'active'`, [
              made.at(-1),
            ]);
          yield Buffer.from(copyLine(['420501', 'H1', '', `row ${row}`]));
        }
      }
      await expect(store.unit(HOSPITAL, (unit) => visitsInto(unit, cutOff()))).rejects.toThrow();
      expect(await store.unit(HOSPITAL, (unit) => visitsOut(unit))).toEqual([VISITS[0]]);
    } finally {
      await store.close();
    }
  });
});
