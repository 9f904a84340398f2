const NEEDS_QUOTES = /[",\r\n]/;

/**
 * One line of CSV with its LF. Quotes stand only where a value needs them, so that the same values always give the same bytes.
 * A record of one empty value is written `""`, because a blank line is no record.
 */
export function csvLine(values: readonly string[]): string {
  if (values.length === 1 && values[0] === '') return '""\n';
  return `${csvFields(values)}\n`;
}

/** Fields of a record side by side: a stretch of a line. */
export function csvFields(values: readonly string[]): string {
  return values.map((value) => (NEEDS_QUOTES.test(value) ? `"${value.replaceAll('"', '""')}"` : value)).join(',');
}
