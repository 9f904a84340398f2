import { createHash, type Hash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { SettlementError } from './errors.js';
import { unwritable } from '../grouping/output-file.js';
import { isAlive } from '../is-alive.js';

/** A file of a run as its manifest lists it. */
export interface RunFile {
  readonly name: string;
  /** Unit: bytes. */
  readonly size: number;
  readonly sha256: string;
}

/**
 * A run that is being written: under another name beside its own until every file of it lies on the disk, so that a run exists completely
 * or not at all.
 */
export class RunFolder {
  readonly #path: string;
  readonly #working: string;
  readonly #files: RunFile[] = [];
  readonly #scratch: string[] = [];
  readonly #atExit = () => rmSync(this.#working, { recursive: true, force: true });

  private constructor(path: string, working: string) {
    this.#path = path;
    this.#working = working;
    process.once('exit', this.#atExit);
  }

  /**
   * Prepares the place of a run. What a killed run left beside it is removed.
   *
   * @throws SETTLEMENT_RUN_EXISTS where anything has that name; SERVER_OUTPUT_UNWRITABLE
   */
  static async open(output: string): Promise<RunFolder> {
    const path = resolve(output);
    await refuseStanding(path);
    const working = `${path}.${process.pid}.partial`;
    try {
      await mkdir(dirname(path), { recursive: true });
      await removeLeftBehind(path);
      await rm(working, { recursive: true, force: true });
      await mkdir(working);
    } catch (error) {
      throw unwritable(output, error as Error);
    }
    return new RunFolder(path, working);
  }

  /** The files written so far, in the order of their names. */
  get files(): readonly RunFile[] {
    return [...this.#files].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** A place for what is needed on the way and goes before the run is complete. */
  scratch(name: string): string {
    const path = join(this.#working, `scratch-${name}`);
    this.#scratch.push(path);
    return path;
  }

  /** Removes what was only needed on the way. */
  async dropScratch(): Promise<void> {
    for (const path of this.#scratch.splice(0)) await rm(path, { force: true });
  }

  /** Writes a file of the run piece by piece. @throws SERVER_OUTPUT_UNWRITABLE */
  async write(name: string, pieces: AsyncIterable<string> | Iterable<string>): Promise<void> {
    const path = join(this.#working, name);
    try {
      const file = await open(path, 'wx');
      try {
        this.#files.push(await writePieces(file, name, pieces));
      } finally {
        await file.close();
      }
    } catch (error) {
      throw asUnwritable(join(this.#path, name), error);
    }
  }

  /** Puts the run in its place. @throws SETTLEMENT_RUN_EXISTS, SERVER_OUTPUT_UNWRITABLE */
  async commit(): Promise<void> {
    await refuseStanding(this.#path);
    try {
      await syncFolder(this.#working);
      await rename(this.#working, this.#path);
      await syncFolder(dirname(this.#path));
    } catch (error) {
      throw unwritable(this.#path, error as Error);
    }
    process.removeListener('exit', this.#atExit);
  }

  /** Leaves nothing behind. */
  async discard(): Promise<void> {
    await rm(this.#working, { recursive: true, force: true });
    process.removeListener('exit', this.#atExit);
  }
}

/** Text is gathered to larger pieces, since a write costs the same for a line as for thousands. Unit: characters. */
const PIECE = 1 << 18;

async function writePieces(file: FileHandle, name: string, pieces: AsyncIterable<string> | Iterable<string>): Promise<RunFile> {
  const hash = createHash('sha256');
  let size = 0;
  let gathered = '';
  for await (const piece of pieces) {
    gathered += piece;
    if (gathered.length < PIECE) continue;
    size += await writeOut(file, hash, gathered);
    gathered = '';
  }
  size += await writeOut(file, hash, gathered);
  await file.sync();
  return { name, size, sha256: hash.digest('hex') };
}

async function writeOut(file: FileHandle, hash: Hash, text: string): Promise<number> {
  const bytes = Buffer.from(text);
  hash.update(bytes);
  await file.writeFile(bytes);
  return bytes.length;
}

async function refuseStanding(path: string): Promise<void> {
  const stands = await stat(path).then(
    () => true,
    () => false,
  );
  if (stands) throw new SettlementError('SETTLEMENT_RUN_EXISTS', { path });
}

/** Removes what runs to the same place left that were killed; what a living process writes is its own. */
async function removeLeftBehind(path: string): Promise<void> {
  for (const name of await readdir(dirname(path))) {
    const [, stem, pid] = /^(.*)\.(\d+)\.partial$/.exec(name) ?? [];
    if (stem !== basename(path) || isAlive(Number(pid))) continue;
    await rm(join(dirname(path), name), { recursive: true, force: true });
  }
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path);
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** What the system says of a disk becomes our error; what was thrown on purpose stays what it is. */
function asUnwritable(path: string, error: unknown): unknown {
  const isOfSystem = error instanceof Error && 'syscall' in error;
  return isOfSystem ? unwritable(path, error as NodeJS.ErrnoException) : error;
}
