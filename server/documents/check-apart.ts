import { runInThread } from '../run-in-thread.js';
import type { FindInForce, UploadToCheck } from './check-upload.js';
import type { CheckedUpload } from './checked-upload.js';

/** A check that a thread of its own is asked for. */
export interface CheckWork {
  readonly upload: UploadToCheck;
  readonly path: string;
  readonly to: string;
}

/** What a check wants to know on its way: what is in force under a name. */
export interface InForceQuestion {
  readonly kind: Parameters<FindInForce>[0];
  readonly name: string;
}

/**
 * Checks uploads in a thread of their own, since a national workbook takes seconds in which nobody else would be answered: one after the
 * other, since it takes much memory too.
 */
export class UploadChecks {
  #last: Promise<unknown> = Promise.resolve();

  /** @param signal Aborted: nobody waits for the check any more. @throws as `checkUpload` and `inForce` */
  check(work: CheckWork, inForce: FindInForce, signal: AbortSignal): Promise<CheckedUpload> {
    const checked = this.#last.then(() =>
      runInThread<CheckWork, CheckedUpload, never, InForceQuestion>(
        'documents/check-thread.js',
        work,
        signal,
        undefined,
        ({ kind, name }) => inForce(kind, name),
      ),
    );
    this.#last = checked.catch(() => undefined);
    return checked;
  }
}
