import type { Outcome } from '../outcome.js';

/** Which kind of price a case was paid by. */
export const FIXED_PRICE: Outcome = { id: 'fixed-price', zh: '固定价格', en: 'Fixed price' };
export const WITHIN_LIMIT: Outcome = { id: 'within-limit', zh: '限额以内', en: 'Within the limit' };
export const OVER_LIMIT: Outcome = { id: 'over-limit', zh: '超出限额', en: 'Over the limit' };
