import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type ExcelJS from 'exceljs';
import { describe, expect, test } from 'vitest';
import { checkDipTables, isError, placeFinding, readDipTables, readDipWorkbook } from '../../reference-data/index.js';
import type { DipFinding, DipTables, ReadDipTables } from '../../reference-data/index.js';
import { DIP_PARTS, DIP_SHEETS, type DipPart } from '../../reference-data/dip-sheets.js';
import { DIP_TABLE_FILES } from '../../reference-data/read-dip-tables.js';
import { temporaryFolder } from '../command-line.js';
import { INVENTED, writeDipWorkbook, type Cells, type PartRows, type WorkbookChoices } from '../fixtures/dip-workbook.js';
import { shared, sharedIsThere, WHEN_SHARED_IS_THERE } from '../shared-material.js';

const folder = temporaryFolder();
const read = async (rows: PartRows = INVENTED, choices: WorkbookChoices = {}) =>
  readDipWorkbook(await writeDipWorkbook(join(folder, 'dip.xlsx'), rows, choices));
const group = (tables: DipTables, key: string) => tables.groups.find((one) => one.key === key)!;
const placed = ({ sources }: ReadDipTables, findings: readonly DipFinding[]) =>
  findings
    .map((finding) => placeFinding(finding, sources, 'en'))
    .map(({ code, sheet, row, column }) => ({ code, sheet, row, column }));
const national = { operators: 'national', shortProcedureCodes: 'exact' } as const;

const baseSheet = (workbook: ExcelJS.Workbook) => workbook.getWorksheet(DIP_SHEETS.base.sheet)!;

function mergeDiagnoses(workbook: ExcelJS.Workbook): void {
  for (const range of ['A3:A4', 'C3:C4', 'D3:D4', 'A1:F1']) baseSheet(workbook).mergeCells(range);
}

function addRemark(workbook: ExcelJS.Workbook): void {
  baseSheet(workbook).addRow([]);
  baseSheet(workbook).addRow(['注：以上为试行']);
}

describe('readDipWorkbook', () => {
  test('every sheet gives its layer, keyed by category and number', async () => {
    const { tables, findings } = await read();
    expect(findings).toEqual([]);
    expect(tables.groups.map(({ key, layer, subdivision }) => `${key} ${layer} ${subdivision}`.trim()).join(', ')).toBe(
      'XQ-1 XQ, XQ-2 XQ, XQ-3 XQ, XQ-4 XQ, BX-5 BX, BX-6 BX, FZ-7 FZ burn, FZ-8 FZ burn, FZ-9 FZ tumour, ' +
        'FZ-10 FZ tuberculosis, FZ-11 FZ tuberculosis, JC-12 JC, JC-13 JC, JC-14 JC',
    );
    expect(tables.primaryCare).toEqual([
      { number: 1, diagnosis: 'A01.0', procedure: '', name: '伤寒，内科诊疗' },
      { number: 2, diagnosis: 'K35', procedure: '47.0100', name: '内科诊疗' },
    ]);
    expect(tables.excludedDiagnoses).toEqual([{ code: 'A09.900', name: '胃肠炎' }]);
    expect(tables.resistantDiagnoses).toEqual([{ code: 'A15.000x010', name: '耐药' }]);
  });

  test('the second header among pre-groups turns the procedure columns into age and birth weight', async () => {
    const { tables } = await read();
    expect(group(tables, 'XQ-3')).toMatchObject({ procedure: '', ageDaysBelow: '29', birthWeight: '0-999', diagnosis: 'P07' });
    expect(group(tables, 'XQ-4')).toMatchObject({ procedure: '', ageDaysBelow: '29', birthWeight: '1000-1499' });
    expect(group(tables, 'XQ-1')).toMatchObject({ procedure: '33.6x00', ageDaysBelow: '', birthWeight: '' });
  });

  test('any position: rows that say so, and every tumour row; the others ask for the main procedure', async () => {
    const { tables } = await read();
    expect(tables.groups.filter(({ position }) => position === 'any').map(({ key }) => key)).toEqual(['XQ-2', 'FZ-9']);
  });

  test('resistance, the one procedure column of tumours, other diagnoses', async () => {
    const { tables } = await read();
    expect(['FZ-10', 'FZ-11', 'FZ-9'].map((key) => group(tables, key).drugResistant)).toEqual(['yes', 'no', '']);
    expect(group(tables, 'FZ-9')).toMatchObject({ procedure: '99.2503+99.2800x005', otherDiagnosis: 'C00-C75' });
    expect(group(tables, 'FZ-8')).toMatchObject({ otherDiagnosis: 'T31.0|T32.0', procedure: '86.2201' });
  });

  test('three kinds of excluded procedures; a limited one has the range that is printed, else the usual one', async () => {
    const { tables } = await read();
    expect(tables.excludedProcedures.map(({ kind, scope }) => [kind, scope])).toEqual([
      ['conservative', ''],
      ['not-main', ''],
      ['limited', 'A00-A09|C15-C26|D01|D12|D13|D37|I85|K20-K93'],
      ['limited', 'K20-K31|A09'],
    ]);
  });

  test.each<[string, WorkbookChoices]>([
    ['another numbering', { sheetName: (part) => DIP_SHEETS[part].sheet.replace(/^[一二三四五六]、/, '1.') }],
    ['no numbering', { sheetName: (part) => DIP_SHEETS[part].sheet.replace(/^[一二三四五六]、/, '') }],
    [
      'without 病种 at the end',
      { sheetName: (part) => DIP_SHEETS[part].sheet.replace(/病种$/, '') + (part === 'primaryCare' ? '病种' : '') },
    ],
    ['the annex below the tuberculosis rows', { annex: 'below' }],
  ])('sheets are known by their words: %s', async (_why, choices) => {
    const plain = await read();
    const { tables, findings } = await read(INVENTED, choices);
    expect({ tables, findings }).toEqual({ tables: plain.tables, findings: [] });
  });

  test('full-width signs and blanks in expressions are folded, names stay as printed', async () => {
    const base = [{ number: '1', diagnosis: ' Ｋ35．1 ', procedure: '47.0100 ｜ 47.0901X002', procedureName: '甲（乙）｜丙' }];
    const { tables } = await read({ ...INVENTED, base });
    expect(group(tables, 'JC-1')).toMatchObject({ diagnosis: 'K35.1', procedure: '47.0100|47.0901x002', name: '甲（乙）｜丙' });
  });

  test('cells merged downwards count for each of their rows, and a warning says so', async () => {
    const base = [
      { category: 'JC', number: '1', diagnosis: 'K35', diagnosisName: '阑尾炎', procedure: '47.0100' },
      { number: '2', procedure: '47.0901' },
    ];
    const all = await read({ ...INVENTED, base }, { change: mergeDiagnoses });
    expect(group(all.tables, 'JC-2')).toMatchObject({ diagnosis: 'K35', procedure: '47.0901', name: '阑尾炎，内科诊疗' });
    expect(placed(all, all.findings)).toEqual(
      ['分类', '主要诊断编码', '主要诊断名称'].map((column) => ({
        code: 'cells-merged',
        sheet: DIP_SHEETS.base.sheet,
        row: 3,
        column,
      })),
    );
  });

  test('a remark below the table is left out with a warning; blank rows are no matter', async () => {
    const all = await read(INVENTED, { change: addRemark });
    expect(placed(all, all.findings)).toEqual([{ code: 'row-ignored', sheet: DIP_SHEETS.base.sheet, row: 8, column: null }]);
  });

  test('all missing sheets and columns are told at once; without the annex there is a warning', async () => {
    const all = await read(INVENTED, {
      leftOut: ['burn', 'primaryCare'],
      leftOutColumns: ['merged.related', 'base.diagnosis'],
      annex: 'none',
    });
    expect(placed(all, all.findings)).toEqual([
      { code: 'column-missing', sheet: DIP_SHEETS.merged.sheet, row: null, column: '相关手术操作编码' },
      { code: 'column-missing', sheet: DIP_SHEETS.base.sheet, row: null, column: '主要诊断编码' },
      { code: 'sheet-missing', sheet: DIP_SHEETS.burn.sheet, row: null, column: null },
      { code: 'sheet-missing', sheet: DIP_SHEETS.primaryCare.sheet, row: null, column: null },
      { code: 'annex-missing', sheet: DIP_SHEETS.resistantDiagnoses.sheet, row: null, column: null },
    ]);
  });

  test('errors of rows name sheet, row and column, all of them at once', async () => {
    const rows: PartRows = {
      ...INVENTED,
      preGroups: [
        ...INVENTED.preGroups.slice(0, 3),
        { number: '4', name: '反', diagnosis: 'P07', ageDaysBelow: '若干', birthWeight: '1499-1000克' },
      ],
      merged: [
        { number: '5', diagnosis: '', procedure: '32.4100' },
        { number: '6', diagnosis: 'C34', procedure: '(32.4100|32.4101', related: '40.5905+' },
        { number: '七', diagnosis: 'C75-C00', procedure: '(32.4100)' },
      ],
      tuberculosis: [{ number: '8', diagnosis: 'A17', drugResistant: '不详' }],
      excludedProcedures: [{ code: '99.2500', note: '另行规定' }],
      excludedDiagnoses: [
        { code: '', name: '无编码' },
        { code: 'A09.900', name: '胃肠炎' },
      ],
    };
    const all = await read(rows);
    const errors = [...all.findings, ...checkDipTables(all.tables, national)].filter(isError);
    const bx = DIP_SHEETS.merged.sheet;
    expect(placed(all, errors)).toEqual([
      { code: 'number-invalid', sheet: bx, row: 5, column: '序号' },
      { code: 'value-unknown', sheet: DIP_SHEETS.tuberculosis.sheet, row: 3, column: '是否耐药' },
      { code: 'value-unknown', sheet: DIP_SHEETS.excludedProcedures.sheet, row: 3, column: '说明' },
      { code: 'range-invalid', sheet: DIP_SHEETS.preGroups.sheet, row: 7, column: '天龄' },
      { code: 'range-invalid', sheet: DIP_SHEETS.preGroups.sheet, row: 7, column: '出生体重' },
      { code: 'diagnosis-missing', sheet: bx, row: 3, column: '主要诊断编码' },
      { code: 'brackets-unbalanced', sheet: bx, row: 4, column: '主要手术操作编码' },
      { code: 'operand-empty', sheet: bx, row: 4, column: '相关手术操作编码' },
      { code: 'range-invalid', sheet: bx, row: 5, column: '主要诊断编码' },
      { code: 'brackets-not-read', sheet: bx, row: 5, column: '主要手术操作编码' },
    ]);
  });
});

describe.skipIf(!sharedIsThere)(`the sample of the national directory${WHEN_SHARED_IS_THERE}`, () => {
  const sample = shared('reference', 'dip-3.0-sample');

  test('every row of every table is read', async () => {
    const { tables, findings } = await readDipTables(sample);
    const of = (layer: string) => tables.groups.filter((one) => one.layer === layer).length;
    expect([of('XQ'), of('BX'), of('FZ'), of('JC')]).toEqual([19, 205, 113, 157]);
    expect(tables.excludedDiagnoses).toHaveLength(134);
    expect(tables.excludedProcedures).toHaveLength(148);
    expect(tables.primaryCare).toHaveLength(127);
    expect(tables.resistantDiagnoses).toHaveLength(48);
    expect(findings).toEqual([]);
  });

  test('its only tie is the overlap inside the workbook; no row is unreachable and every code has the shape of one', async () => {
    const all = await readDipTables(sample);
    const found = checkDipTables(all.tables, national).filter(({ code }) => code !== 'primary-care-without-group');
    expect(found.map(({ code, details }) => [code, details['key'], details['before']])).toEqual([
      ['rows-tie', 'BX-111', 'BX-107'],
    ]);
  });

  test('written as a workbook it reads back as the same tables', async () => {
    const { tables } = await readDipTables(sample);
    const again = await read(sampleRows(sample));
    expect(again.tables).toEqual(tables);
    expect(again.findings).toEqual([]);
  });
});

/** The rows of the sample by stored column. */
function sampleRows(sample: string): PartRows {
  const rows = Object.fromEntries(DIP_PARTS.map((part) => [part, [] as Cells[]])) as Record<DipPart, Cells[]>;
  for (const { file, parts } of DIP_TABLE_FILES) {
    const [header, ...lines] = readFileSync(join(sample, file), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => line.split('\t'));
    for (const line of lines) {
      const cells = Object.fromEntries(header!.map((name, place) => [name, line[place] ?? '']));
      const part = parts[cells['kind'] ?? '']!;
      const columns = Object.entries(DIP_SHEETS[part].columns).map(([column, { headers }]) => [
        column,
        cells[headers.at(-1)!] ?? '',
      ]);
      rows[part].push(withNewborn(Object.fromEntries(columns) as Cells));
    }
  }
  return rows;
}

const withNewborn = ({ procedure, procedureName, ...row }: Cells): Cells =>
  procedure?.startsWith('<') === true
    ? { ...row, ageDaysBelow: procedure, birthWeight: procedureName! }
    : { ...row, procedure: procedure ?? '', procedureName: procedureName ?? '' };
