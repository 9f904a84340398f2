import { threadsFor } from '../grouping/group-file.js';
import type { CaseSource, CuttableFile } from '../intake/index.js';
import { startChunkWorkers } from './chunk-workers.js';
import { groupChunks } from './group-chunks.js';
import type { LineWork } from './line-work.js';

/** A file of cases of which lines are made. */
export interface CasesForLines<Setup> {
  readonly source: CaseSource;
  readonly setup: Setup;
  /** Worker threads; 1 means that the calling thread does the work. The lines do not depend on it. */
  readonly threads?: number | undefined;
}

/** Lines of a stretch of the file, and how far in it they reach. */
export interface LineStretch {
  /** Without their line feeds. */
  readonly lines: readonly string[];
  /** From 0 to 1; undefined where the end is not known. */
  readonly share: number | undefined;
}

/** Makes the lines of a file of cases: one for each case, in input order, in constant memory. */
export async function* linesOfCases<Setup>(
  work: LineWork<Setup>,
  cases: CasesForLines<Setup>,
): AsyncGenerator<LineStretch, void, undefined> {
  const { cuttable } = cases.source;
  if (cuttable === undefined) yield* ofRecords(work, cases);
  else yield* ofChunks(work, cases, cuttable);
}

async function* ofChunks<Setup>(
  work: LineWork<Setup>,
  { setup: maker, threads: asked }: CasesForLines<Setup>,
  file: CuttableFile,
): AsyncGenerator<LineStretch> {
  const threads = asked ?? threadsFor(file);
  const workers = startChunkWorkers(work, { maker, file }, threads);
  try {
    for await (const { bytes, fileEnd } of groupChunks(file, workers, { from: file.firstRecordAt })) {
      const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');
      yield { lines: linesIn(text), share: fileEnd / file.size };
    }
  } finally {
    await workers.close();
  }
}

async function* ofRecords<Setup>(work: LineWork<Setup>, { source, setup }: CasesForLines<Setup>): AsyncGenerator<LineStretch> {
  const maker = await work.open(setup);
  for await (const batch of source.batches()) {
    const text = batch.map((read) => maker.line(read)).join('');
    const { bytesRead, bytesTotal } = source.progress();
    yield { lines: linesIn(text), share: bytesTotal === undefined ? undefined : bytesRead / bytesTotal };
  }
}

/** Every line ends with its line feed. */
const linesIn = (text: string): readonly string[] => text.split('\n').slice(0, -1);
