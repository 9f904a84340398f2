import { PLAIN_DIALECTS } from './column-aliases.js';
import { readColumnTable } from './column-table.js';
import { foldHeader, readingsOfHeader } from './fold-header.js';
import { headersOfPattern } from './header-pattern.js';
import { DIALECTS, type Dialect } from './source-fields.js';

interface PersonalNames {
  readonly exact: Set<string>;
  readonly beginnings: string[];
  readonly words: string[];
}

let tables: ReadonlyMap<Dialect, PersonalNames> | undefined;

/**
 * Tells whether a column holds personal data and must not leave this house: by the file's own dialect and, whatever the file, by the
 * plain names and the Chinese words. In doubt a column is dropped.
 */
export function isPersonalColumn(header: string, dialect: Dialect): boolean {
  tables ??= readTables();
  const { code, texts } = readingsOfHeader(header);
  const readings = code === undefined ? texts : [code, ...texts];
  return [...new Set([dialect, ...PLAIN_DIALECTS])].some((one) =>
    readings.some((reading) => isNamed(tables!.get(one)!, reading)),
  );
}

function isNamed({ exact, beginnings, words }: PersonalNames, folded: string): boolean {
  const joined = folded.replaceAll(/[_-]/g, '');
  return (
    exact.has(folded) ||
    exact.has(joined) ||
    beginnings.some((beginning) => folded.startsWith(beginning)) ||
    words.some((word) => joined.includes(word))
  );
}

/** `*word*` is a word anywhere in the header, `begin*` a beginning, anything else the whole header. */
function readTables(): Map<Dialect, PersonalNames> {
  const found = new Map<Dialect, PersonalNames>(DIALECTS.map((one) => [one, { exact: new Set(), beginnings: [], words: [] }]));
  for (const [dialect, pattern] of readColumnTable('personal-columns.csv')) {
    const names = found.get(dialect as Dialect)!;
    if (pattern!.startsWith('*')) {
      names.words.push(foldHeader(pattern!));
      continue;
    }
    for (const { header } of headersOfPattern(pattern!)) {
      if (header.endsWith('*')) names.beginnings.push(foldHeader(header));
      else names.exact.add(foldHeader(header));
      if (PLAIN_DIALECTS.includes(dialect as Dialect) && !header.endsWith('*'))
        names.exact.add(foldHeader(header).replaceAll('_', ''));
    }
  }
  return found;
}
