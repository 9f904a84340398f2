import { CodedError, type ErrorEntry, type TextDetails } from '../../reference-data/index.js';

/** Why what the service keeps cannot be read or written. */
export const STORE_ERRORS = {
  STORE_UNREACHABLE: {
    origin: 'fault',
    what: { zh: '无法打开数据库 {where}：{why}。', en: 'The database {where} cannot be opened: {why}.' },
    fix: { zh: '请检查 DATABASE_URL、网络和权限。', en: 'Check DATABASE_URL, network and permission.' },
  },
  STORE_IN_USE: {
    origin: 'usage',
    what: { zh: '进程 {pid} 正在使用内置数据库（{path}）。', en: 'Process {pid} is using the embedded database ({path}).' },
    fix: {
      zh: '请先停止它，或用 DATABASE_URL 指定 PostgreSQL，可由多个进程共用；若它在另一台机器上已停止，请删除该文件。',
      en: 'Stop it first, or name a PostgreSQL with DATABASE_URL, which many processes share; if it stopped on another machine, delete that file.',
    },
  },
  STORE_UNGUARDED: {
    origin: 'fault',
    what: {
      zh: '数据库用户 {user} 不受行级安全策略约束，也不能使用角色 {role}。',
      en: 'The database user {user} is above row-level security and may not take the role {role}.',
    },
    fix: {
      zh: '请改用普通用户（非超级用户、无 BYPASSRLS）；从备份恢复时，请先建立该角色再恢复。',
      en: 'Use a plain user (no superuser, no BYPASSRLS); when restoring a backup, make the role first and restore again.',
    },
  },
  STORE_ROWS_FOREIGN: {
    origin: 'fault',
    what: {
      zh: '写入表 {table} 的数据中有 {rows} 行不属于写入者，已全部撤销。',
      en: '{rows} rows of those loaded into {table} are not of whoever loaded them; all were taken back.',
    },
    fix: { zh: '这是程序错误：请附上日志报告。', en: 'This is a fault of the program: report it with the log.' },
  },
  STORE_SHELF_UNKNOWN: {
    origin: 'fault',
    what: { zh: '数据库中没有归档文件 {id}。', en: 'The database holds no file {id}.' },
    fix: { zh: '请从备份恢复。', en: 'Restore it from a backup.' },
  },
  STORE_SHELF_DAMAGED: {
    origin: 'fault',
    what: { zh: '归档文件 {id} 与其校验值不符。', en: 'The file {id} in the database does not have its checksum.' },
    fix: { zh: '请保留现场，从备份恢复。', en: 'Leave everything as it is and restore it from a backup.' },
  },
  STORE_FILE_CHANGED: {
    origin: 'fault',
    what: { zh: '读取期间文件 {path} 被改动。', en: 'The file {path} changed while it was read.' },
    fix: { zh: '请等待写入结束后重试。', en: 'Wait until it is written, and try again.' },
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
