import type { ColumnType, Generated } from 'kysely';
import type { BatchTables } from './batch-tables.js';

/** Who may do what; an institution is a hospital's own code, a region the prefix of a bureau. */
export const ROLES = ['hospital', 'bureau', 'researcher', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** Set by the database, and never changed. */
type SetOnce<T> = ColumnType<T, T | undefined, never>;

/** Written as text, read as what it says. */
type Json = ColumnType<unknown, string | null | undefined, string | null>;

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

/** Which worker has taken which job: there as long as the job is under way. */
export interface JobTakingRow {
  readonly job_id: string;
  readonly kind: string;
  /** Number of the worker, whose presence holds a lock on it. */
  readonly worker: number;
}

/** A month or year that is to be settled, or is. */
export interface SettlementRow {
  readonly id: string;
  readonly region: string;
  readonly policy_region: string;
  readonly kind: string;
  readonly period: string;
  readonly state: string;
  readonly is_dry: boolean;
  readonly asked: Json;
  readonly started_by: string;
  readonly started_at: SetOnce<Date>;
  readonly rows: Generated<bigint>;
  readonly share: number | null;
  readonly failure: Json;
  readonly fingerprint: string | null;
  readonly result: Json;
  readonly run: string | null;
  readonly settled_at: Date | null;
  readonly published_by: string | null;
  readonly published_at: Date | null;
  readonly verification: Json;
}

/** A hospital that a settlement has a row for. */
export interface SettlementHospitalRow {
  readonly settlement_id: string;
  readonly region: string;
  readonly institution: string;
}

/** Indicators, leads or a directory that were asked for. */
export interface DerivationRow {
  readonly id: string;
  readonly kind: string;
  readonly state: string;
  /** On whose behalf the cases are read. */
  readonly role: string;
  readonly region: string;
  readonly institution: string;
  readonly key_id: string;
  readonly asked: Json;
  readonly rows: Generated<bigint>;
  readonly share: number | null;
  readonly failure: Json;
  readonly result: Json;
  readonly item: string | null;
  readonly started_at: SetOnce<Date>;
  readonly finished_at: Date | null;
}

/** A register of special cases. */
export interface ReviewRegisterRow {
  readonly id: string;
  readonly region: string;
  /** As its policy names its region. */
  readonly policy_region: string;
  /** Name of the policy whose rules hold. */
  readonly policy: string;
  readonly created_by: string;
  readonly created_at: SetOnce<Date>;
}

/** A line of a register as a file has it, and what it is about. */
export interface ReviewLineRow {
  readonly register: string;
  readonly seq: number;
  readonly line: string;
  readonly hash: string;
  readonly action: string;
  /** Empty for a line about none, as `institution` is. */
  readonly application: string;
  readonly region: string;
  readonly institution: string;
}

/** Where an application stands after the last line of its register. */
export interface ReviewApplicationRow {
  readonly register: string;
  readonly application: string;
  readonly region: string;
  readonly institution: string;
  readonly period: string;
  readonly state: string;
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

/** A file or folder that never changes, under the hash of `files`. */
export interface ShelfItemRow {
  readonly id: string;
  /** What it holds, as JSON: each file with its hash. */
  readonly files: string;
}

/** A part of a file of an item, packed. */
export interface ShelfPieceRow {
  readonly item: string;
  /** Which of the item's files, and which part of it, both from 0. */
  readonly file: number;
  readonly piece: number;
  readonly bytes: Buffer;
}

/** A version of a scheme, policy, budget or table of weights. */
export interface DocumentRow {
  readonly id: string;
  readonly kind: 'scheme' | 'payment-policy' | 'grouping-policy' | 'budget' | 'weights';
  readonly name: string;
  readonly version: number;
  /** Empty where it holds everywhere. */
  readonly region: string;
  readonly title_zh: string;
  readonly title_en: string;
  /** Of a scheme. */
  readonly scheme_kind: 'drg' | 'dip' | null;
  /** Of weights. */
  readonly scheme: string | null;
  /** The day that it states itself. */
  readonly own_day: string | null;
  /** Where it stands on the shelf. */
  readonly item: string;
  /** SHA-256 of its text, or of its tables. */
  readonly checksum: string;
  readonly state: Generated<'uploaded' | 'active' | 'retired'>;
  readonly valid_from: string | null;
  readonly valid_until: string | null;
  readonly uploaded_by: string;
  readonly uploaded_at: SetOnce<Date>;
  readonly activated_by: string | null;
  readonly activated_at: Date | null;
  readonly retired_by: string | null;
  readonly retired_at: Date | null;
}

export interface Tables extends BatchTables {
  readonly document: DocumentRow;
  readonly api_key: ApiKeyRow;
  readonly audit_log: AuditRow;
  readonly job_taking: JobTakingRow;
  readonly kept_answer: KeptAnswerRow;
  readonly derivation: DerivationRow;
  readonly review_application: ReviewApplicationRow;
  readonly review_line: ReviewLineRow;
  readonly review_register: ReviewRegisterRow;
  readonly settlement: SettlementRow;
  readonly settlement_hospital: SettlementHospitalRow;
  readonly shelf_item: ShelfItemRow;
  readonly shelf_piece: ShelfPieceRow;
}
