import { createHash, createHmac, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import { sql, type Kysely, type Selectable } from 'kysely';
import type { ApiKeyRow } from './access-tables.js';
import type { Role } from './roles.js';
import type { Tables } from './tables.js';

/** A caller who showed a valid key. */
export interface Caller {
  readonly keyId: string;
  readonly role: Role;
  readonly region: string;
  readonly institution: string;
}

/** What a key is to be good for. */
export interface KeyTerms {
  readonly role: Role;
  readonly region: string;
  /** The hospital's code, for the role hospital alone. */
  readonly institution: string;
  readonly purpose: string;
  readonly expiresAt: Date;
}

/** What anybody may be told of a key. */
export interface ListedKey extends Caller {
  readonly purpose: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
}

/** Where a key stands in the list. */
export interface KeyPlace {
  /** ISO 8601. */
  readonly createdAt: string;
  readonly keyId: string;
}

/** Shortest key that a person may choose. Unit: characters. */
export const SHORTEST_KEY = 24;

const SECRET_BYTES = 32;
const HANDLE_LENGTH = 24;

/** The keys of callers. Of a key only a keyed hash is kept, so that it can be shown once, when it is made, and never again. */
export class ApiKeys {
  readonly #db: Kysely<Tables>;

  constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  /** Makes a key. @param key One that was chosen, of SHORTEST_KEY characters or more. @returns Its id and, this once, the key. */
  async issue(terms: KeyTerms, key = `dz_${randomBytes(SECRET_BYTES).toString('base64url')}`) {
    const id = randomUUID();
    const { role, region, institution, purpose, expiresAt } = terms;
    const salt = randomBytes(SECRET_BYTES).toString('hex');
    await this.#db
      .insertInto('api_key')
      .values({
        id,
        handle: handleOf(key),
        salt,
        hash: hashOf(key, salt),
        role,
        region,
        institution,
        purpose,
        expires_at: expiresAt,
      })
      .execute();
    return { id, key };
  }

  /** Who shows a key. @returns undefined where it is not known, has expired or was revoked: the caller is not told which. */
  async callerOf(key: string, now: Date): Promise<Caller | undefined> {
    const row = await this.#rowOf(key);
    if (row === undefined || row.revoked_at !== null || row.expires_at <= now) return undefined;
    return { keyId: row.id, role: row.role, region: row.region, institution: row.institution };
  }

  /** Whether a key stands here, valid or not. */
  async knows(key: string): Promise<boolean> {
    return (await this.#rowOf(key)) !== undefined;
  }

  /** Makes a key worthless from now on. @returns false where there is none with that id, or it was revoked before. */
  async revoke(id: string, now: Date): Promise<boolean> {
    const { numUpdatedRows } = await this.#db
      .updateTable('api_key')
      .set({ revoked_at: now })
      .where('id', '=', id)
      .where('revoked_at', 'is', null)
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }

  /** Keys, oldest first. @param after The key before the first one that is wanted. */
  async list(limit: number, after?: KeyPlace): Promise<readonly ListedKey[]> {
    // As exact as the dates that a caller is shown and comes back with.
    const made = sql<Date>`date_trunc('milliseconds', created_at)`;
    const rows = await this.#db
      .selectFrom('api_key')
      .selectAll()
      .$if(after !== undefined, (keys) =>
        keys.where(sql<boolean>`(${made}, id) > (${after!.createdAt}::timestamptz, ${after!.keyId})`),
      )
      .orderBy(made)
      .orderBy('id')
      .limit(limit)
      .execute();
    return rows.map(({ id, role, region, institution, purpose, created_at, expires_at, revoked_at }) => ({
      keyId: id,
      role,
      region,
      institution,
      purpose,
      createdAt: created_at,
      expiresAt: expires_at,
      revokedAt: revoked_at,
    }));
  }

  /** Whether an administrator's key is good now. */
  async hasAdministrator(now: Date): Promise<boolean> {
    const found = await this.#db
      .selectFrom('api_key')
      .select('id')
      .where('role', '=', 'admin')
      .where('revoked_at', 'is', null)
      .where('expires_at', '>', now)
      .executeTakeFirst();
    return found !== undefined;
  }

  async #rowOf(key: string): Promise<Selectable<ApiKeyRow> | undefined> {
    const row = await this.#db.selectFrom('api_key').selectAll().where('handle', '=', handleOf(key)).executeTakeFirst();
    if (row === undefined) return undefined;
    return timingSafeEqual(Buffer.from(row.hash, 'hex'), Buffer.from(hashOf(key, row.salt), 'hex')) ? row : undefined;
  }
}

const handleOf = (key: string): string => createHash('sha256').update(key).digest('hex').slice(0, HANDLE_LENGTH);

const hashOf = (key: string, salt: string): string => createHmac('sha256', Buffer.from(salt, 'hex')).update(key).digest('hex');
