import { PricingError } from '../errors.js';
import type { Sourced } from '../policy/citation.js';
import type { Place, PoolRow } from './pool-table.js';
import type { TotalsKey } from './case-totals.js';

/** What decides which pool pays a case. */
export type PooledBy = Pick<TotalsKey, 'method' | 'budget' | 'place'>;

/** The first pool that takes a case. @throws PRICING_NO_ROW when none does: every case is in exactly one place. */
export function findPool({ method, budget, place }: PooledBy, { value, citation }: Sourced<readonly PoolRow[]>): PoolRow {
  const found = value.find(({ when }) => has(when.methods, method) && has(when.budgets, budget) && has(when.places, place));
  if (found !== undefined) return found;
  throw new PricingError('PRICING_NO_ROW', { parameter: citation.parameter, of: `${method}, ${budget}, ${place}` });
}

const has = (list: readonly string[] | undefined, one: string): boolean => list === undefined || list.includes(one);

/** Where a patient is insured. A case that states no region, and a policy that names none, is local. */
export function placeOf(
  insuredRegion: string | undefined,
  local: readonly string[] | undefined,
  province: readonly string[] | undefined,
): Place {
  const starts = (codes: readonly string[]): boolean => codes.some((code) => insuredRegion!.startsWith(code));
  if (insuredRegion === undefined || local === undefined || starts(local)) return 'local';
  return province !== undefined && starts(province) ? 'in-province' : 'out-of-province';
}
