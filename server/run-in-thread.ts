import { once } from 'node:events';
import { parentPort, Worker, workerData } from 'node:worker_threads';
import { CodedError, type ErrorEntry, type Language, type TextDetails } from '../reference-data/index.js';
import { ServerError } from './errors.js';
import { threadModule } from './thread-module.js';

/** How work in a thread ended: a coded error loses its class on the way, but nothing that it says. */
type Ended<Output> =
  | { readonly output: Output }
  | { readonly coded: CodedWords }
  /** What the system says of an error, such as ENOSPC, is no part of its copy. */
  | { readonly fault: Error; readonly system: string | undefined };

/** What a coded error says. */
interface CodedWords {
  readonly code: string;
  readonly entry: ErrorEntry;
  readonly details: TextDetails;
  readonly placed: Readonly<Record<Language, readonly object[]>>;
}

/** What a thread says: how far it is, what it wants to know, and how it ended. */
type Said<Output> = { readonly progress: unknown } | { readonly question: unknown } | Ended<Output>;

/** A coded error of another thread. */
class ErrorOfThread extends CodedError {
  readonly #placed: CodedWords['placed'];

  constructor({ code, entry, details, placed }: CodedWords) {
    super(code, entry, details);
    this.#placed = placed;
  }

  override placed(language: Language): readonly object[] {
    return this.#placed[language];
  }
}

/**
 * Does a piece of work in a thread of its own, so that the one that asks stays free.
 *
 * @param module What the thread runs, from the folder `server` on: it calls `answerFromThread`.
 * @param input In a form that threads can be sent. Its `scratch`, where it has one, is the thread's folder for temporary files.
 * @param signal Aborted: the thread is ended where it stands. It does nothing any more when that is thrown.
 * @param onProgress Takes how far the work says that it is.
 * @param onQuestion Answers what the work wants to know on its way.
 * @throws SERVER_WORKER_STOPPED, or what the work throws, or `onQuestion`
 */
export function runInThread<Input extends object, Output, Progress = never, Question = never>(
  module: string,
  input: Input,
  signal?: AbortSignal,
  onProgress?: (progress: Progress) => void,
  onQuestion?: (question: Question) => Promise<unknown>,
): Promise<Output> {
  return new Promise<Output>((resolve, reject) => {
    signal?.throwIfAborted();
    const thread = new Worker(threadModule(module), { workerData: input, env: environmentOf(input) });
    let ending: { readonly error: unknown } | undefined;
    const give = (error: unknown) => {
      ending ??= { error };
      void thread.terminate();
    };
    const stop = () => give(signal!.reason);
    signal?.addEventListener('abort', stop, { once: true });
    const stopped = (why: string, cause?: Error) =>
      reject(new ServerError('SERVER_WORKER_STOPPED', { why }, cause === undefined ? {} : { cause }));
    thread.on('message', (said: Said<Output>) => {
      if ('progress' in said) onProgress?.(said.progress as Progress);
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
      else if ('question' in said) onQuestion!(said.question as Question).then((answer) => thread.postMessage(answer), give);
      else if ('output' in said) resolve(said.output);
      else if ('coded' in said) reject(new ErrorOfThread(said.coded));
      else reject(said.system === undefined ? said.fault : Object.assign(said.fault, { code: said.system }));
    });
    thread.once('error', (error) => stopped(error.message, error));
    thread.once('exit', (code) => {
      signal?.removeEventListener('abort', stop);
      // After a message this says nothing any more.
      if (ending === undefined) stopped(`exit ${code}`);
      else reject(ending.error as Error);
    });
  });
}

/** A thread that is ended cannot clean up behind itself: what it lays aside goes with the folder of its work. */
function environmentOf(input: object): NodeJS.ProcessEnv {
  return 'scratch' in input ? { ...process.env, TMPDIR: String(input.scratch) } : { ...process.env };
}

/** In the thread: does the work that was asked for, says how far it is and how it ended. @param work Asks one question at a time. */
export async function answerFromThread<Input, Output, Question = never, Answer = never>(
  work: (input: Input, tell: (progress: unknown) => void, ask: (question: Question) => Promise<Answer>) => Promise<Output>,
): Promise<void> {
  const say = (said: Said<Output>): void => {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port of a thread has no origin
    parentPort!.postMessage(said);
  };
  const ask = async (question: Question): Promise<Answer> => {
    const answered = once(parentPort!, 'message');
    say({ question });
    return ((await answered) as [Answer])[0];
  };
  say(await endOf(work(workerData as Input, (progress) => say({ progress }), ask)));
}

async function endOf<Output>(work: Promise<Output>): Promise<Ended<Output>> {
  try {
    return { output: await work };
  } catch (error) {
    if (!(error instanceof CodedError)) return { fault: error as Error, system: (error as NodeJS.ErrnoException).code };
    const { code, entry, details } = error;
    return { coded: { code, entry, details, placed: { zh: error.placed('zh'), en: error.placed('en') } } };
  }
}
