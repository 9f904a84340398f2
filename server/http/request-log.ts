import type { Request, RequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import { pinoHttp } from 'pino-http';
import { known } from './known.js';
import { routeOf } from './route-of.js';

/** What asks again and again, and changes nothing. */
const UNLOGGED: ReadonlySet<string> = new Set(['/healthz', '/readyz', '/metrics']);

/**
 * One line for every request: its number, method, route, status, milliseconds, the key and its role, and the code of what went wrong. Neither
 * what was sent nor the address that was asked for stands in it, since either may hold what belongs to a patient.
 */
export function requestLog(log: Logger): RequestHandler {
  return pinoHttp<Request, Response>({
    logger: log,
    genReqId: (_, response) => known(response).request,
    customAttributeKeys: { reqId: 'request' },
    quietReqLogger: true,
    quietResLogger: true,
    serializers: { req: () => undefined },
    autoLogging: { ignore: ({ path }) => UNLOGGED.has(path) },
    customLogLevel: (_, { statusCode }) => (statusCode >= 500 ? 'error' : 'info'),
    customSuccessObject: (request, response, { responseTime }: Timed) => lineOf(request, response, responseTime),
    customErrorObject: (request, response, _, { responseTime }: Timed) => lineOf(request, response, responseTime),
    customSuccessMessage: messageOf,
    customErrorMessage: messageOf,
  }) as RequestHandler;
}

interface Timed {
  /** Unit: milliseconds. */
  readonly responseTime: number;
}

function lineOf(request: Request, response: Response, ms: number): object {
  const { caller, code } = known(response);
  const { method } = request;
  return { method, route: routeOf(request), status: response.statusCode, ms, key: caller?.keyId, role: caller?.role, code };
}

/** A caller who goes away before the end has not had the answer that the status tells of. */
const messageOf = (_: Request, { writableFinished }: Response): string => (writableFinished ? 'answered' : 'broken off');
