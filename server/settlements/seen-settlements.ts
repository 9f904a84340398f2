import { sql, type ExpressionBuilder, type ExpressionWrapper, type SqlBool } from 'kysely';
import type { Scope, Tables } from '../store/index.js';

/**
 * Which settlements a caller sees, before the database says the same: a bureau those of its regions, a hospital the published ones near it
 * that it has a part in, nobody else any.
 */
export function seenBy({ role, region, institution }: Scope) {
  return (is: ExpressionBuilder<Tables, 'settlement'>): ExpressionWrapper<Tables, 'settlement', SqlBool> => {
    if (role === 'system') return is.lit(true) as never;
    if (role === 'bureau' && region !== '') return is.and([sql<boolean>`starts_with(region, ${region})`]);
    if (role !== 'hospital') return is.lit(false) as never;
    const own = is
      .selectFrom('settlement_hospital')
      .select('institution')
      .whereRef('settlement_id', '=', 'settlement.id')
      .where('institution', '=', institution);
    return is.and([is('state', '=', 'published'), is.exists(own), sql<boolean>`starts_with(region, ${region.slice(0, 4)})`]);
  };
}
