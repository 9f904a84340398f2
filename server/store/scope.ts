import { sql, type Kysely } from 'kysely';
import type { Caller } from './api-keys.js';
import type { Role, Tables } from './tables.js';

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
