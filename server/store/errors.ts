import { CodedError, type ErrorEntry, type TextDetails } from '../../reference-data/index.js';

/** Why what the service keeps cannot be read or written. */
export const STORE_ERRORS = {
  STORE_UNREACHABLE: {
    origin: 'fault',
    what: { zh: '无法打开数据库 {where}：{why}。', en: 'The database {where} cannot be opened: {why}.' },
    fix: {
      zh: '请检查 DATABASE_URL、网络和权限；内置数据库一次只能由一个进程打开。',
      en: 'Check DATABASE_URL, network and permission; the embedded database is opened by one process at a time.',
    },
  },
  STORE_AUDIT_BROKEN: {
    origin: 'fault',
    what: {
      zh: '审计日志第 {seq} 行与其前一行不符。',
      en: 'Line {seq} of the audit log does not follow from the line before it.',
    },
    fix: {
      zh: '日志被改动过：请保留现场，与备份比对。',
      en: 'Somebody changed the log: leave everything as it is and compare it with a backup.',
    },
  },
} as const satisfies Record<string, ErrorEntry>;

export type StoreErrorCode = keyof typeof STORE_ERRORS;

/** A fault of the database, or of what stands in it. */
export class StoreError extends CodedError {
  constructor(code: StoreErrorCode, details: TextDetails, options?: ErrorOptions) {
    super(code, STORE_ERRORS[code], details, options);
  }
}
