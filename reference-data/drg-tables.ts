import type { SourceRows } from './source-rows.js';

/** What a row of the ADRG or DRG table leads to. Derived once, at import; codes are opaque afterwards. */
export type RowKind = 'real' | 'ambiguous' | 'fallback';

export interface MdcRow {
  readonly code: string;
  readonly name: string;
  /** Rule text; empty means always true. */
  readonly rule: string;
  /** Ordinal only: compared, never used as an index. */
  readonly sort: number;
}

export interface AdrgRow {
  /** Row code: distinct where several rows lead to one ADRG (`AH1_1`, `AH1_2`). */
  readonly code: string;
  /** The ADRG's code in results and counts: the row code before its underscore. */
  readonly groupCode: string;
  readonly kind: RowKind;
  readonly name: string;
  readonly rule: string;
  readonly mdc: string;
  readonly sort: number;
}

export interface DrgRow {
  readonly code: string;
  readonly groupCode: string;
  readonly kind: RowKind;
  readonly name: string;
  readonly rule: string;
  /** Row code of the parent ADRG row. */
  readonly adrg: string;
  readonly mdc: string;
  readonly sort: number;
}

/** One member of a set. The code may be a category pattern: `I63*` stands for every code that begins with `I63`. */
export interface SetMemberRow {
  readonly set: string;
  readonly code: string;
  readonly name: string;
  /** 类型编号 as printed: `DI` diagnoses, `OP` procedures; other words as the edition has them. */
  readonly type: string;
}

export interface ComplicationRow {
  readonly code: string;
  readonly name: string;
  /** Name of an exclusion table; empty (无) means never excluded. */
  readonly exclusionTable: string;
  readonly level: 'MCC' | 'CC';
}

export interface ExclusionRow {
  readonly table: string;
  readonly code: string;
  readonly name: string;
}

/** The six tables of a DRG scheme, as printed but for blanks. Rows stand in source order. */
export interface DrgTables {
  readonly mdc: readonly MdcRow[];
  readonly adrg: readonly AdrgRow[];
  readonly drg: readonly DrgRow[];
  readonly sets: readonly SetMemberRow[];
  readonly complications: readonly ComplicationRow[];
  readonly exclusions: readonly ExclusionRow[];
}

export type DrgTableName = keyof DrgTables;

/** Where the rows of each table came from, so that a finding can name sheet and row of the original. */
export type DrgTableSources = Readonly<Record<DrgTableName, { readonly sheet: string; readonly rows: SourceRows }>>;
