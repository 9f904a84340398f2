import { randomUUID } from 'node:crypto';
import helmet from 'helmet';
import { rateLimit } from 'express-rate-limit';
import express, { type ErrorRequestHandler, type Express, type Request, type RequestHandler, type Response } from 'express';
import { z } from 'zod';
import type { Language } from '../../reference-data/index.js';
import type { Caller } from '../store/index.js';
import { HttpError } from './errors.js';
import type { Metrics } from './metrics.js';
import { problemOf } from './problem.js';
import type { Route } from './route.js';

/** Keys that one address may get wrong. */
const WRONG_KEYS_PER_MINUTE = 30;

/** Longest body of a request. Unit: bytes. */
export const LONGEST_BODY = 256 * 1024;

export interface AppParts {
  readonly routes: readonly Route[];
  /** The document of the interface. */
  readonly document: object;
  /** Who shows a key; undefined for nobody who may come in. */
  readonly callerOf: (key: string) => Promise<Caller | undefined>;
  /** Why the service cannot answer yet, or no more; undefined where it can. */
  readonly notReady: () => Promise<string | undefined>;
  readonly metrics: Metrics;
  /** Most requests of one key in a minute. */
  readonly perMinute: number;
  /** Takes what nobody foresaw: the answer only names the request. */
  readonly onFault: (error: unknown, request: string) => void;
}

interface Known {
  readonly request: string;
  readonly language: Language;
  caller?: Caller;
}

const known = (response: Response): Known => response.locals as Known;

/** The service as Express runs it: open questions first, then the key, then what was asked for, then what went wrong. */
export function createApp({ routes, document, callerOf, notReady, metrics, perMinute, onFault }: AppParts): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use(
    metrics.count,
    helmet({ contentSecurityPolicy: NOTHING_IS_LOADED, frameguard: { action: 'deny' } }),
    neverKept,
    nameRequest,
  );
  app.get('/healthz', (_, response) => void response.json({ status: 'alive' }));
  app.get('/readyz', async (_, response) => {
    const why = await notReady();
    if (why !== undefined) throw new HttpError('HTTP_NOT_READY', { why });
    response.json({ status: 'ready' });
  });
  const identified = [
    limitOf(
      WRONG_KEYS_PER_MINUTE,
      ({ ip }) => ip ?? '',
      ({ statusCode }) => statusCode !== 401,
    ),
    identify(callerOf),
    limitOf(perMinute, (_, response) => known(response).caller!.keyId),
  ];
  app.get('/metrics', ...identified, mayUse(['admin']), async (_, response) => {
    response.setHeader('Content-Type', metrics.contentType);
    response.send(await metrics.text());
  });
  app.use('/v1', ...identified);
  app.get('/v1/openapi.json', (_, response) => void response.json(document));
  const jsonBody = express.json({ limit: LONGEST_BODY, strict: true, inflate: false, type: 'application/json' });
  for (const one of routes) {
    const readBody: readonly RequestHandler[] = one.body === undefined ? [] : [refuseOtherTypes, jsonBody];
    app[one.method](patternOf(one), mayUse(one.roles), ...readBody, answerWith(one));
  }
  for (const [path, allowed] of methodsByPath(routes)) {
    app.all(path, ({ method, path: asked }) => {
      throw new HttpError('HTTP_METHOD_REFUSED', { path: asked, method, allowed });
    });
  }
  app.use(({ path }) => {
    throw new HttpError('HTTP_NOT_FOUND', { what: path });
  });
  app.use(answerProblem(onFault));
  return app;
}

const NOTHING_IS_LOADED = { useDefaults: false, directives: { 'default-src': ["'none'"], 'frame-ancestors': ["'none'"] } };

/** Answers hold data of patients: nobody between keeps them. */
const neverKept: RequestHandler = (_, response, next) => {
  response.setHeader('Cache-Control', 'no-store');
  next();
};

const nameRequest: RequestHandler = (request, response, next) => {
  const id = randomUUID();
  Object.assign(response.locals, { request: id, language: languageOf(request) } satisfies Known);
  response.setHeader('X-Request-Id', id);
  next();
};

const languageOf = (request: Request): Language => (request.acceptsLanguages('zh', 'en') === 'en' ? 'en' : 'zh');

/** Keeps whoever guesses keys, or asks without end, from keeping others waiting. @param passes Which answers do not count; none, without. */
function limitOf(
  limit: number,
  keyGenerator: (request: Request, response: Response) => string,
  passes?: (response: Response) => boolean,
): RequestHandler {
  return rateLimit({
    windowMs: 60_000,
    limit,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    keyGenerator,
    ...(passes === undefined
      ? {}
      : { skipSuccessfulRequests: true, requestWasSuccessful: (_: Request, response: Response) => passes(response) }),
    // An address of IPv6 counts as it is written: the service listens where its neighbours are known.
    validate: { keyGeneratorIpFallback: false },
    handler: () => {
      throw new HttpError('HTTP_TOO_MANY_REQUESTS', { limit });
    },
  });
}

function identify(callerOf: AppParts['callerOf']): RequestHandler {
  return async (request, response, next) => {
    const key = /^Bearer ([\x21-\x7e]{1,200})$/.exec(request.headers.authorization ?? '')?.[1];
    if (key === undefined) throw new HttpError('HTTP_KEY_MISSING');
    const caller = await callerOf(key);
    if (caller === undefined) throw new HttpError('HTTP_KEY_REFUSED');
    known(response).caller = caller;
    next();
  };
}

function mayUse(roles: Route['roles']): RequestHandler {
  return (_, response, next) => {
    const { role } = known(response).caller!;
    if (!roles.includes(role)) throw new HttpError('HTTP_ROLE_REFUSED', { role, allowed: roles.join(', ') });
    next();
  };
}

const JSON_IN_UTF8 = /^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i;

/** Said before the body is read: without a type, or packed, a body would be passed over in silence. */
const refuseOtherTypes: RequestHandler = (request, _, next) => {
  const packed = request.headers['content-encoding'] ?? 'identity';
  const type = request.headers['content-type'] ?? '';
  if (!JSON_IN_UTF8.test(type) || packed !== 'identity')
    throw new HttpError('HTTP_MEDIA_TYPE_REFUSED', { type: packed === 'identity' ? type : `${type}, ${packed}` });
  next();
};

function answerWith({ body: schema, status = 200, handle }: Route): RequestHandler {
  return async (request, response) => {
    const { caller, language, request: id } = known(response);
    const body = schema === undefined ? undefined : heldTo(schema, request.body, language);
    const params = Object.fromEntries(Object.entries(request.params).map(([name, value]) => [name, String(value)]));
    const address = request.socket.remoteAddress ?? '';
    const answer = await handle({ body, params, caller: caller!, language, request: id, address });
    response.status(status);
    if (status === 204) response.end();
    else response.type('application/json').send(JSON.stringify(answer, exactly));
  };
}

/** Amounts are integers beyond what JSON numbers hold exactly: they stand as text. */
const exactly = (_: string, value: unknown): unknown => (typeof value === 'bigint' ? value.toString() : value);

const WORDS = { zh: z.locales.zhCN().localeError, en: z.locales.en().localeError };

function heldTo(schema: z.ZodType, body: unknown, language: Language): unknown {
  const parsed = schema.safeParse(body, { error: WORDS[language] });
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.slice(0, 5).map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`);
  throw new HttpError('HTTP_BODY_INVALID', { why: faults.join('; ') });
}

/** The path as Express writes it: `/v1/keys/:id`. */
const patternOf = ({ path }: Route): string => path.replace(/\{(\w+)\}/g, ':$1');

function methodsByPath(routes: readonly Route[]): ReadonlyMap<string, string> {
  const methods = new Map<string, string>();
  for (const one of routes) {
    const pattern = patternOf(one);
    const before = methods.get(pattern);
    const method = one.method.toUpperCase();
    methods.set(pattern, before === undefined ? method : `${before}, ${method}`);
  }
  return methods;
}

function answerProblem(onFault: AppParts['onFault']): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    if (response.headersSent) return next(error);
    const { request, language } = known(response);
    const problem = problemOf(ofBody(error) ?? error, language, request);
    if (problem.status === 500) onFault(error, request);
    if (problem.status === 401) response.setHeader('WWW-Authenticate', 'Bearer');
    response.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
  };
}

/** What the reader of bodies, or of paths, complains of. Its own words may quote the body. */
function ofBody(error: unknown): HttpError | undefined {
  const { type, status } = error as { readonly type?: string; readonly status?: number };
  if (type === 'entity.too.large') return new HttpError('HTTP_BODY_TOO_LARGE', { limit: LONGEST_BODY });
  if (type === 'charset.unsupported' || type === 'encoding.unsupported')
    return new HttpError('HTTP_MEDIA_TYPE_REFUSED', { type: type.split('.')[0]! });
  if (type === 'entity.parse.failed') return new HttpError('HTTP_BODY_INVALID', { why: '不是有效的 JSON (it is no valid JSON)' });
  if (error instanceof URIError) return new HttpError('HTTP_NOT_FOUND', { what: '地址 (address)' });
  if (status !== undefined && status >= 400 && status < 500)
    return new HttpError('HTTP_BODY_INVALID', { why: type ?? String(status) });
  return undefined;
}
