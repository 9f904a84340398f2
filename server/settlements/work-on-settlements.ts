import type { Jobs } from '../jobs/index.js';
import { SETTLE_JOB, VERIFY_JOB } from './job-kinds.js';
import { settleJob } from './settle-job.js';
import { keepFailure, keepVerification } from './settlement-progress.js';
import type { SettlingParts } from './settling-parts.js';
import { verifyJob } from './verify-job.js';

/** Begins to settle and to verify what is asked for: one of each at a time, since each takes all threads that there are. */
export function workOnSettlements(jobs: Jobs, parts: SettlingParts): void {
  jobs.work(
    SETTLE_JOB,
    { concurrency: 1, failed: (unit, { id }, failure) => keepFailure(unit, id, failure) },
    ({ id }, context) => settleJob(parts, id, context),
  );
  jobs.work(
    VERIFY_JOB,
    {
      concurrency: 1,
      failed: (unit, { id }, failure) =>
        keepVerification(unit, id, { state: 'failed', askedAt: new Date().toISOString(), failure }),
    },
    ({ id }, context) => verifyJob(parts, id, context),
  );
}
