import { existsSync, renameSync, rmSync, truncateSync } from 'node:fs';
import { ServerError } from '../errors.js';
import { openStream, unwritable, type OutputFile } from './output-file.js';
import type { RunIdentity } from './run-identity.js';
import {
  partialPath,
  placeOfStoppedRun,
  progressPath,
  refuseWhileInUse,
  removeProgress,
  writeProgress,
  type RunPlace,
} from './run-progress.js';

/** Between two records of the place that a run has reached: what a killed process loses at most. Unit: milliseconds. */
const BETWEEN_RECORDS = 250;

/** Outputs of runs that are under way, and of runs that failed and were kept. */
const underWay = new Set<ResumableOutput>();
const kept = new Set<ResumableOutput>();
/** Paths of the outputs that this process is writing or about to write. */
const claimed = new Set<string>();

/** Whether the end of the process at this moment leaves something that `--resume` can go on with. */
export function leavesResumableRun(): boolean {
  return [...underWay, ...kept].some((output) => output.hasPlace);
}

interface ReachedPlace extends Omit<RunPlace, 'counts'> {
  /** What was counted up to here, as long as nothing more is. */
  readonly counts: () => RunPlace['counts'];
}

/** An output that is complete or not there, and that a stopped run can go on with: beside it lie the part that is done and the place reached. */
export class ResumableOutput implements OutputFile {
  /** Where a stopped run had come to; undefined where this one begins at the beginning. */
  readonly resumedFrom: RunPlace | undefined;
  readonly #path: string;
  readonly #identity: RunIdentity;
  readonly #stream: OutputFile;
  readonly #atExit = () => this.#keepAtExit();
  #written: number;
  /** The place reached, its counts to be asked for when it is recorded. */
  #place: ReachedPlace | undefined;
  #lastRecord = 0;

  private constructor(path: string, identity: RunIdentity, stream: OutputFile, from: RunPlace | undefined) {
    this.#path = path;
    this.#identity = identity;
    this.#stream = stream;
    this.resumedFrom = from;
    this.#place = from === undefined ? undefined : { ...from, counts: () => from.counts };
    this.#written = from?.outputLength ?? 0;
    process.once('exit', this.#atExit);
    underWay.add(this);
  }

  /**
   * @param resume Whether to go on where a stopped run to the same output has come to, if there is one.
   * @throws SERVER_OUTPUT_UNWRITABLE, SERVER_OUTPUT_IN_USE, SERVER_RESUME_DIFFERS
   */
  static async open(path: string, identity: RunIdentity, resume: boolean): Promise<ResumableOutput> {
    refuseWhileInUse(path, claimed.has(path));
    const from = resume ? placeOfStoppedRun(path, identity) : undefined;
    const partial = partialPath(path);
    try {
      // Before anything is waited for, so that nobody else takes the output meanwhile.
      writeProgress(path, identity, from);
      claimed.add(path);
      if (from !== undefined) truncateSync(partial, from.outputLength);
      const stream = await openStream(partial, path, from === undefined ? {} : { flags: 'r+', start: from.outputLength });
      return new ResumableOutput(path, identity, stream, from);
    } catch (error) {
      if (claimed.delete(path) && from === undefined) removeProgress(path);
      throw error instanceof ServerError ? error : unwritable(path, error as Error);
    }
  }

  /** Whether some chunk is done. */
  get hasPlace(): boolean {
    return this.#place !== undefined;
  }

  async write(text: string): Promise<void> {
    await this.writeBytes(Buffer.from(text));
  }

  async writeBytes(bytes: Uint8Array): Promise<void> {
    await this.#stream.writeBytes(bytes);
    this.#written += bytes.length;
  }

  /**
   * Notes that everything up to a position of the input has been written.
   *
   * @param counts What was counted up to there; asked for again at any time before the next position.
   */
  reached(inputPosition: number, counts: () => RunPlace['counts']): void {
    this.#place = { inputPosition, outputLength: this.#written, counts };
    const now = performance.now();
    if (now - this.#lastRecord < BETWEEN_RECORDS) return;
    this.#lastRecord = now;
    try {
      this.#record(this.#place);
    } catch (error) {
      throw unwritable(progressPath(this.#path), error as Error);
    }
  }

  async commit(): Promise<void> {
    await this.#stream.commit();
    this.#close();
    try {
      renameSync(partialPath(this.#path), this.#path);
    } catch (error) {
      throw unwritable(this.#path, error as Error);
    }
    removeProgress(this.#path);
  }

  async discard(): Promise<void> {
    this.#close();
    await this.#stream.discard();
    rmSync(partialPath(this.#path), { force: true });
    removeProgress(this.#path);
  }

  /** Leaves what is done to be gone on with. */
  async keep(): Promise<void> {
    this.#close();
    kept.add(this);
    await this.#stream.discard();
    this.#keepAtExit();
  }

  #close(): void {
    process.removeListener('exit', this.#atExit);
    underWay.delete(this);
    claimed.delete(this.#path);
  }

  #record({ inputPosition, outputLength, counts }: ReachedPlace): void {
    writeProgress(this.#path, this.#identity, { inputPosition, outputLength, counts: counts() });
  }

  #keepAtExit(): void {
    // Nothing is lost with a run in which no chunk is done.
    if (this.#place === undefined) {
      rmSync(partialPath(this.#path), { force: true });
      removeProgress(this.#path);
    } else if (existsSync(progressPath(this.#path))) {
      try {
        this.#record(this.#place);
      } catch {
        // On a disk that is full the place that was recorded before stands.
      }
    }
  }
}
