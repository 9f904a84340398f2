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

const NINE = 0x39;
const ASTERISK = 0x2a;

/** The value of a cell without blanks around it; empty where the cell holds one of the signs for nothing. */
export function statedText(raw: string): string {
  if (raw === '' || isSurelyStated(raw)) return raw;
  const text = raw.trim();
  return text.length <= 19 && NOTHING.has(text) ? '' : text;
}

/** Nearly all cells: they begin and end with a letter or digit, and no sign for nothing begins so. */
function isSurelyStated(raw: string): boolean {
  const first = raw.charCodeAt(0);
  const last = raw.charCodeAt(raw.length - 1);
  if (!isLetterOrDigit(first) || !(isLetterOrDigit(last) || last === ASTERISK)) return false;
  // `null` in three spellings, and 1900-01-01.
  return raw[0] !== 'n' && raw[0] !== 'N' && (raw[0] !== '1' || raw.charCodeAt(1) !== NINE);
}

function isLetterOrDigit(sign: number): boolean {
  return (sign >= 0x30 && sign <= NINE) || (sign >= 0x41 && sign <= 0x5a) || (sign >= 0x61 && sign <= 0x7a);
}
