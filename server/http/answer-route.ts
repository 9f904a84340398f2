import type { Request, RequestHandler, Response } from 'express';
import { scopeOf, type AuditLog } from '../store/index.js';
import { auditEntry } from './audited.js';
import type { Changes } from './carry-out.js';
import { HttpError } from './errors.js';
import { known } from './known.js';
import { bare, heldTo, NO_QUERY } from './read-request.js';
import type { Call, Route } from './route.js';
import { sendAnswer, sendText } from './send-answer.js';
import { uploadedBytes } from './uploaded-bytes.js';

export interface AnsweringParts {
  readonly changes: Changes;
  readonly audit: AuditLog;
  /** Longest file that is taken. Unit: bytes. */
  readonly longestUpload: number;
  /** Ends when the service does. */
  readonly stopping: AbortSignal;
}

/** Hands a request to its route and sends what that answers. */
export function answerRoute(one: Route, parts: AnsweringParts): RequestHandler {
  return async (request, response) => {
    const closed = new AbortController();
    // Whoever has their answer has not gone away: to tell nobody of it would cost as much as grouping a case.
    response.once('close', () => {
      if (!response.writableFinished) closed.abort();
    });
    const reads = { noted: false };
    const call = callOf(request, response, { one, parts, signal: closed.signal, reads });
    if (one.change !== undefined) {
      const { status, text, isRepeated } = await parts.changes.carryOut(one, call, wordOf(request), whatIsAsked(one, request));
      if (isRepeated) response.setHeader('Idempotency-Replayed', 'true');
      return sendText(response, status, text);
    }
    const answer = await one.handle(call);
    if (one.patientLevel === true && !reads.noted) throw new Error(`${one.path} did not note what it read`);
    await sendAnswer(response, one.status ?? 200, answer, () => AbortSignal.any([closed.signal, parts.stopping]));
  };
}

const NOTHING: AsyncIterable<Uint8Array> = { [Symbol.asyncIterator]: async function* () {} };

interface CallParts {
  readonly one: Route;
  readonly parts: AnsweringParts;
  readonly signal: AbortSignal;
  readonly reads: { noted: boolean };
}

function callOf(request: Request, response: Response, { one, parts, signal, reads }: CallParts): Call {
  const { caller, language, request: id } = known(response);
  const by = { caller: caller!, request: id, address: request.socket.remoteAddress ?? '' };
  return {
    ...by,
    body: one.body === undefined ? undefined : heldTo(one.body, request.body, language),
    query: heldTo(one.query ?? NO_QUERY, request.query, language, 'query'),
    params: paramsOf(request),
    scope: scopeOf(by.caller),
    language,
    lastEventId: request.headers['last-event-id']?.toString(),
    signal,
    upload: {
      type: bare(request.headers['content-type'] ?? ''),
      bytes: one.upload === undefined ? NOTHING : uploadedBytes(request, response, parts.longestUpload),
    },
    async noteRead(action, object, rows) {
      reads.noted = true;
      await parts.audit.add(auditEntry(by, action, object, { rows }));
    },
  };
}

function paramsOf({ params, path, url }: Request): Call['params'] {
  // No database keeps the sign NUL, and nothing is named by it.
  if (path.includes('%00')) throw new HttpError('HTTP_NOT_FOUND', { what: '%00' });
  if (url.includes('%00')) throw new HttpError('HTTP_BODY_INVALID', { why: '%00' });
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, String(value)]));
}

/** What a request asks for beside its body; of a file also its type and, where it is stated, its length. */
function whatIsAsked({ upload }: Route, { originalUrl, headers }: Request): string {
  return upload === undefined ? originalUrl : [originalUrl, headers['content-type'], headers['content-length']].join(' ');
}

/** The word by which the caller will know this request again. @throws HTTP_BODY_INVALID */
function wordOf({ headers }: Request): string | undefined {
  const word = headers['idempotency-key'];
  if (word === undefined || (typeof word === 'string' && /^[\x21-\x7e]{1,100}$/.test(word))) return word;
  throw new HttpError('HTTP_BODY_INVALID', { why: 'Idempotency-Key: 1-100 ASCII' });
}
