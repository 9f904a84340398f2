import { readQuotedRecord } from './quoted-record.js';

/** The fields of one record, given without its line feed; a carriage return at its end belongs to the line end. */
export function recordFields(record: string, separator: string): string[] {
  if (record.includes('"')) return readQuotedRecord(record, 0, separator).fields;
  return (record.endsWith('\r') ? record.slice(0, -1) : record).split(separator);
}
