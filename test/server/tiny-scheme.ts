// A scheme of five ADRGs that shows every outcome, as the six tables of a folder and as a workbook in the national layout. All of it is
// invented but the codes of the groups.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { csvLine, DRG_SHEETS, STORED_TABLES, type DrgTableName } from '../../reference-data/index.js';

type Cells = Readonly<Record<string, string>>;
export type SchemeRows = Readonly<Record<DrgTableName, readonly Cells[]>>;

const mdc = (code: string, name: string, rule: string, sort: string) => ({ code, name, rule, sort });
const adrg = (code: string, name: string, rule: string, mdcCode: string, sort: string) => ({
  ...mdc(code, name, rule, sort),
  mdc: mdcCode,
});
const drg = (code: string, name: string, rule: string, adrgCode: string, mdcCode: string, sort: string) => ({
  ...adrg(code, name, rule, mdcCode, sort),
  adrg: adrgCode,
});
const member = (set: string, code: string, name: string, type: string) => ({ set, code, name, type });

/** The rows of the scheme. */
export const TINY: SchemeRows = {
  mdc: [
    mdc('MDCA', '先期分组', 'ZYSS in OP_A', '1'),
    mdc('MDCB', '神经系统疾病', 'ZYZD in DI_B', '2'),
    mdc('MDCM', '男性生殖系统疾病', 'ZYZD in DI_M and XB=1', '3'),
  ],
  adrg: [
    adrg('AA1', '移植', 'ZYSS in OP_A', 'MDCA', '1'),
    adrg('BR2', '脑缺血性疾患', 'ZYZD in DI_BR2 and not (ZYSS in OP_ALL)', 'MDCB', '1'),
    adrg('BQY', '歧义组', 'ZYSS in OP_ALL', 'MDCB', '2'),
    adrg('B00', '未入组', '', 'MDCB', '3'),
    adrg('MR1', '男性生殖系统疾患', 'ZYZD in DI_M', 'MDCM', '1'),
  ],
  drg: [
    drg('AA19', '移植', '', 'AA1', 'MDCA', '1'),
    drg('BR21', '脑缺血性疾患，伴严重合并症或并发症', 'QTZD in MCC', 'BR2', 'MDCB', '1'),
    drg('BR23', '脑缺血性疾患，伴合并症或并发症', 'QTZD in CC', 'BR2', 'MDCB', '2'),
    drg('BR25', '脑缺血性疾患，不伴合并症或并发症', '', 'BR2', 'MDCB', '3'),
    drg('BQY', '歧义组', '', 'BQY', 'MDCB', '1'),
    drg('B000', '未入组', '', 'B00', 'MDCB', '1'),
    drg('MR19', '男性生殖系统疾患', '', 'MR1', 'MDCM', '1'),
  ],
  sets: [
    member('DI_B', 'I63.900', '脑梗死', 'DI'),
    member('DI_B', 'G40.900', '癫痫', 'DI'),
    member('DI_BR2', 'I63.900', '脑梗死', 'DI'),
    member('DI_M', 'N40.x00', '前列腺增生', 'DI'),
    member('OP_A', '37.5100', '心脏移植术', 'OP'),
    member('OP_ALL', '01.2400', '颅骨切开术', 'OP'),
  ],
  complications: [
    { code: 'I50.900', name: '心力衰竭', exclusionTable: 'EX_1', level: 'MCC' },
    { code: 'E11.900', name: '2型糖尿病', exclusionTable: '无', level: 'CC' },
    { code: 'G93.600', name: '脑水肿', exclusionTable: 'EX_2', level: 'MCC' },
  ],
  exclusions: [
    { table: 'EX_1', code: 'I50.900', name: '心力衰竭' },
    { table: 'EX_2', code: 'I63.900', name: '脑梗死' },
  ],
};

/** Writes the tables into a new folder, as someone would who keeps a scheme by hand. */
export function writeTables(folder: string, rows: SchemeRows = TINY): string {
  mkdirSync(folder, { recursive: true });
  for (const table of Object.keys(rows) as DrgTableName[]) {
    const { file } = STORED_TABLES[table];
    const columns = STORED_TABLES[table].columns.filter((column) => column !== 'groupCode' && column !== 'kind');
    const lines = rows[table].map((row) => csvLine(columns.map((column) => row[column] ?? '')));
    writeFileSync(join(folder, file), csvLine(columns) + lines.join(''));
  }
  return folder;
}

/** Writes a workbook as the national one is laid out: a title row, then the header, then the rows. */
export async function writeWorkbook(path: string, rows: SchemeRows = TINY, leftOut: readonly string[] = []): Promise<string> {
  const workbook = new ExcelJS.Workbook();
  for (const table of Object.keys(rows) as DrgTableName[]) {
    const { sheet, columns } = DRG_SHEETS[table];
    if (leftOut.includes(sheet)) continue;
    const kept = Object.entries(columns).filter(([, { headers }]) => !leftOut.includes(`${sheet}.${headers[0]}`));
    const target = workbook.addWorksheet(sheet);
    target.addRow([`${sheet}配置`]);
    target.addRow(kept.map(([, { headers }]) => headers[0]));
    for (const row of rows[table]) target.addRow(kept.map(([column]) => row[column] ?? ''));
  }
  await workbook.xlsx.writeFile(path);
  return path;
}

/** Cases for the scheme and what they fall into: `status drg`. */
export const TINY_CASES: readonly { readonly why: string; readonly expected: string; readonly values: Cells }[] = [
  { why: 'no complication', expected: 'grouped BR25', values: { principalDiagnosis: 'I63.900' } },
  { why: 'a CC', expected: 'grouped BR23', values: { principalDiagnosis: 'I63.900', secondaryDiagnoses: 'E11.900' } },
  {
    why: 'an MCC beside a CC',
    expected: 'grouped BR21',
    values: { principalDiagnosis: 'I63.900', secondaryDiagnoses: 'E11.900|I50.900' },
  },
  {
    why: 'an MCC that is excluded',
    expected: 'grouped BR25',
    values: { principalDiagnosis: 'I63.900', secondaryDiagnoses: 'G93.600' },
  },
  { why: 'a transplant', expected: 'grouped AA19', values: { principalDiagnosis: 'I63.900', principalProcedure: '37.5100' } },
  {
    why: 'a procedure that fits no ADRG',
    expected: 'ambiguous BQY',
    values: { principalDiagnosis: 'I63.900', principalProcedure: '01.2400' },
  },
  { why: 'a fall-back row', expected: 'ungrouped B000', values: { principalDiagnosis: 'G40.900' } },
  { why: 'the other sex', expected: 'ungrouped 0000', values: { principalDiagnosis: 'N40.x00', sex: '2' } },
  { why: 'an unknown principal diagnosis', expected: 'ungrouped 0000', values: { principalDiagnosis: 'Z99.999' } },
  { why: 'no sex', expected: 'invalid ', values: { principalDiagnosis: 'I63.900', sex: '' } },
];

const CASE_COLUMNS = ['caseId', 'sex', 'ageYears', 'principalDiagnosis', 'secondaryDiagnoses', 'principalProcedure'] as const;

/** The cases as canonical CSV, with more columns behind if wanted. */
export function tinyCsv(more: Readonly<Record<string, (row: number) => string>> = {}): string {
  const lines = tinyRecords().map((record, row) =>
    csvLine([...CASE_COLUMNS.map((column) => record[column]!), ...Object.values(more).map((value) => value(row))]),
  );
  return csvLine([...CASE_COLUMNS, ...Object.keys(more)]) + lines.join('');
}

/** The cases by canonical name. */
export function tinyRecords(): Record<(typeof CASE_COLUMNS)[number], string>[] {
  return TINY_CASES.map(({ values }, row) => ({
    caseId: `case-${row + 1}`,
    sex: '1',
    ageYears: '60',
    principalDiagnosis: '',
    secondaryDiagnoses: '',
    principalProcedure: '',
    ...values,
  }));
}
