import type { BilingualText } from '../reference-data/index.js';

/** What a method says of a case beside the amount: which of its rules the case fell under. */
export interface Outcome extends BilingualText {
  /** `normal`, `low`, `ungrouped` …; a closed list in each method. */
  readonly id: string;
}

/** Paid by the ordinary rule. */
export const NORMAL: Outcome = { id: 'normal', zh: '正常病例', en: 'Normal case' };

/** A notice: the hospital may apply for special-case review (特例单议). */
export const MAY_APPLY_FOR_REVIEW: Outcome = {
  id: 'may-apply-for-review',
  zh: '可申请特例单议',
  en: 'May apply for special-case review',
};

/** Paid by a head fee or package of the person; nothing is paid beside it. */
export const WITHIN_PACKAGE: Outcome = {
  id: 'within-package',
  zh: '包干内，不另行支付',
  en: 'Paid by the package, and not beside it',
};
