import { z } from 'zod';
import type { JobKind } from '../jobs/index.js';

/** Which cases a job answers. */
export interface ChunkPayload {
  readonly batch: string;
  readonly chunk: number;
}

/** Answering one chunk of a batch. */
export const BATCH_CHUNK: JobKind<ChunkPayload> = {
  name: 'batch-chunk',
  payload: z.strictObject({ batch: z.uuid(), chunk: z.int().min(0) }),
  attempts: 3,
};
