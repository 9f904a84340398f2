import type { Evidence, ReviewPayment, Vote } from '../../pricing/index.js';
import type { DipOperators, ProcedureCodeReading } from '../../reference-data/index.js';
import type { ResultFormat } from '../grouping/result-rows.js';
import type { CaseFormat } from '../intake/index.js';

// What options allow, said here without the engines that own these lists: defining the command line loads none of them.
// A test holds every list against its owner's.

export const CASE_FORMATS: readonly CaseFormat[] = ['csv', 'ndjson', 'xlsx', '4101'];
export const RESULT_FORMATS: readonly ResultFormat[] = ['csv', 'ndjson'];
export const DIP_OPERATORS: readonly DipOperators[] = ['national', 'slash-plus', 'comma-all'];
export const PROCEDURE_CODE_READINGS: readonly ProcedureCodeReading[] = ['restore', 'prefix', 'exact'];
export const EVIDENCE: readonly Evidence[] = ['official', 'secondary', 'assumed', 'invented'];
export const VOTES: readonly Vote[] = ['yes', 'no'];
export const REVIEW_PAYMENTS: readonly ReviewPayment[] = ['by-item', 'changed-standard'];
