import { minus, ONE, type Ratio } from '../ratio.js';
import { divide } from './divide.js';

/** What a package was before it came to lie a share below it. @throws PRICING_DIVISION_BY_ZERO when nothing of it would be left. */
export function formerCost(now: Ratio, shareBelow: Ratio): Ratio {
  return divide(now, minus(ONE, shareBelow), '1 − shareBelow');
}
