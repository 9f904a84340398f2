import { parentPort, Worker, workerData } from 'node:worker_threads';
import { CodedError, type ErrorEntry, type TextDetails } from '../reference-data/index.js';
import { ServerError } from './errors.js';
import { threadModule } from './thread-module.js';

/** How work in a thread ended: a coded error loses its class on the way, but nothing that it says. */
type Ended<Output> =
  | { readonly output: Output }
  | { readonly coded: { readonly code: string; readonly entry: ErrorEntry; readonly details: TextDetails } }
  /** What the system says of an error, such as ENOSPC, is no part of its copy. */
  | { readonly fault: Error; readonly system: string | undefined };

/** What a thread says: how far it is, and how it ended. */
type Said<Output> = { readonly progress: unknown } | Ended<Output>;

/** A coded error of another thread. */
class ErrorOfThread extends CodedError {}

/**
 * Does a piece of work in a thread of its own, so that the one that asks stays free.
 *
 * @param module What the thread runs, from the folder `server` on: it calls `answerFromThread`.
 * @param input In a form that threads can be sent. Its `scratch`, where it has one, is the thread's folder for temporary files.
 * @param signal Aborted: the thread is ended where it stands.
 * @param onProgress Takes how far the work says that it is.
 * @throws SERVER_WORKER_STOPPED, or what the work throws
 */
export function runInThread<Input extends object, Output, Progress = never>(
  module: string,
  input: Input,
  signal?: AbortSignal,
  onProgress?: (progress: Progress) => void,
): Promise<Output> {
  return new Promise<Output>((resolve, reject) => {
    signal?.throwIfAborted();
    const thread = new Worker(threadModule(module), { workerData: input, env: environmentOf(input) });
    const stop = () => {
      reject(signal!.reason as Error);
      void thread.terminate();
    };
    signal?.addEventListener('abort', stop, { once: true });
    const stopped = (why: string, cause?: Error) =>
      reject(new ServerError('SERVER_WORKER_STOPPED', { why }, cause === undefined ? {} : { cause }));
    thread.on('message', (said: Said<Output>) => {
      if ('progress' in said) onProgress?.(said.progress as Progress);
      else if ('output' in said) resolve(said.output);
      else if ('coded' in said) reject(new ErrorOfThread(said.coded.code, said.coded.entry, said.coded.details));
      else reject(said.system === undefined ? said.fault : Object.assign(said.fault, { code: said.system }));
    });
    thread.once('error', (error) => stopped(error.message, error));
    thread.once('exit', (code) => {
      signal?.removeEventListener('abort', stop);
      // After a message this says nothing any more.
      stopped(`exit ${code}`);
    });
  });
}

/** A thread that is ended cannot clean up behind itself: what it lays aside goes with the folder of its work. */
function environmentOf(input: object): NodeJS.ProcessEnv {
  return 'scratch' in input ? { ...process.env, TMPDIR: String(input.scratch) } : { ...process.env };
}

/** In the thread: does the work that was asked for, says how far it is and how it ended. */
export async function answerFromThread<Input, Output>(
  work: (input: Input, tell: (progress: unknown) => void) => Promise<Output>,
): Promise<void> {
  const say = (said: Said<Output>): void => {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port of a thread has no origin
    parentPort!.postMessage(said);
  };
  say(await endOf(work(workerData as Input, (progress) => say({ progress }))));
}

async function endOf<Output>(work: Promise<Output>): Promise<Ended<Output>> {
  try {
    return { output: await work };
  } catch (error) {
    if (!(error instanceof CodedError)) return { fault: error as Error, system: (error as NodeJS.ErrnoException).code };
    const { code, entry, details } = error;
    return { coded: { code, entry, details } };
  }
}
