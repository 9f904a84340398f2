import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll } from 'vitest';
import { parseCsv } from '../../reference-data/index.js';
import { dianzhi, temporaryFolder, type Ended, type RunOptions } from '../command-line.js';
import { dianzhiHere } from '../run-here.js';
import { writeTables } from './tiny-scheme.js';

/** A folder to work in, with a data directory that holds the tiny scheme as `tiny`. */
export class Workplace {
  readonly folder = temporaryFolder();
  readonly data = join(this.folder, 'data');

  constructor() {
    beforeAll(async () => {
      const { code, stderr } = await this.dianzhi('import', 'drg-tables', writeTables(this.path('tables')), '--id', 'tiny');
      if (code !== 0) throw new Error(stderr);
    });
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  /** Writes a file here. */
  file(name: string, content: string | Buffer): string {
    writeFileSync(this.path(name), content);
    return this.path(name);
  }

  text(name: string): string {
    return readFileSync(this.path(name), 'utf8');
  }

  /** The rows of a result here, by column name. */
  rows(name: string): Record<string, string>[] {
    return rowsOf(this.text(name));
  }

  names(): string[] {
    return readdirSync(this.folder).sort();
  }

  /** Runs the program in this folder with this data directory. */
  dianzhi(...args: string[]): Promise<Ended> {
    return this.run(args);
  }

  /** The same in the process of the tests. */
  dianzhiHere(...args: string[]): Promise<Ended> {
    return dianzhiHere(args, { cwd: this.folder, env: { DIANZHI_DATA: this.data } });
  }

  run(args: readonly string[], options: RunOptions = {}): Promise<Ended> {
    return dianzhi(args, { cwd: this.folder, ...options, env: { DIANZHI_DATA: this.data, ...options.env } });
  }

  /** Groups a file here under the tiny scheme. */
  group(input: string, output: string, ...more: string[]): Promise<Ended> {
    return this.dianzhi('group', '--scheme', 'tiny', '--input', input, '--output', output, ...more);
  }

  /** The same in the process of the tests. */
  groupHere(input: string, output: string, ...more: string[]): Promise<Ended> {
    return this.dianzhiHere('group', '--scheme', 'tiny', '--input', input, '--output', output, ...more);
  }
}

/** The rows of a CSV text by column name. */
export function rowsOf(text: string): Record<string, string>[] {
  const [header, ...records] = parseCsv(text, 'result');
  return records.map(({ fields }) => Object.fromEntries(header!.fields.map((name, place) => [name, fields[place] ?? ''])));
}

/** The objects of an NDJSON text. */
export function objectsOf(text: string): Record<string, unknown>[] {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

/** Status and group of each row, as `TINY_CASES` states them. */
export function outcomes(rows: readonly Record<string, unknown>[]): string[] {
  return rows.map(({ status, drg }) => `${String(status)} ${String(drg)}`);
}
