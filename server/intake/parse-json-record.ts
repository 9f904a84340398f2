/** Strings, and numbers with more digits than a float keeps. */
const LONG_NUMBERS = /"(?:[^"\\]|\\.)*"|-?\d[\d.]{15,}(?:[eE][+-]?\d+)?/g;
const MAY_HOLD_LONG_NUMBER = /[:[,\s]-?\d[\d.]{15}/;

/**
 * Parses the text of one record. A number with more than 15 digits becomes text, so that a long identifier keeps them all.
 *
 * @returns The object, or a sentence why it is none.
 */
export function parseJsonRecord(text: string): Record<string, unknown> | string {
  const exact = MAY_HOLD_LONG_NUMBER.test(text)
    ? text.replace(LONG_NUMBERS, (part) => (part.startsWith('"') ? part : `"${part}"`))
    : text;
  try {
    const value: unknown = JSON.parse(exact);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    // The parser's own words quote the record, which may hold personal data, so they are not passed on.
    return '不是有效的 JSON (it is no valid JSON)';
  }
  return '不是 JSON 对象 (it is no JSON object)';
}
