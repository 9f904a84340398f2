export { JOBS_ERRORS, JobsError } from './errors.js';
export { isWorthRetrying, type Failure } from './failure.js';
export { shownFailure, type ShownNames } from './shown-failure.js';
export { Jobs, type JobCount } from './jobs.js';
export type { JobContext, JobHandler, JobKind, WorkTerms } from './kind.js';
