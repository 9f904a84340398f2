import { BENEFIT_SECTIONS } from './benefits/benefit-values.js';
import { BUDGET } from './budget/budget-section.js';
import { CONSORTIUM } from './consortium/consortium-section.js';
import { FUND_PAYMENT } from './fund-payment/fund-payment-section.js';
import { INDICATORS } from './indicators/indicator-section.js';
import { LONG_TERM_CARE } from './long-term-care/long-term-care.js';
import { METHODS } from './methods/index.js';
import type { AnySection } from './policy/section.js';
import { REVIEW } from './review/review-section.js';
import { FUND_RISK } from './risk/fund-risk-section.js';
import { ROUNDING } from './rounding-section.js';
import { SUPERVISION } from './supervision/supervision-section.js';
import { ROUTER } from './router/router-section.js';
import { CLEARING } from './settlement/clearing-section.js';
import { SETTLEMENT } from './settlement/settlement-section.js';

/** Every section that a policy may have: those that all ways of paying share, and one for each way. */
export const SECTIONS: readonly AnySection[] = [
  ROUNDING,
  ROUTER,
  FUND_PAYMENT,
  ...BENEFIT_SECTIONS,
  ...METHODS.map(({ section }) => section),
  CONSORTIUM,
  LONG_TERM_CARE,
  FUND_RISK,
  BUDGET,
  SETTLEMENT,
  CLEARING,
  REVIEW,
  INDICATORS,
  SUPERVISION,
];
