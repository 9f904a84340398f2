/** A value as a column of COPY takes it. */
export type CopyValue = string | number | bigint | boolean | null;

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };
const UNESCAPED: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r', b: '\b', f: '\f', v: '\v' };

/** One field in the text format of COPY. A text may hold anything but U+0000, which PostgreSQL has no place for. */
export function copyField(value: CopyValue): string {
  if (value === null) return '\\N';
  return String(value).replace(/[\\\t\n\r]/g, (character) => ESCAPES[character]!);
}

/** One row in the text format of COPY, its line end included. */
export const copyLine = (values: readonly CopyValue[]): string => `${values.map(copyField).join('\t')}\n`;

/**
 * Takes COPY text apart, a few rows at a time, wherever its pieces were cut.
 *
 * @returns The fields of each row as the database prints them, null where there is no value.
 */
export async function* copyRows(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<readonly (string | null)[][]> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let rest = '';
  for await (const piece of bytes) {
    const lines = (rest + decoder.decode(piece, { stream: true })).split('\n');
    rest = lines.pop()!;
    if (lines.length > 0) yield lines.map((line) => line.split('\t').map(fieldOf));
  }
}

function fieldOf(text: string): string | null {
  if (text === '\\N') return null;
  if (!text.includes('\\')) return text;
  return text.replace(/\\(.)/gs, (_, escaped: string) => UNESCAPED[escaped] ?? escaped);
}
