import assert from 'node:assert/strict';
import { sumOf, times, type Ratio } from '../ratio.js';
import { divide } from './divide.js';

/** Mean over the years, newer years weighing more (1:2:7). @param values Oldest first. @param weights One for each year. */
export function weightedMean(values: readonly Ratio[], weights: readonly Ratio[]): Ratio {
  return divide(weightedSum(values, weights), sumOf(weights), 'weights');
}

/** Each value times its weight, added up. */
export function weightedSum(values: readonly Ratio[], weights: readonly Ratio[]): Ratio {
  assert(values.length === weights.length, 'there is a weight for each year');
  return sumOf(values.map((value, year) => times(value, weights[year]!)));
}
