import { LINES } from '../../grouper/index.js';
import {
  caseOfJson,
  NdjsonReader,
  SettlementListReader,
  StoredCases,
  TableReader,
  unreadableRecord,
  type ReadCase,
  type CuttableRecords,
  type StoredForm,
} from '../intake/index.js';

/** Reads records one by one, in every form that intake knows. */
export interface RecordReader {
  /** The table that all records are rows of; undefined where each names its own columns. */
  readonly table: TableReader | undefined;
  /** @param text Without its line feed, and not blank. @returns undefined for a line that is no record. */
  read(text: string): ReadCase | undefined;
  /** The case of a record of which nothing can be read. */
  unreadable(why: string): ReadCase;
}

export function createRecordReader({ form, context, shownPath }: CuttableRecords): RecordReader {
  if (form.kind === 'stored') return storedRecordReader(form, context);
  if (form.kind === 'table') {
    const table = new TableReader(form.headers, form.matched, context);
    return {
      table,
      read: (text) => table.readLine(text, form.separator),
      unreadable: (why) => table.unreadable(0, why),
    };
  }
  const reader =
    form.keys === 'settlement-list'
      ? new SettlementListReader(shownPath, context)
      : new NdjsonReader(form.keys, shownPath, context);
  return {
    table: undefined,
    read(text) {
      const record = text.trim();
      return record === '' ? undefined : caseOfJson(record, 0, (one) => reader.read(one, 0));
    },
    unreadable: (why) => unreadableRecord(0, why),
  };
}

/** A line of a table that is stored has no quote, and a case always has. */
function storedRecordReader({ table: lines, columns }: StoredForm, context: CuttableRecords['context']): RecordReader {
  const table = lines === undefined ? undefined : new TableReader(lines.headers, lines.matched, context);
  const cases = new StoredCases(table?.passing.columns ?? columns);
  return {
    table,
    read: (text) => (table === undefined || text.includes('"') ? cases.read(text) : table.readLine(text, lines!.separator)),
    unreadable: (why) => unreadableRecord(0, why),
  };
}

/** What cuts the records of a form apart, as the byte scanner has it. */
export function separatorOf(form: CuttableRecords['form']): number {
  return form.kind === 'table' ? form.separator.charCodeAt(0) : LINES;
}
