import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Shelf, SYSTEM, type Scope, type Store } from '../../../server/store/index.js';
import { TEST_DATABASES } from './test-stores.js';

const BUREAU: Scope = { role: 'bureau', region: '4205', institution: '', keyId: 'key-b' };

describe.each(TEST_DATABASES)('the shelf on $name', ({ open }) => {
  let store: Store;
  let scratch: string;
  let counted = 0;
  beforeAll(async () => {
    store = await open();
    scratch = await mkdtemp(join(tmpdir(), 'dianzhi-shelf-'));
  });
  afterAll(async () => {
    await store.close();
    await rm(scratch, { recursive: true });
  });
  let data: string;
  let shelf: Shelf;
  beforeEach(() => {
    data = join(scratch, `data-${(counted += 1)}`);
    shelf = new Shelf(store, data);
  });

  const aFile = async (name: string, content: string | Uint8Array) => {
    const folder = join(scratch, `source-${(counted += 1)}`);
    await mkdir(folder);
    await writeFile(join(folder, name), content);
    return join(folder, name);
  };
  const put = (path: string, scope = BUREAU) => store.unit(scope, (unit) => shelf.put(unit, path));
  const lying = () => readdir(join(data, 'shelf')).catch(() => []);

  test('gives back a file of several pieces, under its own name, and a text of no length', async () => {
    const bytes = randomBytes(3 * 1024 * 1024 + 1);
    const place = await shelf.place(await put(await aFile('cases.xlsx', bytes)));
    expect(place.endsWith('cases.xlsx')).toBe(true);
    expect((await readFile(place)).equals(bytes)).toBe(true);
    expect((await stat(await shelf.place(await put(await aFile('empty.csv', ''))))).size).toBe(0);
  });

  test('gives back a folder with the folders in it', async () => {
    const path = join(scratch, `run-${(counted += 1)}`);
    await mkdir(join(path, 'tables'), { recursive: true });
    await writeFile(join(path, 'manifest.json'), '{"month":"2026-01"}');
    await writeFile(join(path, 'tables', '分值.csv'), '点值,12.34\n'.repeat(200_000));
    const place = await shelf.place(await put(path));
    expect(await readdir(place, { recursive: true })).toEqual(
      expect.arrayContaining(['manifest.json', 'tables', join('tables', '分值.csv')]),
    );
    expect(await readFile(join(place, 'tables', '分值.csv'), 'utf8')).toBe('点值,12.34\n'.repeat(200_000));
  });

  test('knows the same thing again wherever it lay, and another by one byte or by its name', async () => {
    const ids = await Promise.all(
      [
        ['a.csv', 'one'],
        ['a.csv', 'one'],
        ['a.csv', 'onE'],
        ['b.csv', 'one'],
      ].map(async ([name, content]) => put(await aFile(name!, content!))),
    );
    expect(new Set(ids).size).toBe(3);
    expect(ids[0]).toBe(ids[1]);
  });

  test('has nothing that was put in a unit that failed', async () => {
    let id = '';
    const failing = store.unit(BUREAU, async (unit) => {
      id = await shelf.put(unit, await aFile('policy.yaml', 'region: "4205"'));
      throw new Error('the policy is wrong');
    });
    await expect(failing).rejects.toThrow('the policy is wrong');
    await expect(shelf.place(id)).rejects.toMatchObject({ code: 'STORE_SHELF_UNKNOWN' });
    expect(await lying()).toEqual([]);
  });

  test('shows nobody but the service what lies there', async () => {
    await put(await aFile('policy.yaml', 'seen by nobody'));
    const seen = (scope: Scope) =>
      store.unit(scope, async ({ db }) => (await db.selectFrom('shelf_item').select('id').execute()).length);
    expect([await seen(BUREAU), (await seen(SYSTEM)) > 0]).toEqual([0, true]);
  });

  test('places a thing once, however many ask for it at once, in one process and in two', async () => {
    const id = await put(await aFile('scheme.csv', randomBytes(2_000_000)));
    const another = new Shelf(store, data);
    const places = await Promise.all([shelf.place(id), shelf.place(id), another.place(id), another.place(id)]);
    expect(new Set(places).size).toBe(1);
    expect(await lying()).toEqual([id]);
  });

  test('places nothing that is not what was put, and leaves nothing half-way', async () => {
    const id = await put(await aFile('weights.csv', 'drg,relativeWeight\n'));
    const change = sql`update shelf_piece set bytes = substring(bytes from 2) where item = ${id}`;
    await asOwner(store, change);
    await expect(shelf.place(id)).rejects.toMatchObject({ code: 'STORE_SHELF_DAMAGED' });
    await asOwner(store, sql`delete from shelf_piece where item = ${id}`);
    await expect(shelf.place(id)).rejects.toMatchObject({ code: 'STORE_SHELF_DAMAGED' });
    expect(await lying()).toEqual([]);
  });

  test('clears a data directory of what its database does not have', async () => {
    const [kept, gone] = [await put(await aFile('kept.csv', 'kept here')), await put(await aFile('gone.csv', 'and not this'))];
    await Promise.all([shelf.place(kept), shelf.place(gone)]);
    await asOwner(store, sql`delete from shelf_item where id = ${gone}`);
    await shelf.tidy();
    expect(await lying()).toEqual([kept]);
  });

  test('clears away what a killed process left half-way, and nothing that is whole or being written', async () => {
    const id = await put(await aFile('kept.csv', 'kept'));
    await shelf.place(id);
    const left = (pid: number) => `${id}.${pid}.0a-1b.partial`;
    await mkdir(join(data, 'shelf', left(process.ppid)));
    await mkdir(join(data, 'shelf', left(2 ** 22 + 1)));
    await shelf.tidy();
    expect((await lying()).sort()).toEqual([id, left(process.ppid)]);
  });
});

/** Behind the back of the service. */
const asOwner = (store: Store, change: ReturnType<typeof sql>) =>
  store.owner.transaction().execute(async (transaction) => {
    await sql`select set_config('dianzhi.role', 'system', true)`.execute(transaction);
    await change.execute(transaction);
  });
