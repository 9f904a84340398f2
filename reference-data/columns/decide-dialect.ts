import { ReferenceDataError } from '../errors.js';
import { aliasOf, PLAIN_DIALECTS } from './column-aliases.js';
import { readColumnTable } from './column-table.js';
import { foldHeader, readingsOfHeader } from './fold-header.js';
import type { Dialect } from './source-fields.js';

interface Marker {
  readonly dialect: Dialect;
  readonly header: string;
  readonly unless: readonly string[];
}

let markers: readonly Marker[] | undefined;

/**
 * Decides whose names the headers are, once for the whole file, since the same short name means different things in different dialects.
 *
 * @param path Named in errors.
 * @returns The dialect of short codes where one is marked; else the plain names of which most are found.
 * @throws REFERENCE_DATA_TWO_DIALECTS where the headers mark two.
 */
export function decideDialect(headers: readonly string[], path: string): Dialect {
  markers ??= readMarkers();
  const readings = headers.map(readingsOfHeader);
  const names = new Map<string, string>();
  for (const [at, { code, texts }] of readings.entries())
    for (const name of [code, ...texts]) if (name !== undefined) names.set(name, headers[at]!);
  const marked = markers.filter(({ header, unless }) => names.has(header) && !unless.some((other) => names.has(other)));
  const first = marked[0];
  const other = marked.find(({ dialect }) => dialect !== first!.dialect);
  if (other !== undefined) {
    const found = [first!, other].map(({ header }) => names.get(header)).join(', ');
    throw new ReferenceDataError('REFERENCE_DATA_TWO_DIALECTS', { path, headers: found });
  }
  if (first !== undefined) return first.dialect;
  const counts = PLAIN_DIALECTS.map(
    (dialect) => readings.filter(({ texts }) => texts.some((text) => aliasOf(dialect, text) !== undefined)).length,
  );
  return PLAIN_DIALECTS[counts.indexOf(Math.max(...counts))]!;
}

function readMarkers(): Marker[] {
  return readColumnTable('dialect-markers.csv').map(([dialect, header, unless]) => ({
    dialect: dialect as Dialect,
    header: foldHeader(header!),
    unless: unless === '' ? [] : unless!.split('|').map(foldHeader),
  }));
}
