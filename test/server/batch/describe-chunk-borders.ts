// Wherever a file is cut into chunks, and however many threads take them, the results are those of reading it row by row.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gbk } from '../intake/case-files.js';
import { TINY } from '../tiny-scheme.js';
import { byChunks, caseFile, ChunkRuns, loaded, rowByRow, tablesOf } from './both-paths.js';

const scheme = loaded(tablesOf(TINY));

/** Everything that a scanner trips over, between rows that are plain. */
const NASTY = [
  'p1,1,60,I63.900,E11.900|I50.900,,plain,2026-01-05',
  'p2,2,60,I63.900,,37.5100,plain,2026-01-06',
  '"q3",1,60,I63.900,,,quoted,',
  'q4,1,60,I63.900,,,"a, comma",',
  'q5,1,60,I63.900,,,"a ""quote""",',
  'q6,1,60,I63.900,,,"two\nlines, and\r\nthree",',
  'q7,1,60,I63.900,,,5" disk,',
  'q8,1,60,I63.900,,,"a"b"c,',
  'q9,1,60,I63.900,"E11.900|I50.900",01.2400,"",',
  '',
  'r10,1,60,I63.900,,,carriage\rreturn,\r',
  'r11,1,60,I63.900,,,crlf,\r',
  'r12,1,60,I63.900,,,"quoted, crlf",\r',
  'r13,1,60,I63.900,,,"quoted",two\r\r',
  '\r',
  'r14,1,60,I63.900,,,,,,',
  'r15,1,60,I63.900',
  'r16,1,60,I63.900,,,,,x',
  ',1,60,I63.900,,,,',
  'r18,,,,,,,',
  'r19,1,60,N40.x00,,,"""",2026/1/7',
  'r20,1,60,Ｉ63.900,,,全角,',
  'r21,1,60,I63.900,,, 13912345678 ,',
  `r22,1,60,I63.900,,,${'long '.repeat(30)},`,
  'p23,1,60,G40.900,,,plain,2026-01-08',
];
const HEADER = 'caseId,sex,ageYears,principalDiagnosis,secondaryDiagnoses,principalProcedure,remark,admissionDate';
const TEXT = `${HEADER}\n${NASTY.join('\n')}\n`;
const STRAY = TEXT + 's24,1,60,I63.900,,,"a stray quote,\ns25,1,60,I63.900,,,,\ns26,1,60,I63.900,,,,';

interface Table {
  readonly why: string;
  /** From one chunk size to the next beyond the length of a row. Unit: bytes. */
  readonly step?: number;
  readonly content: string | Buffer;
}

const TABLES: readonly Table[] = [
  { why: 'everything that a scanner trips over', content: TEXT, step: 1 },
  { why: 'a quote that is never closed, and no end of the last line', content: STRAY },
  { why: 'a closing quote as the last sign', content: `${TEXT}s24,1,60,I63.900,,,,"x"` },
  { why: 'a carriage return as the last sign', content: `${TEXT}s24,1,60,I63.900,,,,\r` },
  { why: 'line ends of two signs', content: TEXT.replace(/\r*\n/g, '\r\n') },
  { why: 'a byte-order mark and the header under titles', content: `\ufeffHospital,"of the\nfirst"\n\n\r\nJanuary\n${TEXT}` },
  { why: 'cells between tabs', content: TEXT.replaceAll(',', '\t') },
  { why: 'cells between semicolons', content: TEXT.replaceAll(',', ';') },
  { why: 'cells between bars', content: TEXT.replaceAll('|', '/').replaceAll(',', '|') },
  {
    why: 'GBK with Chinese headers',
    content: gbk(
      TEXT.replace(HEADER, '病例标识,性别,年龄,主要诊断编码,其他诊断编码,主要手术操作编码,备注,入院日期').replaceAll(
        'plain',
        '普通',
      ),
    ),
  },
  {
    why: 'dates with the month first',
    content: TEXT.replace(/2026[-/]0?1[-/]0?(\d)/g, '1/$1/2026'),
  },
  { why: 'a header without a row', content: `${HEADER}\n` },
  { why: 'a header without a line end', content: HEADER },
  { why: 'blank lines alone', content: `${HEADER}\n\n\r\n\n` },
];

/** @param times How many times as many texts as in a quick run. */
export function describeChunkBorders(times: number): void {
  describe('groupTable', () => {
    test.each(TABLES)('cut at every byte: $why', async ({ content, step = 1 + 40 * (1 - Math.min(times - 1, 1)) }) => {
      const path = caseFile(content);
      const expected = await rowByRow({ scheme, path });
      const length = Buffer.byteLength(content);
      // The memory of a chunk grows with the limit, and none of these records is so long.
      const runs = await ChunkRuns.open({ scheme, path, recordLimit: 4000 });
      for (let chunkSize = 1; chunkSize <= length; chunkSize += step === 1 || chunkSize < 64 ? 1 : step) {
        const { outcome } = await runs.run(chunkSize);
        expect({ chunkSize, ...outcome }).toEqual({ chunkSize, ...expected });
      }
      await runs.close();
    });

    test.each([
      ['two threads', 2],
      ['three threads', 3],
    ])('%s', async (_why, threads) => {
      for (const { content } of TABLES.slice(0, 2)) {
        const path = caseFile(content);
        const expected = await rowByRow({ scheme, path });
        const runs = await ChunkRuns.open({ scheme, path }, threads);
        for (const chunkSize of [1, 50, 300, 1 << 20]) {
          const { outcome } = await runs.run(chunkSize);
          expect({ chunkSize, ...outcome }).toEqual({ chunkSize, ...expected });
        }
        await runs.close();
      }
    });

    const signs = ['a', 'b', '"', '""', ',', '\n', '\n', '\r\n', '\r', '"c\nd"', '"e,f"', 'x'.repeat(9)];
    const tail = (more: readonly string[]) => fc.string({ unit: fc.constantFrom(...signs, ...more), maxLength: 30 });
    const sizes = { chunkSize: fc.integer({ min: 1, max: 80 }), recordLimit: fc.integer({ min: 10, max: 40 }) };

    test('texts of any shape, with a limit of records that many of them break', async () => {
      await fc.assert(
        fc.asyncProperty(fc.record({ text: tail([]), ...sizes }), async ({ text, chunkSize, recordLimit }) => {
          // Whether a carriage return at the very end counts for the length of what is not closed is of no interest.
          const path = caseFile(`caseId,x,y\n${text.replace(/\r$/, '')}`);
          const expected = await rowByRow({ scheme, path, recordLimit });
          expect((await byChunks({ scheme, path, recordLimit }, chunkSize)).outcome).toEqual(expected);
        }),
        { numRuns: 250 * times },
      );
    });

    test.each([
      ['UTF-8', (text: string) => Buffer.from(text)],
      ['GBK', gbk],
    ])('signs of several bytes in %s, with such a limit: every chunk size gives the same', async (_why, encoded) => {
      await fc.assert(
        fc.asyncProperty(fc.record({ text: tail(['中', '文字', '中'.repeat(8)]), ...sizes }), async (given) => {
          const { text, chunkSize, recordLimit } = given;
          const path = caseFile(encoded(`caseId,x,y\n"中",1,2\n${text}`));
          const whole = await byChunks({ scheme, path, recordLimit });
          const cut = await byChunks({ scheme, path, recordLimit }, chunkSize);
          expect(cut.outcome).toEqual(whole.outcome);
          // Where no record is too long they are those of reading row by row.
          const { outcome } = await byChunks({ scheme, path, recordLimit: 4000 }, chunkSize);
          expect(outcome).toEqual(await rowByRow({ scheme, path, recordLimit: 4000 }));
        }),
        { numRuns: 100 * times },
      );
    });

    const row = (id: string, more = '') => `${id},1,60,I63.900,E11.900,,${more},\n`;
    const long = (length: number, before = 'l') => row(before, 'm'.repeat(length - row(before).length + 1));

    test.each([
      ['a row as long as records may be', row('a') + long(1_000_000) + row('b'), 0],
      ['the same with a line end of two signs', row('a') + long(1_000_000).replace('\n', '\r\n') + row('b'), 0],
      ['a row longer than records may be', row('a') + long(1_000_001) + row('b'), 1],
      ['the same with a line end of two signs', row('a') + long(1_000_001).replace('\n', '\r\n') + row('b'), 1],
      ['the same without a line end', row('a') + long(1_000_001).trimEnd(), 1],
      ['a row of several times the limit', row('a') + long(3_500_000) + row('b'), 1],
      [
        'a quoted row with line breaks, longer than that',
        `${row('a')}q,1,60,I63.900,"${`${'z'.repeat(999)}\n`.repeat(1001)}",,,\n${row('b')}`,
        2,
      ],
      ['a stray quote at the beginning of a long file', `${row('"a')}${row('b').repeat(40_000)}`, 1],
      ['a stray quote near the end of a long file', `${row('b').repeat(40_000)}${row('"a')}${row('b').repeat(10)}`, 1],
      ['a stray quote whose end stands far behind', `${row('"a')}${row('b').repeat(40_000)}${row('c"')}${row('d')}`, 1],
      ['rows longer than the fast lane takes', row('a') + long(65_537) + long(65_536) + long(65_535) + row('b'), 0],
    ])('%s', async (_why, rows, unreadable) => {
      const path = caseFile(`${HEADER}\n${rows}`);
      const expected = await rowByRow({ scheme, path });
      expect(expected.summary.reasons['record-unreadable'] ?? 0).toBe(unreadable);
      const runs = await ChunkRuns.open({ scheme, path });
      for (const chunkSize of [20_000, 1 << 20, 1 << 23]) {
        const { outcome } = await runs.run(chunkSize);
        // Not by a matcher that prints millions of signs.
        expect({ chunkSize, isSame: outcome.text === expected.text }).toEqual({ chunkSize, isSame: true });
        expect(outcome.summary).toEqual(expected.summary);
      }
      await runs.close();
    });
  });
}
