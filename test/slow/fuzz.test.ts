import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import ExcelJS from 'exceljs';
import { CodedError, parseCsv, readDrgTables, readDrgWorkbook } from '../../reference-data/index.js';
import { groupFile } from '../../server/grouping/group-file.js';
import { importScheme } from '../../server/schemes/import-scheme.js';
import { loadScheme } from '../../server/schemes/load-scheme.js';
import { gbk } from '../server/intake/case-files.js';
import { workbookParts, zipFile } from '../reference-data/spreadsheet-zip-file.js';
import { tinyCsv, tinyRecords, writeTables, writeWorkbook } from '../server/tiny-scheme.js';
import { objectsOf, Workplace } from '../server/tiny-workplace.js';

const here = new Workplace();
const SEED = Number(process.env['FUZZ_SEED'] ?? 20_260_101);
const ROUNDS = Number(process.env['FUZZ_ROUNDS'] ?? 400);
/** No file here is larger than some kilobytes. Unit: milliseconds. */
const LONGEST = 10_000;

/** Whole numbers from 0, the same for the same seed. */
function numbersOf(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const INSERTS = [
  '"',
  '""',
  ',',
  '\n',
  '\r\n',
  '\r',
  '\0',
  '|',
  '\t',
  '{',
  '}',
  '[',
  ']',
  ':',
  '\\',
  '\\u',
  '*',
  '+',
  '-1',
  '1e999',
  '9'.repeat(400),
  '﻿',
  '𠮷',
  '\ud800',
  ' ',
  '　',
  'NaN',
  'null',
  '__proto__',
  'caseId',
  '病案号',
  '2026-02-30',
  '=1+1',
  'C03C',
  'ABC01C',
  '<',
  '&#0;',
  '_x000D_',
];

/** A few changes: bytes overwritten, taken out, doubled, put in, the end cut off. */
function damaged(bytes: Buffer, next: (below: number) => number): Buffer {
  let result = Buffer.from(bytes);
  for (let changes = 1 + next(6); changes > 0; changes--) {
    const at = next(result.length + 1);
    const until = Math.min(result.length, at + next(next(4) === 0 ? 400 : 8));
    const [head, middle, tail] = [result.subarray(0, at), result.subarray(at, until), result.subarray(until)];
    switch (next(6)) {
      case 0:
        result = Buffer.concat([head, tail]);
        break;
      case 1:
        result = Buffer.concat([head, middle, middle, tail]);
        break;
      case 2:
        result = Buffer.concat([head, Buffer.from(INSERTS[next(INSERTS.length)]!), tail]);
        break;
      case 3:
        result = Buffer.concat([head, Buffer.from(Array.from({ length: next(8) }, () => next(256))), tail]);
        break;
      case 4:
        if (next(4) === 0) result = Buffer.from(head);
        break;
      default:
        result = Buffer.concat([head, Buffer.from(INSERTS[next(INSERTS.length)]!), middle, tail]);
    }
  }
  return result;
}

async function wholeFiles(): Promise<Readonly<Record<string, Buffer>>> {
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet('cases');
  sheet.addRow(['病案号', '性别', '年龄', '主要诊断编码', '其他诊断编码1']);
  for (const one of tinyRecords())
    sheet.addRow([one.caseId, Number(one.sex), 60, one.principalDiagnosis, one.secondaryDiagnoses]);
  const chinese = `病案号,性别,年龄,主要诊断编码,备注\n${tinyRecords()
    .map((one) => `${one.caseId},男,60岁,${one.principalDiagnosis},甲\n`)
    .join('')}`;
  const lists = tinyRecords().map(({ caseId, sex, ageYears, principalDiagnosis }) => ({
    setlinfo: { setl_id: caseId, gend: sex, age: ageYears },
    diseinfo: [{ diag_code: principalDiagnosis, maindiag_flag: '1' }],
  }));
  return {
    'table.csv': Buffer.from(
      tinyCsv({ remark: () => 'a "quoted", word', admissionDate: () => '2026-01-05', totalCharges: () => '12.30' }),
    ),
    'gbk.csv': gbk(chinese),
    'utf16.csv': Buffer.from(`\ufeff${chinese}`, 'utf16le'),
    'lines.ndjson': Buffer.from(
      tinyRecords()
        .map((record) => `${JSON.stringify(record)}\n`)
        .join(''),
    ),
    'array.json': Buffer.from(JSON.stringify(tinyRecords(), null, 1)),
    'lists.json': Buffer.from(JSON.stringify(lists)),
    'sheet.xlsx': Buffer.from(sheetXml()),
    'book.xlsx': Buffer.from(await workbook.xlsx.writeBuffer()),
    'no-ending': Buffer.from(tinyCsv()),
    'noise.csv': Buffer.alloc(0),
    'noise.json': Buffer.alloc(0),
    'noise.xlsx': Buffer.alloc(0),
  };
}

const cell = (text: string) => `<c t="inlineStr"><is><t>${text}</t></is></c>`;

/** The XML of a sheet; it is damaged before it is packed, since the checksum of an archive finds everything that is damaged after. */
function sheetXml(): string {
  const rows = [
    ['病案号', '性别', '年龄', '主要诊断编码'],
    ...tinyRecords().map(({ caseId, sex, ageYears, principalDiagnosis }) => [caseId, sex, ageYears, principalDiagnosis]),
  ];
  const lines = rows.map((cells, row) => `<row r="${row + 1}">${cells.map(cell).join('')}</row>`);
  return `<worksheet><sheetData>${lines.join('')}</sheetData></worksheet>`;
}

/** What every run keeps to, whatever the bytes: it ends soon, with rows counted as written or with an error that has a code. */
async function tryOne(path: string, outputFormat: 'csv' | 'ndjson'): Promise<'done' | 'refused'> {
  const output = here.path(`out.${outputFormat}`);
  const started = performance.now();
  const scheme = await loadScheme('tiny', { data: here.data });
  try {
    const { rows, status } = await groupFile({ scheme, input: path, output, outputFormat });
    const text = readFileSync(output, 'utf8');
    const written = outputFormat === 'csv' ? parseCsv(text, output).length - 1 : text === '' ? 0 : objectsOf(text).length;
    expect(written).toBe(rows);
    expect(Object.values(status).reduce((sum, count) => sum + count)).toBe(rows);
    return 'done';
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    expect(error.text('zh')).not.toMatch(/\{\w+\}/);
    return 'refused';
  } finally {
    expect(performance.now() - started).toBeLessThan(LONGEST);
    expect(here.names().filter((name) => name.includes('.partial'))).toEqual([]);
  }
}

describe(`dianzhi group on damaged files, seed ${SEED}`, () => {
  test('never a fault of ours, never a hang, never a row lost', async () => {
    const counts: Record<string, Record<string, number>> = {};
    for (const [name, whole] of Object.entries(await wholeFiles())) {
      counts[name] = { done: 0, refused: 0 };
      for (let round = 0; round < ROUNDS; round++) {
        const next = numbersOf(SEED + round);
        const bytes =
          whole.length === 0 ? Buffer.from(Array.from({ length: 1 + next(2000) }, () => next(256))) : damaged(whole, next);
        const path = here.file(name, name === 'sheet.xlsx' ? zipFile(workbookParts(bytes.toString())) : bytes);
        const end = await tryOne(path, round % 2 === 0 ? 'csv' : 'ndjson').catch((error: unknown) => {
          const kept = here.path(`fails-${round}-${name}`);
          writeFileSync(kept, bytes);
          throw new Error(`${name}, seed ${SEED + round}: ${bytes.toString('latin1').slice(0, 2000)}`, { cause: error });
        });
        counts[name][end]!++;
      }
    }
    console.log(JSON.stringify(counts));
    // The damage must not be so great that nothing is read any more, nor so small that nothing is refused.
    for (const name of ['table.csv', 'sheet.xlsx', 'lines.ndjson']) expect(counts[name]!['done']).toBeGreaterThan(ROUNDS / 10);
    expect(counts['book.xlsx']!['refused']).toBeGreaterThan(ROUNDS / 10);
  });

  test('a damaged table that is still text loses no line: every line between two whole ones has its row', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const next = numbersOf(SEED + round);
      const [header, ...whole] = tinyCsv().trimEnd().split('\n');
      // Identifiers of which none becomes another by one sign.
      const names = whole.map((_, row) => `${row}${row}-${row}${row}`);
      const lines = whole.map((text, row) => text.replace(/^[^,]*/, names[row]!));
      const signs = ['"', ',', 'x', '', '|', '*', '\\', "'", ' ', '-'];
      const place = next(lines.length);
      const line = [...lines[place]!];
      line[next(line.length)] = signs[next(signs.length)]!;
      lines[place] = line.join('');
      const path = here.file('one-line.csv', [header, ...lines, ''].join('\n'));
      const output = here.path('one-line-out.csv');
      await groupFile({ scheme: await loadScheme('tiny', { data: here.data }), input: path, output, outputFormat: 'csv' });
      const ids = here.rows('one-line-out.csv').map(({ caseId }) => caseId);
      const others = names.filter((_, row) => row !== place);
      expect({ line: lines[place], ids: ids.filter((id) => others.includes(id!)), count: ids.length }).toEqual({
        line: lines[place],
        ids: others,
        count: lines.length,
      });
    }
  });

  test('the program itself on some of them: exit 0 or 3', async () => {
    const files = Object.entries(await wholeFiles());
    for (let round = 0; round < 24; round++) {
      const next = numbersOf(SEED + 1000 + round);
      const [name, whole] = files[round % files.length]!;
      here.file(
        name,
        whole.length === 0 ? Buffer.from(Array.from({ length: 1 + next(500) }, () => next(256))) : damaged(whole, next),
      );
      const { code, stderr } = await here.group(name, 'program-out.csv');
      expect({ round, code, stderr }).toMatchObject({
        round,
        code: expect.toSatisfy((exit: number) => exit === 0 || exit === 3) as number,
      });
    }
  });
});

describe(`dianzhi import on damaged schemes, seed ${SEED}`, () => {
  test('never a fault of ours: imported, refused or unreadable', async () => {
    const counts = { imported: 0, refused: 0 };
    const book = readFileSync(await writeWorkbook(here.path('whole.xlsx')));
    writeTables(here.path('whole'));
    for (let round = 0; round < ROUNDS; round++) {
      const next = numbersOf(SEED + round);
      const fromBook = round % 2 === 0;
      const path = here.path(fromBook ? 'scheme.xlsx' : 'scheme');
      if (fromBook) writeFileSync(path, damaged(book, next));
      else {
        writeTables(path);
        const file = ['mdc', 'adrg', 'drg', 'sets', 'cc', 'exclusions'][next(6)]!;
        writeFileSync(`${path}/${file}.csv`, damaged(readFileSync(here.path(`whole/${file}.csv`)), next));
      }
      try {
        const read = fromBook ? await readDrgWorkbook(path) : await readDrgTables(path);
        const options = { id: 'fuzz', name: 'fuzz', newbornWeight: 'admission', whenNoDrgRow: 'adrg' } as const;
        await importScheme(read, options, path, here.path('data/schemes/fuzz'));
        await loadScheme('fuzz', { data: here.data });
        counts.imported++;
      } catch (error) {
        if (!(error instanceof CodedError)) throw new Error(`seed ${SEED + round}, ${path}`, { cause: error });
        counts.refused++;
      }
    }
    console.log(JSON.stringify(counts));
    expect(counts.imported).toBeGreaterThan(ROUNDS / 10);
    expect(counts.refused).toBeGreaterThan(ROUNDS / 10);
  });
});
