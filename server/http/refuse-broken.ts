import type { Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { HttpError } from './errors.js';
import { problemOf } from './problem.js';

/** What every answer bears that no route made. */
const HEADERS = {
  'Content-Type': 'application/problem+json; charset=utf-8',
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy': "default-src 'none';frame-ancestors 'none'",
  Connection: 'close',
} as const;

/**
 * Answers what never became a request: headers that are too long or too slow, or no HTTP at all. It has no number, and stands in no log; nobody
 * can tell the language of whoever sent it.
 */
export function refuseBroken(server: Server): void {
  const answering = new WeakSet<Duplex>();
  server.on('request', ({ socket }, response) => {
    answering.add(socket);
    response.once('close', () => answering.delete(socket));
  });
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    // Into an answer that has begun no other is written.
    if (error.code === 'ECONNRESET' || !socket.writable || answering.has(socket)) return void socket.destroy();
    const { status, title, ...problem } = problemOf(refusalOf(error.code), 'zh', '');
    const body = JSON.stringify({ title, status, ...problem });
    const headers = Object.entries({ ...HEADERS, 'Content-Length': Buffer.byteLength(body) });
    const head = [`HTTP/1.1 ${status} ${title}`, ...headers.map((header) => header.join(': ')), '', ''];
    socket.end(head.join('\r\n') + body);
  });
}

function refusalOf(code: string | undefined): HttpError {
  if (code === 'HPE_HEADER_OVERFLOW') return new HttpError('HTTP_HEADERS_TOO_LARGE');
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return new HttpError('HTTP_BODY_TOO_SLOW');
  return new HttpError('HTTP_BODY_INVALID', { why: '不是 HTTP (it is no HTTP)' });
}
