import { ROLES } from '../../store/index.js';
import { statusOfCode } from '../problem.js';
import type { Route } from '../route.js';
import type { DocumentedResponse } from './document.js';
import { KNOWN_ERRORS, type KnownErrorCode } from './known-errors.js';

/** The codes by which a request of a route may be refused: those of every request, those of its form, and its own. */
export function codesOf({ roles, path, body, upload, change, problems = [] }: Route): readonly KnownErrorCode[] {
  const hasBody = body !== undefined || upload !== undefined;
  const asked: readonly (readonly [boolean, readonly KnownErrorCode[]])[] = [
    [true, ['HTTP_BODY_INVALID', 'HTTP_KEY_MISSING', 'HTTP_KEY_REFUSED']],
    [roles.length < ROLES.length, ['HTTP_ROLE_REFUSED']],
    [path.includes('{'), ['HTTP_NOT_FOUND']],
    [hasBody, ['HTTP_BODY_TOO_LARGE', 'HTTP_MEDIA_TYPE_REFUSED', 'HTTP_BODY_TOO_SLOW', 'HTTP_UPLOAD_BROKEN_OFF']],
    [change !== undefined, ['HTTP_IDEMPOTENCY_KEY_REUSED']],
    [change?.isSecret === true, ['HTTP_ANSWER_NOT_KEPT']],
    [true, problems],
    [true, ['HTTP_HEADERS_TOO_LARGE', 'HTTP_TOO_MANY_REQUESTS', 'HTTP_FAULT', 'HTTP_NOT_READY']],
  ];
  return [...new Set(asked.flatMap(([isAsked, codes]) => (isAsked ? codes : [])))];
}

/** The refusals of a route by status, each with its codes. */
export function problemResponses(route: Route): Readonly<Record<string, DocumentedResponse>> {
  const byStatus = new Map<number, KnownErrorCode[]>();
  for (const code of codesOf(route)) {
    const status = statusOfCode(code, KNOWN_ERRORS[code].origin);
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  const responses = [...byStatus].sort(([a], [b]) => a - b).map(([status, codes]) => [status, responseOf(codes)] as const);
  return Object.fromEntries(responses);
}

function responseOf(codes: readonly KnownErrorCode[]): DocumentedResponse {
  const said = codes.map((code) => `${code}: ${KNOWN_ERRORS[code].what.zh} | ${KNOWN_ERRORS[code].what.en}`);
  return {
    description: said.join('\n'),
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    'x-codes': codes,
  };
}
