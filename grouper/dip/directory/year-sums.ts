import assert from 'node:assert/strict';
import type { YearWeightMode } from '../../../reference-data/index.js';
import { plus, ratio, ZERO, type Ratio } from './ratio.js';

/** Number and sum of costs of each year, oldest first. Sums are whole fen below 2^53. */
export class YearSums {
  readonly cases: number[];
  readonly cost: number[];

  constructor(years: number) {
    this.cases = Array<number>(years).fill(0);
    this.cost = Array<number>(years).fill(0);
  }

  add(year: number, cost: number): void {
    this.cases[year]!++;
    this.cost[year]! += cost;
  }

  addAll(others: YearSums): void {
    for (let year = 0; year < this.cases.length; year++) {
      this.cases[year]! += others.cases[year]!;
      this.cost[year]! += others.cost[year]!;
    }
  }
}

/**
 * Mean cost over the years, newer years weighing more. A year without cases drops out and the other weights count as the whole.
 *
 * @param weights One for each year, oldest first; whole numbers above zero.
 * @returns Fen; undefined where there is no case at all.
 */
export function weightedMean(sums: YearSums, weights: readonly number[], mode: YearWeightMode): Ratio | undefined {
  assert(weights.length === sums.cases.length, 'there is a weight for each year');
  let top: Ratio = ZERO;
  let bottom = 0n;
  for (const [year, weight] of weights.entries()) {
    const cases = sums.cases[year]!;
    const cost = sums.cost[year]!;
    assert(Number.isSafeInteger(cost), 'the costs of a year add up to less than 2^53 fen');
    if (cases === 0) continue;
    const weighted = BigInt(weight) * BigInt(cost);
    top = plus(top, mode === 'pooled' ? ratio(weighted) : ratio(weighted, cases));
    bottom += BigInt(weight) * (mode === 'pooled' ? BigInt(cases) : 1n);
  }
  return bottom === 0n ? undefined : { numerator: top.numerator, denominator: top.denominator * bottom };
}
