import { startChunkWorkers } from '../batch/chunk-workers.js';
import { PRICING } from '../batch/chunk-pricer.js';
import { groupChunks } from '../batch/group-chunks.js';
import { threadsFor } from '../grouping/group-file.js';
import { openOutput, type OutputFile } from '../grouping/output-file.js';
import { refuseSameFiles } from '../grouping/refuse-same-files.js';
import { RESULT_SHAPES } from '../grouping/result-shape.js';
import { createResultPrinter, type ResultFormat } from '../grouping/result-rows.js';
import type { CaseSource, CuttableFile } from '../intake/index.js';
import { PriceTally, type PriceCounts } from './price-counts.js';
import { pricedShape } from './priced-columns.js';
import { RecordPricer, type RecordPricingSetup } from './record-pricer.js';

export interface PriceFileOptions {
  readonly source: CaseSource;
  readonly setup: RecordPricingSetup;
  /** Path, or `-` for standard input; only compared with the outputs. */
  readonly input: string;
  /** Path, or `-` for standard output. */
  readonly output: string;
  readonly outputFormat: ResultFormat;
  /** Path of the breakdown file. */
  readonly breakdown?: string | undefined;
  /** Worker threads; 1 means that the calling thread does the work. The results do not depend on it. */
  readonly threads?: number | undefined;
  /** Unit: bytes. The results do not depend on it. */
  readonly chunkSize?: number;
  readonly onProgress?: (progress: { readonly rows: number; readonly share: number | undefined }) => void;
}

/** What one run works with. */
interface Run {
  readonly options: PriceFileOptions;
  readonly columns: readonly string[];
  readonly output: OutputFile;
  readonly breakdown: OutputFile | undefined;
  readonly tally: PriceTally;
}

/**
 * Prices a file of cases: one row for each input row, in input order, in constant memory. Both outputs appear when both are complete.
 *
 * @throws CodedError of intake or output; the outputs are then as they were before.
 */
export async function priceFile(options: PriceFileOptions): Promise<PriceCounts> {
  const { input, output: outputPath, breakdown: breakdownPath, source } = options;
  await refuseSameFiles(input, outputPath, breakdownPath);
  const columns = await source.columns();
  const output = await openOutput(outputPath);
  let breakdown: OutputFile | undefined;
  const tally = new PriceTally();
  try {
    breakdown = breakdownPath === undefined ? undefined : await openOutput(breakdownPath);
    const run: Run = { options, columns, output, breakdown, tally };
    await output.write(printerOf(run).header());
    if (source.cuttable === undefined) await priceCases(run);
    else await priceCuttable(run, source.cuttable);
    await breakdown?.commit();
    await output.commit();
  } catch (error) {
    await output.discard();
    await breakdown?.discard();
    throw error;
  }
  return tally.counts();
}

function printerOf({ options, columns }: Run) {
  const { grouping } = options.setup;
  const shape = pricedShape(grouping === undefined ? undefined : RESULT_SHAPES[grouping.kind]);
  return createResultPrinter(options.outputFormat, shape, columns);
}

async function priceCuttable({ options, columns, output, breakdown, tally }: Run, file: CuttableFile): Promise<void> {
  const { threads = threadsFor(file), chunkSize, outputFormat, setup: pricing } = options;
  const workers = startChunkWorkers(PRICING, { pricing, file, columns, outputFormat }, threads);
  try {
    const from = file.firstRecordAt;
    const chunks = groupChunks(file, workers, { from, ...(chunkSize === undefined ? {} : { chunkSize }) });
    for await (const { bytes, counts, fileEnd } of chunks) {
      await output.writeBytes(bytes);
      for (const some of counts) {
        tally.add(some);
        await breakdown?.write(some.breakdown);
      }
      options.onProgress?.({ rows: tally.rows, share: fileEnd / file.size });
    }
  } finally {
    await workers.close();
  }
}

async function priceCases(run: Run): Promise<void> {
  const { options, output, breakdown, tally } = run;
  const { source, setup } = options;
  const printer = printerOf(run);
  const pricer = await RecordPricer.open(setup);
  const counted = new PriceTally();
  for await (const batch of source.batches()) {
    let lines = '';
    for (const read of batch) lines += printer.line(read, pricer.price(read, counted));
    await output.write(lines);
    const counts = counted.take();
    tally.add(counts);
    await breakdown?.write(counts.breakdown);
    const { bytesRead, bytesTotal } = source.progress();
    options.onProgress?.({ rows: tally.rows, share: bytesTotal === undefined ? undefined : bytesRead / bytesTotal });
  }
}
