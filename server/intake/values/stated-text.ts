/** What exports write where they have nothing to say. */
const NOTHING = new Set([
  '',
  '-',
  '--',
  '—',
  '——',
  '─',
  '──',
  '－',
  '\\',
  '/',
  'null',
  'NULL',
  'Null',
  '无',
  '1900-01-01',
  '1900-01-01 00:00:00',
]);

/** Nearly all cells: they begin and end with a letter or digit that no sign for nothing has. */
const SURELY_STATED = /^[2-9A-MO-Z](?:.*[\w*])?$|^1(?!9)(?:.*\w)?$/;

/** The value of a cell without blanks around it; empty where the cell holds one of the signs for nothing. */
export function statedText(raw: string): string {
  if (raw === '' || SURELY_STATED.test(raw)) return raw;
  const text = raw.trim();
  return text.length <= 19 && NOTHING.has(text) ? '' : text;
}
