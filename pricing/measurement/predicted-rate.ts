import type { Ratio } from '../ratio.js';
import { divide } from './divide.js';

/** A rate that the budget allows, and the cost it stands for. Unit: yuan, yuan per weight. */
export interface PredictedRate {
  readonly totalCost: Ratio;
  readonly rate: Ratio;
}

/** Predicts the base rate (费率): the inpatient budget over the fund's share is the cost it pays for, and that over the weight is the rate. */
export function predictedRate(budget: Ratio, fundShare: Ratio, totalWeight: Ratio): PredictedRate {
  const totalCost = divide(budget, fundShare, 'fundShare');
  return { totalCost, rate: divide(totalCost, totalWeight, 'totalWeight') };
}
