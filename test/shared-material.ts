// The labelled cases and reference tables that lie beside the project on some machines. Tests that need them say so when they are not there.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseCsv, packageRoot } from '../reference-data/index.js';

const folder = join(packageRoot(), '..', 'shared');

export const sharedIsThere = existsSync(join(folder, 'reference'));

/** Printed by suites that cannot run: a reader of the output sees what was not tested. */
export const WHEN_SHARED_IS_THERE = sharedIsThere ? '' : ' [left out: ../shared is not there]';

export const shared = (...path: string[]): string => join(folder, ...path);

/** Rows of a label file by column name. */
export function readLabelled(path: string): Record<string, string>[] {
  const [header, ...records] = parseCsv(readFileSync(path, 'utf8'), path);
  return records.map(({ fields }) => Object.fromEntries(header!.fields.map((column, place) => [column, fields[place] ?? ''])));
}

/** Rows of a tab-separated file without quotes, by column name. */
export function readTabbed(path: string): Record<string, string>[] {
  const [header, ...lines] = readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split('\t'));
  return lines.map((cells) => Object.fromEntries(header!.map((column, place) => [column, cells[place] ?? ''])));
}
