import { CodedError, type ErrorEntry } from './coded-error.js';
import type { TextDetails } from './bilingual.js';

/** Every fault that reading reference data or a spreadsheet can report. */
export const REFERENCE_DATA_ERRORS = {
  REFERENCE_DATA_FILE_UNREADABLE: {
    origin: 'input',
    what: { zh: '无法读取文件 {path}：{why}。', en: 'File {path} cannot be read: {why}.' },
    fix: { zh: '请检查路径和读取权限。', en: 'Check the path and the permission to read it.' },
  },
  REFERENCE_DATA_NOT_A_SPREADSHEET: {
    origin: 'input',
    what: { zh: '{path} 不是可读的 XLSX 工作簿：{why}。', en: '{path} is not a readable XLSX workbook: {why}.' },
    fix: { zh: '请在表格软件中另存为 XLSX 后重试。', en: 'Save it as XLSX in a spreadsheet program and try again.' },
  },
  REFERENCE_DATA_SPREADSHEET_TOO_LARGE: {
    origin: 'input',
    what: { zh: '{path} 解压后超过上限：{why}。', en: '{path} unpacks to more than is allowed: {why}.' },
    fix: { zh: '请拆分工作簿，或改用 CSV。', en: 'Split the workbook, or use CSV.' },
  },
  REFERENCE_DATA_CSV_QUOTE_NOT_CLOSED: {
    origin: 'input',
    what: { zh: '{path} 第 {line} 行开始的引号没有结束。', en: 'A quote opened in line {line} of {path} is never closed.' },
    fix: { zh: '请补上引号；字段内的引号要写两次。', en: 'Close it; a quote inside a field is written twice.' },
  },
  REFERENCE_DATA_CSV_RECORD_TOO_LONG: {
    origin: 'input',
    what: {
      zh: '{path} 第 {line} 行开始的记录超过 {limit} 个字符。',
      en: 'The record that starts in line {line} of {path} is longer than {limit} characters.',
    },
    fix: { zh: '请检查文件是否缺少换行或引号未结束。', en: 'Check whether line ends are missing or a quote is not closed.' },
  },
  REFERENCE_DATA_SCHEME_DAMAGED: {
    origin: 'scheme',
    what: { zh: '方案文件夹 {path} 不可用：{why}。', en: 'The scheme folder {path} cannot be used: {why}.' },
    fix: {
      zh: '请重新导入该方案；要修改成员请使用修订文件（--amendment）。',
      en: 'Import the scheme again; to change members use an amendment file (--amendment).',
    },
  },
  REFERENCE_DATA_POLICY_INVALID: {
    origin: 'scheme',
    what: { zh: '政策文件 {path} 不可用：{why}。', en: 'The policy file {path} cannot be used: {why}.' },
    fix: {
      zh: '请按 reference-data/README.md 中的格式修改。',
      en: 'Correct it after the form shown in reference-data/README.md.',
    },
  },
  REFERENCE_DATA_AMENDMENT_INVALID: {
    origin: 'scheme',
    what: { zh: '修订文件 {path} 不可用：{why}。', en: 'The amendment file {path} cannot be used: {why}.' },
    fix: {
      zh: '请按 reference-data/README.md 中的格式修改。',
      en: 'Correct it after the form shown in reference-data/README.md.',
    },
  },
  REFERENCE_DATA_LIST_INVALID: {
    origin: 'scheme',
    what: { zh: '编码清单 {path} 不可用：{why}。', en: 'The list of codes {path} cannot be used: {why}.' },
    fix: {
      zh: '请按 reference-data/dip/README.md 中的格式修改。',
      en: 'Correct it after the form shown in reference-data/dip/README.md.',
    },
  },
  REFERENCE_DATA_COLUMN_MAP_INVALID: {
    origin: 'usage',
    what: { zh: '列对应表 {map} 不可用：{why}。', en: 'The map of columns {map} cannot be used: {why}.' },
    fix: {
      zh: '写成 diagnosis=主诊断代码,procedure=主要操作代码，或同样内容的YAML文件；列名见 reference-data/README.md。',
      en: 'Write diagnosis=主诊断代码,procedure=主要操作代码, or the same as a YAML file; see reference-data/README.md for the names.',
    },
  },
  REFERENCE_DATA_HOLIDAYS_INVALID: {
    origin: 'scheme',
    what: { zh: '节假日表 {path} 第 {line} 行有误：{why}。', en: 'The table of holidays {path} is wrong in line {line}: {why}.' },
    fix: {
      zh: '列为 from,until,kind,name,document,number，kind 为 holiday 或 working。',
      en: 'Its columns are from,until,kind,name,document,number; a kind is holiday or working.',
    },
  },
  REFERENCE_DATA_YEAR_WITHOUT_HOLIDAYS: {
    origin: 'scheme',
    what: { zh: '没有 {year} 年的节假日安排。', en: 'The holidays of {year} are not known.' },
    fix: {
      zh: '国务院办公厅发布通知后，请补入 reference-data/calendar/holidays.csv。',
      en: 'Add the notice of the State Council to reference-data/calendar/holidays.csv.',
    },
  },
  REFERENCE_DATA_TWO_DIALECTS: {
    origin: 'input',
    what: {
      zh: '{path} 的表头同时属于两种列名体系：{headers}。',
      en: 'The headers of {path} belong to two sets of column names: {headers}.',
    },
    fix: { zh: '请只保留一种体系的列名。', en: 'Keep the names of one set only.' },
  },
  REFERENCE_DATA_TWO_FIELDS_IN_HEADER: {
    origin: 'input',
    what: {
      zh: '{path} 的表头“{header}”同时表示两个字段：{fields}。',
      en: 'Header "{header}" of {path} names two fields: {fields}.',
    },
    fix: { zh: '请改正括号内的代码或文字。', en: 'Correct the code in the brackets or the text.' },
  },
  REFERENCE_DATA_COLUMN_REPEATED: {
    origin: 'input',
    what: {
      zh: '{path} 中有多列表示同一字段 {field}：{headers}。',
      en: 'Several columns of {path} are the same field {field}: {headers}.',
    },
    fix: { zh: '请删除或改名，只保留一列。', en: 'Remove or rename them, so that one is left.' },
  },
} as const satisfies Record<string, ErrorEntry>;

export type ReferenceDataErrorCode = keyof typeof REFERENCE_DATA_ERRORS;

/** A fault in a file of reference data, or in reading a table. */
export class ReferenceDataError extends CodedError {
  constructor(code: ReferenceDataErrorCode, details: TextDetails, options?: ErrorOptions) {
    super(code, REFERENCE_DATA_ERRORS[code], details, options);
  }
}
