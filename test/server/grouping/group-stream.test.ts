// Cases that are grouped while they are sent have the results of the same cases in a file, byte for byte.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { GROUPING } from '../../../server/batch/chunk-grouper.js';
import { startChunkWorkers } from '../../../server/batch/chunk-workers.js';
import { groupBytes } from '../../../server/batch/group-chunks.js';
import { StreamBytes } from '../../../server/batch/stream-bytes.js';
import { groupFile } from '../../../server/grouping/group-file.js';
import { groupStream } from '../../../server/grouping/group-stream.js';
import { RESULT_SHAPES } from '../../../server/grouping/result-shape.js';
import { createResultPrinter, type ResultFormat } from '../../../server/grouping/result-rows.js';
import { openCaseStream } from '../../../server/intake/index.js';
import { shareScheme } from '../../../server/schemes/shared-scheme.js';
import { temporaryFolder } from '../../command-line.js';
import { loaded, tablesOf } from '../batch/both-paths.js';
import { caseFile, gbk } from '../intake/case-files.js';
import { TINY } from '../tiny-scheme.js';

const scheme = shareScheme(loaded(tablesOf(TINY)));
const HEADER = 'caseId,sex,ageYears,principalDiagnosis,secondaryDiagnoses,remark,admissionDate';
const ROWS = [
  'p1,1,60,I63.900,E11.900|I50.900,plain,2026-01-05',
  '"q2",1,60,I63.900,,"a ""quote"", a comma,\nand a line",',
  'q3,1,60,I63.900,,中文备注,',
  '',
  'r4,1,60,I63.900',
  'r5,1,60,I63.900,,,,,too many',
  ',1,60,I63.900,,,',
  'r6,1,60,N40.x00,,13912345678,2026/1/7\r',
];
const TABLE = `${HEADER}\n${ROWS.join('\n')}\n`;
const JSON_LINES = [
  '{"caseId":"a","sex":1,"ageYears":60,"principalDiagnosis":"I63.900","remark":"中文","more":{"deep":[1]}}',
  'no json',
  '{"caseId":"b","sex":1,"ageYears":60,"principalDiagnosis":"N40.x00","secondaryDiagnoses":["I50.900"]}',
].join('\n');

/** Texts that are read while they are sent, with the form of their results. */
const STREAMED: readonly (readonly [why: string, text: string, output: ResultFormat])[] = [
  ['a table', TABLE, 'csv'],
  ['a table, results as JSON', TABLE, 'ndjson'],
  ['a table without an end of its last line', TABLE.trimEnd(), 'csv'],
  ['a mark, and the header under a title', `\ufeff某医院,,\n${TABLE}`, 'csv'],
  ['cells between tabs', TABLE.replaceAll(',', '\t'), 'csv'],
  ['Chinese names', TABLE.replace(HEADER, '病例标识,性别,年龄,主要诊断编码,其他诊断编码,备注,入院日期'), 'csv'],
  ['dates with the month first', TABLE.replace('2026-01-05', '1/5/2026').replace('2026/1/7', '1/25/2026'), 'csv'],
  ['a header alone', HEADER, 'csv'],
  ['a quote that is never closed', `${TABLE}s,1,60,I63.900,,"a stray quote,\nt,1,60,I63.900,,,\n`, 'csv'],
  ['JSON, one record a line', JSON_LINES, 'ndjson'],
];

async function fileResult(content: string, outputFormat: ResultFormat): Promise<string> {
  const output = join(temporaryFolder(), 'out');
  await groupFile({ scheme, input: caseFile('cases', content), output, outputFormat });
  return readFileSync(output, 'utf8');
}

/** Pieces of these lengths, over and over; the rest at once without any. */
async function* pieces(bytes: Buffer, lengths: readonly number[]): AsyncGenerator<Uint8Array> {
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const length = lengths.length === 0 ? bytes.length : lengths[turn % lengths.length]!;
    yield bytes.subarray(at, at + length);
    at += length;
  }
}

/** The same way as `groupStream` goes, on this thread and in chunks of any size. */
async function streamResult(bytes: Buffer, lengths: readonly number[], outputFormat: ResultFormat, chunkSize: number) {
  const { columns = [], records, bytes: sent } = await openCaseStream(pieces(bytes, lengths), { name: 'upload' });
  const workers = startChunkWorkers(GROUPING, { scheme, file: records, columns, outputFormat }, 1);
  let text = createResultPrinter(outputFormat, RESULT_SHAPES.drg, columns).header();
  for await (const chunk of groupBytes(new StreamBytes(sent), records, workers, { from: 0, chunkSize }))
    text += Buffer.from(chunk.bytes).toString();
  return text;
}

async function taken(stream: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts).toString();
}

const grouped = (bytes: Buffer, more: Partial<Parameters<typeof groupStream>[0]> = {}) =>
  taken(groupStream({ scheme, sent: pieces(bytes, []), name: 'upload', outputFormat: 'csv', threads: 1, ...more }));

describe('groupStream', () => {
  test.each(STREAMED)('%s: the bytes of a file, in whatever pieces and chunks', async (_why, text, output) => {
    const expected = await fileResult(text, output);
    const bytes = Buffer.from(text);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 1, max: bytes.length + 2 }),
        async (lengths, chunkSize) => {
          expect(await streamResult(bytes, lengths, output, chunkSize)).toBe(expected);
        },
      ),
      { numRuns: 60 },
    );
    expect(await grouped(bytes, { outputFormat: output })).toBe(expected);
  });

  test.each([
    ['a workbook', Buffer.from('504b030414000600', 'hex'), 'INTAKE_NOT_STREAMABLE', '工作簿'],
    ['GBK', gbk(TABLE), 'INTAKE_NOT_STREAMABLE', 'UTF-8'],
    ['lines that end with CR alone', Buffer.from(TABLE.replaceAll(/\r?\n/g, '\r')), 'INTAKE_NOT_STREAMABLE', '切开'],
    ['JSON in an array', Buffer.from(`[${JSON_LINES.split('\n')[0]}]`), 'INTAKE_NOT_STREAMABLE', '切开'],
    ['JSON, results as CSV', Buffer.from(JSON_LINES), 'INTAKE_NOT_STREAMABLE', 'NDJSON'],
    ['nothing', Buffer.alloc(0), 'INTAKE_FILE_EMPTY', ''],
    ['bytes that are no text', Buffer.from('caseId\0'), 'INTAKE_FILE_BINARY', ''],
    ['no header', Buffer.from('a,b\n1,2\n'), 'INTAKE_NO_HEADER', ''],
  ])('%s is refused before anything is answered', async (_why, bytes, code, says) => {
    const error = await grouped(bytes).then(String, (one: Error) => one);
    expect(error).toMatchObject({ code, message: expect.stringContaining(says) });
  });

  test('what stops being UTF-8 behind the first results ends with an error, and not as if that were all', async () => {
    const row = 'p1,1,60,I63.900,,x,\n';
    const text = `${HEADER}\n${row.repeat(200_000)}`;
    const parts: string[] = [];
    const run = async () => {
      const sent = pieces(Buffer.concat([Buffer.from(text), gbk('p2,1,60,I63.900,,中文,\n')]), [65_536]);
      for await (const part of groupStream({ scheme, sent, name: 'upload', outputFormat: 'csv', threads: 1 }))
        parts.push(String(part));
    };
    await expect(run()).rejects.toMatchObject({ code: 'INTAKE_NOT_STREAMABLE' });
    expect(parts.length).toBeGreaterThan(0);
  });

  test('results come while more is awaited, and nothing is taken while nobody takes them', async () => {
    const row = Buffer.from('p1,1,60,I63.900,,x,\n'.repeat(20_000));
    let sent = 0;
    async function* endless() {
      yield Buffer.from(`${HEADER}\n`);
      for (; ; sent++) yield row;
    }
    const results = groupStream({ scheme, sent: endless(), name: 'upload', outputFormat: 'csv', threads: 1 });
    expect((await results.next()).value!.length).toBeGreaterThan(1_000_000);
    // As much as its chunks hold, and the one that is being read.
    await new Promise((resolve) => setTimeout(resolve, 300));
    const before = sent;
    expect(before).toBeLessThan(20);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(sent).toBe(before);
    await results.return(undefined);
  });
});
