import { CodedError, type ErrorEntry, type TextDetails } from '../../reference-data/index.js';

/** Why a file of cases is not taken, or not answered as asked. */
export const BATCHES_ERRORS = {
  BATCHES_UNKNOWN: {
    origin: 'usage',
    what: { zh: '没有批次 {batch}。', en: 'There is no batch {batch}.' },
    fix: { zh: '可见的批次见 /v1/batches。', en: 'See /v1/batches for those that you can see.' },
  },
  BATCHES_SENT_BEFORE: {
    origin: 'usage',
    what: {
      zh: '同样的文件已作为批次 {batch} 上传，处理要求也相同。',
      en: 'The same file was uploaded before, with the same wishes, as batch {batch}.',
    },
    fix: {
      zh: '请使用该批次的结果；确需重做时加 again=true。',
      en: 'Use the results of that batch, or add again=true to have it done once more.',
    },
  },
  BATCHES_FOREIGN_CASES: {
    origin: 'input',
    what: {
      zh: '文件中有 {count} 个病例属于其他医院，例如第 {examples} 个。',
      en: '{count} cases of the file are of other hospitals, such as no. {examples}.',
    },
    fix: {
      zh: '未保存任何内容；医院只能上传本院病例，请删除后重新上传。',
      en: 'Nothing was kept. A hospital uploads its own cases alone: take the others out and send it again.',
    },
  },
  BATCHES_NOT_DONE: {
    origin: 'usage',
    what: { zh: '批次 {batch} 的状态是 {state}，没有结果。', en: 'Batch {batch} is {state} and has no results.' },
    fix: {
      zh: '状态为 done 后再下载；进度见 /v1/batches/{batch}/events。',
      en: 'Download them once it is done; /v1/batches/{batch}/events tells how far it is.',
    },
  },
  BATCHES_ENDED: {
    origin: 'usage',
    what: { zh: '批次 {batch} 的状态是 {state}，不能取消。', en: 'Batch {batch} is {state} and cannot be cancelled.' },
    fix: { zh: '不再需要时可以删除。', en: 'Delete it if it is no longer needed.' },
  },
  BATCHES_EDITION_CHANGED: {
    origin: 'scheme',
    what: {
      zh: '批次处理期间，分组方案或支付政策被替换。',
      en: 'The scheme or the policy was replaced while the batch was worked on.',
    },
    fix: { zh: '没有结果；请加 again=true 重新上传。', en: 'There are no results. Upload it again with again=true.' },
  },
  BATCHES_NO_ROOM: {
    origin: 'fault',
    what: { zh: '服务器磁盘已满，文件未保存。', en: 'The disk of the service is full, and the file was not kept.' },
    fix: { zh: '未保存任何内容；请通知管理员后再试。', en: 'Nothing was kept. Tell an administrator, and try again.' },
  },
} as const satisfies Record<string, ErrorEntry>;

export type BatchesErrorCode = keyof typeof BATCHES_ERRORS;

/** A batch that cannot be what it was asked to be. */
export class BatchesError extends CodedError {
  constructor(code: BatchesErrorCode, details: TextDetails = {}, options?: ErrorOptions) {
    super(code, BATCHES_ERRORS[code], details, options);
  }
}
