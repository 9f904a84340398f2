import { BatchesError } from './errors.js';

/** What system and database say where the disk is full, or what one user or one file may take of it. */
const FULL: ReadonlySet<string | undefined> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG', '53100']);

/** What went wrong, in words of ours where a disk is full. */
export const orNoRoom = (error: unknown): unknown =>
  FULL.has((error as NodeJS.ErrnoException).code) ? new BatchesError('BATCHES_NO_ROOM', {}, { cause: error }) : error;
