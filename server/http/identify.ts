import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';
import type { Caller } from '../store/index.js';
import { HttpError } from './errors.js';
import { known, languageOf, type Known } from './known.js';
import { limitOf } from './limit-of.js';
import type { Route } from './route.js';

/** Keys that one address may get wrong. */
const WRONG_KEYS_PER_MINUTE = 30;

export const nameRequest: RequestHandler = (request, response, next) => {
  const id = randomUUID();
  Object.assign(response.locals, { request: id, language: languageOf(request) } satisfies Known);
  response.setHeader('X-Request-Id', id);
  next();
};

/** Lets nobody pass whose key is not good, or who asks too much. */
export function identify(callerOf: (key: string) => Promise<Caller | undefined>, perMinute: number): readonly RequestHandler[] {
  return [
    limitOf(
      WRONG_KEYS_PER_MINUTE,
      ({ ip }) => ip ?? '',
      ({ statusCode }) => statusCode !== 401,
    ),
    async (request, response, next) => {
      const key = /^Bearer ([\x21-\x7e]{1,200})$/.exec(request.headers.authorization ?? '')?.[1];
      if (key === undefined) throw new HttpError('HTTP_KEY_MISSING');
      const caller = await callerOf(key);
      if (caller === undefined) throw new HttpError('HTTP_KEY_REFUSED');
      known(response).caller = caller;
      next();
    },
    limitOf(perMinute, (_, response) => known(response).caller!.keyId),
  ];
}

/** Lets only these roles pass. */
export function mayUse(roles: Route['roles']): RequestHandler {
  return (_, response, next) => {
    const { role } = known(response).caller!;
    if (!roles.includes(role)) throw new HttpError('HTTP_ROLE_REFUSED', { role, allowed: roles.join(', ') });
    next();
  };
}
