import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { csvLine } from '../../../reference-data/index.js';
import { cancelBatch, findCases, listBatches, removeBatch } from '../../../server/batches/index.js';
import { WorkFolder } from '../../../server/work-folder.js';
import { groupFile } from '../../../server/grouping/group-file.js';
import { loadForGrouping, type SharedScheme } from '../../../server/schemes/shared-scheme.js';
import { SYSTEM, type Scope } from '../../../server/store/index.js';
import { temporaryFolder } from '../../command-line.js';
import { TEST_DATABASES } from '../store/test-stores.js';
import { Workplace } from '../tiny-workplace.js';
import { BatchPlace, WISH } from './batch-place.js';

const BUREAU: Scope = { role: 'bureau', region: '4205', institution: '', keyId: 'key-b' };
const PROVINCE: Scope = { role: 'bureau', region: '42', institution: '', keyId: 'key-p' };
const ELSEWHERE: Scope = { role: 'bureau', region: '4206', institution: '', keyId: 'key-e' };
const H1: Scope = { role: 'hospital', region: '420501', institution: 'H1', keyId: 'key-1' };
const H2: Scope = { role: 'hospital', region: '420502', institution: 'H2', keyId: 'key-2' };
const H1_ELSEWHERE: Scope = { role: 'hospital', region: '420600', institution: 'H1', keyId: 'key-x' };
const RESEARCHER: Scope = { role: 'researcher', region: '', institution: '', keyId: 'key-r' };
const OTHER: Scope = { role: 'researcher', region: '', institution: '', keyId: 'key-o' };
const ADMIN: Scope = { role: 'admin', region: '', institution: '', keyId: 'key-a' };

const UNKNOWN = { code: 'BATCHES_UNKNOWN' };

const NAME = '欧阳锋利';
const NUMBER = '110101198001010010';
const HEADER = 'caseId,hospitalId,sex,ageYears,principalDiagnosis,secondaryDiagnoses,note';
const row = (at: number, hospital: string, note = `n${at}`) =>
  csvLine([`C${at}`, hospital, '1', '60', 'I63.900', at % 3 === 0 ? 'J96.000' : '', note]);
/** Cases of two hospitals by turns. */
const cases = (count: number, from = 0) =>
  `${HEADER}\n${Array.from({ length: count }, (_, at) => row(from + at, at % 2 === 0 ? 'H1' : 'H2')).join('')}`;

const workplace = new Workplace();
let scheme: SharedScheme;
beforeAll(async () => void (scheme = await loadForGrouping('tiny', { data: workplace.data })));

/** What the command line writes of the same file. */
async function byCommandLine(content: string): Promise<string> {
  const [input, output] = [workplace.file('in.csv', content), workplace.path('out.csv')];
  await groupFile({ scheme, input, output, outputFormat: 'csv', threads: 1 });
  return workplace.text('out.csv');
}

/** Header and lines of one hospital. */
const linesOf = (text: string, hospital: string) =>
  text
    .split('\n')
    .filter((line, at) => at === 0 || line.includes(`,${hospital},`) || line === '')
    .join('\n');

describe.each(TEST_DATABASES)('batches on $name', ({ open }) => {
  let place: BatchPlace;
  beforeAll(async () => {
    place = await BatchPlace.open(await open(), workplace.data);
  });
  afterAll(() => place.close());

  const answerAll = async (id: string) => {
    const { chunks } = await place.see(id, SYSTEM);
    for (let chunk = 0; chunk < chunks; chunk++) await place.answer(id, chunk);
    return chunks;
  };

  test("results are the command line's, in the order of the file, and each sees what is theirs", async () => {
    const content = `${cases(40)}${row(40, 'H1', 'with "quotes", a comma\nand a line\tend \\ x')}${row(41, '')}`;
    const id = await place.upload(content, BUREAU);
    expect(await place.see(id, BUREAU)).toMatchObject({ state: 'queued', rows: 42, chunksDone: 0, counts: undefined });
    expect(await answerAll(id)).toBeGreaterThan(2);
    const whole = await byCommandLine(content);
    const seen = await place.see(id, BUREAU);
    expect(seen).toMatchObject({ state: 'done', rows: 42, counts: { grouped: 42 }, hospitalCount: 3 });
    expect(seen.hospitals.map(({ hospital, rows }) => [hospital, rows])).toEqual([
      ['H1', 21],
      ['H2', 20],
      ['', 1],
    ]);
    for (const scope of [BUREAU, PROVINCE, SYSTEM]) expect(await place.download(id, scope)).toBe(whole);
    const ofH2 = await place.download(id, H2);
    expect(ofH2).toBe(linesOf(whole, 'H2'));
    expect(ofH2.split('\n')).toHaveLength(22);
    expect(await place.see(id, H2)).toMatchObject({
      rows: 20,
      counts: { grouped: 20 },
      hospitals: [{ hospital: 'H2', rows: 20 }],
    });
    for (const scope of [ELSEWHERE, RESEARCHER, ADMIN, H1_ELSEWHERE])
      await expect(place.see(id, scope)).rejects.toMatchObject(UNKNOWN);
  });

  test('of more hospitals than are shown those with the most cases are, and all cases count', async () => {
    const rows = Array.from({ length: 1001 }, (_, at) => row(at, `H${at + 1}`)).join('');
    const id = await place.upload(`${HEADER}\n${rows}${row(1001, 'H999')}`, BUREAU);
    const { hospitals, ...seen } = await place.see(id, BUREAU);
    expect(seen).toMatchObject({ rows: 1002, hospitalCount: 1001 });
    expect(hospitals).toHaveLength(1000);
    expect(hospitals[0]).toEqual({ hospital: 'H999', rows: 2, counts: undefined });
    expect(hospitals[1]!.rows).toBe(1);
  });

  test("a hospital finds its own case and nobody else's, whatever it asks", async () => {
    const id = await place.upload(cases(20), BUREAU);
    await answerAll(id);
    const found = (scope: Scope, caseId: string) => place.store.unit(scope, (unit) => findCases(unit, id, caseId));
    const own = await found(H2, 'C13');
    expect(own.cases).toMatchObject([
      { number: 14, hospital: 'H2', read: { discharge: { caseId: 'C13' } }, result: { drg: 'BR25', note: 'n13' } },
    ]);
    expect((await found(H2, 'C12')).cases).toEqual([]);
    await expect(found(ELSEWHERE, 'C13')).rejects.toMatchObject(UNKNOWN);
    const listed = (scope: Scope) => place.store.unit(scope, (unit) => listBatches(unit, undefined, 1));
    expect(await listed(H2)).toMatchObject([{ id, rows: 10 }]);
    expect(await listed(BUREAU)).toMatchObject([{ id, rows: 20 }]);
    // The database says the same where a query forgets to.
    const raw = (scope: Scope, table: string) =>
      place.store.unit(scope, async ({ db }) => {
        const { rows } = await sql<{ hospital: string }>`select distinct hospital from ${sql.table(table)} order by 1`.execute(
          db,
        );
        return rows.map(({ hospital }) => hospital);
      });
    for (const table of ['batch_case', 'batch_result', 'batch_hospital']) {
      expect(await raw(H2, table)).toEqual(['H2']);
      expect(await raw(ADMIN, table)).toEqual([]);
      expect(await raw(OTHER, table)).toEqual([]);
    }
  });

  test('only who uploaded it changes it: a hospital neither cancels nor removes what it sees a part of', async () => {
    const id = await place.upload(cases(4), BUREAU);
    for (const scope of [H1, ELSEWHERE, RESEARCHER]) {
      await expect(place.store.unit(scope, (unit) => cancelBatch(unit, id))).rejects.toMatchObject(UNKNOWN);
      await expect(place.store.unit(scope, (unit) => removeBatch(unit, id))).rejects.toMatchObject(UNKNOWN);
    }
    await place.store.unit(H1, ({ db }) => sql`delete from batch_case`.execute(db));
    await place.store.unit(H1, ({ db }) => sql`update batch set state = 'cancelled' where state = 'queued'`.execute(db));
    expect(await place.see(id, BUREAU)).toMatchObject({ state: 'queued' });
    await answerAll(id);
    expect(await place.see(id, BUREAU)).toMatchObject({ state: 'done', counts: { grouped: 4 } });
  });

  test('a hospital brings its own cases alone: one of another refuses the file, and nothing of it stays', async () => {
    await expect(place.upload(cases(6), H1, { name: 'mine.csv' })).rejects.toMatchObject({
      code: 'BATCHES_FOREIGN_CASES',
      details: { count: 3, examples: '2, 4, 6' },
    });
    expect(await place.everything()).not.toContain('mine.csv');
    const id = await place.upload(`${HEADER}\n${row(1, 'H1')}${row(2, '')}`, H1);
    await answerAll(id);
    expect(await place.see(id, H1)).toMatchObject({ rows: 2, hospitals: [{ hospital: 'H1', rows: 2 }] });
    expect(await place.see(id, BUREAU)).toMatchObject({ rows: 2 });
    await expect(place.see(id, H2)).rejects.toMatchObject(UNKNOWN);
  });

  test('a chunk that is answered twice has an effect once', async () => {
    const content = cases(30, 500);
    const id = await place.upload(content, RESEARCHER);
    const { chunks } = await place.see(id, RESEARCHER);
    await Promise.all([place.answer(id, 0), place.answer(id, 0)].map((one) => one.catch(() => undefined)));
    expect(await place.see(id, RESEARCHER)).toMatchObject({ state: 'running', chunksDone: 1 });
    await expect(place.download(id, RESEARCHER)).rejects.toMatchObject({ code: 'BATCHES_NOT_DONE' });
    for (const chunk of [...Array(chunks).keys()].reverse()) await place.answer(id, chunk);
    await answerAll(id);
    expect(await place.see(id, RESEARCHER)).toMatchObject({ state: 'done', counts: { grouped: 30 } });
    expect(await place.download(id, RESEARCHER)).toBe(await byCommandLine(content));
    await expect(place.see(id, OTHER)).rejects.toMatchObject(UNKNOWN);
  });

  test('the same file is taken once, also of two that come at the same time, unless it is asked for again', async () => {
    const content = cases(5, 700);
    const both = await Promise.allSettled([0, 1].map(() => place.upload(content, BUREAU, { again: false })));
    const [first] = both.filter(({ status }) => status === 'fulfilled') as PromiseFulfilledResult<string>[];
    const [second] = both.filter(({ status }) => status === 'rejected') as PromiseRejectedResult[];
    expect(second!.reason).toMatchObject({ code: 'BATCHES_SENT_BEFORE', details: { batch: first!.value } });
    await expect(place.upload(content, BUREAU, { again: false })).rejects.toMatchObject({ code: 'BATCHES_SENT_BEFORE' });
    for (const other of [{ again: true }, { again: false, resultFormat: 'ndjson' }] as const)
      expect(await place.upload(content, BUREAU, other)).not.toBe(first!.value);
    expect(await place.upload(content, ELSEWHERE, { again: false })).toBeDefined();
    // What was cancelled may come again.
    const cancelled = await place.upload(cases(5, 710), BUREAU, { again: false });
    await place.store.unit(BUREAU, (unit) => cancelBatch(unit, cancelled));
    expect(await place.upload(cases(5, 710), BUREAU, { again: false })).toBeDefined();
  });

  test('what was cancelled is not answered any more, and what is over cannot be cancelled', async () => {
    const id = await place.upload(cases(30, 800), BUREAU);
    await place.answer(id, 0);
    await place.store.unit(BUREAU, (unit) => cancelBatch(unit, id));
    await answerAll(id);
    expect(await place.see(id, BUREAU)).toMatchObject({ state: 'cancelled', chunksDone: 1 });
    await expect(place.download(id, BUREAU)).rejects.toMatchObject({ details: { state: 'cancelled' } });
    await expect(place.store.unit(BUREAU, (unit) => cancelBatch(unit, id))).rejects.toMatchObject({ code: 'BATCHES_ENDED' });
  });

  test('what was removed is gone, and a chunk that is just being answered leaves nothing behind', async () => {
    const id = await place.upload(cases(30, 900), BUREAU);
    const answering = place.answer(id, 0);
    expect(await place.store.unit(BUREAU, (unit) => removeBatch(unit, id))).toBe(30n);
    await answering;
    await answerAll(id).catch(() => undefined);
    await expect(place.see(id, SYSTEM)).rejects.toMatchObject(UNKNOWN);
    expect(await place.everything()).not.toContain('n915');
  });

  test('a scheme that is replaced while a batch waits fails it with its reason, and is not tried again', async () => {
    const id = await place.upload(cases(5, 950), BUREAU);
    await place.store.unit(SYSTEM, async ({ db }) => {
      await db
        .updateTable('batch')
        .set({ asked: JSON.stringify({ wish: WISH, edition: 'another' }) })
        .where('id', '=', id)
        .execute();
    });
    place.batches.work();
    const batch = await place.ended(id, BUREAU);
    expect(batch).toMatchObject({ state: 'failed', failure: { code: 'BATCHES_EDITION_CHANGED' } });
    expect(batch.failure!.zh).toMatch(/替换/);
  });

  test('the queue answers what is uploaded: names and numbers of persons stand nowhere', async () => {
    const persons = Array.from({ length: 12 }, (_, at) => {
      // One number stands where a remark should, one where the sex should.
      const [sex, note] = [at === 5 ? NUMBER : '1', at === 3 ? NUMBER : 'x'];
      return csvLine([`P${at}`, 'H1', sex, '', 'I63.900', '', note, NAME, NUMBER, '1951-02-03', '13912345678', '2026-02-04']);
    });
    const content = `${HEADER},姓名,身份证号,出生日期,phone,admissionDate\n${persons.join('')}`;
    const id = await place.upload(content, BUREAU, { name: 'persons.csv' });
    expect(await place.ended(id, BUREAU)).toMatchObject({ state: 'done', rows: 12, counts: { grouped: 11, invalid: 1 } });
    const [sent, stands] = [await place.download(id, BUREAU), await place.everything()];
    expect(stands).toContain('P5');
    for (const secret of [NAME, NUMBER, '1951-02-03', '13912345678']) {
      expect(content).toContain(secret);
      expect(sent).not.toContain(secret);
      expect(stands).not.toContain(secret);
    }
    expect(sent).toBe(await byCommandLine(content));
  });

  test('whoever goes away half-way leaves nothing, neither rows nor files', async () => {
    const gone = new AbortController();
    const upload = place.upload(cases(50, 2000), BUREAU, { signal: gone.signal, name: 'broken.csv' });
    gone.abort(new Error('the client went away'));
    await expect(upload).rejects.toThrow('the client went away');
    expect(await place.everything()).not.toContain('broken.csv');
    expect(readdirSync(join(place.data, 'work'))).toEqual([]);
  });
});

test('what killed processes left of their uploads is swept away, and nothing of those that live', async () => {
  const data = temporaryFolder();
  const left = await new WorkFolder(data).open();
  writeFileSync(left.path('sent'), 'x');
  const names = [`${hostname()}.${process.ppid}.lives`, `${hostname()}.999999999.gone`, 'elsewhere.1.unknown'];
  for (const name of names) mkdirSync(join(data, 'work', name));
  // A process that starts has no upload yet: one of its number is of a process that is gone.
  await new WorkFolder(data).sweep();
  expect(readdirSync(join(data, 'work')).sort()).toEqual([names[2], names[0]]);
});
