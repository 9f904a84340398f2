import { stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { ServerError } from '../errors.js';
import { openCaseSource, type CaseFormat, type CaseSource } from '../intake/index.js';
import { startChunkWorkers } from '../batch/chunk-workers.js';
import { groupTable } from '../batch/group-table.js';
import { createGrouper, type LoadedScheme } from '../schemes/load-scheme.js';
import { shareScheme } from '../schemes/shared-scheme.js';
import { CountedRows } from './counted-rows.js';
import { openOutput, type OutputFile } from './output-file.js';
import type { RelativeWeights } from './relative-weights.js';
import { RESULT_SHAPES } from './result-shape.js';
import { createResultPrinter, type ResultFormat } from './result-rows.js';
import { RunTally, type RunSummary } from './run-summary.js';

export interface GroupFileOptions {
  readonly scheme: LoadedScheme;
  /** Path, or `-` for standard input. */
  readonly input: string;
  /** Path, or `-` for standard output. */
  readonly output: string;
  readonly inputFormat?: CaseFormat;
  readonly outputFormat: ResultFormat;
  readonly encoding?: string;
  readonly personKeySecret?: string;
  readonly weights?: RelativeWeights;
  /** Worker threads; 1 means that the calling thread does the work. Default: one for each core. */
  readonly threads?: number;
  /** Unit: bytes. The results do not depend on it. */
  readonly chunkSize?: number;
  /** Called now and then with the share that is done; undefined where the end is not known. */
  readonly onProgress?: (progress: { readonly rows: number; readonly share: number | undefined }) => void;
}

/**
 * Groups a file of cases: one result row for each input row, in input order, in constant memory.
 *
 * @throws CodedError of intake or output; the output is then as it was before.
 */
export async function groupFile(options: GroupFileOptions): Promise<RunSummary> {
  if (await isSameFile(options.input, options.output)) {
    throw new ServerError('SERVER_OUTPUT_IS_INPUT', { path: options.output });
  }
  const started = performance.now();
  const { inputFormat, encoding, personKeySecret } = options;
  const source = await openCaseSource({
    path: options.input,
    ...(inputFormat === undefined ? {} : { format: inputFormat }),
    ...(encoding === undefined ? {} : { encoding }),
    ...(personKeySecret === undefined ? {} : { personKeySecret }),
  });
  try {
    const output = await openOutput(options.output);
    try {
      const tally = await groupCases(options, source, output);
      await output.commit();
      return tally.summary({
        ...options.scheme,
        input: { path: options.input, ...source.description },
        output: options.output,
        seconds: (performance.now() - started) / 1000,
      });
    } catch (error) {
      await output.discard();
      throw error;
    }
  } finally {
    await source.close();
  }
}

/** Whether two paths lead to the same file, through links and other spellings too. */
async function isSameFile(one: string, other: string): Promise<boolean> {
  if (one === '-' || other === '-') return false;
  const [a, b] = await Promise.all([one, other].map((path) => stat(path, { bigint: true }).catch(() => undefined)));
  return a !== undefined && b !== undefined && a.dev === b.dev && a.ino === b.ino;
}

async function groupCases(options: GroupFileOptions, source: CaseSource, output: OutputFile): Promise<RunTally> {
  const tally = new RunTally(options.weights);
  const shape = RESULT_SHAPES[options.scheme.kind];
  const columns = options.outputFormat === 'csv' ? await source.columns() : [];
  const printer = createResultPrinter(options.outputFormat, shape, columns);
  await output.write(printer.header());
  const shared = source.table === undefined ? undefined : shareScheme(options.scheme);
  if (source.table !== undefined && shared !== undefined) {
    const { table } = source;
    const { threads = availableParallelism(), chunkSize, outputFormat } = options;
    const workers = startChunkWorkers({ scheme: shared, table, outputFormat }, threads);
    try {
      const from = table.firstRecordAt;
      for await (const chunk of groupTable(table, workers, {
        threads,
        from,
        ...(chunkSize === undefined ? {} : { chunkSize }),
      })) {
        await output.writeBytes(chunk.bytes);
        for (const counts of chunk.counts) tally.add(counts);
        options.onProgress?.({ rows: tally.rows, share: chunk.fileEnd / table.size });
      }
    } finally {
      await workers.close();
    }
    return tally;
  }
  const grouper = createGrouper(options.scheme);
  const counted = new CountedRows(shape);
  for await (const batch of source.batches()) {
    let lines = '';
    for (const read of batch) {
      const result = grouper.group(read.discharge, read.reasons);
      counted.count(result);
      lines += printer.line(read, result);
    }
    await output.write(lines);
    tally.add(counted.take());
    const { bytesRead, bytesTotal } = source.progress();
    options.onProgress?.({ rows: tally.rows, share: bytesTotal === undefined ? undefined : bytesRead / bytesTotal });
  }
  return tally;
}
