import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import {
  DRG_TABLE_NAMES,
  readDrgScheme,
  ReferenceDataError,
  STORED_TABLES,
  writeDrgScheme,
  type DrgTables,
  type DrgTableSources,
} from '../../reference-data/index.js';
import { smallTables } from '../grouper/drg/small-scheme.js';
import { randomTables } from '../properties/random-scheme.js';
import { edition } from '../read-scheme.js';

const folder = mkdtempSync(join(tmpdir(), 'dianzhi-scheme-'));
afterAll(() => rmSync(folder, { recursive: true }));
let places = 0;
/** A parent of its own for each test, so that what is left behind is seen. */
const newPlace = () => join(folder, String(places++), 'scheme');

const sources = Object.fromEntries(
  DRG_TABLE_NAMES.map((table) => [table, { sheet: `sheet ${table}`, rows: [[0, 3]] }]),
) as unknown as DrgTableSources;

const TABLES = smallTables({
  mdc: [['MDCB', 'ZYZD in DI_B']],
  adrg: [['BR1', 'MDCB', '']],
  drg: [['BR15', 'BR1', '']],
  sets: { DI_B: 'B10.000' },
  complications: [['B11.000', 'MCC', 'EX_1']],
  exclusions: { EX_1: 'B12.000' },
});

async function faultOf(act: Promise<unknown>): Promise<string> {
  const fault: unknown = await act.then(
    () => 'no fault',
    (error: unknown) => error,
  );
  return fault instanceof ReferenceDataError ? `${fault.code}: ${String(fault.details['why'])}` : String(fault);
}

async function stored(tables: DrgTables = TABLES): Promise<string> {
  const place = newPlace();
  await writeDrgScheme(place, edition({ id: 'x' }), tables, sources);
  return place;
}

const checksum = async (tables: DrgTables) => (await writeDrgScheme(newPlace(), edition(), tables, sources)).checksum;

describe('writeDrgScheme and readDrgScheme', () => {
  test('what is written is read again: tables, sources and the choices of the edition', async () => {
    const place = newPlace();
    const chosen = edition({
      id: 'chs-drg-9+440600-2027',
      name: '某市版',
      newbornWeight: 'birth',
      whenNoDrgRow: 'next',
      effectiveFrom: '2027-01-01',
      demonstration: true,
    });
    const manifest = await writeDrgScheme(place, chosen, TABLES, sources);
    const read = await readDrgScheme(place);
    expect(read.tables).toEqual(TABLES);
    expect(read.manifest).toEqual(manifest);
    expect(read.manifest).toMatchObject({ ...chosen, kind: 'drg', formatVersion: 1 });
    expect(read.sources).toMatchObject(sources);
  });

  test('random tables come back as they were, also with quotes, commas and line breaks in their texts', async () => {
    const text = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', '|', ' ', '；', "'", '=', '岁'), maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(randomTables, text, async (tables, name) => {
        const place = await stored({ ...tables, mdc: tables.mdc.map((row) => ({ ...row, name })) });
        const read = await readDrgScheme(place);
        expect(read.tables).toEqual({ ...tables, mdc: tables.mdc.map((row) => ({ ...row, name })) });
      }),
      { numRuns: 30 },
    );
  });

  test('the same tables have the same checksum, another rule another one', async () => {
    const other = { ...TABLES, mdc: [{ ...TABLES.mdc[0]!, rule: 'ZYZD in  DI_B' }] };
    expect(await checksum(TABLES)).toBe(await checksum({ ...TABLES }));
    expect(await checksum(other)).not.toBe(await checksum(TABLES));
  });

  test('nothing but the scheme is left beside it, and a scheme that stands there is replaced whole', async () => {
    const place = await stored();
    writeFileSync(join(place, 'a-note-of-someone.txt'), '');
    await writeDrgScheme(place, edition({ name: 'new' }), TABLES, sources);
    expect((await readDrgScheme(place)).manifest.name).toBe('new');
    expect(readdirSync(join(place, '..'))).toEqual(['scheme']);
    expect(readdirSync(place).sort()).toEqual(
      [...DRG_TABLE_NAMES.map((table) => STORED_TABLES[table].file), 'manifest.json'].sort(),
    );
  });

  test('a write that fails leaves the old scheme as it was and nothing beside it', async () => {
    const place = await stored();
    const broken = { ...TABLES, exclusions: undefined as unknown as DrgTables['exclusions'] };
    await expect(writeDrgScheme(place, edition({ name: 'new' }), broken, sources)).rejects.toThrow();
    expect((await readDrgScheme(place)).manifest.name).toBe('test');
    expect(readdirSync(join(place, '..'))).toEqual(['scheme']);
  });

  test('a write to where a file stands keeps the file or replaces it, and leaves nothing half-written', async () => {
    const place = newPlace();
    mkdirSync(join(place, '..'), { recursive: true });
    writeFileSync(place, 'a file');
    await writeDrgScheme(place, edition(), TABLES, sources).catch(() => undefined);
    expect(readdirSync(join(place, '..'))).toEqual(['scheme']);
  });

  test.each(DRG_TABLE_NAMES)('a sign changed in the table %s is found by its checksum', async (table) => {
    const place = await stored();
    const file = join(place, STORED_TABLES[table].file);
    writeFileSync(file, `${readFileSync(file, 'utf8')} `);
    expect(await faultOf(readDrgScheme(place))).toContain(`REFERENCE_DATA_SCHEME_DAMAGED: ${STORED_TABLES[table].file}`);
  });

  test.each(DRG_TABLE_NAMES)('a missing table %s is told', async (table) => {
    const place = await stored();
    rmSync(join(place, STORED_TABLES[table].file));
    expect(await faultOf(readDrgScheme(place))).toMatch(
      new RegExp(`^REFERENCE_DATA_SCHEME_DAMAGED: .*${STORED_TABLES[table].file}`),
    );
  });

  test.each<[why: string, change: (text: string) => string]>([
    ['is no JSON', () => '{'],
    ['is empty', () => ''],
    ['is of another kind', (text) => text.replace('"drg"', '"drip"')],
    ['is of a later format', (text) => text.replace('"formatVersion": 1', '"formatVersion": 2')],
    ['names no weight', (text) => text.replace('"admission"', '"length"')],
    ['has a field that nobody knows', (text) => text.replace('{', '{"surprise": 1,')],
    ['has an identifier that is no folder name', (text) => text.replace('"id": "x"', '"id": "../x"')],
    ['lacks a table', (text) => text.replace('"exclusions"', '"inclusions"')],
  ])('a manifest that %s is refused', async (_why, change) => {
    const place = await stored();
    const file = join(place, 'manifest.json');
    writeFileSync(file, change(readFileSync(file, 'utf8')));
    expect(await faultOf(readDrgScheme(place))).toMatch(/^REFERENCE_DATA_SCHEME_DAMAGED: /);
  });

  test('a folder that is not there is no scheme', async () => {
    const place = newPlace();
    expect(await faultOf(readDrgScheme(place))).toMatch(/^REFERENCE_DATA_SCHEME_DAMAGED: manifest\.json/);
    expect(existsSync(place)).toBe(false);
  });
});
