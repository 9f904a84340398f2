import { sql, type Kysely } from 'kysely';
import type { Caller } from './api-keys.js';
import type { Role } from './roles.js';
import type { Tables } from './tables.js';

/** On whose behalf the database is asked: its policies show and take that caller's rows alone. */
export interface Scope {
  /** `system` is the service itself, which sees all. */
  readonly role: Role | 'system';
  /** Prefix of the regions of a bureau. */
  readonly region: string;
  readonly institution: string;
  readonly keyId: string;
}

/** The service's own work. */
export const SYSTEM: Scope = { role: 'system', region: '', institution: '', keyId: '' };

/** The scope of whoever showed a key. */
export const scopeOf = ({ role, region, institution, keyId }: Caller): Scope => ({ role, region, institution, keyId });

/** Sets the scope for the rest of a transaction. @param appRole The role that it runs as; `none` for the connection's own user. */
export async function enterScope(db: Kysely<Tables>, scope: Scope, appRole: string): Promise<void> {
  const { role, region, institution, keyId } = scope;
  await sql`
    select set_config('dianzhi.role', ${role}, true), set_config('dianzhi.region', ${region}, true),
      set_config('dianzhi.institution', ${institution}, true), set_config('dianzhi.key', ${keyId}, true),
      set_config('role', ${appRole}, true)`.execute(db);
}

/**
 * Does a part of a unit's work as the service itself: what a caller's change is held against may be more than the caller sees. Nothing of
 * it goes to the caller unasked.
 */
export async function asService<T>(
  { db, scope: { role } }: { readonly db: Kysely<Tables>; readonly scope: Scope },
  work: () => Promise<T>,
): Promise<T> {
  const enter = (as: Scope['role']) => sql`select set_config('dianzhi.role', ${as}, true)`.execute(db);
  await enter(SYSTEM.role);
  try {
    const done = await work();
    await enter(role);
    return done;
  } catch (error) {
    // Where a statement failed the unit is over, and with it the role.
    await enter(role).catch(() => undefined);
    throw error;
  }
}
