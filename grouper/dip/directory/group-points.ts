import assert from 'node:assert/strict';
import type { DirectoryPolicy } from '../../../reference-data/index.js';
import { decimal, over, ratio, times, type Ratio } from './ratio.js';

type PointsChoice = DirectoryPolicy['points'];

const THOUSAND = ratio(1000);
const FEN_IN_YUAN = ratio(100);

/**
 * What points are measured from: a mean in fen, and the points that it has.
 * 平均费用法 and 基准病种费用法 give the mean 1000 points; 标准定额法 divides by a fixed amount without the thousand.
 */
export interface PointsBase {
  readonly mean: Ratio;
  readonly points: Ratio;
}

/**
 * Chooses the base of the method.
 *
 * @param means Mean of every discharge, and of the cases that count in the groups. Unit: fen.
 * @param meanOfGroup Mean of a group by key.
 * @returns undefined when the reference group is not in the directory.
 */
export function pointsBase(
  choice: PointsChoice,
  means: { readonly all: Ratio; readonly grouped: Ratio },
  meanOfGroup: (key: string) => Ratio | undefined,
): PointsBase | undefined {
  if (choice.method === 'fixed-standard') return { mean: times(decimal(choice.standard), FEN_IN_YUAN), points: ratio(1) };
  if (choice.method === 'mean-cost') {
    return { mean: choice.overallMean === 'all-discharges' ? means.all : means.grouped, points: THOUSAND };
  }
  const mean = meanOfGroup(choice.referenceGroup);
  return mean === undefined ? undefined : { mean, points: THOUSAND };
}

/** Points of a group, exactly; they are rounded when they are published. @param mean Fen, above zero. */
export function groupPoints(mean: Ratio, base: PointsBase): Ratio {
  assert(mean.numerator > 0n, 'the mean cost of a group is above zero');
  return times(over(mean, base.mean), base.points);
}
