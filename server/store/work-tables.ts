import type { Generated } from 'kysely';
import type { Json, SetOnce } from './column-types.js';

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

export interface WorkTables {
  readonly derivation: DerivationRow;
  readonly job_taking: JobTakingRow;
  readonly settlement: SettlementRow;
  readonly settlement_hospital: SettlementHospitalRow;
}
