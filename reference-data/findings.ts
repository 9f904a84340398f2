import type { BilingualText, TextDetails } from './bilingual.js';
import type { SourceRows } from './source-rows.js';

/** A scheme with an error is refused; a warning is shown and the scheme runs, as real city editions do. */
export type FindingLevel = 'error' | 'warning';

/** One row of a table of findings: how grave it is, and its words. */
export interface FindingEntry {
  readonly level: FindingLevel;
  readonly text: BilingualText;
}

/** What the reader of any scheme can find, whatever its kind. */
export const SHEET_FINDINGS = {
  'sheet-missing': { level: 'error', text: { zh: '缺少工作表', en: 'The sheet is missing' } },
  'column-missing': {
    level: 'error',
    text: { zh: '前十行中没有含此列的表头', en: 'No header row with this column in the first ten rows' },
  },
  'sheet-empty': { level: 'error', text: { zh: '工作表没有数据行', en: 'The sheet has no data rows' } },
  'code-repeated': { level: 'warning', text: { zh: '编码 {code} 重复出现', en: 'The code {code} stands there more than once' } },
  'code-repaired': {
    level: 'warning',
    text: {
      zh: '编码 {raw} 被表格软件当作数字，按 {code} 读取',
      en: 'The spreadsheet took the code {raw} for a number; it is read as {code}',
    },
  },
} as const satisfies Record<string, FindingEntry>;

/** One thing that is wrong or odd, with its place. */
export interface Finding<Code extends string = string, Table extends string = string> {
  readonly code: Code;
  readonly table: Table;
  /** Position of the row in its table, from 0; absent where the whole sheet is meant, or a row that was left out. */
  readonly record?: number;
  /** Sheet of the original; absent where the record or the table says it. */
  readonly sheet?: string;
  /** Row of the original that no record stands for. */
  readonly row?: number;
  /** Column by its header text, or by the name of the stored column where the sheet's header is known with its rows. */
  readonly column?: string;
  readonly details: TextDetails;
}

/** Records of a table that stood in one sheet. */
export interface SourceRun {
  readonly sheet: string;
  /** First record of the run. */
  readonly record: number;
  /** Rows of the original by record, counted over the whole table. */
  readonly rows: SourceRows;
  /** The sheet's header text of each stored column. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Where the records of a table came from: one sheet, or several one after the other. */
export type TableSource = { readonly sheet: string; readonly rows: SourceRows } | readonly SourceRun[];

/** A finding with its place in the original and its words: what people and machines are shown. */
export interface PlacedFinding {
  readonly level: FindingLevel;
  readonly code: string;
  readonly sheet: string;
  readonly row: number | null;
  readonly column: string | null;
  readonly message: string;
}
