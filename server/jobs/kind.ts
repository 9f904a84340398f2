import type { z } from 'zod';
import type { Unit } from '../store/index.js';
import type { Failure } from './failure.js';

/** A kind of jobs: what a job of it is told, and how often it is tried. */
export interface JobKind<Payload extends object> {
  /** Letters, digits and hyphens. */
  readonly name: string;
  /** What a job is told: numbers of things that stand in the database, nothing of patients. Held against it again when the job is taken. */
  readonly payload: z.ZodType<Payload>;
  /** Most attempts, the first among them. 1 or more. */
  readonly attempts: number;
}

/** What a handler is given beside the payload. */
export interface JobContext {
  readonly id: string;
  /** Aborted when the process has to stop, or has lost the job: what throws after that is not counted as a failure. */
  readonly signal: AbortSignal;
  /** 1 for the first. */
  readonly attempt: number;
  /**
   * Makes sure, inside a transaction, that no other process has taken the job over, and keeps it so until the transaction ends.
   * What is written in such a transaction is written by one attempt only.
   *
   * @throws JOBS_TAKEN_OVER
   */
  readonly confirm: (unit: Unit) => Promise<void>;
  /** The same, and the job is done when the transaction stands: effect and end are one. @throws JOBS_TAKEN_OVER */
  readonly finish: (unit: Unit) => Promise<void>;
}

export type JobHandler<Payload> = (payload: Payload, context: JobContext) => Promise<void>;

/** How a process works on a kind of jobs. */
export interface WorkTerms<Payload> {
  /** Most jobs of the kind under way in this process. 1 or more. */
  readonly concurrency: number;
  /** Told, in the transaction that notes it, that a job will not be tried again. */
  readonly failed?: (unit: Unit, payload: Payload, failure: Failure) => Promise<void>;
}
