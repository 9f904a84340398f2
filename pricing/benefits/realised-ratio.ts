import type { Fen } from '../money.js';
import { ratio, type Ratio } from '../ratio.js';

/** What share of charges was paid (实际报销比例); undefined where there are no charges. Exact: who prints it rounds it. */
export function realisedRatio(paid: Fen, charges: Fen): Ratio | undefined {
  return charges === 0n ? undefined : ratio(paid, charges);
}
