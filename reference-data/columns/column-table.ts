import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseCsv } from '../csv/parse-csv.js';
import { packageRoot } from '../package-root.js';

/** Reads one of the tables of this folder, without its header row. They are small and read once. */
export function readColumnTable(name: string): string[][] {
  const path = join(packageRoot(), 'reference-data', 'columns', name);
  return parseCsv(readFileSync(path, 'utf8'), path)
    .slice(1)
    .map(({ fields }) => fields);
}
