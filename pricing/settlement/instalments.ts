import { allocate } from '../allocate.js';
import type { Fen } from '../money.js';
import { ONE } from '../ratio.js';
import type { Rounding } from '../rounding.js';

/** Equal parts of a year's amount, rounded; the last takes what rounding leaves, so that they add up. @param count Above zero: 12 for months. */
export function instalments(total: Fen, count: number, { rule }: Rounding): readonly Fen[] {
  const parts = Array.from({ length: count }, () => ONE);
  return allocate(total, parts, { method: 'last-takes-rest', rule });
}
