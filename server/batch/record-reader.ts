import { LINES } from '../../grouper/index.js';
import {
  caseOfJson,
  NdjsonReader,
  SettlementListReader,
  TableReader,
  unreadableRecord,
  type CuttableRecords,
  type CuttableForm,
  type ReadCase,
} from '../intake/index.js';

/** Reads the records of a cuttable file one by one, in every form that intake knows. */
export interface RecordReader {
  /** The table that all records are rows of; undefined where each names its own columns. */
  readonly table: TableReader | undefined;
  /** @param text Without its line feed, and not blank. @returns undefined for a line that is no record. */
  read(text: string): ReadCase | undefined;
  /** The case of a record of which nothing can be read. */
  unreadable(why: string): ReadCase;
}

export function createRecordReader({ form, context, shownPath }: CuttableRecords): RecordReader {
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

/** What cuts the records of a form apart, as the byte scanner has it. */
export function separatorOf(form: CuttableForm): number {
  return form.kind === 'table' ? form.separator.charCodeAt(0) : LINES;
}
