import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { afterAll, describe, expect, test } from 'vitest';
import { readWorkbook, ReferenceDataError, type ZipLimits } from '../../reference-data/index.js';
import { workbookParts, zipFile, type ZipPart } from './spreadsheet-zip-file.js';

const folder = mkdtempSync(join(tmpdir(), 'dianzhi-workbook-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let files = 0;
function fileOf(bytes: Buffer | string): string {
  const path = join(folder, `${++files}.xlsx`);
  writeFileSync(path, bytes);
  return path;
}

async function sheetsOf(path: string, wanted?: (name: string) => boolean, limits?: ZipLimits) {
  const sheets: Record<string, [number, readonly string[]][]> = {};
  for await (const { name, rows } of readWorkbook(path, wanted, limits)) {
    sheets[name] = [];
    for await (const { row, cells } of rows) sheets[name].push([row, cells]);
  }
  return sheets;
}

async function faultOf(act: () => Promise<unknown>): Promise<string> {
  try {
    await act();
  } catch (error) {
    return error instanceof ReferenceDataError ? `${error.code} ${String(error.details['why'])}` : String(error);
  }
  return 'no error';
}

const rowsOfXml = async (xml: string, more?: readonly ZipPart[]) =>
  Object.values(await sheetsOf(fileOf(zipFile(workbookParts(`<worksheet><sheetData>${xml}</sheetData></worksheet>`, more)))))[0];

describe('readWorkbook', () => {
  test('a workbook of a spreadsheet program: names in its order, cells as text', async () => {
    const book = new ExcelJS.Workbook();
    const first = book.addWorksheet('病例');
    first.addRow(['病案号', '数', '日期', '时刻', '式', '真']);
    first.addRow([
      '001',
      17.5,
      new Date(Date.UTC(2025, 0, 31)),
      new Date(Date.UTC(2025, 0, 1, 12, 30, 5)),
      { formula: '1+2', result: 3 },
      true,
    ]);
    first.addRow([]);
    first.addRow([
      undefined,
      0.1 + 0.2,
      { richText: [{ text: '甲' }, { font: { bold: true }, text: '乙' }] },
      { text: '链接', hyperlink: 'x:y' },
    ]);
    first.mergeCells('A6:B7');
    first.getCell('A6').value = '合并';
    const second = book.addWorksheet('B & <C>');
    second.getCell('C3').value = 1234.5;
    second.getCell('C3').numFmt = '#,##0.00';
    second.getCell('D3').value = 0.25;
    second.getCell('D3').numFmt = '0%';
    const path = join(folder, 'program.xlsx');
    await book.xlsx.writeFile(path);
    expect(await sheetsOf(path)).toEqual({
      病例: [
        [1, ['病案号', '数', '日期', '时刻', '式', '真']],
        [2, ['001', '17.5', '2025-01-31', '2025-01-01 12:30:05', '3', 'TRUE']],
        [4, ['', '0.30000000000000004', '甲乙', '链接']],
        [6, ['合并']],
      ],
      'B & <C>': [[3, ['', '', '1234.5', '0.25']]],
    });
    expect(Object.keys(await sheetsOf(path, (name) => name.startsWith('B')))).toEqual(['B & <C>']);
  });

  test('sheets before the workbook that names them, prefixes, comments and an escaped name', async () => {
    const path = fileOf(
      zipFile(
        workbookParts(
          '<x:worksheet><x:sheetData><x:row r="2"><x:c r="B2"><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>',
        ),
      ),
    );
    expect(await sheetsOf(path)).toEqual({ '甲 > 乙': [[2, ['', '1']]] });
  });

  test.each([
    ['a formula result', '<c r="A1" t="str"><f>B1</f><v>甲</v></c>', ['甲']],
    [
      'an inline string in runs, without its reading aid',
      '<c r="A1" t="inlineStr"><is><r><t>a</t></r><rPh><t>z</t></rPh><r><t> b</t></r></is></c>',
      ['a b'],
    ],
    ['an escaped line break', '<c r="A1" t="str"><v>a_x000D_b</v></c>', ['a\rb']],
    ['an escaped escape', '<c r="A1" t="str"><v>_x005F_x000D_</v></c>', ['_x000D_']],
    ['entities', '<c r="A1" t="str"><v>&lt;&amp;&#20013;&#x4e2d;&quot;</v></c>', ['<&中中"']],
    ['CDATA', '<c r="A1" t="str"><v><![CDATA[a<b]]></v></c>', ['a<b']],
    ['an error value', '<c r="A1" t="e"><v>#N/A</v></c>', ['#N/A']],
    [
      'a date as ISO text',
      '<c r="A1" t="d"><v>2025-01-01T00:00:00Z</v></c><c r="B1" t="d"><v>2025-01-01T08:30:00</v></c>',
      ['2025-01-01', '2025-01-01 08:30:00'],
    ],
    ['the stored value, not 17 digits of it', '<c r="A1"><v>17.911000000000001</v></c>', ['17.911']],
    ['small numbers without exponent', '<c r="A1"><v>1.5E-7</v></c>', ['0.00000015']],
    ['money typed in scientific form', '<c r="A1"><v>1.10E+03</v></c>', ['1100']],
    [
      'a whole number that has lost digits keeps its exponent',
      '<c r="A1"><v>1.23456789012345E+17</v></c>',
      ['1.23456789012345E+17'],
    ],
    ['cells and rows without address follow each other', '<c><v>1</v></c><c><v>2</v></c>', ['1', '2']],
    ['shared strings', '<c r="B1" t="s"><v>1</v></c>', ['', '乙']],
  ])('%s', async (_why, cells, expected) => {
    const strings = {
      name: 'xl/sharedStrings.xml',
      content: '<sst><si><t>甲</t></si><si><t xml:space="preserve">乙</t></si></sst>',
    };
    expect(await rowsOfXml(`<row r="1">${cells}</row>`, [strings])).toEqual([[1, expected]]);
  });

  test('rows without content are left out, empty strings too', async () => {
    expect(await rowsOfXml('<row r="1"><c r="A1"/></row><row r="2"/><row r="3"><c r="A3" t="str"><v></v></c></row>')).toEqual([]);
  });

  const sheet = '<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData></worksheet>';
  const good = workbookParts(sheet);
  const whole = zipFile(good);
  test.each<[string, () => string, string, ZipLimits?]>([
    ['missing file', () => join(folder, 'none.xlsx'), 'REFERENCE_DATA_FILE_UNREADABLE 文件不存在'],
    ['a folder', () => folder, 'REFERENCE_DATA_FILE_UNREADABLE'],
    ['empty file', () => fileOf(''), 'REFERENCE_DATA_NOT_A_SPREADSHEET 不是压缩包'],
    ['text', () => fileOf('a,b\n1,2\n'), 'REFERENCE_DATA_NOT_A_SPREADSHEET 不是压缩包'],
    [
      'old workbook',
      () => fileOf(Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)])),
      'REFERENCE_DATA_NOT_A_SPREADSHEET 这是旧版',
    ],
    [
      'workbook with a password',
      () =>
        fileOf(
          Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600), Buffer.from('EncryptedPackage', 'utf16le')]),
        ),
      'REFERENCE_DATA_NOT_A_SPREADSHEET 工作簿有密码',
    ],
    [
      'encrypted entry',
      () => fileOf(zipFile([{ name: 'a', content: 'b', flags: 1 }])),
      'REFERENCE_DATA_NOT_A_SPREADSHEET 文件已加密',
    ],
    [
      'a zip of something else',
      () => fileOf(zipFile([{ name: 'a', content: 'b' }])),
      'REFERENCE_DATA_NOT_A_SPREADSHEET 压缩包内没有',
    ],
    ['cut short', () => fileOf(whole.subarray(0, whole.length - 30)), 'REFERENCE_DATA_NOT_A_SPREADSHEET 压缩包不完整'],
    [
      'damaged inside',
      () => fileOf(Buffer.concat([whole.subarray(0, 60), Buffer.alloc(30, 0xff), whole.subarray(90)])),
      'REFERENCE_DATA_NOT_A_SPREADSHEET',
    ],
    [
      'a document type',
      () => fileOf(zipFile(workbookParts(`<!DOCTYPE a [<!ENTITY b "c">]>${sheet}`))),
      'REFERENCE_DATA_NOT_A_SPREADSHEET',
    ],
    [
      'a tag that never ends',
      () => fileOf(zipFile(workbookParts(sheet.replace('</row>', '')))),
      'REFERENCE_DATA_NOT_A_SPREADSHEET',
    ],
    ['a tag cut off', () => fileOf(zipFile(workbookParts(`${sheet}<a`))), 'REFERENCE_DATA_NOT_A_SPREADSHEET'],
    [
      'a cell beyond the sheet',
      () => fileOf(zipFile(workbookParts(sheet.replace('A1', 'ZZZZ1')))),
      'REFERENCE_DATA_NOT_A_SPREADSHEET',
    ],
    [
      'too many entries',
      () => fileOf(zipFile(Array.from({ length: 2049 }, (_, i) => ({ name: String(i), content: '' })))),
      'REFERENCE_DATA_SPREADSHEET_TOO_LARGE 2049',
    ],
    [
      'an entry that declares too much',
      () => fileOf(zipFile(good.map((part, i) => (i === 0 ? { ...part, declaredSize: 800_000_001 } : part)))),
      'REFERENCE_DATA_SPREADSHEET_TOO_LARGE xl/worksheets/sheet1.xml',
    ],
    [
      'entries that declare too much in all',
      () => fileOf(zipFile([...good, ...[1, 2].map((i) => ({ name: `${i}`, content: '', declaredSize: 500_000_000 }))])),
      'REFERENCE_DATA_SPREADSHEET_TOO_LARGE 合计',
    ],
    [
      'an entry that unpacks to more than it declares',
      () => fileOf(zipFile(workbookParts(sheet + ' '.repeat(100_000)).map((part) => ({ ...part, declaredSize: 1 })))),
      'REFERENCE_DATA_SPREADSHEET_TOO_LARGE xl/worksheets/sheet1.xml',
      { entries: 10, bytesOfEntry: 50_000, bytesInAll: 90_000 },
    ],
    [
      'entries that unpack to more in all',
      () => fileOf(zipFile(workbookParts(sheet + ' '.repeat(40_000)).map((part) => ({ ...part, declaredSize: 1 })))),
      'REFERENCE_DATA_SPREADSHEET_TOO_LARGE 合计',
      { entries: 10, bytesOfEntry: 50_000, bytesInAll: 40_000 },
    ],
  ])('%s is refused', async (_why, path, expected, limits) => {
    expect(await faultOf(() => sheetsOf(path(), undefined, limits))).toMatch(new RegExp(`^${expected}`));
  });

  test('a stored entry needs no unpacking', async () => {
    expect(await sheetsOf(fileOf(zipFile(good.map((part) => ({ ...part, method: 0 })))))).toEqual({ '甲 > 乙': [[1, ['1']]] });
  });
});
