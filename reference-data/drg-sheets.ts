import type { DrgTableName } from './drg-tables.js';
import { optional, required, type SheetColumns } from './sheet-header.js';

/**
 * The six sheets of the national DRG configuration workbook and their columns. The first header of each column is the national one.
 * @source 按病组（DRG）付费3.0版分组方案配置信息
 */
export const DRG_SHEETS = {
  mdc: {
    sheet: 'MDC',
    columns: {
      code: required('MDC编码'),
      name: required('MDC名称'),
      rule: required('MDC规则'),
      sort: required('排序', 'MDC排序'),
    },
  },
  adrg: {
    sheet: 'ADRG',
    columns: {
      code: required('ADRG编码'),
      name: required('ADRG名称'),
      rule: required('ADRG规则'),
      mdc: required('所属MDC编码', '所属MDC'),
      sort: required('MDC内排序', '排序'),
    },
  },
  drg: {
    sheet: 'DRG',
    columns: {
      code: required('DRG', 'DRG编码'),
      name: required('DRG名称'),
      rule: required('DRG规则'),
      adrg: required('所属ADRG编码', '所属ADRG'),
      mdc: required('所属MDC编码', '所属MDC'),
      sort: required('排序', 'ADRG内排序'),
    },
  },
  sets: {
    sheet: '集合',
    columns: {
      set: required('集合编号'),
      code: required('ICD编码'),
      name: optional('ICD名称'),
      type: optional('类型编号'),
    },
  },
  complications: {
    sheet: 'CC',
    columns: {
      code: required('疾病编码'),
      name: optional('疾病名称'),
      exclusionTable: required('排除表'),
      level: required('类型'),
    },
  },
  exclusions: {
    sheet: '排除表',
    columns: { table: required('集合编号'), code: required('ICD编码'), name: optional('ICD名称') },
  },
} as const satisfies Record<DrgTableName, { sheet: string; columns: SheetColumns }>;

/** Header text of a column as the national workbook prints it: how findings name the column. */
export function headerOf<T extends DrgTableName>(table: T, column: keyof (typeof DRG_SHEETS)[T]['columns'] & string): string {
  const columns: SheetColumns = DRG_SHEETS[table].columns;
  return columns[column]!.headers[0]!;
}

/** The kind of a row, from its group code alone. To be asked once, at import; after that the stored kind decides. */
export function rowKindOf(table: 'adrg' | 'drg', groupCode: string): 'real' | 'ambiguous' | 'fallback' {
  if (/^[A-Z]QY$/.test(groupCode)) return 'ambiguous';
  return (table === 'adrg' ? /^[A-Z]00$/ : /^[A-Z]000$/).test(groupCode) ? 'fallback' : 'real';
}

/** The group's code in results: the row code before its underscore (`AH1_2` is a row of `AH1`). */
export function groupCodeOf(rowCode: string): string {
  return rowCode.replace(/_.*$/, '');
}
