import assert from 'node:assert/strict';
import type { TrimmingChoice } from '../../../reference-data/index.js';
import { decimal, type Ratio } from './ratio.js';

/** The costs between which a case counts for means, both ends in. Unit: fen. */
export interface CostRange {
  readonly low: number;
  readonly high: number;
}

/**
 * Quantile by nearest rank: the smallest value with at least the share of all values at or below it. Never between two values.
 *
 * @param sorted Rising, at least one.
 */
export function nearestRank(sorted: Float64Array, { numerator, denominator }: Ratio): number {
  assert(sorted.length > 0, 'a quantile is taken of at least one value');
  const rank = Number((numerator * BigInt(sorted.length) + denominator - 1n) / denominator);
  return sorted[Math.max(rank, 1) - 1]!;
}

/**
 * The range outside which costs of a group are left out of its means; undefined where nothing is trimmed.
 * It is a range of costs and not of places, so cases of equal cost are treated alike and the order of rows has no say.
 *
 * @param sorted Costs of the group, rising.
 */
export function trimRange(sorted: Float64Array, choice: TrimmingChoice): CostRange | undefined {
  if (choice.method === 'none' || sorted.length < choice.minimumCases) return undefined;
  return { low: nearestRank(sorted, decimal(choice.low)), high: nearestRank(sorted, decimal(choice.high)) };
}
