import { existsSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { loadScheme } from '../../../server/schemes/load-scheme.js';
import { openShared } from '../../../server/schemes/open-shared.js';
import { loadForGrouping, shareScheme } from '../../../server/schemes/shared-scheme.js';
import { TINY, writeTables } from '../tiny-scheme.js';
import { Workplace } from '../tiny-workplace.js';

const here = new Workplace();
const folder = join(here.data, 'schemes', 'tiny');
const compiled = join(folder, 'compiled.bin');
const load = () => loadForGrouping('tiny', { data: here.data });
const CASE = {
  caseId: '1',
  sex: 1,
  ageYears: 60,
  principalDiagnosis: 'I63.900',
  secondaryDiagnoses: [],
  otherProcedures: [],
} as const;
const group = async () => openShared(await load()).grouper.group(CASE);

/** A moment that no later writing of the file has. */
const LONG_AGO = new Date('2001-01-01');

describe('loadForGrouping', () => {
  beforeEach(() => rmSync(compiled, { force: true }));

  test('stores the compiled form beside the tables, and the next time reads it without looking into them', async () => {
    const first = await group();
    utimesSync(compiled, LONG_AGO, LONG_AGO);
    expect(await group()).toEqual(first);
    expect(statSync(compiled).mtime, 'it was not written again').toEqual(LONG_AGO);
    const packed = Buffer.from((await load()).packed);
    expect(packed.equals(Buffer.from(shareScheme(await loadScheme('tiny', { data: here.data })).packed))).toBe(true);
  });

  test.each([
    ['cut short', (bytes: Buffer) => bytes.subarray(0, bytes.length - 9)],
    ['with one bit turned', (bytes: Buffer) => bytes.fill(bytes.at(-100)! ^ 1, bytes.length - 100, bytes.length - 99)],
    ['of another origin', (bytes: Buffer) => bytes.fill(bytes[3]! ^ 255, 3, 4)],
    ['empty', () => Buffer.alloc(0)],
    ['something else', () => Buffer.from('not a compiled scheme')],
  ])('a stored form that is %s is made again', async (_why, damage) => {
    const answer = await group();
    const good = readFileSync(compiled);
    writeFileSync(compiled, damage(Buffer.from(good)));
    expect(await group()).toEqual(answer);
    expect(readFileSync(compiled).equals(good)).toBe(true);
  });

  test('tables that were changed after the import are refused, whatever is stored beside them', async () => {
    await group();
    const table = join(folder, 'mdc.csv');
    const text = readFileSync(table, 'utf8');
    try {
      writeFileSync(table, `${text}X`);
      await expect(load()).rejects.toMatchObject({ code: 'REFERENCE_DATA_SCHEME_DAMAGED' });
    } finally {
      writeFileSync(table, text);
    }
  });

  test('a scheme that is imported anew is compiled anew', async () => {
    expect(await group()).toMatchObject({ status: 'grouped' });
    const others = {
      ...TINY,
      sets: TINY.sets.map((row) => ({ ...row, code: row['code'] === 'I63.900' ? 'I64.x00' : row['code']! })),
    };
    const path = writeTables(here.path('others'), others);
    expect((await here.dianzhi('import', 'drg-tables', path, '--id', 'tiny', '--replace')).code).toBe(0);
    expect(existsSync(compiled)).toBe(false);
    expect(await group()).not.toMatchObject({ status: 'grouped' });
  });
});
