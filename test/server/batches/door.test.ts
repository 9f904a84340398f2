import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import type { FileToAdmit } from '../../../server/batches/admit-file.js';
import { PassingFile } from '../../../server/batches/passing-file.js';
import { temporaryFolder } from '../../command-line.js';
import { caseFile } from '../intake/case-files.js';
import { throughDoor } from './stored-path.js';

const HEADER = 'caseId,hospitalId,sex,ageYears,principalDiagnosis';
const cases = (...hospitals: string[]) =>
  caseFile('a.csv', `${HEADER}\n${hospitals.map((hospital, at) => `C${at + 1},${hospital},1,60,I63.900\n`).join('')}`);

describe('the door', () => {
  test('counts cases by hospital; those that state none have no owner', async () => {
    const { report, rows } = await throughDoor(cases('H1', 'H2', 'H1', '', '"H2"'));
    expect([...report.hospitals]).toEqual([
      ['H1', 2],
      ['H2', 2],
      ['', 1],
    ]);
    expect(rows.map((row) => [row[3], row[4]])).toEqual([
      ['H1', 'C1'],
      ['H2', 'C2'],
      ['H1', 'C3'],
      ['', 'C4'],
      ['H2', 'C5'],
    ]);
    expect(report).toMatchObject({ foreign: 0, examples: [], chunks: [{ rows: 5 }] });
  });

  test('a hospital of any signs is kept as it is stated', async () => {
    const { report, rows } = await throughDoor(cases(String.raw`H\1\2`, 'H1'));
    expect([...report.hospitals.keys()]).toEqual([String.raw`H\1\2`, 'H1']);
    expect(rows.map((row) => row[3])).toEqual([String.raw`H\\1\\2`, 'H1']);
  });

  test('a hospital owns what states no hospital, and what is of another is named by its number in the file', async () => {
    const { report } = await throughDoor(cases('H1', '', 'H2', 'H1', '"H3"', 'H1 '), { own: 'H1' });
    expect([...report.hospitals]).toEqual([
      ['H1', 4],
      ['H2', 1],
      ['H3', 1],
    ]);
    expect(report).toMatchObject({ foreign: 2, examples: [3, 5] });
  });

  test('numbers of the file go on over its chunks, whoever works on them', async () => {
    const path = cases(...Array.from({ length: 60_000 }, (_, at) => (at === 50_000 ? 'H2' : 'H1')));
    const [one, two] = [await throughDoor(path, { own: 'H1' }), await throughDoor(path, { own: 'H1', threads: 2 })];
    expect(two.text).toBe(one.text);
    expect(two.report).toEqual(one.report);
    expect(one.report.chunks.length).toBeGreaterThan(1);
    expect(one.report).toMatchObject({ foreign: 1, examples: [50_001] });
    expect(new Set(one.rows.map((row) => row.slice(0, 3).join())).size).toBe(60_000);
  });

  const fileAt = (path: string, door: Partial<FileToAdmit['door']>): FileToAdmit => ({
    wish: { kind: 'group', schemeId: 'chs-drg-starter', purpose: 'settlement', firstStay: false, resultFormat: 'ndjson' },
    data: temporaryFolder(),
    policyPath: undefined,
    door: { path, name: 'may.csv', batch: '1', own: '', rows: join(temporaryFolder(), 'rows'), threads: 1, ...door },
  });
  const start = (file: FileToAdmit, signal = new AbortController().signal) => PassingFile.start(file, signal);

  test('in a thread of its own it says the same, and names the file as its owner does', async () => {
    const file = fileAt(cases('H1', 'H2'), {});
    const { admitted, report } = await start(file);
    expect([...(await report).hospitals.keys()]).toEqual(['H1', 'H2']);
    expect(admitted).toMatchObject({ header: '', isCuttable: true });
    expect(statSync(file.door.rows).mode & 0o777).toBe(0o600);
    const refused = start(fileAt(caseFile('x', 'a,b\n1,2\n'), {}));
    await expect(refused).rejects.toMatchObject({ code: 'INTAKE_NO_HEADER', details: { path: 'may.csv' } });
    await expect(refused).rejects.toThrow(/caseId/);
    const nowhere = start(fileAt(cases('H1'), { rows: '/nowhere/rows' }));
    await expect(nowhere).rejects.toMatchObject({ code: 'ENOENT' });
  });

  test('rows can be read while others still pass', async () => {
    const file = fileAt(cases(...Array.from({ length: 50_000 }, () => 'H1')), { chunkSize: 20_000 });
    const passing = await start(file);
    const rows = await buffer(passing.rows());
    expect(rows.equals(readFileSync(file.door.rows))).toBe(true);
    const { chunks } = await passing.report;
    expect(chunks.length).toBeGreaterThan(10);
    expect(rows.filter((byte) => byte === 0x0a).length).toBe(50_000);
  });

  test('whoever reads rows of a file with cases of others is told so, and is not left with what passed', async () => {
    const passing = await start(fileAt(cases('H1', 'H2'), { own: 'H1' }));
    await expect(buffer(passing.rows())).rejects.toMatchObject({ code: 'BATCHES_FOREIGN_CASES' });
    await expect(passing.report).rejects.toMatchObject({ code: 'BATCHES_FOREIGN_CASES' });
  });

  test('whoever goes away ends the thread', async () => {
    const gone = new AbortController();
    const passing = start(fileAt(cases(...Array.from({ length: 100_000 }, () => 'H1')), {}), gone.signal);
    gone.abort(new Error('gone'));
    await expect(passing.then(({ report }) => report)).rejects.toThrow('gone');
  });

  test('a file that is not wanted any more ends the thread', async () => {
    const passing = await start(fileAt(cases(...Array.from({ length: 100_000 }, () => 'H1')), { chunkSize: 1000 }));
    void passing.stop();
    await expect(passing.report).rejects.toMatchObject({ name: 'AbortError' });
    await expect(buffer(passing.rows())).rejects.toMatchObject({ name: 'AbortError' });
  });
});
