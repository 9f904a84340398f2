import { SETTLING } from '../batch/chunk-settler.js';
import { startChunkWorkers } from '../batch/chunk-workers.js';
import { groupChunks } from '../batch/group-chunks.js';
import { threadsFor } from '../grouping/group-file.js';
import type { CaseSource, CuttableFile } from '../intake/index.js';
import { CaseSettler, type CaseSettlerSetup } from './case-settler.js';

/** Cases of one file, ready to be priced. */
export interface CasesToPrice {
  readonly source: CaseSource;
  readonly setup: CaseSettlerSetup;
  /** Worker threads; 1 means that the calling thread does the work. The lines do not depend on it. */
  readonly threads?: number | undefined;
}

/** Lines of a stretch of the file, and how far in it they reach. */
export interface PricedStretch {
  readonly lines: readonly string[];
  /** From 0 to 1; undefined where the end is not known. */
  readonly share: number | undefined;
}

/** Groups and prices the cases of a file: one line for each, in input order, in constant memory. */
export async function* priceCases(cases: CasesToPrice): AsyncGenerator<PricedStretch, void, undefined> {
  const { cuttable } = cases.source;
  if (cuttable === undefined) yield* priceRecords(cases);
  else yield* priceChunks(cases, cuttable);
}

async function* priceChunks({ setup: settler, threads: asked }: CasesToPrice, file: CuttableFile): AsyncGenerator<PricedStretch> {
  const threads = asked ?? threadsFor(file);
  const workers = startChunkWorkers(SETTLING, { settler, file }, threads);
  try {
    for await (const { bytes, fileEnd } of groupChunks(file, workers, { threads, from: file.firstRecordAt })) {
      const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');
      yield { lines: linesIn(text), share: fileEnd / file.size };
    }
  } finally {
    await workers.close();
  }
}

async function* priceRecords({ source, setup }: CasesToPrice): AsyncGenerator<PricedStretch> {
  const settler = await CaseSettler.open(setup);
  for await (const batch of source.batches()) {
    const text = batch.map((read) => settler.line(read)).join('');
    const { bytesRead, bytesTotal } = source.progress();
    yield { lines: linesIn(text), share: bytesTotal === undefined ? undefined : bytesRead / bytesTotal };
  }
}

/** Every line ends with its line feed. */
const linesIn = (text: string): readonly string[] => text.split('\n').slice(0, -1);
