// Whatever form a file has: the records that the service keeps of it give the results that the command line gives for the file, byte for byte.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvLine } from '../../../reference-data/index.js';
import { GROUPING } from '../../../server/batch/chunk-grouper.js';
import { PRICING } from '../../../server/batch/chunk-pricer.js';
import { startChunkWorkers, type ChunkWorkers } from '../../../server/batch/chunk-workers.js';
import { createRecordReader } from '../../../server/batch/record-reader.js';
import { openLayout } from '../../../server/batches/kept-layout.js';
import { groupFile } from '../../../server/grouping/group-file.js';
import { createResultPrinter, type ResultFormat } from '../../../server/grouping/result-rows.js';
import { RESULT_SHAPES } from '../../../server/grouping/result-shape.js';
import { openCaseSource, type ReadCase } from '../../../server/intake/index.js';
import { openPricing } from '../../../server/pricing/open-pricing.js';
import { policyPath } from '../../../server/pricing/policy-path.js';
import { priceFile } from '../../../server/pricing/price-file.js';
import { pricedShape } from '../../../server/pricing/priced-columns.js';
import { loadForGrouping, shareScheme, type SharedScheme } from '../../../server/schemes/shared-scheme.js';
import { temporaryFolder } from '../../command-line.js';
import { shared, sharedIsThere, WHEN_SHARED_IS_THERE } from '../../shared-material.js';
import { caseFile, loaded, tablesOf } from '../batch/both-paths.js';
import { randomTable } from '../batch/random-table.js';
import { caseFile as fileNamed, gbk } from '../intake/case-files.js';
import { TINY } from '../tiny-scheme.js';
import { resultsOf, stated, throughDoor, type CopiedRow, type PassedFile } from './stored-path.js';

const SECRET = 'a secret of the region';
const output = join(temporaryFolder(), 'results');

const FORMATS: readonly ResultFormat[] = ['csv', 'ndjson'];

/** Results of what was kept, as rows of their table and as the file that they are downloaded as. */
async function answered(
  passed: PassedFile,
  header: string,
  workers: ChunkWorkers<unknown>,
): Promise<{ readonly text: string; readonly results: readonly CopiedRow[] }> {
  try {
    const results = await resultsOf(passed.rows, workers);
    // Each result stands under batch, chunk, place and hospital of its record.
    expect(results.map((row) => row.slice(0, 4))).toEqual(passed.rows.map((row) => row.slice(0, 4)));
    return { text: header + results.map((row) => `${stated(row[4]!)}\n`).join(''), results };
  } finally {
    await workers.close();
  }
}

/** Groups a file both ways and holds them against each other. @returns What the service keeps. */
async function groupsTheSame(
  scheme: SharedScheme,
  path: string,
  outputFormat: ResultFormat,
  personKeySecret = SECRET,
): Promise<PassedFile> {
  const secret = personKeySecret === '' ? {} : { personKeySecret };
  const summary = await groupFile({ scheme, input: path, output, outputFormat, ...secret, threads: 1 });
  const passed = await throughDoor(path, secret);
  expect(casesOf(passed)).toEqual(await casesIn(path, secret));
  const { layout, columns, description, chunks } = passed.report;
  const { kind, packed } = scheme;
  const workers = startChunkWorkers(
    GROUPING,
    { scheme: { kind, packed }, file: openLayout('77', jsonOf(layout)), columns, outputFormat },
    1,
  );
  const header = createResultPrinter(outputFormat, RESULT_SHAPES[kind], columns).header();
  const { text, results } = await answered(passed, header, workers);
  expect(text).toBe(readFileSync(output, 'utf8'));
  const statuses = { ...NO_STATUS, ...countedBy(results.map((row) => row[5]!)) };
  expect(statuses).toEqual(summary.status);
  expect({ path, ...description }).toEqual(summary.input);
  expect(chunks.reduce((sum, { rows }) => sum + rows, 0)).toBe(summary.rows);
  return passed;
}

/** Opened once for all files that were not grouped: loading a scheme takes seconds. */
let opened: ReturnType<typeof openPricing> | undefined;
const pricing = (columns: readonly string[]) =>
  (opened ??= openPricing({
    data: join(temporaryFolder(), 'data'),
    policyPath: policyPath('demo-drg'),
    named: 'chs-drg-starter',
    purpose: 'estimate',
    on: undefined,
    firstStay: false,
    hasBreakdown: false,
    columns,
  }));

/** Prices a file both ways and holds them against each other. */
async function pricesTheSame(path: string, outputFormat: ResultFormat): Promise<void> {
  const source = await openCaseSource({ path, personKeySecret: SECRET });
  const { setup } = await pricing(await source.columns());
  const counts = await priceFile({ source, setup, input: path, output, outputFormat, threads: 1 }).finally(() => source.close());
  const passed = await throughDoor(path, { personKeySecret: SECRET });
  const { layout, columns } = passed.report;
  const workers = startChunkWorkers(
    PRICING,
    { pricing: setup, file: openLayout('77', jsonOf(layout)), columns, outputFormat },
    1,
  );
  const shape = pricedShape(RESULT_SHAPES[setup.grouping!.kind]);
  const { text, results } = await answered(passed, createResultPrinter(outputFormat, shape, columns).header(), workers);
  expect(text).toBe(readFileSync(output, 'utf8'));
  const { priced = 0, returned = 0, refused = 0 } = countedBy(results.map((row) => row[5]!));
  expect({ priced, returned, refused }).toEqual(counts.status);
}

interface KeptCase extends Pick<ReadCase, 'discharge' | 'reasons' | 'columns' | 'values'> {}

const keptCase = ({ discharge, reasons, columns, values }: ReadCase): KeptCase => ({ discharge, reasons, columns, values });

/** The cases of a file as they are read of it. */
async function casesIn(path: string, secret: { readonly personKeySecret?: string }): Promise<readonly KeptCase[]> {
  const source = await openCaseSource({ path, ...secret });
  const cases: KeptCase[] = [];
  for await (const batch of source.batches()) cases.push(...batch.map(keptCase));
  await source.close();
  return cases;
}

/** The cases of a file as they are read of what is kept of it. */
function casesOf({ report, rows }: PassedFile): readonly KeptCase[] {
  const reader = createRecordReader(openLayout('77', jsonOf(report.layout)));
  return rows.map((row) => keptCase(reader.read(stated(row[5]!))!));
}

const countedBy = (words: readonly string[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
};

/** As it comes out of the database. */
const jsonOf = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

/** How many of the kept records are lines of the table. */
const plainLines = ({ rows }: PassedFile): number => rows.filter((row) => !row[5]!.includes('"')).length;

const TINY_SCHEME = shareScheme(loaded(tablesOf(TINY)));

const NO_STATUS = { grouped: 0, ambiguous: 0, ungrouped: 0, invalid: 0 };

const NAME = '欧阳锋利';
const NUMBER = '110101198001010010';
const MOBILE = '13912345678';

const HEADER =
  'caseId,hospitalId,sex,ageYears,principalDiagnosis,secondaryDiagnoses,totalCharges,note,insuranceType,dischargeDate,lengthOfStayDays'.split(
    ',',
  );
const ROWS = [
  ['C1', 'H1', '1', '66', 'I63.900', 'I50.900', '12000.50', 'plain'],
  ['C2', 'H2', '2', '60', 'I63.900', 'E11.900|I10.x00', '9000', 'with, a comma and "quotes"'],
  ['C3', 'H1', '男', '60岁', 'i63.900', '', '1e3', 'two\nlines\tand \\ a backslash'],
  ['C4', '', '1', '', '', '', '-5', ''],
  ['C5', 'H1', '1', '66', 'I63.900', '', '', NUMBER],
  ['C6', 'H 3', '1', '66', 'I63.900', '', '', ` ${MOBILE}`],
].map((row) => [...row, 'resident', '2026-05-06', '8']);
const table = (separator: string, rows = ROWS, header = HEADER) =>
  [header, ...rows]
    .map((row) => row.map((cell) => (/["\n]/.test(cell) || cell.includes(separator) ? `"${cell.replaceAll('"', '""')}"` : cell)))
    .map((row) => `${row.join(separator)}\n`)
    .join('');
const PERSONAL_HEADER = [...HEADER, '姓名', '身份证号', '出生日期', 'phone', 'admissionDate'];
const personal = ROWS.map((row, at) => [...row, NAME, NUMBER, at === 3 ? '1950-03-02' : '1980-01-01', MOBILE, '2026-05-06']);
const records = ROWS.map((row) => Object.fromEntries(row.map((cell, at) => [HEADER[at]!, cell])));
const RECORD_WITH_MORE = {
  caseId: 'N1',
  sex: 1,
  ageYears: 66,
  principalDiagnosis: 'I63.900',
  10: 'a name that is a number',
  note: { inner: [1, 'x', null], 姓名: NAME, phone: MOBILE },
  visit: 1.5,
  idCard: NUMBER,
};
const LIST = {
  infno: '4101',
  fixmedins_code: 'H1',
  input: {
    setlinfo: { setl_id: 'S1', gend: '1', age: '63', psn_name: NAME, certno: NUMBER, brdy: '1961-01-01', tel: MOBILE },
    diseinfo: [{ diag_type: '1', diag_code: 'I63.900', maindiag_flag: '1' }],
  },
};

const workbook = async (): Promise<Buffer> => {
  const book = new ExcelJS.Workbook();
  book.addWorksheet('cases').addRows([PERSONAL_HEADER, ...personal]);
  return Buffer.from(await book.xlsx.writeBuffer());
};

describe('a file that the service keeps and answers gives the bytes of the command line', () => {
  test.each<[why: string, name: string, content: string | Buffer | (() => Promise<Buffer>), plain: number]>([
    ['canonical CSV', 'a.csv', table(','), 2],
    ['with carriage returns', 'a.csv', table(',').replaceAll('\n', '\r\n'), 2],
    ['lines ended by carriage returns alone', 'a.csv', table(',', ROWS.slice(0, 2)).replaceAll('\n', '\r'), 0],
    ['tabs', 'a.tsv', table('\t'), 0],
    ['semicolons', 'a.csv', table(';'), 0],
    ['GB18030', 'a.csv', gbk(table(',')), 2],
    ['UTF-16', 'a.csv', Buffer.from(`\ufeff${table(',')}`, 'utf16le'), 0],
    ['a byte-order mark and a title', 'a.csv', `\ufeff某院病例\n${table(',')}`, 2],
    ['columns of persons', 'a.csv', table(',', personal, PERSONAL_HEADER), 1],
    ['a header alone', 'a.csv', `${HEADER.join(',')}\n`, 0],
    [
      'a quote that is not closed, a short row, a long one',
      'a.csv',
      `${table(',')}C7,"H1\nC8,H1\n${csvLine(Array(15).fill('x'))}`,
      2,
    ],
    [
      'NDJSON',
      'a.ndjson',
      [...records, RECORD_WITH_MORE].map((one) => `${JSON.stringify(one)}\n`).join('') + '{"caseId":\n[]\n',
      0,
    ],
    ['JSON over many lines', 'a.json', JSON.stringify([...records, RECORD_WITH_MORE], null, 2), 0],
    [
      'settlement lists, one a line',
      'a.json',
      `${JSON.stringify(LIST)}\n{"setlinfo":\n${JSON.stringify({ ...LIST, input: 'x' })}\n`,
      0,
    ],
    ['a settlement list over many lines', 'a.json', JSON.stringify(LIST, null, 2), 0],
    ['a workbook', 'a.xlsx', workbook, 0],
  ])('%s', async (_why, name, content, plain) => {
    const path = fileNamed(name, typeof content === 'function' ? await content() : content);
    for (const format of FORMATS) {
      const passed = await groupsTheSame(TINY_SCHEME, path, format);
      expect(plainLines(passed)).toBe(plain);
      for (const secret of [NAME, NUMBER, MOBILE, '1980-01-01', '1950-03-02', '1961-01-01'])
        expect(passed.text).not.toContain(secret);
      await pricesTheSame(path, format);
    }
  });

  test.each([
    ['UTF-8', (text: string) => text],
    ['GB18030', (text: string) => gbk(text.replace(/[^\0-\u007f\u4e00-\u9fa5]/gu, ''))],
  ])('random tables in %s', async (_encoding, encoded) => {
    let plain = 0;
    let rows = 0;
    const pool = { diagnoses: ['I63.900', 'I50.900', 'E11.900', 'Z99.999'], procedures: ['36.0600', '99.9900'] };
    await fc.assert(
      fc.asyncProperty(
        randomTable(pool, { min: 0, max: 8 }),
        fc.constantFrom(',', ',', '\t', ';'),
        fc.constantFrom(...FORMATS),
        fc.constantFrom(SECRET, ''),
        async (random, separator, format, secret) => {
          const path = caseFile(encoded(random(separator)));
          const source = await openCaseSource({ path }).catch(() => undefined);
          if (source === undefined) return;
          await source.close();
          const passed = await groupsTheSame(TINY_SCHEME, path, format, secret);
          plain += plainLines(passed);
          rows += passed.rows.length;
        },
      ),
      { numRuns: 150 },
    );
    // A property over records that are all kept in one way would prove nothing.
    expect(plain).toBeGreaterThan(rows / 50);
    expect(rows - plain).toBeGreaterThan(rows / 50);
  });
});

describe.skipIf(!sharedIsThere)(`labelled cases${WHEN_SHARED_IS_THERE}`, () => {
  test.each(['chs-drg-1.1-cases.csv', 'dip-3.0-sample-cases.csv'])('%s', async (name) => {
    const scheme = await loadForGrouping('chs-drg-starter');
    const passed = await groupsTheSame(scheme, shared('cases', name), 'csv');
    expect(passed.rows.length).toBeGreaterThan(1000);
  });
});
