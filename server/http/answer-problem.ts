import type { ErrorRequestHandler } from 'express';
import { isUnreachable } from '../store/index.js';
import { HttpError } from './errors.js';
import { known } from './known.js';
import { problemOf } from './problem.js';

/** Where nothing else is known. Unit: seconds. */
const COMES_BACK_AFTER = 5;

/** Answers with what went wrong. @param onFault Takes what nobody foresaw: the answer only names the request. */
export function answerProblem(onFault: (error: unknown, request: string) => void): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    const { request, language } = known(response);
    if (response.headersSent) {
      // Half an answer must not look like a whole one: the connection breaks, and the log says why.
      if (!isCallerGone(error)) {
        const { code, status } = problemOf(error, language, request);
        known(response).code = code;
        if (status === 500) onFault(error, request);
      }
      return next(error);
    }
    // What was under way for a caller who went away ended with them: there is nobody to answer, and no fault.
    if (response.closed && isCallerGone(error)) return;
    const away = ofDatabase(error);
    const problem = problemOf(away ?? ofBody(error) ?? error, language, request);
    known(response).code = problem.code;
    if (problem.status === 500 || away !== undefined) onFault(error, request);
    response.setHeader('Content-Language', language);
    if (problem.status === 401) response.setHeader('WWW-Authenticate', 'Bearer');
    if ((problem.status === 429 || problem.status === 503) && !response.hasHeader('Retry-After'))
      response.setHeader('Retry-After', COMES_BACK_AFTER);
    response.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
  };
}

/** Whether a connection broke because its other end went away. */
export const isCallerGone = (error: unknown): boolean =>
  (error as Error).name === 'AbortError' ||
  ['ERR_STREAM_PREMATURE_CLOSE', 'ECONNRESET', 'EPIPE'].includes((error as NodeJS.ErrnoException).code ?? '');

export const DATABASE_AWAY = '数据库无应答 (the database does not answer)';

/** A database that is away for a while is no fault of ours, nor of the caller. */
const ofDatabase = (error: unknown): HttpError | undefined =>
  isUnreachable(error) ? new HttpError('HTTP_NOT_READY', { why: DATABASE_AWAY }) : undefined;

/** What the reader of bodies, or of paths, complains of. Its own words may quote the body. */
function ofBody(error: unknown): HttpError | undefined {
  const { type, status, limit } = error as { readonly type?: string; readonly status?: number; readonly limit?: number };
  if (type === 'entity.too.large') return new HttpError('HTTP_BODY_TOO_LARGE', { limit: limit! });
  if (type === 'charset.unsupported' || type === 'encoding.unsupported')
    return new HttpError('HTTP_MEDIA_TYPE_REFUSED', { type: type.split('.')[0]!, allowed: 'application/json; charset=utf-8' });
  if (type === 'entity.parse.failed') return new HttpError('HTTP_BODY_INVALID', { why: '不是有效的 JSON (it is no valid JSON)' });
  if (type === 'request.aborted') return new HttpError('HTTP_UPLOAD_BROKEN_OFF');
  if (error instanceof URIError) return new HttpError('HTTP_NOT_FOUND', { what: '地址 (address)' });
  if (status !== undefined && status >= 400 && status < 500)
    return new HttpError('HTTP_BODY_INVALID', { why: type ?? String(status) });
  return undefined;
}
