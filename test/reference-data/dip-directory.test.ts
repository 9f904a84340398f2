import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { describe, expect, test } from 'vitest';
import {
  checkDipTables,
  csvLine,
  DEFAULT_COLUMN_MAP,
  isError,
  placeFinding,
  readColumnMap,
  readDipDirectory,
  type DipFinding,
  type DirectoryMapping,
  type ReadDipDirectory,
} from '../../reference-data/index.js';
import { temporaryFolder } from '../command-line.js';

const folder = temporaryFolder();

/** The columns of 平顶山 2025; the rows of every test are invented. */
const HEADER =
  '序号,病种编码,病种类型（1.核心病种；2.综合病种）,主诊断代码,主诊断名称,主要操作代码,主要操作名称,其他操作代码,其他操作名称,病种分值'.split(
    ',',
  );
type Row = readonly [key: string, type: string, diagnosis: string, procedure: string, related: string, points: string];
const cellsOf = ([key, type, diagnosis, procedure, related, points]: Row, at: number): string[] => [
  String(at + 1),
  key,
  type,
  diagnosis,
  `${diagnosis}名称`,
  procedure,
  '',
  related,
  '',
  points,
];

const restore: DirectoryMapping = { columns: DEFAULT_COLUMN_MAP, procedureCodes: 'restore' };

async function readCsv(
  rows: readonly Row[],
  mapping: Partial<DirectoryMapping> = {},
  title = '某市DIP目录\n',
): Promise<ReadDipDirectory> {
  const path = join(folder, '目录.csv');
  writeFileSync(path, title + [HEADER, ...rows.map(cellsOf)].map((cells) => csvLine(cells)).join(''));
  return readDipDirectory(path, { ...restore, ...mapping });
}

const checked = (read: ReadDipDirectory, shortProcedureCodes: 'exact' | 'prefix' = 'exact'): DipFinding[] => [
  ...read.findings,
  ...checkDipTables(read.tables, { operators: read.operators, shortProcedureCodes }),
];
const placed = ({ sources }: ReadDipDirectory, findings: readonly DipFinding[]) =>
  findings.map((finding) => placeFinding(finding, sources, 'en')).map(({ code, row, column }) => `${code} ${row} ${column}`);

describe('readDipDirectory', () => {
  test.each<[string, Row, string]>([
    ['type 1 is a core group', ['A1', '1', 'K35.3', '47.0901', '', '100'], 'core  K35.3 47.0901'],
    [
      'type 0, which the rows hold where the header says 2',
      ['A1', '0', 'K35', '相关手术', '', '100'],
      'comprehensive surgical K35 ',
    ],
    ['type 2', ['A1', '2', 'K35', '治疗性操作', '', '100'], 'comprehensive therapeutic K35 '],
    ['letters for a treatment', ['A1', '2', 'K35', 'ZDXCZ', '', '100'], 'comprehensive diagnostic K35 '],
    [
      'a category with 保守治疗 is comprehensive whatever its type',
      ['A1', '1', 'K35', 'BSZL', '', '100'],
      'comprehensive conservative K35 ',
    ],
    ['a subcategory with 保守治疗 is a core group', ['A1', '1', 'K35.3', '保守治疗', '', '100'], 'core conservative K35.3 '],
    ['a code makes a core group whatever the type', ['A1', '0', 'K35', '47.0901', '', '100'], 'core  K35 47.0901'],
    ['without type the content decides', ['A1', '', 'K35', '介入', '', '100'], 'comprehensive interventional K35 '],
    ['two characters', ['A1', '0', 'K3', '手术', '', '100'], 'comprehensive surgical K3 '],
    ['a letter', ['A1', '0', 'K', '内科诊疗组', '', '100'], 'comprehensive conservative K '],
    ['an interval', ['A1', '0', 'A00-C50', 'SS', '', '100'], 'comprehensive surgical A00-C50 '],
    ['基层病种 as rows of their own', ['A1', '基层病种', 'K35', '47.0901', '', '100'], 'primary  K35 47.0901'],
    ['the blank group needs no diagnosis', ['KBBZ', '2', '', '', '', '60'], 'blank  所有诊断 '],
  ])('%s', async (_why, row, expected) => {
    const read = await readCsv([row]);
    const [group] = read.tables.groups;
    expect(`${group!.layer} ${group!.attribute} ${group!.diagnosis} ${group!.procedure}`).toBe(expected);
    expect(checked(read).filter(isError)).toEqual([]);
  });

  test.each([
    ['restore', '6.31', '06.3100', 'exact'],
    ['restore', '47.01', '47.0100', 'exact'],
    ['restore', '47.0100', '47.0100', 'exact'],
    ['restore', '6.3100x001', '06.3100x001', 'exact'],
    ['prefix', '47.01', '47.01', 'prefix'],
    ['prefix', '6.31', '06.31', 'prefix'],
    ['exact', '47.01', '47.01', 'exact'],
  ] as const)('procedure codes read with %s: %s is %s', async (procedureCodes, raw, code, short) => {
    const read = await readCsv([['A1', '1', 'K35.3', raw, '', '100']], { procedureCodes });
    expect(read.tables.groups[0]!.procedure).toBe(code);
    const codes = checked(read, short).map((finding) => finding.code);
    expect(codes).toEqual(procedureCodes === 'exact' ? ['code-shape'] : raw === code ? [] : ['code-repaired']);
  });

  test('every code of an expression is restored, and the expression stays as printed', async () => {
    const read = await readCsv([['A1', '1', 'K35.3', '6.31/47.01+3.9', '4.43', '100']]);
    expect(read.tables.groups[0]).toMatchObject({ procedure: '06.3100/47.0100+03.9000', related: '04.4300' });
    expect(
      placed(
        read,
        read.findings.filter(({ code }) => code === 'code-repaired'),
      ),
    ).toEqual(['主要操作代码', '主要操作代码', '主要操作代码', '其他操作代码'].map((column) => `code-repaired 3 ${column}`));
  });

  test.each([
    ['a slash', '47.0100/47.0901', 'slash-plus', ['operators-decided']],
    ['slash and plus', '47.0100/47.0901+54.1100', 'slash-plus', ['operators-decided']],
    ['a comma', '47.0100，47.0901', 'comma-all', ['operators-decided']],
    ['a bar', '47.0100|47.0901', 'national', []],
    ['plus alone', '47.0100+47.0901', 'national', []],
    ['slash and bar leave it open', '47.0100/47.0901|54.1100', 'slash-plus', ['operators-open']],
    ['comma and plus leave it open', '47.0100,47.0901+54.1100', 'comma-all', ['operators-open']],
  ])('operators by the signs of the whole file: %s', async (_why, procedure, operators, codes) => {
    const read = await readCsv([
      ['A1', '1', 'K35.3', procedure, '', '100'],
      ['A2', '1', 'K36', '47.0901', '', '100'],
    ]);
    expect({ operators: read.operators, codes: read.findings.map(({ code }) => code) }).toEqual({ operators, codes });
  });

  test('operators that are said are not questioned', async () => {
    const read = await readCsv([['A1', '1', 'K35.3', '47.0100/47.0901', '', '100']], { operators: 'slash-plus' });
    expect(read).toMatchObject({ operators: 'slash-plus', findings: [] });
  });

  test('errors of rows, all at once, with row and column as the file calls it', async () => {
    const read = await readCsv([
      ['A1', '1', '', '47.0100', '', '100'],
      ['A2', '1', 'K35.3', '(47.0100+47.0901', '', '100'],
      ['A3', '1', 'K36', '47.0100', '', '1,234.5'],
      ['A4', '1', 'K37', '47.0100', '', '-3'],
      ['', '1', 'K38', '47.0100', '', '3'],
      ['A6', '9', 'K39', '47.0100', '+47.0901', '3'],
      ['A7', '0', 'C75-C00', '手术', '', '3'],
    ]);
    expect(placed(read, checked(read).filter(isError))).toEqual([
      'value-unknown 8 病种类型（1.核心病种；2.综合病种）',
      'diagnosis-missing 3 主诊断代码',
      'brackets-unbalanced 4 主要操作代码',
      'decimal-invalid 5 病种分值',
      'decimal-invalid 6 病种分值',
      'key-missing 7 病种编码',
      'operand-empty 8 其他操作代码',
      'range-invalid 9 主诊断代码',
    ]);
  });

  test('warnings: repeated keys, ties, empty points, codes of no shape, types that do not fit, remarks', async () => {
    const read = await readCsv([
      ['A1', '1', 'K35.3', '47.0100', '', '100'],
      ['A1', '1', 'K36', '47.0100', '', ''],
      ['A3', '1', 'K35.3', '47.0100', '', '90'],
      ['A4', '1', 'K3533', '47-01', '', '90'],
      ['A5', '1', 'K37', '手术', '', '90'],
      ['A6', '0', 'K38', '', '', '90'],
      ['', '', '', '', '', ''],
    ]);
    const findings = checked(read);
    expect(findings.filter(isError)).toEqual([]);
    expect(placed(read, findings).toSorted()).toEqual(
      [
        'row-ignored 9 null',
        'layer-by-content 7 病种类型（1.核心病种；2.综合病种）',
        'code-shape 6 主诊断代码',
        'code-shape 6 主要操作代码',
        'attribute-missing 8 主要操作代码',
        'key-repeated 4 病种编码',
        'points-empty 4 病种分值',
        'rows-tie 5 主要操作代码',
      ].toSorted(),
    );
  });

  test('a file in GBK, by tabs, under columns of its own', async () => {
    const path = join(folder, 'gbk.csv');
    // 编码 and 诊断 in GBK
    const header = Buffer.from('b1e0c2eb09d5efb6cf0a', 'hex');
    writeFileSync(path, Buffer.concat([header, Buffer.from('A1\tK35.3\n')]));
    const columns = await readColumnMap('key=编码,diagnosis=诊断');
    const { tables, findings } = await readDipDirectory(path, { columns, procedureCodes: 'exact' });
    expect(findings).toEqual([]);
    expect(tables.groups).toMatchObject([{ key: 'A1', diagnosis: 'K35.3', procedure: '' }]);
  });

  test('a workbook: the sheet with the columns, numbers as codes, merged cells, blank rows', async () => {
    const workbook = new ExcelJS.Workbook();
    workbook.addWorksheet('说明').addRow(['本目录自发布之日起施行']);
    const sheet = workbook.addWorksheet('目录');
    sheet.addRow(['某市目录']);
    sheet.addRow(HEADER);
    sheet.addRow([1, 'A1', 1, 'K35.3', '阑尾炎', 47.01, '', '', '', 100.5]);
    sheet.addRow([2, 'A2', 1, '', '', 6.31, '', '', '', 90]);
    sheet.addRow(['', ' ', '']);
    sheet.mergeCells('D3:D4');
    const path = join(folder, '目录.xlsx');
    await workbook.xlsx.writeFile(path);
    const read = await readDipDirectory(path, restore);
    expect(read.tables.groups).toMatchObject([
      { key: 'A1', diagnosis: 'K35.3', procedure: '47.0100', points: '100.5' },
      { key: 'A2', diagnosis: 'K35.3', procedure: '06.3100', points: '90' },
    ]);
    expect(placed(read, read.findings)).toEqual([
      'code-repaired 3 主要操作代码',
      'code-repaired 4 主要操作代码',
      'cells-merged 3 主诊断代码',
    ]);
  });

  test('columns that are named and not there are errors, all of them; an empty table is one too', async () => {
    const columns = await readColumnMap('key=编码,diagnosis=诊断,points=分值');
    const read = await readCsv([], { columns });
    expect(placed(read, read.findings)).toEqual(['编码', '诊断', '分值'].map((column) => `column-missing null ${column}`));
    const empty = await readCsv([]);
    expect(placed(empty, empty.findings)).toEqual(['sheet-empty null null']);
  });
});

describe('readColumnMap', () => {
  test('a YAML file and the same in words are one map', async () => {
    const path = join(folder, 'columns.yaml');
    writeFileSync(path, 'diagnosis: 主诊断代码\npoints: 病种分值\n');
    expect(await readColumnMap(path)).toEqual({ diagnosis: '主诊断代码', points: '病种分值' });
    expect(await readColumnMap('diagnosis=主诊断代码, points=病种分值')).toEqual(await readColumnMap(path));
  });

  test.each([
    ['a name that is none', 'diagnosis=a,colour=b', 'colour'],
    ['no diagnosis', 'key=a', 'diagnosis'],
    ['no header', 'diagnosis=', 'diagnosis'],
  ])('%s is refused', async (_why, words, named) => {
    await expect(readColumnMap(words)).rejects.toMatchObject({
      code: 'REFERENCE_DATA_COLUMN_MAP_INVALID',
      details: { why: expect.stringContaining(named) as string },
    });
  });
});
