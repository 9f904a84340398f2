import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { afterAll, describe, expect, test } from 'vitest';
import { buildScheme, DrgGrouper, compileScheme, schemeWarnings } from '../../grouper/index.js';
import { isError, placeFinding, readDrgWorkbook, type ReadDrgTables } from '../../reference-data/index.js';
import { edition } from '../read-scheme.js';
import { discharge } from '../grouper/drg/small-scheme.js';

type Cell = string | number | null;
type Sheets = Readonly<Record<string, readonly (readonly Cell[])[]>>;

const folder = mkdtempSync(join(tmpdir(), 'dianzhi-workbook-'));
afterAll(() => rmSync(folder, { recursive: true }));

const TITLE = ['按病组（DRG）付费分组方案配置信息'];
const HEADERS = {
  MDC: ['MDC编码', 'MDC名称', 'MDC规则', '排序'],
  ADRG: ['ADRG编码', 'ADRG名称', 'ADRG规则', '所属MDC编码', 'MDC内排序'],
  DRG: ['DRG', 'DRG名称', 'DRG规则', '所属ADRG编码', '所属MDC编码', '排序'],
  集合: ['集合编号', 'ICD编码', 'ICD名称', '类型编号'],
  CC: ['疾病编码', '疾病名称', '排除表', '类型'],
  排除表: ['集合编号', 'ICD编码', 'ICD名称'],
} as const;
const ROWS: Readonly<Record<keyof typeof HEADERS, readonly (readonly Cell[])[]>> = {
  MDC: [['MDCB', '神经', 'ZYZD in DI_B', 1]],
  ADRG: [['BR1', '颅内', 'ZYZD in DI_B', 'MDCB', 1]],
  DRG: [
    ['BR11', '伴严重', 'QTZD in MCC', 'BR1', 'MDCB', 1],
    ['BR15', '不伴', null, 'BR1', 'MDCB', 2],
  ],
  集合: [['DI_B', 'B10.000', '某病', 'DI']],
  CC: [['B11.000', '某症', 'EX_1', 'MCC']],
  排除表: [['EX_1', 'B12.000', '某病']],
};

/** The workbook as issued: a title row, the header row, the data; some sheets given otherwise. */
function issued(otherwise: Partial<Record<keyof typeof HEADERS, readonly (readonly Cell[])[]>> = {}): Sheets {
  const names = Object.keys(HEADERS) as (keyof typeof HEADERS)[];
  return Object.fromEntries(names.map((name) => [name, otherwise[name] ?? [TITLE, HEADERS[name], ...ROWS[name]]]));
}

let files = 0;
async function written(sheets: Sheets): Promise<string> {
  const workbook = new ExcelJS.Workbook();
  for (const [name, rows] of Object.entries(sheets)) {
    const sheet = workbook.addWorksheet(name);
    for (const [place, cells] of rows.entries()) sheet.getRow(place + 1).values = [...cells] as ExcelJS.CellValue[];
  }
  const path = join(folder, `${files++}.xlsx`);
  await workbook.xlsx.writeFile(path);
  return path;
}

const read = async (sheets: Sheets) => readDrgWorkbook(await written(sheets));

/** Every finding as a person sees it: sheet, row, column, code. */
function shown(tables: ReadDrgTables): string[] {
  const built = buildScheme(edition(), tables.tables);
  const all = [...tables.findings, ...built.errors, ...schemeWarnings(built.scheme)];
  return all
    .map((finding) => placeFinding(finding, tables.sources, 'en'))
    .map(({ sheet, row, column, code }) => `${sheet} ${row ?? '-'} ${column ?? '-'} ${code}`);
}

describe('readDrgWorkbook', () => {
  test('the workbook as issued, a title row before each header, reads without a finding and groups', async () => {
    const found = await read(issued());
    expect(shown(found)).toEqual([]);
    expect(found.tables).toEqual({
      mdc: [{ code: 'MDCB', name: '神经', rule: 'ZYZD in DI_B', sort: 1 }],
      adrg: [{ code: 'BR1', groupCode: 'BR1', kind: 'real', name: '颅内', rule: 'ZYZD in DI_B', mdc: 'MDCB', sort: 1 }],
      drg: [
        { code: 'BR11', groupCode: 'BR11', kind: 'real', name: '伴严重', rule: 'QTZD in MCC', adrg: 'BR1', mdc: 'MDCB', sort: 1 },
        { code: 'BR15', groupCode: 'BR15', kind: 'real', name: '不伴', rule: '', adrg: 'BR1', mdc: 'MDCB', sort: 2 },
      ],
      sets: [{ set: 'DI_B', code: 'B10.000', name: '某病', type: 'DI' }],
      complications: [{ code: 'B11.000', name: '某症', exclusionTable: 'EX_1', level: 'MCC' }],
      exclusions: [{ table: 'EX_1', code: 'B12.000', name: '某病' }],
    });
    const grouper = new DrgGrouper(compileScheme(buildScheme(edition(), found.tables).scheme));
    const answer = grouper.group(discharge({ principalDiagnosis: 'B10.000', secondaryDiagnoses: ['B11.000'] }));
    expect(answer).toMatchObject({ drg: 'BR11', drgName: '伴严重' });
  });

  test.each<[why: string, rows: readonly (readonly Cell[])[]]>([
    ['in the first row', [HEADERS.MDC, ...ROWS.MDC]],
    ['in the fourth row, behind titles and blank rows', [TITLE, [], ['2026年'], HEADERS.MDC, ...ROWS.MDC]],
    ['in the tenth row', [...Array.from({ length: 9 }, () => TITLE), HEADERS.MDC, ...ROWS.MDC]],
    ['behind an empty first column', [TITLE, [null, ...HEADERS.MDC], [null, ...ROWS.MDC[0]!]]],
    ['in another order', [TITLE, ['排序', 'MDC规则', 'MDC编码', 'MDC名称'], [1, 'ZYZD in DI_B', 'MDCB', '神经']]],
    ['among further columns', [TITLE, ['备注', ...HEADERS.MDC, '说明'], ['x', ...ROWS.MDC[0]!, 'y']]],
    ['with blanks and full-width letters', [TITLE, ['ＭＤＣ 编码', 'mdc名称', ' MDC规则\n', '排 序'], ...ROWS.MDC]],
  ])('columns are found by their headers: %s', async (_why, MDC) => {
    const found = await read(issued({ MDC }));
    expect(found.findings).toEqual([]);
    expect(found.tables.mdc).toEqual([{ code: 'MDCB', name: '神经', rule: 'ZYZD in DI_B', sort: 1 }]);
  });

  test('a header in the eleventh row is too far down', async () => {
    const found = await read(issued({ MDC: [...Array.from({ length: 10 }, () => TITLE), HEADERS.MDC, ...ROWS.MDC] }));
    expect(shown(found).filter((line) => line.startsWith('MDC'))).toEqual(
      HEADERS.MDC.map((column) => `MDC - ${column} column-missing`),
    );
  });

  test('numbers stored as text and text stored as numbers are read as they are meant', async () => {
    const found = await read(
      issued({
        MDC: [TITLE, HEADERS.MDC, ['MDCB', '神经', '{ZYSS, QTSS} in OP_B', ' 12 ']],
        ADRG: [TITLE, HEADERS.ADRG, ['BR1', 1, 1, 'MDCB', '3']],
        集合: [
          TITLE,
          HEADERS.集合,
          ['OP_B', 36.06, '', 'OP'],
          ['OP_B', 0.66, '', 'OP'],
          ['OP_B', 7, '', 'OP'],
          ['OP_B', 17.911, '', 'OP'],
          ['OP_B', '36.0700', '', 'OP'],
        ],
      }),
    );
    expect(found.tables.mdc[0]!.sort).toBe(12);
    expect(found.tables.adrg[0]).toMatchObject({ rule: '1', sort: 3, name: '1' });
    expect(found.tables.sets.map(({ code }) => code)).toEqual(['36.0600', '00.6600', '07.0000', '17.91100', '36.0700']);
    expect(shown(found).filter((line) => line.endsWith('repaired'))).toEqual(
      [3, 4, 5, 6].map((row) => `集合 ${row} ICD编码 code-repaired`),
    );
  });

  test('departments are no damaged procedure codes', async () => {
    const found = await read(
      issued({
        MDC: [TITLE, HEADERS.MDC, ['MDCB', '神经', 'ZYZD in DI_B and KS in KS_ICU', 1]],
        集合: [TITLE, HEADERS.集合, ...ROWS.集合, ['KS_ICU', '28', '重症', 'KS'], ['KS_ICU', 301, '', '']],
      }),
    );
    expect(shown(found)).toEqual([]);
    const grouper = new DrgGrouper(compileScheme(buildScheme(edition(), found.tables).scheme));
    const statusIn = (department: string) => grouper.group(discharge({ principalDiagnosis: 'B10.000', department })).status;
    expect(['28', 'A28', '0301', '03'].map(statusIn)).toEqual(['grouped', 'grouped', 'grouped', 'ungrouped']);
  });

  test.each([
    ['line breaks', 'ZYZD in DI_B\nor QTZD in DI_B'],
    ['carriage returns as the workbook escapes them', 'ZYZD in DI_B_x000D_\nor QTZD in DI_B_x000D_\n'],
    ['no-break and full-width spaces', '\u00a0ZYZD\u3000in DI_B\u3000\u3000or QTZD in\u00a0DI_B'],
  ])('%s in a rule are one blank', async (_why, rule) => {
    const found = await read(issued({ MDC: [TITLE, HEADERS.MDC, ['MDCB', '神经', rule, 1]] }));
    expect(found.tables.mdc[0]!.rule).toBe('ZYZD in DI_B or QTZD in DI_B');
    expect(shown(found)).toEqual([]);
  });

  test.each(['无', '', '-', '/', null])('the exclusion table %j is none', async (table) => {
    const found = await read(issued({ CC: [TITLE, HEADERS.CC, ['B11.000', '某症', table, 'mcc ']] }));
    expect(found.tables.complications).toEqual([{ code: 'B11.000', name: '某症', exclusionTable: '', level: 'MCC' }]);
  });

  test('kinds and group codes are derived at import', async () => {
    const codes = ['BR1', 'BQY', 'B00', 'AH1_2', 'B000', 'bQY', 'BBQY'];
    const found = await read(
      issued({
        ADRG: [TITLE, HEADERS.ADRG, ...codes.map((code) => [code, '', '', 'MDCB', 1])],
        DRG: [TITLE, HEADERS.DRG, ...['B000', 'B00', 'BQY', 'BE1a', 'BV11B'].map((code) => [code, '', '', 'BR1', 'MDCB', 1])],
      }),
    );
    expect(found.tables.adrg.map(({ groupCode, kind }) => `${groupCode} ${kind}`)).toEqual([
      'BR1 real',
      'BQY ambiguous',
      'B00 fallback',
      'AH1 real',
      'B000 real',
      'bQY real',
      'BBQY real',
    ]);
    expect(found.tables.drg.map(({ groupCode, kind }) => `${groupCode} ${kind}`)).toEqual([
      'B000 fallback',
      'B00 real',
      'BQY ambiguous',
      'BE1a real',
      'BV11B real',
    ]);
  });
});

describe('findings of a workbook', () => {
  test('every missing sheet is told', async () => {
    const { MDC, DRG, 集合 } = issued();
    const found = await read({ MDC: MDC!, DRG: DRG!, 集合: 集合! });
    expect(found.findings.map(({ code, table }) => `${code} ${table}`)).toEqual([
      'sheet-missing adrg',
      'sheet-missing complications',
      'sheet-missing exclusions',
    ]);
    expect(found.findings.every(isError)).toBe(true);
  });

  test('a missing column is told by its header; a sheet without any is blamed for all', async () => {
    const found = await read(
      issued({
        CC: [TITLE, ['疾病编码', '疾病名称', '类型'], ['B11.000', '某症', 'MCC']],
        排除表: [TITLE, ['a', 'b'], ['EX_1', 'B12.000']],
      }),
    );
    expect(shown(found).filter((line) => line.endsWith('column-missing'))).toEqual([
      'CC - 排除表 column-missing',
      '排除表 - 集合编号 column-missing',
      '排除表 - ICD编码 column-missing',
    ]);
  });

  test('the names of members are not needed', async () => {
    const found = await read(issued({ 集合: [TITLE, ['集合编号', 'ICD编码'], ['DI_B', 'B10.000']] }));
    expect(shown(found)).toEqual([]);
  });

  test('a sheet without rows is an error, but for complications and exclusions', async () => {
    const names = Object.keys(HEADERS) as (keyof typeof HEADERS)[];
    const found = await read(issued(Object.fromEntries(names.map((name) => [name, [TITLE, HEADERS[name]]]))));
    expect(found.findings.map(({ code, table }) => `${code} ${table}`)).toEqual(
      ['mdc', 'adrg', 'drg', 'sets'].map((table) => `sheet-empty ${table}`),
    );
  });

  test('errors of all sheets come at once, each with its row behind titles, blank rows and rows that were left out', async () => {
    const found = await read(
      issued({
        MDC: [TITLE, [], HEADERS.MDC, [], ['MDCB', '神经', 'ZYZD on DI_B', 1]],
        ADRG: [TITLE, HEADERS.ADRG, ['BR1', '颅内', 'ZYZD in DI_C', 'MDCB', 1], [], [], ['CR1', '眼', '', 'MDCC', 2]],
        DRG: [
          TITLE,
          HEADERS.DRG,
          ['BR15', '', '', 'BR1', 'MDCB', 1],
          ['', '漏了编码', '', 'BR1', 'MDCB', 2],
          ['BR29', '', '', 'BR2', 'MDCB', 3],
        ],
        集合: [TITLE, HEADERS.集合, ['DI_B', ''], ['DI_B', 'B10.000'], ['', 'B11.000'], ['DI_B', 'B10.000']],
        CC: [TITLE, HEADERS.CC, ['B11.000', '', '', '合并症'], ['B12.000', '', 'EX_9', 'CC'], ['', '', '', 'CC']],
      }),
    );
    expect(shown(found).sort()).toEqual(
      [
        'MDC 5 MDC规则 rule-unparsable',
        'ADRG 3 ADRG规则 set-unknown',
        'ADRG 6 所属MDC编码 parent-unknown',
        'DRG 4 DRG cell-empty',
        'DRG 5 所属ADRG编码 parent-unknown',
        '集合 3 ICD编码 cell-empty',
        '集合 5 集合编号 cell-empty',
        '集合 6 ICD编码 member-repeated',
        '集合 4 集合编号 set-unused',
        'CC 3 类型 level-unknown',
        'CC 4 排除表 exclusion-table-empty',
        'CC 5 疾病编码 cell-empty',
      ].sort(),
    );
  });

  test('a sort that is no number keeps the row behind the one before it', async () => {
    const found = await read(
      issued({
        DRG: [
          TITLE,
          HEADERS.DRG,
          ['BR15', '', '', 'BR1', 'MDCB', 9],
          ['BR11', '', 'QTZD in MCC', 'BR1', 'MDCB', 3],
          ['BR13', '', 'QTZD in CC', 'BR1', 'MDCB', '三'],
        ],
      }),
    );
    expect(shown(found)).toEqual(['DRG 5 排序 sort-not-a-number']);
    const { scheme } = buildScheme(edition(), found.tables);
    expect(scheme.mdcs[0]!.adrgs[0]!.drgs.map(({ row }) => row.code)).toEqual(['BR11', 'BR13', 'BR15']);
  });

  test('a finding is worded in both languages, with its details', async () => {
    const found = await read(issued({ MDC: [TITLE, HEADERS.MDC, ['MDCB', '神经', 'ZYZD in', 1]] }));
    const [error] = buildScheme(edition(), found.tables).errors;
    expect(placeFinding(error!, found.sources, 'en')).toEqual({
      level: 'error',
      code: 'rule-unparsable',
      sheet: 'MDC',
      row: 3,
      column: 'MDC规则',
      message: 'The rule does not parse: at position 8 expected the name of a set, found ""',
    });
    expect(placeFinding(error!, found.sources, 'zh').message).toContain('规则无法解析：第8个字符处');
  });
});
