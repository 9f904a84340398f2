import type { ColumnType } from 'kysely';

/** A file of cases that was uploaded, and what became of it. Texts that are JSON hold nothing of patients. */
export interface BatchRow {
  /** Random, so that nobody finds one by counting. */
  readonly id: string;
  readonly kind: 'group' | 'price';
  /** Whose it is: region and institution of the key that brought it, and the key. */
  readonly region: string;
  readonly institution: string;
  readonly key_id: string;
  /** Name of the file, without a path. */
  readonly name: string;
  /** SHA-256 of the file as it came in, and of it with what was asked of it. */
  readonly sha256: string;
  readonly asked_sha256: string;
  /** What was asked of it, as JSON. */
  readonly asked: string;
  /** Format, encoding, dialect and dropped columns of the file, as JSON. */
  readonly description: string;
  /** How its records are read, as JSON. */
  readonly layout: string;
  /** Columns that pass through to the results, as JSON. */
  readonly columns: string;
  /** First line of the results; empty where they have none. */
  readonly header: string;
  readonly rows: bigint;
  readonly chunks: number;
  readonly state: BatchState;
  /** Why it failed, as JSON. */
  readonly failure: string | null;
  readonly created_at: ColumnType<Date, undefined, never>;
  readonly finished_at: Date | null;
}

export const BATCH_STATES = ['queued', 'running', 'done', 'failed', 'cancelled'] as const;
export type BatchState = (typeof BATCH_STATES)[number];

/** Cases of a hospital in a batch. */
export interface BatchHospitalRow {
  readonly batch: string;
  /** As the cases state it; empty for those that state none. */
  readonly hospital: string;
  /** Those of the batch. */
  readonly region: string;
  readonly institution: string;
  readonly key_id: string;
  readonly rows: bigint;
  /** Cases by status, as JSON, once the batch is done. */
  readonly counts: string | null;
}

/** Some thousand cases of a batch, that are answered together. */
export interface BatchChunkRow {
  readonly batch: string;
  /** From 0, in the order of the file. */
  readonly chunk: number;
  readonly rows: number;
  readonly is_done: boolean;
  /** Which cases it surely does not hold, as `IdFilter` makes it. */
  readonly case_filter: Uint8Array;
}

/** A case as it is kept: without personal data. */
export interface BatchCaseRow {
  readonly batch: string;
  readonly chunk: number;
  /** From 0, in the order of the chunk. */
  readonly place: number;
  /** Whose it is. */
  readonly hospital: string;
  readonly case_id: string;
  readonly record: string;
}

/** What came of a case. */
export interface BatchResultRow {
  readonly batch: string;
  readonly chunk: number;
  readonly place: number;
  readonly hospital: string;
  /** Its line of the results, without its line end. */
  readonly line: string;
  readonly status: string;
}

/** The tables of batches. */
export interface BatchTables {
  readonly batch: BatchRow;
  readonly batch_hospital: BatchHospitalRow;
  readonly batch_chunk: BatchChunkRow;
  readonly batch_case: BatchCaseRow;
  readonly batch_result: BatchResultRow;
}
