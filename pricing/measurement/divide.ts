import { PricingError } from '../errors.js';
import { isZero, over, type Ratio } from '../ratio.js';

/** Divides by a mean or a total that someone handed over. @param what Names the divisor in the error. @throws PRICING_DIVISION_BY_ZERO */
export function divide(dividend: Ratio, divisor: Ratio, what: string): Ratio {
  if (isZero(divisor)) throw new PricingError('PRICING_DIVISION_BY_ZERO', { what });
  return over(dividend, divisor);
}
