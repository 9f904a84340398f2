import type { ColumnType, Generated } from 'kysely';
import type { SetOnce } from './column-types.js';
import type { Role } from './roles.js';

/** A key, by which a caller is known. The key itself is nowhere. */
export interface ApiKeyRow {
  readonly id: string;
  /** Beginning of the key's SHA-256: finds the row, and says nothing of the key. */
  readonly handle: string;
  readonly salt: string;
  /** HMAC-SHA256 of the key under the salt. */
  readonly hash: string;
  readonly role: Role;
  readonly region: string;
  /** Empty but for hospitals. */
  readonly institution: string;
  readonly purpose: string;
  readonly created_at: SetOnce<Date>;
  readonly expires_at: Date;
  readonly revoked_at: ColumnType<Date | null, null | undefined, Date>;
}

/** A line of the audit log: who did what to which thing, and how it went. */
export interface AuditRow {
  readonly seq: Generated<bigint>;
  readonly at: string;
  readonly key_id: string;
  readonly role: string;
  readonly institution: string;
  readonly action: string;
  readonly object: string;
  readonly purpose: string;
  readonly rows: bigint;
  readonly address: string;
  readonly request: string;
  readonly result: string;
  /** SHA-256 of the line before and of this one. */
  readonly hash: string;
}

/** What a change was answered with, so that whoever asks for it again changes nothing. */
export interface KeptAnswerRow {
  readonly key_id: string;
  /** The word by which the caller knows the request: its `Idempotency-Key`. */
  readonly wish: string;
  /** SHA-256 of what was asked. */
  readonly asked: string;
  readonly status: number;
  /** Null where it holds a secret. */
  readonly answer: string | null;
  readonly created_at: SetOnce<Date>;
}

export interface AccessTables {
  readonly api_key: ApiKeyRow;
  readonly audit_log: AuditRow;
  readonly kept_answer: KeptAnswerRow;
}
