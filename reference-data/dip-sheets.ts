import type { DipGroupRow, DipTableName } from './dip-tables.js';
import { optional, required, type SheetColumns } from './sheet-header.js';

/** The parts of the national directory, each a sheet of its workbook. */
export const DIP_PARTS = [
  'preGroups',
  'merged',
  'burn',
  'tumour',
  'tuberculosis',
  'base',
  'excludedDiagnoses',
  'excludedProcedures',
  'primaryCare',
  'resistantDiagnoses',
] as const;
export type DipPart = (typeof DIP_PARTS)[number];

/** One sheet of the national workbook. */
export interface DipSheet {
  readonly table: DipTableName;
  /** As the workbook prints it. */
  readonly sheet: string;
  /** What its name is known by; the numbering before it and the words around it vary. */
  readonly name: RegExp;
  /** Columns by stored name. The last text of a header is its name in TSV tables. */
  readonly columns: SheetColumns;
  /** Of groups: the layer and the subdivision of FZ. */
  readonly layer?: DipGroupRow['layer'];
  readonly subdivision?: DipGroupRow['subdivision'];
}

const code = (what: string, ...more: string[]) => required(`${what}编码`, `${what}代码`, ...more);
const name = (what: string, ...more: string[]) => optional(`${what}名称`, ...more);

const NUMBERED = { category: optional('分类', 'category'), number: required('序号', 'seq') };
const DIAGNOSIS = { diagnosis: code('主要诊断', '主诊断编码', 'principalDiagnosis') };
const DIAGNOSIS_NAME = { diagnosisName: name('主要诊断', '主诊断名称', 'principalDiagnosisName') };
const PROCEDURE = {
  procedure: code('主要手术操作', '主要手术及操作编码', '主要操作编码', 'principalProcedure'),
  procedureName: name('主要手术操作', '主要手术及操作名称', '主要操作名称', 'principalProcedureName'),
};
const RELATED = {
  related: code('相关手术操作', '相关手术及操作编码', '相关操作编码', 'relatedProcedure'),
  relatedName: name('相关手术操作', '相关手术及操作名称', '相关操作名称', 'relatedProcedureName'),
};

/**
 * The sheets of the national workbook of the DIP directory and their columns.
 * @source 《按病种分值（DIP）付费3.0版分组方案》
 */
export const DIP_SHEETS: Readonly<Record<DipPart, DipSheet>> = {
  preGroups: {
    table: 'groups',
    sheet: '一、先期分组',
    name: /先期分组/,
    layer: 'XQ',
    columns: {
      ...NUMBERED,
      name: required('分组名称', '病种名称', 'name'),
      ...DIAGNOSIS,
      ...DIAGNOSIS_NAME,
      ...PROCEDURE,
      note: required('说明', '备注', 'note'),
    },
  },
  merged: {
    table: 'groups',
    sheet: '二、并项规则下的核心病种',
    name: /并项/,
    layer: 'BX',
    columns: { ...NUMBERED, ...DIAGNOSIS, ...DIAGNOSIS_NAME, ...PROCEDURE, ...RELATED },
  },
  burn: {
    table: 'groups',
    sheet: '三、诊断辅助细分-烧伤类病种',
    name: /烧伤/,
    layer: 'FZ',
    subdivision: 'burn',
    columns: {
      ...NUMBERED,
      ...DIAGNOSIS,
      diagnosisName: optional('烧伤腐蚀伤程度', '烧伤/腐蚀伤程度', 'burnDegree'),
      otherDiagnosis: code('其他诊断', 'secondaryDiagnosis'),
      otherDiagnosisName: optional('烧伤腐蚀伤面积', '烧伤/腐蚀伤面积', 'burnArea'),
      ...PROCEDURE,
      ...RELATED,
    },
  },
  tumour: {
    table: 'groups',
    sheet: '三、诊断辅助细分-肿瘤类病种',
    name: /肿瘤/,
    layer: 'FZ',
    subdivision: 'tumour',
    columns: {
      ...NUMBERED,
      ...DIAGNOSIS,
      ...DIAGNOSIS_NAME,
      otherDiagnosis: code('其他诊断', 'secondaryDiagnosis'),
      otherDiagnosisName: name('其他诊断', 'secondaryDiagnosisName'),
      procedure: required(
        '主要手术操作/相关手术操作编码',
        '主要手术操作编码/相关手术操作编码',
        '主要手术操作及相关手术操作编码',
        '主要/相关手术操作编码',
        '主要手术操作、相关手术操作编码',
        '主要手术操作相关手术操作编码',
        '主要手术操作/相关手术操作代码',
        '主要手术操作/相关手术操作',
        '手术操作编码',
        '主要手术操作编码',
        'procedureExpression',
      ),
      procedureName: optional(
        '主要手术操作/相关手术操作名称',
        '主要手术操作名称/相关手术操作名称',
        '主要手术操作及相关手术操作名称',
        '主要/相关手术操作名称',
        '主要手术操作、相关手术操作名称',
        '主要手术操作相关手术操作名称',
        '手术操作名称',
        '主要手术操作名称',
        '名称',
        'procedureName',
      ),
    },
  },
  tuberculosis: {
    table: 'groups',
    sheet: '三、诊断辅助细分-结核类病种',
    name: /结核(?!.*耐药)/,
    layer: 'FZ',
    subdivision: 'tuberculosis',
    columns: {
      ...NUMBERED,
      ...DIAGNOSIS,
      ...DIAGNOSIS_NAME,
      ...PROCEDURE,
      drugResistant: required('是否耐药', 'drugResistant'),
      note: optional('是否耐药说明', '耐药说明', '说明', 'drugResistantRule'),
    },
  },
  base: {
    table: 'groups',
    sheet: '四、基础规则下的核心病种',
    name: /基[础本]规则/,
    layer: 'JC',
    columns: { ...NUMBERED, ...DIAGNOSIS, ...DIAGNOSIS_NAME, ...PROCEDURE },
  },
  excludedDiagnoses: {
    table: 'excludedDiagnoses',
    sheet: '五、不纳入分组的主要诊断',
    name: /不纳入.*诊断/,
    columns: {
      code: code('主要诊断', '诊断编码', '诊断代码', '疾病编码', '疾病诊断编码', '编码', '代码', 'code'),
      name: name('主要诊断', '诊断名称', '疾病名称', '疾病诊断名称', '名称', 'name'),
    },
  },
  excludedProcedures: {
    table: 'excludedProcedures',
    sheet: '五、不纳入分组的主要手术操作',
    name: /不纳入.*手术/,
    columns: {
      code: code('主要手术操作', '手术操作编码', '手术操作代码', '操作编码', '编码', '代码', 'code'),
      name: name('主要手术操作', '手术操作名称', '操作名称', '名称', 'name'),
      note: required('说明', '备注', 'note'),
    },
  },
  primaryCare: {
    table: 'primaryCare',
    sheet: '六、基层病种',
    name: /基层/,
    columns: { number: optional('序号', 'seq'), ...DIAGNOSIS, ...DIAGNOSIS_NAME, ...PROCEDURE },
  },
  resistantDiagnoses: {
    table: 'resistantDiagnoses',
    sheet: '附表-结核耐药诊断',
    name: /耐药/,
    columns: {
      code: code('主要诊断', '诊断编码', '诊断代码', '疾病编码', '编码', '代码', '耐药诊断编码', '结核耐药诊断编码', 'code'),
      name: name('主要诊断', '诊断名称', '疾病名称', '名称', '耐药诊断名称', '结核耐药诊断名称', 'name'),
    },
  },
};

/** What a second header inside the sheet of pre-groups turns the procedure columns into. */
export const NEWBORN_COLUMNS: SheetColumns = {
  ageDaysBelow: required('天龄', '日龄', '天龄(天)'),
  birthWeight: required('出生体重', '新生儿出生体重'),
};

/** The part that a sheet is, by its name; undefined for one that is none. */
export function partOfSheet(sheetName: string): DipPart | undefined {
  const folded = sheetName.normalize('NFKC').replace(/\s/g, '');
  // The lists of exclusions and the annex say the words of other sheets too, so they are asked first.
  const order: readonly DipPart[] = ['excludedDiagnoses', 'excludedProcedures', 'resistantDiagnoses', ...DIP_PARTS];
  return order.find((part) => DIP_SHEETS[part].name.test(folded));
}

/** What the workbook prints over a column. */
export function dipHeaderOf(part: DipPart, column: string): string {
  return DIP_SHEETS[part].columns[column]!.headers[0]!;
}
