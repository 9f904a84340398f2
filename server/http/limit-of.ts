import { rateLimit } from 'express-rate-limit';
import type { Request, RequestHandler, Response } from 'express';
import { HttpError } from './errors.js';

/** Keeps whoever guesses keys, or asks without end, from keeping others waiting. @param passes Which answers do not count; none, without. */
export function limitOf(
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
