import { once } from 'node:events';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import { Download, EventStream, type StreamedEvent } from './answers.js';

/** So that nobody between takes a quiet stream for a dead one. Unit: milliseconds. */
const HEARTBEAT = 15_000;
/** After so long a caller who lost the stream comes back. Unit: milliseconds. */
const COMES_BACK_AFTER = 2_000;

/** Amounts are integers beyond what JSON numbers hold exactly: they stand as text. */
const exactly = (_: string, value: unknown): unknown => (typeof value === 'bigint' ? value.toString() : value);

export const printJson = (answer: unknown): string => (answer === undefined ? '' : JSON.stringify(answer, exactly));

/**
 * Sends what a route answers. What goes wrong before the first byte of a file is a problem like any other; behind it the connection breaks.
 *
 * @param ended Ends when the caller goes away or the service stops: no more events then.
 */
export async function sendAnswer(response: Response, status: number, answer: unknown, ended: () => AbortSignal): Promise<void> {
  response.status(status);
  if (answer instanceof Download) await sendFile(response, answer);
  else if (answer instanceof EventStream) await sendEvents(response, answer.events, ended());
  else sendText(response, status, printJson(answer));
}

export function sendText(response: Response, status: number, text: string): void {
  response.status(status);
  if (text === '') response.end();
  else response.type('application/json').send(text);
}

async function sendFile(response: Response, { type, name, bytes, ahead }: Download): Promise<void> {
  const pieces = bytes[Symbol.asyncIterator]();
  const first = await pieces.next();
  response.setHeader('Content-Type', type);
  response.setHeader('Content-Disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`);
  const waiting = ahead === undefined ? {} : { highWaterMark: ahead };
  await pipeline(Readable.from(joined(first, pieces), { objectMode: false, ...waiting }), response);
}

async function* joined<T>(first: IteratorResult<T>, rest: AsyncIterator<T>): AsyncGenerator<T> {
  try {
    for (let next = first; next.done !== true; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}

async function sendEvents(response: Response, events: AsyncIterable<StreamedEvent>, ended: AbortSignal): Promise<void> {
  response.setHeader('Content-Type', 'text/event-stream');
  response.write(`retry: ${COMES_BACK_AFTER}\n\n`);
  const heartbeat = setInterval(() => response.write(':\n\n'), HEARTBEAT);
  const end = () => response.end();
  ended.addEventListener('abort', end, { once: true });
  try {
    for await (const one of events) {
      if (ended.aborted) return;
      if (!response.write(printEvent(one))) await once(response, 'drain', { signal: ended });
    }
  } catch (error) {
    if (!ended.aborted) throw error;
  } finally {
    ended.removeEventListener('abort', end);
    clearInterval(heartbeat);
    response.end();
  }
}

function printEvent({ event, data, id }: StreamedEvent): string {
  return `${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${printJson(data)}\n\n`;
}
