import { runInThread } from '../run-in-thread.js';
import type { AdmittedFile, DoorProgress, FileToAdmit } from './admit-file.js';
import type { DoorReport } from './door.js';
import { GrowingFile } from './growing-file.js';

/** A file on its way through the door, in a thread of its own. What is written of its cases can be read meanwhile. */
export class PassingFile {
  /** What became known when it was opened. */
  readonly admitted: AdmittedFile;
  /** What came through, once all of it has. @throws as `admitFile` */
  readonly report: Promise<DoorReport>;
  readonly #rows: GrowingFile;
  readonly #stopping: AbortController;

  private constructor(admitted: AdmittedFile, report: Promise<DoorReport>, rows: GrowingFile, stopping: AbortController) {
    this.admitted = admitted;
    this.report = report;
    this.#rows = rows;
    this.#stopping = stopping;
  }

  /** @param signal Ends it. @returns once its cases can be read about as fast as they are taken. @throws as `admitFile` */
  static async start(file: FileToAdmit, signal: AbortSignal): Promise<PassingFile> {
    const stopping = new AbortController();
    const rows = new GrowingFile(file.door.rows);
    let opened: (admitted: AdmittedFile) => void;
    const opening = new Promise<AdmittedFile>((resolve) => {
      opened = resolve;
    });
    const report = runInThread<FileToAdmit, DoorReport, DoorProgress>(
      'batches/door-thread.js',
      file,
      AbortSignal.any([signal, stopping.signal]),
      (said) => ('admitted' in said ? opened(said.admitted) : rows.grow(said.written)),
    );
    report.then(
      () => rows.end(),
      (error: unknown) => rows.breakOff(error),
    );
    // A file that cannot be opened ends with its reason and is never said to be open.
    const admitted = await Promise.race([opening, report.then(() => opening)]);
    // Workbooks and documents take a while to read, and a transaction does not wait for that.
    if (!admitted.isCuttable) await report;
    return new PassingFile(admitted, report, rows, stopping);
  }

  /** Rows of the table of cases, as they come through. To be called once. @throws as `admitFile` */
  rows(): AsyncIterable<Uint8Array> {
    return this.#rows.bytes();
  }

  /** Ends the thread where it stands, if it is not done. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.report.catch(() => {});
  }
}
