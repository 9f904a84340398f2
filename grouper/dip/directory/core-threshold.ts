import type { DirectoryPolicy } from '../../../reference-data/index.js';
import { decimal } from './ratio.js';

/**
 * The smallest case count of a core group: as fixed, or the largest count such that the groups at or above it hold the share of cases.
 *
 * @param counts Cases of each group, in any order.
 * @returns 1 or more.
 */
export function coreThreshold(choice: DirectoryPolicy['threshold'], counts: readonly number[]): number {
  if (choice.method === 'fixed') return choice.cases;
  const { numerator, denominator } = decimal(choice.share);
  const falling = counts.toSorted((a, b) => b - a);
  const wanted = numerator * BigInt(falling.reduce((sum, cases) => sum + cases, 0));
  let held = 0;
  for (const cases of falling) {
    held += cases;
    if (BigInt(held) * denominator >= wanted) return Math.max(cases, 1);
  }
  return 1;
}
