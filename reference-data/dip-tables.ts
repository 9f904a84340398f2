import type { SourceRun } from './findings.js';

/**
 * Where a group row stands. National: XQ 先期分组, BX 并项, FZ 诊断辅助细分, JC 基本规则.
 * Local directories: core 核心病种, primary 基层病种 as rows of their own, comprehensive 综合病种, blank 空白病组.
 */
export const DIP_LAYERS = ['XQ', 'BX', 'FZ', 'JC', 'core', 'primary', 'comprehensive', 'blank'] as const;
export type DipLayer = (typeof DIP_LAYERS)[number];

/** Treatment attribute (治疗方式): 内科诊疗 conservative, 诊断性操作 diagnostic, 治疗性操作 therapeutic, 介入 interventional, 相关手术 surgical. */
export const TREATMENT_ATTRIBUTES = ['conservative', 'diagnostic', 'therapeutic', 'interventional', 'surgical'] as const;
export type TreatmentAttribute = (typeof TREATMENT_ATTRIBUTES)[number];

/** One group row of a directory: a main diagnosis with a treatment. Expressions stand as printed; the grouper reads them. */
export interface DipGroupRow {
  /** The group's key in results: `BX-20`; of a local directory the published code. */
  readonly key: string;
  readonly layer: DipLayer;
  /** Running number (序号) as printed; the order of the rows, not this number, breaks ties. */
  readonly number: number;
  readonly name: string;
  /** Which subdivision of FZ; empty elsewhere. */
  readonly subdivision: '' | 'burn' | 'tumour' | 'tuberculosis';
  /** `所有诊断`, a short code (prefix), `A|B`, a range `C00-C75`. Never empty. */
  readonly diagnosis: string;
  /** Procedure expression; empty is the conservative group. */
  readonly procedure: string;
  readonly related: string;
  /** FZ: what must stand among the other diagnoses; prefixes and ranges. */
  readonly otherDiagnosis: string;
  /** `any`: the procedures may stand in any position (不限定为主要手术操作). */
  readonly position: 'main' | 'any';
  readonly drugResistant: '' | 'yes' | 'no';
  /** Newborn rows: days of age below this. Whole number as text, or empty. */
  readonly ageDaysBelow: string;
  /** Newborn rows: birth weight in grams, `0-999`, both ends in the band; or empty. */
  readonly birthWeight: string;
  /** Comprehensive rows, and core rows where the directory prints it. */
  readonly attribute: '' | TreatmentAttribute;
  /** Comprehensive rows split by operation level: `1`, `2`, `3`; or empty. */
  readonly surgeryLevel: string;
  /** Points (病种分值) as a plain decimal, or empty. Unit: points. */
  readonly points: string;
  /** Mean cost of the group in yuan as a plain decimal, or empty. */
  readonly meanCost: string;
  readonly note: string;
}

/** 不纳入分组的主要诊断. */
export interface ExcludedDiagnosisRow {
  readonly code: string;
  readonly name: string;
}

/** 不纳入分组的主要手术操作: grouped as if without operation, never main, or main within a range of diagnoses. Derived at import from 说明. */
export interface ExcludedProcedureRow {
  readonly code: string;
  readonly name: string;
  readonly kind: 'conservative' | 'not-main' | 'limited';
  /** Kind `limited`: diagnoses within which it may be main, as printed (`A00-A09|C15-C26`). */
  readonly scope: string;
}

/** 基层病种: a flag on the group that was found. */
export interface PrimaryCareRow {
  readonly number: number;
  /** Diagnosis prefix as printed; a `+` at its end is a dagger mark. */
  readonly diagnosis: string;
  /** Procedure expression; empty marks the conservative group only. */
  readonly procedure: string;
  readonly name: string;
}

/** 结核耐药诊断. */
export interface ResistantDiagnosisRow {
  readonly code: string;
  readonly name: string;
}

/** The tables of a DIP directory. */
export interface DipTables {
  readonly groups: readonly DipGroupRow[];
  readonly excludedDiagnoses: readonly ExcludedDiagnosisRow[];
  readonly excludedProcedures: readonly ExcludedProcedureRow[];
  readonly primaryCare: readonly PrimaryCareRow[];
  readonly resistantDiagnoses: readonly ResistantDiagnosisRow[];
}

export type DipTableName = keyof DipTables;

/** Sheets (or files) and rows that the records of each table came from. Several sheets make the table of groups. */
export type DipTableSources = Readonly<Record<DipTableName, readonly SourceRun[]>>;
