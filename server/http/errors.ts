import { CodedError, type ErrorEntry, type TextDetails } from '../../reference-data/index.js';

/** Why a request is not answered as asked. */
export const HTTP_ERRORS = {
  HTTP_KEY_MISSING: {
    origin: 'usage',
    what: { zh: '请求没有密钥。', en: 'The request shows no key.' },
    fix: { zh: '请加请求头 Authorization: Bearer KEY。', en: 'Add the header Authorization: Bearer KEY.' },
  },
  HTTP_KEY_REFUSED: {
    origin: 'usage',
    what: { zh: '密钥无效。', en: 'The key is not valid.' },
    fix: {
      zh: '密钥可能写错、过期或已吊销；请向管理员要新的。',
      en: 'It may be misspelt, expired or revoked: ask an administrator for a new one.',
    },
  },
  HTTP_ROLE_REFUSED: {
    origin: 'usage',
    what: { zh: '角色 {role} 不可以这样做。', en: 'The role {role} may not do this.' },
    fix: { zh: '可以的角色：{allowed}。', en: 'These roles may: {allowed}.' },
  },
  HTTP_NOT_FOUND: {
    origin: 'usage',
    what: { zh: '没有 {what}。', en: 'There is no {what}.' },
    fix: { zh: '地址见 /v1/openapi.json。', en: 'See /v1/openapi.json for what there is.' },
  },
  HTTP_METHOD_REFUSED: {
    origin: 'usage',
    what: { zh: '{path} 不接受 {method}。', en: '{path} takes no {method}.' },
    fix: { zh: '可用：{allowed}。', en: 'Use {allowed}.' },
  },
  HTTP_BODY_INVALID: {
    origin: 'usage',
    what: { zh: '请求有误：{why}。', en: 'The request is wrong: {why}.' },
    fix: { zh: '请按 /v1/openapi.json 改正。', en: 'Correct it by /v1/openapi.json.' },
  },
  HTTP_BODY_TOO_LARGE: {
    origin: 'usage',
    what: { zh: '请求体超过 {limit} 字节。', en: 'The body is larger than {limit} bytes.' },
    fix: { zh: '请分成多次请求。', en: 'Send it in several requests.' },
  },
  HTTP_HEADERS_TOO_LARGE: {
    origin: 'usage',
    what: { zh: '请求头过长。', en: 'The headers of the request are too long.' },
    fix: { zh: '请求头合计至多 16 KiB。', en: 'All of them together may have 16 KiB.' },
  },
  HTTP_MEDIA_TYPE_REFUSED: {
    origin: 'usage',
    what: { zh: '请求体的类型是“{type}”。', en: 'The body is of the type "{type}".' },
    fix: { zh: '请用 {allowed}，不压缩。', en: 'Send {allowed}, not compressed.' },
  },
  HTTP_BODY_TOO_SLOW: {
    origin: 'usage',
    what: { zh: '请求体迟迟没有到达。', en: 'The body did not come in.' },
    fix: { zh: '未写入任何内容；请检查网络后再试。', en: 'Nothing was written. Check the network and try again.' },
  },
  HTTP_UPLOAD_BROKEN_OFF: {
    origin: 'usage',
    what: { zh: '上传中断。', en: 'The upload broke off.' },
    fix: { zh: '未写入任何内容；请重新上传。', en: 'Nothing was written. Send it again.' },
  },
  HTTP_IDEMPOTENCY_KEY_REUSED: {
    origin: 'usage',
    what: { zh: '此 Idempotency-Key 已用于另一请求。', en: 'This Idempotency-Key was used for another request.' },
    fix: {
      zh: '每个请求请用新的键；重发时请求须相同。',
      en: 'Use a new one for each request; a repeated request must be the same.',
    },
  },
  HTTP_ANSWER_NOT_KEPT: {
    origin: 'usage',
    what: { zh: '此请求已经执行，其结果只显示一次。', en: 'This request was carried out before, and its answer is shown once.' },
    fix: { zh: '若没有收到，请撤销后重做。', en: 'If it did not arrive, undo it and do it again.' },
  },
  HTTP_TOO_MANY_REQUESTS: {
    origin: 'usage',
    what: { zh: '请求过多：每分钟至多 {limit} 次。', en: 'Too many requests: at most {limit} a minute.' },
    fix: { zh: '请在 Retry-After 所示秒数后再试。', en: 'Try again after the seconds of Retry-After.' },
  },
  HTTP_BUSY: {
    origin: 'usage',
    what: { zh: '已有 {limit} 个文件在边传边分组。', en: '{limit} files are being grouped while they are sent.' },
    fix: {
      zh: '请在 Retry-After 所示秒数后再试，或用 POST /v1/batches 上传。',
      en: 'Try again after the seconds of Retry-After, or upload it with POST /v1/batches.',
    },
  },
  HTTP_NOT_READY: {
    origin: 'fault',
    what: { zh: '服务尚不可用：{why}。', en: 'The service is not ready: {why}.' },
    fix: { zh: '请稍后再试。', en: 'Try again in a while.' },
  },
  HTTP_FAULT: {
    origin: 'fault',
    what: { zh: '程序出错，请求 {request}。', en: 'A fault of Dianzhi in request {request}.' },
    fix: {
      zh: '未写入任何内容；请把请求号交给管理员，日志中有原因。',
      en: 'Nothing was written. Tell an administrator the number: the log has the cause.',
    },
  },
} as const satisfies Record<string, ErrorEntry>;

export type HttpErrorCode = keyof typeof HTTP_ERRORS;

/** A request that is refused. */
export class HttpError extends CodedError {
  constructor(code: HttpErrorCode, details: TextDetails = {}, options?: ErrorOptions) {
    super(code, HTTP_ERRORS[code], details, options);
  }
}
