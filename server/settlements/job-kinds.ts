import { z } from 'zod';
import type { JobKind } from '../jobs/index.js';

const ofSettlement = z.strictObject({ id: z.uuid() });
type OfSettlement = z.infer<typeof ofSettlement>;

/** Settling. */
export const SETTLE_JOB: JobKind<OfSettlement> = { name: 'settlement', payload: ofSettlement, attempts: 4 };
/** Recomputing a run and comparing it. */
export const VERIFY_JOB: JobKind<OfSettlement> = { name: 'settlement-verification', payload: ofSettlement, attempts: 3 };
