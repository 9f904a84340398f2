import { BatchesError } from './errors.js';

/** What system and database say of a full disk. */
const FULL: ReadonlySet<string | undefined> = new Set(['ENOSPC', 'EDQUOT', '53100']);

/** What went wrong, in words of ours where a disk is full. */
export const orNoRoom = (error: unknown): unknown =>
  FULL.has((error as NodeJS.ErrnoException).code) ? new BatchesError('BATCHES_NO_ROOM', {}, { cause: error }) : error;
