import { appendFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  DIP_STORED_TABLES,
  readDipScheme,
  readDipTables,
  readDipWorkbook,
  readDrgScheme,
  readStoredScheme,
  writeDipScheme,
  type DipEdition,
} from '../../reference-data/index.js';
import { temporaryFolder } from '../command-line.js';
import { INVENTED, writeDipWorkbook } from '../fixtures/dip-workbook.js';

const folder = temporaryFolder();
const edition: DipEdition = {
  id: 'some-dip',
  name: '某目录',
  edition: '3.0',
  newbornWeight: 'birth',
  operators: 'national',
  shortProcedureCodes: 'exact',
  source: { file: 'dip.xlsx', sha256: '' },
};

async function stored(name: string) {
  const read = await readDipWorkbook(await writeDipWorkbook(join(folder, 'dip.xlsx'), INVENTED));
  const path = join(folder, name);
  return { path, read, manifest: await writeDipScheme(path, edition, read.tables, read.sources) };
}

describe('readDipScheme', () => {
  test('gives back tables, choices and places as they were written', async () => {
    const { path, read, manifest } = await stored('same');
    expect(await readDipScheme(path)).toEqual({ manifest, tables: read.tables, sources: read.sources });
    expect(manifest).toMatchObject({ ...edition, kind: 'dip', formatVersion: 1 });
    expect(readdirSync(path).sort()).toEqual(
      [...Object.values(DIP_STORED_TABLES).map(({ file }) => file), 'manifest.json'].sort(),
    );
  });

  test('the same content gives the same checksum', async () => {
    expect((await stored('once')).manifest.checksum).toBe((await stored('twice')).manifest.checksum);
  });

  test.each(Object.values(DIP_STORED_TABLES).map(({ file }) => [file]))('%s changed or missing is damage', async (file) => {
    const { path } = await stored('damaged');
    appendFileSync(join(path, file), 'x\n');
    await expect(readDipScheme(path)).rejects.toMatchObject({ code: 'REFERENCE_DATA_SCHEME_DAMAGED' });
    rmSync(join(path, file));
    await expect(readDipScheme(path)).rejects.toMatchObject({ code: 'REFERENCE_DATA_SCHEME_DAMAGED' });
  });

  test.each([
    ['a region that is no code', { region: '41' }, 'region'],
    ['an unknown kind', { kind: 'apg' }, 'kind'],
    ['operators of no kind', { operators: 'guess' }, 'operators'],
    ['a word that no manifest knows', { colour: 'red' }, 'colour'],
  ])('a manifest with %s is refused', async (_why, change, named) => {
    const { path, manifest } = await stored('manifest');
    writeFileSync(join(path, 'manifest.json'), JSON.stringify({ ...manifest, ...change }));
    await expect(readStoredScheme(path)).rejects.toThrow(named);
  });

  test('the folder of one kind is not read as the other', async () => {
    const { path } = await stored('kind');
    expect((await readStoredScheme(path)).kind).toBe('dip');
    await expect(readDrgScheme(path)).rejects.toThrow('kind: dip');
  });
});

describe('readDipTables', () => {
  test('a folder without any table of groups is an error; a list alone is none', async () => {
    const path = join(folder, 'lists');
    mkdirSync(path);
    writeFileSync(join(path, 'dip-excluded-dx.tsv'), 'code\tname\tsourceRow\nA09.900\t胃肠炎\t4\n');
    const { tables, findings } = await readDipTables(path);
    expect(tables.excludedDiagnoses).toEqual([{ code: 'A09.900', name: '胃肠炎' }]);
    expect(findings.map(({ code }) => code)).toEqual(['groups-missing']);
  });

  test('columns that are missing and kinds that are unknown are errors', async () => {
    const path = join(folder, 'faulty');
    mkdirSync(path);
    writeFileSync(join(path, 'dip-jc.tsv'), 'kind\tcategory\tseq\tprincipalProcedure\nBASE\tJC\t1\t\n');
    writeFileSync(join(path, 'dip-xq.tsv'), readFileSync(join(path, 'dip-jc.tsv')));
    const { findings } = await readDipTables(path);
    expect(findings.map(({ code, sheet, row, column }) => [code, sheet, row, column])).toEqual([
      ['column-missing', 'dip-xq.tsv', undefined, 'name'],
      ['column-missing', 'dip-xq.tsv', undefined, 'principalDiagnosis'],
      ['column-missing', 'dip-xq.tsv', undefined, 'note'],
      ['value-unknown', 'dip-xq.tsv', 2, 'kind'],
      ['column-missing', 'dip-jc.tsv', undefined, 'principalDiagnosis'],
    ]);
  });
});
