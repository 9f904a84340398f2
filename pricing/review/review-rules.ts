import type { WorkingDays } from '../../reference-data/index.js';
import { windowOf, type ReviewWindow } from './review-period.js';
import type { ReviewValues } from './review-section.js';

/** What a new entry is held against: the policy of its day and the calendar of working days. */
export interface ReviewRules {
  readonly values: ReviewValues;
  readonly calendar: WorkingDays;
}

/** When the applications of a period may be handed in. @throws PRICING_REVIEW_PERIOD_INVALID */
export const windowOfPeriod = (period: string, { values, calendar }: ReviewRules): ReviewWindow =>
  windowOf(period, values.rhythm.value, values.windowDays.value, calendar);
