import { matchColumns } from '../../reference-data/index.js';
import type { CaseSource, CuttableRecords, StoredForm, TableForm } from '../intake/index.js';

/** How the records of a batch are to be read, as it stands beside them in the database. */
export interface KeptLayout {
  /** Of rows that passed the door as they stood; null where every record is a case. */
  readonly table: {
    readonly separator: string;
    readonly headers: readonly string[];
    readonly dialect: ReturnType<typeof matchColumns>['dialect'];
    readonly monthFirst: readonly ('admissionDate' | 'dischargeDate')[];
  } | null;
  /** Columns of the cases that do not name their own. */
  readonly columns: readonly string[];
}

/** @param columns Those of the cases that do not name their own. */
export function keptLayout({ cuttable }: CaseSource, columns: readonly string[]): KeptLayout {
  if (cuttable?.form.kind !== 'table') return { table: null, columns };
  const { separator, headers, matched } = cuttable.form;
  const monthFirst = [...cuttable.context.monthFirst];
  return { table: { separator, headers, dialect: matched.dialect, monthFirst }, columns: [] };
}

/** The same, as those ask for it who read records. */
export function openLayout(batch: string, { table, columns }: KeptLayout): CuttableRecords {
  const context = { personKeySecret: undefined, monthFirst: new Set(table?.monthFirst) };
  const form: StoredForm = { kind: 'stored', batch, table: table === null ? undefined : tableForm(table), columns };
  // Nothing is too long any more.
  return { shownPath: '', encoding: 'utf-8', recordLimit: Number.MAX_SAFE_INTEGER, context, form };
}

function tableForm({ separator, headers, dialect }: NonNullable<KeptLayout['table']>): TableForm {
  return { kind: 'table', separator, headers, matched: matchColumns(headers, '', dialect) };
}
