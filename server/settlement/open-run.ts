import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { CsvScanner } from '../../reference-data/index.js';
import { SettlementError } from './errors.js';
import { PLACES_FILE, parseManifest, RUN_FILE, type Run } from './run-manifest.js';

/** Opens a run. @throws SETTLEMENT_RUN_UNREADABLE, SETTLEMENT_RUN_CHANGED where a file is not what was written */
export async function openRun(path: string): Promise<Run> {
  const run = await readRun(path);
  const [changed] = await changedFiles(run);
  if (changed !== undefined) throw new SettlementError('SETTLEMENT_RUN_CHANGED', { path, file: changed });
  return run;
}

/** Reads what a run says of itself, without looking at its other files. @throws SETTLEMENT_RUN_UNREADABLE */
export async function readRun(path: string): Promise<Run> {
  try {
    return { path: resolve(path), ...parseManifest(await readFile(join(path, RUN_FILE), 'utf8')) };
  } catch (error) {
    throw new SettlementError('SETTLEMENT_RUN_UNREADABLE', { path, why: (error as Error).message }, { cause: error });
  }
}

/** Names of files that are not what was written, that are gone, or that nobody wrote. */
export async function changedFiles({ path, files }: Run): Promise<readonly string[]> {
  const changed: string[] = [];
  for (const { name, sha256 } of files) if ((await checksumOf(join(path, name))) !== sha256) changed.push(name);
  const known = new Set([RUN_FILE, PLACES_FILE, ...files.map(({ name }) => name)]);
  const added = (await readdir(path)).filter((name) => !known.has(name)).sort();
  return [...changed, ...added];
}

/** SHA-256 of a file; undefined where there is none. */
export async function checksumOf(path: string): Promise<string | undefined> {
  const hash = createHash('sha256');
  try {
    for await (const piece of createReadStream(path)) hash.update(piece as Buffer);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  return hash.digest('hex');
}

/** Every run in the folder in which a run will stand: what was settled there before. */
export async function runsBeside(output: string): Promise<readonly Run[]> {
  const folder = dirname(resolve(output));
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const runs: Run[] = [];
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (!entry.isDirectory() || entry.name.endsWith('.partial')) continue;
    // Folders without the file are no runs; one whose file cannot be read might be, and is said so.
    const isRun = await readFile(join(folder, entry.name, RUN_FILE)).then(
      () => true,
      () => false,
    );
    if (isRun && (await isSettlement(join(folder, entry.name)))) runs.push(await readRun(join(folder, entry.name)));
  }
  return runs;
}

/** Other commands write a file of that name too. */
async function isSettlement(path: string): Promise<boolean> {
  return (await readFile(join(path, RUN_FILE), 'utf8')).includes('"fingerprint"');
}

/** The rows of a table of a run, one after another: tables of cases are long. */
export async function* tableRows(
  { path }: Pick<Run, 'path'>,
  name: string,
): AsyncGenerator<Readonly<Record<string, string>>, void, undefined> {
  const scanner = new CsvScanner({ path: name });
  let columns: readonly string[] | undefined;
  let found: Readonly<Record<string, string>>[] = [];
  const take = (fields: string[]): void => {
    if (columns === undefined) columns = fields;
    else found.push(Object.fromEntries(columns.map((column, place) => [column, fields[place] ?? ''])));
  };
  for await (const piece of createReadStream(join(path, name), 'utf8')) {
    scanner.push(piece as string, take);
    yield* found;
    found = [];
  }
  scanner.end(take);
  yield* found;
}
