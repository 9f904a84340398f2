import helmet from 'helmet';
import express, { type Express, type RequestHandler } from 'express';
import type { Logger } from 'pino';
import type { Caller } from '../store/index.js';
import { docsPage } from './docs/docs-page.js';
import { answerProblem } from './answer-problem.js';
import { answerRoute, type AnsweringParts } from './answer-route.js';
import { HttpError } from './errors.js';
import { identify, mayUse, nameRequest } from './identify.js';
import type { Metrics } from './metrics.js';
import type { OpenApiDocument } from './openapi/document.js';
import { readRequest } from './read-request.js';
import { requestLog } from './request-log.js';
import type { Route } from './route.js';

export interface AppParts extends AnsweringParts {
  readonly routes: readonly Route[];
  /** The document of the interface. */
  readonly document: OpenApiDocument;
  /** Who shows a key; undefined for nobody who may come in. */
  readonly callerOf: (key: string) => Promise<Caller | undefined>;
  /** Why the service cannot answer yet, or no more; undefined where it can. */
  readonly notReady: () => Promise<string | undefined>;
  readonly metrics: Metrics;
  /** Most requests of one key in a minute. */
  readonly perMinute: number;
  /** Takes what nobody foresaw: the answer only names the request. */
  readonly onFault: (error: unknown, request: string) => void;
  /** Takes a line for every request. */
  readonly log?: Logger | undefined;
}

/** The service as Express runs it: open questions first, then the key, then what was asked for, then what went wrong. */
export function createApp({
  routes,
  document,
  callerOf,
  notReady,
  metrics,
  perMinute,
  onFault,
  log,
  ...answering
}: AppParts): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use(
    metrics.count,
    helmet({ contentSecurityPolicy: NOTHING_IS_LOADED, frameguard: { action: 'deny' } }),
    neverKept,
    nameRequest,
    ...(log === undefined ? [] : [requestLog(log)]),
  );
  app.get('/healthz', (_, response) => void response.json({ status: 'alive' }));
  app.get('/readyz', async (_, response) => {
    const why = await notReady();
    if (why !== undefined) throw new HttpError('HTTP_NOT_READY', { why });
    response.json({ status: 'ready' });
  });
  const docs = docsPage(document);
  // It says no more than the document that lies open with the program.
  app.get('/v1/docs', (_, response) => {
    response.setHeader('Content-Security-Policy', docs.contentSecurityPolicy);
    response.type('html').send(docs.html);
  });
  const identified = identify(callerOf, perMinute);
  app.get('/metrics', ...identified, mayUse(['admin']), async (_, response) => {
    response.setHeader('Content-Type', metrics.contentType);
    response.send(await metrics.text());
  });
  app.use('/v1', ...identified);
  app.get('/v1/openapi.json', (_, response) => void response.json(document));
  for (const one of routes) app[one.method](patternOf(one), mayUse(one.roles), ...readRequest(one), answerRoute(one, answering));
  for (const [path, allowed] of methodsByPath(routes)) {
    app.all(path, ({ method, path: asked }, response) => {
      response.setHeader('Allow', allowed);
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
