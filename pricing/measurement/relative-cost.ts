import { ONE, times, type Ratio } from '../ratio.js';
import { divide } from './divide.js';

/** A mean cost against another; both in the same unit. */
export interface MeanCosts {
  readonly mean: Ratio;
  readonly base: Ratio;
}

/**
 * How costly something is against a base: the one formula behind weights, points and coefficients.
 *
 * With scale 1 it is a relative weight (group against all cases), a hospital coefficient (level against city, hospital against region) or an
 * auxiliary coefficient (subtype against group); with 100 it is DRG points, points of a bed-day or of an item; with 1000 DIP points against
 * the mean of all cases or of the base disease. Points against a fixed sum have no scale.
 *
 * @returns Exact; a region rounds it when it publishes it.
 * @throws PRICING_DIVISION_BY_ZERO when the base is zero.
 */
export function relativeCost({ mean, base }: MeanCosts, scale: Ratio = ONE): Ratio {
  return times(divide(mean, base, 'base'), scale);
}
