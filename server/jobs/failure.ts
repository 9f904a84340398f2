import { CodedError, fillIn, type TextDetails } from '../../reference-data/index.js';
import { JobsError } from './errors.js';

/** What is kept of a failure. */
export interface Failure {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
}

/** What the queue keeps of an error: code and words, without the details, which may name cases. */
export function failureOf(error: unknown, job: string): Failure {
  const coded = error instanceof CodedError ? error : new JobsError('JOBS_FAULT', { job });
  const details: TextDetails = coded instanceof JobsError ? coded.details : withoutDetails(coded.details);
  const { what, fix } = coded.entry;
  return {
    code: coded.code,
    zh: fillIn(`${what.zh}${fix.zh}`, details),
    en: fillIn(`${what.en} ${fix.en}`, details),
  };
}

const withoutDetails = (details: TextDetails): TextDetails => Object.fromEntries(Object.keys(details).map((name) => [name, '…']));

/** Whether another attempt could end otherwise: not where the caller's words or data, or a scheme, were refused. */
export const isWorthRetrying = (error: unknown): boolean => !(error instanceof CodedError) || error.entry.origin === 'fault';
