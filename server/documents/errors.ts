import { CodedError, type ErrorEntry, type TextDetails } from '../../reference-data/index.js';

/** Why a scheme, policy, budget or table of weights cannot be taken, put in force, or found. */
export const DOCUMENTS_ERRORS = {
  DOCUMENTS_UNKNOWN: {
    origin: 'scheme',
    what: { zh: '没有{kind}“{name}”。', en: 'There is no {kind} "{name}".' },
    fix: { zh: '现有：{known}。', en: 'There are: {known}.' },
  },
  DOCUMENTS_REGION_OUTSIDE: {
    origin: 'usage',
    what: { zh: '“{region}”不在此密钥的区划 {own} 之内。', en: '"{region}" lies outside the region {own} of this key.' },
    fix: { zh: '请用该区划或管理员的密钥。', en: 'Use a key of that region, or of an administrator.' },
  },
  DOCUMENTS_EXISTS: {
    origin: 'usage',
    what: { zh: '已有{kind}“{name}”。', en: 'There is a {kind} "{name}" already.' },
    fix: { zh: '已有的从不改写：请换一个标识。', en: 'What is there is never overwritten: choose another name.' },
  },
  DOCUMENTS_SAME_PERSON: {
    origin: 'usage',
    what: { zh: '启用须由上传者以外的密钥进行。', en: 'Another key than the one that uploaded it has to put it in force.' },
    fix: { zh: '请另一人核对后启用。', en: 'Have another person check it and put it in force.' },
  },
  DOCUMENTS_STATE: {
    origin: 'usage',
    what: {
      zh: '“{name}”第 {version} 版的状态是 {state}，不能{action}。',
      en: 'Version {version} of "{name}" is {state}: {action} is not possible.',
    },
    fix: {
      zh: '每版只启用一次、停用一次；请上传新版。',
      en: 'A version is put in force once and retired once; upload a new one.',
    },
  },
  DOCUMENTS_DAY_TAKEN: {
    origin: 'usage',
    what: { zh: '“{name}”另有一版自 {day} 起有效。', en: 'Another version of "{name}" is in force from {day}.' },
    fix: { zh: '请换一个日期，或先停用那一版。', en: 'Choose another day, or retire that version first.' },
  },
  DOCUMENTS_DAY: {
    origin: 'usage',
    what: { zh: '日期 {day} 不行：须{needed}。', en: '{day} cannot be the day: needed is {needed}.' },
    fix: { zh: '请改正日期。', en: 'Correct the day.' },
  },
  DOCUMENTS_FORM: {
    origin: 'input',
    what: { zh: '上传的文件不是所要的：{why}。', en: 'The file is not what is taken here: {why}.' },
    fix: { zh: '请按 /v1/openapi.json 改正。', en: 'Correct it by /v1/openapi.json.' },
  },
  DOCUMENTS_CLASH: {
    origin: 'fault',
    what: { zh: '数据目录中已有另一份 {path}。', en: 'The data directory holds another {path}.' },
    fix: {
      zh: '那是命令行导入的：请移走，或换一个标识导入。',
      en: 'The command line imported that: move it away, or import it under another name.',
    },
  },
} as const satisfies Record<string, ErrorEntry>;

export type DocumentsErrorCode = keyof typeof DOCUMENTS_ERRORS;

/** A document that cannot be taken, put in force or found. */
export class DocumentsError extends CodedError {
  constructor(code: DocumentsErrorCode, details: TextDetails = {}, options?: ErrorOptions) {
    super(code, DOCUMENTS_ERRORS[code], details, options);
  }
}
