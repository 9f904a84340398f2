import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';
import type { Caller } from '../store/index.js';
import { HttpError } from './errors.js';
import { known, languageOf, type Known } from './known.js';
import { limitOf } from './limit-of.js';
import type { Route } from './route.js';
import { WrongKeys } from './wrong-keys.js';

export const nameRequest: RequestHandler = (request, response, next) => {
  const id = randomUUID();
  Object.assign(response.locals, { request: id, language: languageOf(request) } satisfies Known);
  response.setHeader('X-Request-Id', id);
  next();
};

/** Lets nobody pass whose key is not good, or who asks too much. */
export function identify(callerOf: (key: string) => Promise<Caller | undefined>, perMinute: number): readonly RequestHandler[] {
  const wrongKeys = new WrongKeys();
  return [
    wrongKeys.guard,
    async (request, response, next) => {
      const key = /^Bearer ([\x21-\x7e]{1,200})$/.exec(request.headers.authorization ?? '')?.[1];
      const caller = key === undefined ? undefined : await callerOf(key);
      if (caller === undefined) {
        wrongKeys.count(request.ip);
        throw new HttpError(key === undefined ? 'HTTP_KEY_MISSING' : 'HTTP_KEY_REFUSED');
      }
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
