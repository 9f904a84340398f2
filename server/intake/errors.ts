import { CodedError, type ErrorEntry, type TextDetails } from '../../reference-data/index.js';

/** Every fault of a case file as a whole. What is wrong with a single record is a reason of that record and stops nothing. */
export const INTAKE_ERRORS = {
  INTAKE_FILE_UNREADABLE: {
    origin: 'input',
    what: { zh: '无法读取病例文件 {path}：{why}。', en: 'The case file {path} cannot be read: {why}.' },
    fix: { zh: '请检查路径和读取权限。', en: 'Check the path and the permission to read it.' },
  },
  INTAKE_FILE_EMPTY: {
    origin: 'input',
    what: { zh: '病例文件 {path} 是空的。', en: 'The case file {path} is empty.' },
    fix: { zh: '请重新导出；CSV 和 XLSX 至少要有表头。', en: 'Export it again; CSV and XLSX need a header at least.' },
  },
  INTAKE_FILE_BINARY: {
    origin: 'input',
    what: {
      zh: '{path} 不是文本文件：第 {offset} 字节处无法按 {tried} 识别。',
      en: '{path} is no text file: at byte {offset} it is not {tried}.',
    },
    fix: {
      zh: '请另存为 UTF-8 或 GBK 编码的 CSV、NDJSON，或 XLSX，不要压缩；已知编码时可以指定 (encoding)。',
      en: 'Save it as CSV or NDJSON in UTF-8 or GBK, or as XLSX, not compressed; name its encoding where you know it.',
    },
  },
  INTAKE_ENCODING_UNKNOWN: {
    origin: 'usage',
    what: { zh: '不认识编码“{encoding}”。', en: 'The encoding "{encoding}" is not known.' },
    fix: { zh: '可用：utf-8、gbk、gb18030、utf-16le。', en: 'Use utf-8, gbk, gb18030 or utf-16le.' },
  },
  INTAKE_NOT_STREAMABLE: {
    origin: 'input',
    what: { zh: '{path} 无法边传边读：{why}。', en: '{path} cannot be read while it is being sent: {why}.' },
    fix: {
      zh: '请写成 UTF-8 的 CSV 或每行一条的 NDJSON，或用 POST /v1/batches 上传。',
      en: 'Send CSV in UTF-8, or NDJSON with one record a line, or upload it with POST /v1/batches.',
    },
  },
  INTAKE_NO_HEADER: {
    origin: 'input',
    what: {
      zh: '{path} 的前十行中没有可识别的表头：没有病例标识列，也没有主要诊断列。第一行是：{found}。',
      en: 'The first ten rows of {path} hold no header that is known: neither a case identifier nor a principal diagnosis. The first row is: {found}.',
    },
    fix: {
      zh: '表头应有 caseId 和 principalDiagnosis，或病案号和主要诊断编码等列名；分隔符应为逗号、制表符、分号或竖线。',
      en: 'A header names caseId and principalDiagnosis, or 病案号 and 主要诊断编码, or the codes of a known export; separators are comma, tab, semicolon or bar.',
    },
  },
} as const satisfies Record<string, ErrorEntry>;

/** A code of `INTAKE_ERRORS`. */
export type IntakeErrorCode = keyof typeof INTAKE_ERRORS;

/** A case file that cannot be read as a whole. */
export class IntakeError extends CodedError {
  constructor(code: IntakeErrorCode, details: TextDetails, options?: ErrorOptions) {
    super(code, INTAKE_ERRORS[code], details, options);
  }
}
