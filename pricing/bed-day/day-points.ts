import { relativeCost } from '../measurement/relative-cost.js';
import { divide } from '../measurement/divide.js';
import { times, type Ratio } from '../ratio.js';
import { rounded, type Rounding } from '../rounding.js';

/** What points of a day are measured against. */
export interface DayPointScale {
  /** Mean charges of all cases. Unit: yuan. */
  readonly meanCharges: Ratio;
  /** Points of a case that costs as much as the mean: 100 in most regions. */
  readonly scale: Ratio;
}

/** Points of a bed-day: day rate ÷ mean charges of all cases × scale, rounded where the region rounds them. */
export function pointsOfDay(rate: Ratio, { meanCharges, scale }: DayPointScale, rounding?: Rounding): Ratio {
  return rounded(relativeCost({ mean: rate, base: meanCharges }, scale), rounding);
}

/** What published points of a bed-day stand for. Unit: yuan per day, exact. */
export function dayRateOfPoints(points: Ratio, { meanCharges, scale }: DayPointScale): Ratio {
  return times(divide(points, scale, 'scale'), meanCharges);
}
