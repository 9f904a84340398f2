import type { DipEdition, DipGroupRow, DipLayer, DipPolicy, TreatmentAttribute } from '../../reference-data/index.js';
import type { ProcedureAttributes } from './attributes/procedure-attributes.js';

/** What a directory says of itself, as far as grouping hangs on it. */
export type DirectoryEdition = Pick<DipEdition, 'id' | 'newbornWeight' | 'operators' | 'shortProcedureCodes'>;

/** One alternative of a procedure cell: all parts must be met, each by any of its codes. */
export type Parts = readonly ReadonlySet<string>[];

/** A group row, its cells read. */
export interface DipGroup {
  readonly row: DipGroupRow;
  /** Place in the table: what sheet order compares. */
  readonly order: number;
  /** Prefixes of the diagnosis cell. */
  readonly prefixes: readonly string[];
  readonly procedure: readonly Parts[];
  readonly related: readonly Parts[];
  /** Codes of both cells. */
  readonly codes: ReadonlySet<string>;
  readonly otherDiagnoses: readonly string[];
  readonly ageDaysBelow: number | undefined;
  readonly birthWeight: { readonly low: number; readonly high: number } | undefined;
  /** The treatment class of the row: as printed, else that of its procedures. */
  readonly attribute: TreatmentAttribute;
}

/** 不纳入分组的主要手术操作: what a procedure of the list may still be, and for which diagnoses. */
export interface ExcludedProcedure {
  readonly kind: 'conservative' | 'not-main' | 'limited';
  readonly scope: readonly string[];
}

/** 基层病种: the codes that the main procedure must be among; without any, there must be none. */
export interface PrimaryCareEntry {
  readonly procedure: ReadonlySet<string>;
  /** Whether only a diagnosis with a dagger half is meant. */
  readonly asksForDagger: boolean;
}

/** A directory with its cells read, under one region's policy: what explaining walks, row by row. */
export interface DirectoryAsRead {
  readonly edition: DirectoryEdition;
  readonly policy: DipPolicy;
  readonly attributes: ProcedureAttributes;
  /** All rows in sheet order. */
  readonly groups: readonly DipGroup[];
  readonly layers: Readonly<Record<DipLayer, { readonly groups: readonly DipGroup[] }>>;
  readonly excludedDiagnoses: ReadonlySet<string>;
  readonly excludedProcedures: ReadonlyMap<string, ExcludedProcedure>;
  /** By diagnosis key. */
  readonly primaryCare: ReadonlyMap<string, readonly PrimaryCareEntry[]>;
  readonly resistantDiagnoses: ReadonlySet<string>;
  /** Listed codes by the base code that they extend: `39.9500` has `39.9500x007`. */
  readonly extensionsOf: ReadonlyMap<string, readonly string[]>;
  /** Listed codes that are prefixes of full ones, where the directory has such. */
  readonly shortCodes: ReadonlySet<string>;
}
