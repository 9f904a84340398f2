import { readQuotedRecord } from './quoted-record.js';

/** The fields of one record, given without its line end. */
export function recordFields(record: string, separator: string): string[] {
  return record.includes('"') ? readQuotedRecord(record, 0, separator).fields : record.split(separator);
}
