import { CodedError, type ErrorOrigin, type Language } from '../../reference-data/index.js';
import { HttpError, type HttpErrorCode } from './errors.js';

/** What went wrong, as RFC 9457 has it, with the code, the remedy and the number of the request beside it. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly remedy: string;
  readonly request: string;
  /** Every single fault of a file, with its place. */
  readonly findings?: readonly object[];
}

const STATUS_OF_CODE: Readonly<Record<HttpErrorCode, number>> = {
  HTTP_KEY_MISSING: 401,
  HTTP_KEY_REFUSED: 401,
  HTTP_ROLE_REFUSED: 403,
  HTTP_NOT_FOUND: 404,
  HTTP_METHOD_REFUSED: 405,
  HTTP_BODY_INVALID: 400,
  HTTP_BODY_TOO_LARGE: 413,
  HTTP_HEADERS_TOO_LARGE: 431,
  HTTP_MEDIA_TYPE_REFUSED: 415,
  HTTP_BODY_TOO_SLOW: 408,
  HTTP_UPLOAD_BROKEN_OFF: 400,
  HTTP_IDEMPOTENCY_KEY_REUSED: 422,
  HTTP_ANSWER_NOT_KEPT: 409,
  HTTP_TOO_MANY_REQUESTS: 429,
  HTTP_BUSY: 429,
  HTTP_NOT_READY: 503,
  HTTP_FAULT: 500,
};

/** Codes of other folders that say more than who has to act: what is asked does not fit what stands, or takes another person. */
const STATUS_OF_OTHERS: Readonly<Record<string, number>> = {
  PRICING_REVIEW_TRANSITION: 409,
  PRICING_REVIEW_REPEATED: 409,
  REVIEWS_REGISTER_EXISTS: 409,
  REVIEWS_OTHER_REGION: 403,
  SETTLEMENTS_PERIOD_TAKEN: 409,
  SETTLEMENTS_WRONG_STATE: 409,
  SETTLEMENTS_BUILT_ON: 409,
  SETTLEMENTS_SAME_KEY: 403,
  BATCHES_UNKNOWN: 404,
  BATCHES_SENT_BEFORE: 409,
  BATCHES_NOT_DONE: 409,
  BATCHES_ENDED: 409,
  BATCHES_NO_ROOM: 507,
  DOCUMENTS_REGION_OUTSIDE: 403,
  DOCUMENTS_SAME_PERSON: 403,
  DOCUMENTS_EXISTS: 409,
  DOCUMENTS_STATE: 409,
  DOCUMENTS_DAY_TAKEN: 409,
};

/** Faults that the other folders name: the caller's words, the data, or the scheme and policy that were asked for. */
const STATUS_OF_ORIGIN: Readonly<Record<ErrorOrigin, number>> = { usage: 400, input: 422, scheme: 422, fault: 500 };

const TITLES: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  408: 'Request Timeout',
  409: 'Conflict',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  422: 'Unprocessable Content',
  429: 'Too Many Requests',
  431: 'Request Header Fields Too Large',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
  507: 'Insufficient Storage',
};

/** The problem document of an error. What is no coded error is a fault of ours, whose words stay in the log. */
export function problemOf(error: unknown, language: Language, request: string): Problem {
  if (!(error instanceof CodedError)) return problemOf(new HttpError('HTTP_FAULT', { request }), language, request);
  const status = statusOfCode(error.code, error.entry.origin);
  const { what, remedy } = error.parts(language);
  const findings = error.placed(language);
  return {
    type: `urn:dianzhi:problem:${error.code}`,
    title: TITLES[status]!,
    status,
    detail: what,
    code: error.code,
    remedy,
    request,
    ...(findings.length === 0 ? {} : { findings }),
  };
}

/** The status of a code. */
export const statusOfCode = (code: string, origin: ErrorOrigin): number =>
  (STATUS_OF_CODE as Readonly<Record<string, number>>)[code] ?? STATUS_OF_OTHERS[code] ?? STATUS_OF_ORIGIN[origin];
