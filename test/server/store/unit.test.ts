import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ApiKeys, AuditLog, copyLine, SYSTEM, type Scope, type Store, type Unit } from '../../../server/store/index.js';
import { makeRole } from '../../../server/store/app-role.js';
import { copyVisits, makeVisits, visit, visitsInto, visitsOut, type Visit } from './visits.js';
import { TEST_DATABASES } from './test-stores.js';

const HOSPITAL: Scope = { role: 'hospital', region: '4205', institution: 'H1', keyId: 'key-h' };
const BUREAU: Scope = { role: 'bureau', region: '4205', institution: '', keyId: 'key-b' };
const RESEARCHER: Scope = { role: 'researcher', region: '', institution: '', keyId: 'key-r' };
const ADMIN: Scope = { role: 'admin', region: '', institution: '', keyId: 'key-a' };

const VISITS = [
  visit('420501', 'H1', 'key-b', 'own'),
  visit('420501', 'H2', 'key-b', 'neighbour'),
  visit('420600', 'H3', 'key-x', 'elsewhere'),
  visit('420600', 'H4', 'key-r', 'studied'),
];

const KEY = { role: 'admin', region: '', institution: '', purpose: 'test', expiresAt: new Date('2030-01-01') } as const;
const LINE = {
  at: '2026-11-22T08:00:00.000Z',
  keyId: 'key-h',
  role: 'hospital',
  institution: 'H1',
  action: 'batch.upload',
  object: 'batch-1',
  purpose: '',
  rows: 1,
  address: '127.0.0.1',
  request: 'request-1',
  result: 'done',
};

describe.each(TEST_DATABASES)('a unit on $name', ({ name, open }) => {
  let store: Store;
  beforeAll(async () => {
    store = await open();
    await makeVisits(store);
  });
  afterAll(() => store.close());
  beforeEach(async () => {
    await store.unit(SYSTEM, async (unit) => {
      await sql`delete from visit`.execute(unit.db);
      await copyVisits(unit, VISITS);
    });
  });

  const seenBy = (scope: Scope) => store.unit(scope, notes);
  const NOBODY: Scope = { ...SYSTEM, role: '' as 'system' };

  test.each<[string, Scope, string[]]>([
    ['a hospital its own institution', HOSPITAL, ['own']],
    ['a bureau the regions that begin with its prefix', BUREAU, ['neighbour', 'own']],
    ['a bureau without a prefix none', { ...BUREAU, region: '' }, []],
    ['a researcher what its own key uploaded', RESEARCHER, ['studied']],
    ['an administrator no case', ADMIN, []],
    ['nobody none', NOBODY, []],
    ['the service all', SYSTEM, ['elsewhere', 'neighbour', 'own', 'studied']],
  ])('sees %s', async (_, scope, expected) => {
    expect(await seenBy(scope)).toEqual(expected);
  });

  test('writes no row that its scope does not see, neither one by one nor loaded', async () => {
    const foreign = visit('420501', 'H2', 'key-h', 'foreign');
    await expect(store.unit(HOSPITAL, (unit) => insertVisit(unit, foreign))).rejects.toMatchObject({ code: '42501' });
    const loaded = store.unit(HOSPITAL, (unit) => copyVisits(unit, [visit('420501', 'H1', '', 'more'), foreign]));
    await expect(loaded).rejects.toMatchObject({ code: 'STORE_ROWS_FOREIGN', details: { table: 'visit', rows: 1 } });
    expect(await seenBy(SYSTEM)).toHaveLength(VISITS.length);
  });

  test('touches its own rows alone where somebody forgets to say which', async () => {
    await store
      .unit(HOSPITAL, async ({ db }) => {
        await sql`update visit set note = 'changed'`.execute(db);
        await sql`delete from visit where note <> 'changed'`.execute(db);
        await expect(sql`truncate visit`.execute(db)).rejects.toMatchObject({ code: '42501' });
      })
      .catch(() => undefined);
    expect(await seenBy(SYSTEM)).toEqual(['elsewhere', 'neighbour', 'own', 'studied']);
    await store.unit(HOSPITAL, ({ db }) => sql`update visit set note = 'changed'`.execute(db));
    expect(await seenBy(SYSTEM)).toEqual(['changed', 'elsewhere', 'neighbour', 'studied']);
    await store.unit(HOSPITAL, ({ db }) => sql`delete from visit`.execute(db));
    expect(await seenBy(SYSTEM)).toEqual(['elsewhere', 'neighbour', 'studied']);
  });

  test('leaves its scope behind: the next one on the same connection has another', async () => {
    for (const scope of [BUREAU, HOSPITAL, RESEARCHER, BUREAU]) await seenBy(scope);
    expect(await seenBy(NOBODY)).toEqual([]);
  });

  test('is taken back whole by a statement that fails, also where the failure was passed over', async () => {
    const failing = store.unit(BUREAU, async (unit) => {
      await copyVisits(unit, [visit('420502', 'H5', '', 'first')]);
      await sql`select 1 / 0`.execute(unit.db).catch(() => undefined);
    });
    await expect(failing).rejects.toThrow('nothing was committed');
    expect(await seenBy(SYSTEM)).toHaveLength(VISITS.length);
  });

  test('is taken back whole when what it loads breaks off, and the database goes on', async () => {
    async function* brokenOff() {
      for (let row = 0; row < 20_000; row += 1) yield Buffer.from(copyLine(['420501', 'H1', '', `row ${row}`]));
      throw new Error('the client went away');
    }
    const failing = store.unit(HOSPITAL, (unit) => visitsInto(unit, brokenOff()));
    await expect(failing).rejects.toThrow('the client went away');
    expect(await seenBy(HOSPITAL)).toEqual(['own']);
  });

  test('says what is wrong with text that is no COPY, and goes on', async () => {
    const failing = store.unit(HOSPITAL, (unit) => visitsInto(unit, once(Buffer.from('one field\n'))));
    await expect(failing).rejects.toMatchObject({ code: '22P04' });
    expect(await seenBy(HOSPITAL)).toEqual(['own']);
  });

  test('loads under its scope, runs a second load, and goes on with statements between them', async () => {
    const sizes = await store.unit(HOSPITAL, async (unit) => {
      const first = await copyVisits(unit, manyVisits(5_000));
      const seen = await notes(unit);
      const second = await copyVisits(unit, [visit('420501', 'H1', '', 'last')]);
      return [first, seen.length, second];
    });
    expect(sizes).toEqual([5_000n, 5_001, 1n]);
  });

  test('gives what a query gives in pages, with the values that the query holds', async () => {
    await store.unit(HOSPITAL, (unit) => copyVisits(unit, manyVisits(5_000)));
    const awkward = "it's \\ '; drop table visit; --";
    await store.unit(HOSPITAL, (unit) => insertVisit(unit, visit('420501', 'H1', '', awkward)));
    const read = await store.unit(HOSPITAL, (unit) => visitsOut(unit, awkward));
    expect(read.map(({ note }) => note)).toEqual([awkward]);
    const all = await store.unit(HOSPITAL, (unit) => visitsOut(unit));
    expect(all).toHaveLength(5_002);
  });

  test('ends with whoever stops reading before the end, and the database goes on', async () => {
    await store.unit(HOSPITAL, (unit) => copyVisits(unit, manyVisits(20_000)));
    const stopped = store.unit(HOSPITAL, async (unit) => {
      for await (const _ of unit.copyOut(sql`select * from visit a cross join generate_series(1, 50)`.compile(unit.db))) break;
    });
    await stopped.catch(() => undefined);
    expect(await seenBy(RESEARCHER)).toEqual(['studied']);
  });

  test('adds a line to the audit log whoever it is, and shows the log and the keys to administrators alone', async () => {
    const log = new AuditLog(store);
    await store.unit(SYSTEM, ({ db }) => new ApiKeys(db).issue(KEY));
    const { seq } = await store.unit(HOSPITAL, ({ db }) => log.addIn(db, LINE));
    await store.unit(RESEARCHER, ({ db }) => log.addIn(db, LINE));
    expect((await log.verify()).seq).toBe(seq + 1n);
    const lines = (scope: Scope) =>
      store.unit(scope, async ({ db }) => (await db.selectFrom('audit_log').select('seq').execute()).length);
    expect([await lines(HOSPITAL), await lines(ADMIN)]).toEqual([0, Number(seq) + 1]);
    const keys = ({ db }: Unit) => db.selectFrom('api_key').selectAll().execute();
    expect(await store.unit(BUREAU, keys)).toEqual([]);
    expect(await store.unit(ADMIN, keys)).toHaveLength(1);
  });

  test('makes the role that it runs as once, however many databases of a cluster make it at the same time', async () => {
    const role = `made_${name.toLowerCase()}_${process.pid}`;
    await Promise.all([1, 2, 3].map(() => makeRole(store.owner, role)));
    const { rows } = await sql`select rolsuper, rolcanlogin from pg_roles where rolname = ${role}`.execute(store.owner);
    expect(rows).toEqual([{ rolsuper: false, rolcanlogin: false }]);
    await sql`drop role ${sql.id(role)}`.execute(store.owner);
  });
});

const notes = async ({ db }: Unit): Promise<string[]> =>
  (await sql<Visit>`select note from visit order by note`.execute(db)).rows.map(({ note }) => note!);

const insertVisit = ({ db }: Unit, { region, institution, owner, note }: Visit) =>
  sql`insert into visit (region, institution, owner, note) values (${region}, ${institution}, ${owner}, ${note})`.execute(db);

const manyVisits = (count: number) => Array.from({ length: count }, (_, at) => visit('420501', 'H1', '', `visit ${at}`));

async function* once(bytes: Uint8Array) {
  yield bytes;
}
