import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { activateDocument, builtScheme, documentOfId, Documents } from '../../../server/documents/index.js';
import { loadForGrouping } from '../../../server/schemes/shared-scheme.js';
import { Shelf, SYSTEM, type Scope, type Store } from '../../../server/store/index.js';
import { packageRoot } from '../../../reference-data/index.js';
import { TEST_DATABASES } from '../store/test-stores.js';

const CLERK: Scope = { role: 'bureau', region: '4205', institution: '', keyId: 'clerk' };
const HEAD: Scope = { ...CLERK, keyId: 'head' };
const HOSPITAL: Scope = { role: 'hospital', region: '4205', institution: 'H1', keyId: 'hospital' };

describe.each(TEST_DATABASES)('a scheme that the service built, on $name', ({ open }) => {
  let store: Store;
  let scratch: string;
  let documents: Documents;
  beforeAll(async () => {
    store = await open();
    scratch = await mkdtemp(join(tmpdir(), 'dianzhi-built-'));
    documents = new Documents(store, new Shelf(store, join(scratch, 'data')), join(scratch, 'data'));
  });
  afterAll(async () => {
    await store.close();
    await rm(scratch, { recursive: true });
  });

  /** The demonstration scheme under another identifier. */
  async function builtAs(id: string) {
    const folder = join(scratch, id);
    await cp(join(packageRoot(), 'reference-data/schemes/demo-dip'), folder, { recursive: true });
    const manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')) as object;
    await writeFile(join(folder, 'manifest.json'), JSON.stringify({ ...manifest, id, region: '420500' }));
    return builtScheme(folder, '');
  }
  const add = async (id: string, by: Scope) => {
    const built = await builtAs(id);
    return store.unit(SYSTEM, (unit) => documents.add(unit, built, by));
  };

  test('is an upload of whoever asked for it: another one puts it in force, and everybody groups by it', async () => {
    const { id, uploadedBy, region } = await add('city-2026', CLERK);
    expect([uploadedBy, region]).toEqual(['clerk', '420500']);
    const activate = (by: Scope) =>
      store.unit(by, async (unit) => activateDocument(unit, (await documentOfId(unit, ['scheme'], id))!, '2026-01-01'));
    await expect(activate(CLERK)).rejects.toMatchObject({ code: 'DOCUMENTS_SAME_PERSON' });
    await expect(documents.open(HOSPITAL, 'scheme', 'city-2026')).rejects.toMatchObject({ code: 'DOCUMENTS_UNKNOWN' });
    await activate(HEAD);
    const { path } = await documents.open(HOSPITAL, 'scheme', 'city-2026');
    expect(path).toBe(join(scratch, 'data', 'schemes', 'city-2026'));
    const { manifest } = await loadForGrouping('city-2026', { data: join(scratch, 'data') });
    expect(manifest.id).toBe('city-2026');
  });

  test('never takes the name of one that there is, nor of a region that is not its own', async () => {
    await expect(add('demo-dip', CLERK)).rejects.toMatchObject({ code: 'DOCUMENTS_EXISTS' });
    await expect(add('city-2027', { ...CLERK, region: '4206' })).rejects.toMatchObject({ code: 'DOCUMENTS_REGION_OUTSIDE' });
  });

  test('does not replace what the command line imported meanwhile under its name: they clash', async () => {
    const { id } = await add('city-2028', CLERK);
    const folder = join(scratch, 'data', 'schemes', 'city-2028');
    await cp(join(packageRoot(), 'reference-data/schemes/chs-drg-starter'), folder, { recursive: true });
    await expect(documents.open(CLERK, 'scheme', id)).rejects.toMatchObject({
      code: 'DOCUMENTS_CLASH',
      details: { path: 'schemes/city-2028' },
    });
  });
});
