import type { Request } from 'express';

/** The pattern of the route that took a request, `/v1/keys/:id`; `none` where there was none. The address itself may name a case. */
export const routeOf = (request: Request): string => (request.route as { readonly path?: string } | undefined)?.path ?? 'none';
