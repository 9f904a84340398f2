import { CodedError, type ErrorEntry, type TextDetails } from '../../reference-data/index.js';

/** Why a register of special cases cannot be set up. */
export const REVIEWS_ERRORS = {
  REVIEWS_OTHER_REGION: {
    origin: 'usage',
    what: {
      zh: '政策 {policy} 属于 {region}，不在本密钥的统筹区内。',
      en: 'The policy {policy} is of {region}, which is outside the region of the key.',
    },
    fix: { zh: '请用本统筹区的政策。', en: 'Name a policy of the own region.' },
  },
  REVIEWS_REGISTER_EXISTS: {
    origin: 'usage',
    what: {
      zh: '{region} 已有特例单议登记簿 {register}。',
      en: 'The region {region} has a register of special cases already: {register}.',
    },
    fix: { zh: '请在该登记簿中续写。', en: 'Go on in that register.' },
  },
} as const satisfies Record<string, ErrorEntry>;

export type ReviewsErrorCode = keyof typeof REVIEWS_ERRORS;

/** A fault of what was asked of a register. */
export class ReviewsError extends CodedError {
  constructor(code: ReviewsErrorCode, details: TextDetails) {
    super(code, REVIEWS_ERRORS[code], details);
  }
}
