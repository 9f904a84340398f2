import { PricingError } from '../errors.js';
import { printYuan, subtractFen, yuanOf, type Fen } from '../money.js';
import type { Ratio } from '../ratio.js';
import type { Rounding } from '../rounding.js';
import { poolPointValue } from './point-value.js';

/** What outpatient groups share: the outpatient budget less the packages of people who signed with an institution. @throws PRICING_BELOW_ZERO */
export function outpatientPool(budget: Fen, signedPackages: Fen): Fen {
  const pool = subtractFen(budget, signedPackages);
  if (pool >= 0n) return pool;
  throw new PricingError('PRICING_BELOW_ZERO', { of: 'APG', field: 'outpatientPool', value: printYuan(pool) });
}

/** Yuan for a point of the outpatient groups. @throws PRICING_BELOW_ZERO, PRICING_DIVISION_BY_ZERO */
export function outpatientPointValue(
  { budget, signedPackages, points }: { readonly budget: Fen; readonly signedPackages: Fen; readonly points: Ratio },
  rounding?: Rounding,
): Ratio {
  return poolPointValue(yuanOf(outpatientPool(budget, signedPackages)), points, rounding);
}
