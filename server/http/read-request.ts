import express, { type RequestHandler } from 'express';
import { z } from 'zod';
import type { Language } from '../../reference-data/index.js';
import { HttpError } from './errors.js';
import type { Route } from './route.js';

/** Longest body of a request, unless its route says otherwise. Unit: bytes. */
export const LONGEST_BODY = 256 * 1024;

/** How long a body of JSON may take to come in. Unit: milliseconds. */
const LONGEST_WAY = 30_000;

const JSON_IN_UTF8 = /^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i;

/** What has to happen to a request before its route sees it: its type is held against what the route takes, a body of JSON is read. */
export function readRequest({ body, upload, longestBody = LONGEST_BODY }: Route): readonly RequestHandler[] {
  if (upload !== undefined) return [typesOf((type) => upload.types.includes(bare(type)), upload.types.join(', '))];
  if (body === undefined) return [];
  const limit = longestBody;
  const json = express.json({ limit, strict: true, inflate: false, type: 'application/json', verify: refuseNul });
  return [typesOf((type) => JSON_IN_UTF8.test(type), 'application/json; charset=utf-8'), inTime, json];
}

/** No field of ours holds the sign NUL, and no database keeps it. */
const NUL = '\\u0000';
const refuseNul = (_: unknown, __: unknown, bytes: Buffer): void => {
  if (bytes.includes(NUL)) throw new HttpError('HTTP_BODY_INVALID', { why: NUL });
};

/** Said before the body is read: without a type, or packed, a body would be passed over in silence. */
function typesOf(isTaken: (type: string) => boolean, allowed: string): RequestHandler {
  return (request, _, next) => {
    const packed = request.headers['content-encoding'] ?? 'identity';
    const type = request.headers['content-type'] ?? '';
    if (!isTaken(type) || packed !== 'identity')
      throw new HttpError('HTTP_MEDIA_TYPE_REFUSED', { type: packed === 'identity' ? type : `${type}, ${packed}`, allowed });
    next();
  };
}

/** A media type without its parameters. */
export const bare = (type: string): string => type.split(';', 1)[0]!.trim().toLowerCase();

/** A body that comes in drop by drop holds a connection for nothing. */
const inTime: RequestHandler = (request, response, next) => {
  const timer = setTimeout(() => {
    // The reader of the body hears of it as of a caller who went away.
    response.once('finish', () => request.destroy());
    next(new HttpError('HTTP_BODY_TOO_SLOW'));
  }, LONGEST_WAY);
  const isHere = () => clearTimeout(timer);
  request.once('end', isHere).once('close', isHere);
  next();
};

const WORDS = { zh: z.locales.zhCN().localeError, en: z.locales.en().localeError };

/** Holds what was sent against a schema. @param at Where in the body it stands. @throws HTTP_BODY_INVALID naming the fields */
export function heldTo<Out>(
  schema: z.ZodType<Out>,
  sent: unknown,
  language: Language,
  whole = 'body',
  at: readonly PropertyKey[] = [],
): Out {
  const parsed = schema.safeParse(sent, { error: WORDS[language] });
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.slice(0, 5).map(({ path, message }) => `${[...at, ...path].join('.') || whole}: ${message}`);
  throw new HttpError('HTTP_BODY_INVALID', { why: faults.join('; ') });
}

/** A question mark that a route does not look behind is a mistake that nobody would notice. */
export const NO_QUERY = z.strictObject({});
