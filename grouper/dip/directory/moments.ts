import assert from 'node:assert/strict';
import { roundedSquareRoot } from './square-root.js';

/** Number, sum and sum of squares of costs in fen: all that mean, deviation and variation hang on, exactly. */
export interface Moments {
  readonly cases: number;
  readonly sum: bigint;
  readonly squares: bigint;
}

export const NO_MOMENTS: Moments = { cases: 0, sum: 0n, squares: 0n };

/** Sixteen bits: costs are cut there so that squares are summed without bigints. */
const HALF = 65_536;
/** Costs below this have an upper half below 2^17. Unit: fen; some 85 million yuan. */
const SQUARED_FAST = HALF * 131_072;
/** Cases after which sums of products below 2^34 still lie below 2^53. */
const FLUSH = 1 << 18;

/** Moments of whole costs. @param costs Fen, whole numbers below 2^53. */
export function momentsOf(costs: Float64Array): Moments {
  let sum = 0;
  let squares = 0n;
  for (let first = 0; first < costs.length; first += FLUSH) {
    // (u·2^16 + l)² = u²·2^32 + 2ul·2^16 + l²: three sums of whole numbers, each exact in a float64.
    let upper = 0;
    let mixed = 0;
    let lower = 0;
    for (let place = first; place < Math.min(first + FLUSH, costs.length); place++) {
      const cost = costs[place]!;
      sum += cost;
      if (cost >= SQUARED_FAST) {
        squares += BigInt(cost) * BigInt(cost);
        continue;
      }
      const low = cost % HALF;
      const high = (cost - low) / HALF;
      upper += high * high;
      mixed += high * low;
      lower += low * low;
    }
    squares += (BigInt(upper) << 32n) + (BigInt(mixed) << 17n) + BigInt(lower);
  }
  assert(Number.isSafeInteger(sum), 'the costs of a directory add up to less than 2^53 fen');
  return { cases: costs.length, sum: BigInt(sum), squares };
}

export function addMoments(a: Moments, b: Moments): Moments {
  return { cases: a.cases + b.cases, sum: a.sum + b.sum, squares: a.squares + b.squares };
}

/** Decimals of a coefficient of variation. */
export const VARIATION_DECIMALS = 4;

/**
 * Coefficient of variation, sd ÷ mean, half up.
 *
 * From CV² = n·(n·Σx² − (Σx)²) ÷ (k·(Σx)²), with k = n for the population and n − 1 for a sample.
 *
 * @returns Ten-thousandths; undefined where there is no cost, or a sample of one.
 */
export function variationOf({ cases, sum, squares }: Moments, deviation: 'population' | 'sample'): bigint | undefined {
  const divisor = BigInt(deviation === 'population' ? cases : cases - 1);
  if (divisor <= 0n || sum === 0n) return undefined;
  const n = BigInt(cases);
  return roundedSquareRoot(n * (n * squares - sum * sum), divisor * sum * sum, VARIATION_DECIMALS);
}
