import { BATCHES_ERRORS } from '../../batches/index.js';
import { PRICING_ERRORS } from '../../../pricing/index.js';
import { REFERENCE_DATA_ERRORS, type ErrorEntry } from '../../../reference-data/index.js';
import { DOCUMENTS_ERRORS } from '../../documents/index.js';
import { SERVER_ERRORS } from '../../errors.js';
import { INTAKE_ERRORS } from '../../intake/index.js';
import { JOBS_ERRORS } from '../../jobs/index.js';
import { REVIEWS_ERRORS } from '../../reviews/index.js';
import { SETTLEMENT_ERRORS } from '../../settlement/errors.js';
import { SETTLEMENTS_ERRORS } from '../../settlements/index.js';
import { STORE_ERRORS } from '../../store/index.js';
import { HTTP_ERRORS } from '../errors.js';

/** Everything that a request may be refused with. */
export const KNOWN_ERRORS = {
  ...HTTP_ERRORS,
  ...SERVER_ERRORS,
  ...REFERENCE_DATA_ERRORS,
  ...INTAKE_ERRORS,
  ...PRICING_ERRORS,
  ...REVIEWS_ERRORS,
  ...SETTLEMENT_ERRORS,
  ...SETTLEMENTS_ERRORS,
  ...BATCHES_ERRORS,
  ...DOCUMENTS_ERRORS,
  ...JOBS_ERRORS,
  ...STORE_ERRORS,
} as const satisfies Readonly<Record<string, ErrorEntry>>;

export type KnownErrorCode = keyof typeof KNOWN_ERRORS;
