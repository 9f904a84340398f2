import type { Dialect, SourceField } from '../../reference-data/index.js';
import { doorTable } from '../batch/door-table.js';
import type { CaseSource, CuttableRecords, StoredForm, TableForm } from '../intake/index.js';

/** How the records of a batch are to be read, as it stands beside them in the database. */
export interface KeptLayout {
  /** Of rows that passed the door as lines; null where every record is a case. */
  readonly table: KeptTable | null;
  /** Columns of the cases that do not name their own, where there is no table. */
  readonly columns: readonly string[];
}

interface KeptTable {
  readonly headers: readonly string[];
  readonly dialect: Dialect;
  /** Places of the columns by field. */
  readonly fields: readonly (readonly [SourceField, readonly number[]])[];
  /** Places of the columns that do not pass through to the results. */
  readonly hidden: readonly number[];
  readonly monthFirst: readonly ('admissionDate' | 'dischargeDate')[];
}

/** @param columns Those of the cases that do not name their own. */
export function keptLayout({ cuttable }: CaseSource, columns: readonly string[]): KeptLayout {
  const { form, context } = cuttable ?? {};
  const kept = form?.kind === 'table' ? doorTable(form, context!.personKeySecret) : undefined;
  if (kept === undefined) return { table: null, columns };
  const { headers, matched } = kept.form;
  const { dialect, columns: fields, personal } = matched;
  return {
    table: { headers, dialect, fields: [...fields], hidden: [...personal], monthFirst: [...context!.monthFirst] },
    columns: [],
  };
}

/** The same, as those ask for it who read records. @param batch Identifier of the batch. */
export function openLayout(batch: string, { table, columns }: KeptLayout): CuttableRecords {
  const context = { personKeySecret: undefined, monthFirst: new Set(table?.monthFirst) };
  const form: StoredForm = { kind: 'stored', batch, table: table === null ? undefined : tableForm(table), columns };
  // Nothing is too long any more.
  return { shownPath: '', encoding: 'utf-8', recordLimit: Number.MAX_SAFE_INTEGER, context, form };
}

function tableForm({ headers, dialect, fields, hidden }: KeptTable): TableForm {
  const matched = { dialect, columns: new Map(fields), personal: new Set(hidden) };
  return { kind: 'table', separator: ',', headers, matched };
}
