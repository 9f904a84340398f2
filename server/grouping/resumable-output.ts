import { existsSync, renameSync, rmSync, truncateSync } from 'node:fs';
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

/** Outputs of runs that are under way: those that a stop leaves to be gone on with. */
const underWay = new Set<ResumableOutput>();

/** Whether a stop at this moment leaves something that `--resume` can go on with. */
export function leavesResumableRun(): boolean {
  return [...underWay].some((output) => output.hasPlace);
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
  #place: RunPlace | undefined;
  #lastRecord = 0;

  private constructor(path: string, identity: RunIdentity, stream: OutputFile, from: RunPlace | undefined) {
    this.#path = path;
    this.#identity = identity;
    this.#stream = stream;
    this.resumedFrom = from;
    this.#place = from;
    this.#written = from?.outputLength ?? 0;
    process.once('exit', this.#atExit);
    underWay.add(this);
  }

  /**
   * @param resume Whether to go on where a stopped run to the same output has come to, if there is one.
   * @throws SERVER_OUTPUT_UNWRITABLE, SERVER_OUTPUT_IN_USE, SERVER_RESUME_DIFFERS
   */
  static async open(path: string, identity: RunIdentity, resume: boolean): Promise<ResumableOutput> {
    refuseWhileInUse(path);
    const from = resume ? placeOfStoppedRun(path, identity) : undefined;
    const partial = partialPath(path);
    if (from !== undefined) truncateSync(partial, from.outputLength);
    const stream = await openStream(partial, path, from === undefined ? {} : { flags: 'r+', start: from.outputLength });
    try {
      writeProgress(path, identity, from);
    } catch (error) {
      await stream.discard();
      if (from === undefined) rmSync(partial, { force: true });
      throw unwritable(path, error as Error);
    }
    return new ResumableOutput(path, identity, stream, from);
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

  /** Notes that everything up to a position of the input has been written. */
  reached(inputPosition: number, counts: () => RunPlace['counts']): void {
    const now = performance.now();
    if (now - this.#lastRecord < BETWEEN_RECORDS) return;
    this.#lastRecord = now;
    this.#place = { inputPosition, outputLength: this.#written, counts: counts() };
    try {
      writeProgress(this.#path, this.#identity, this.#place);
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
    await this.#stream.discard();
    this.#keepAtExit();
  }

  #close(): void {
    process.removeListener('exit', this.#atExit);
    underWay.delete(this);
  }

  #keepAtExit(): void {
    // Nothing is lost with a run in which no chunk is done.
    if (this.#place === undefined) {
      rmSync(partialPath(this.#path), { force: true });
      removeProgress(this.#path);
    } else if (existsSync(progressPath(this.#path))) writeProgress(this.#path, this.#identity, this.#place);
  }
}
