import { rateLimit } from 'express-rate-limit';
import type { Request, RequestHandler, Response } from 'express';
import { HttpError } from './errors.js';

/** Keeps whoever asks without end from keeping others waiting. */
export function limitOf(limit: number, keyGenerator: (request: Request, response: Response) => string): RequestHandler {
  return rateLimit({
    windowMs: 60_000,
    limit,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    keyGenerator,
    handler: () => {
      throw new HttpError('HTTP_TOO_MANY_REQUESTS', { limit });
    },
  });
}
