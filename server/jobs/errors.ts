import { CodedError, type ErrorEntry, type TextDetails } from '../../reference-data/index.js';

/** Why a job did not come to its end. */
export const JOBS_ERRORS = {
  JOBS_TAKEN_OVER: {
    origin: 'fault',
    what: { zh: '任务 {job} 已由另一进程接手。', en: 'The job {job} was taken over by another process.' },
    fix: { zh: '无需处理：由接手的进程完成。', en: 'Nothing needs to be done: the other process finishes it.' },
  },
  JOBS_WORKER_LOST: {
    origin: 'fault',
    what: {
      zh: '处理任务的进程中止，共尝试 {attempts} 次。',
      en: 'The process that worked on the job ended, in {attempts} attempts.',
    },
    fix: {
      zh: '请检查内存和磁盘空间，然后重新提交。',
      en: 'Check memory and disk space, then start it again.',
    },
  },
  JOBS_FAULT: {
    origin: 'fault',
    what: { zh: '程序出错，任务 {job}。', en: 'A fault of Dianzhi in job {job}.' },
    fix: {
      zh: '未留下做了一半的结果；请把任务号交给管理员，日志中有原因。',
      en: 'Nothing half-done is left. Tell an administrator the number: the log has the cause.',
    },
  },
} as const satisfies Record<string, ErrorEntry>;

export type JobsErrorCode = keyof typeof JOBS_ERRORS;

/** A job that ended otherwise than it should. */
export class JobsError extends CodedError {
  constructor(code: JobsErrorCode, details: TextDetails, options?: ErrorOptions) {
    super(code, JOBS_ERRORS[code], details, options);
  }
}
