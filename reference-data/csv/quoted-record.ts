/** Where a record that holds quotes ends, and its fields. */
export interface QuotedRecord {
  readonly fields: string[];
  /** Position of the line feed that ends the record, or the length of the text where none does. */
  readonly end: number;
  /** Line breaks inside quotes, before the end. */
  readonly breaksInside: number;
  /** Line breaks of the record before the quote that was never closed; absent where every quote is closed. */
  readonly breaksBeforeOpenQuote?: number;
}

/**
 * Cuts one record that may hold quotes, by RFC 4180 and what exports do beyond it: a quote inside a field that did not begin with one
 * is a sign like any other, and what follows a closing quote belongs to the field.
 *
 * @param start Position of the first sign of the record.
 */
export function readQuotedRecord(text: string, start: number, separator: string): QuotedRecord {
  const fields: string[] = [];
  let at = start;
  let breaksInside = 0;
  for (;;) {
    let value = '';
    if (text[at] === '"') {
      const breaksBeforeOpenQuote = breaksInside;
      let from = at + 1;
      for (;;) {
        const quote = text.indexOf('"', from);
        if (quote === -1) return { fields, end: text.length, breaksInside, breaksBeforeOpenQuote };
        const isDoubled = text[quote + 1] === '"';
        const part = text.slice(from, isDoubled ? quote + 1 : quote);
        breaksInside += lineBreaksIn(part);
        value += part;
        from = isDoubled ? quote + 2 : quote + 1;
        if (!isDoubled) break;
      }
      at = from;
    }
    const separatorAt = text.indexOf(separator, at);
    const newlineAt = text.indexOf('\n', at);
    const recordEnd = newlineAt === -1 ? text.length : newlineAt;
    if (separatorAt !== -1 && separatorAt < recordEnd) {
      fields.push(value + text.slice(at, separatorAt));
      at = separatorAt + 1;
      continue;
    }
    const last = text.slice(at, recordEnd);
    fields.push(value + (last.endsWith('\r') ? last.slice(0, -1) : last));
    return { fields, end: recordEnd, breaksInside };
  }
}

function lineBreaksIn(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count++;
  return count;
}
