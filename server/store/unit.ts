import type { Kysely } from 'kysely';
import type { Caller } from './api-keys.js';
import type { Role, Tables } from './tables.js';

/** Whose records a transaction sees. */
export interface Scope {
  readonly role: Role | 'system';
  /** Prefix of the region's code. */
  readonly region: string;
  /** Empty but for hospitals. */
  readonly institution: string;
  readonly keyId: string;
}

/** The service's own work: it sees everything. */
export const SYSTEM: Scope = { role: 'system', region: '', institution: '', keyId: '' };

export const scopeOf = ({ role, region, institution, keyId }: Caller): Scope => ({ role, region, institution, keyId });

/** One transaction, with the rows of its scope. */
export interface Unit {
  readonly db: Kysely<Tables>;
}
