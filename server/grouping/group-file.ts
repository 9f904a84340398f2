import { stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { CodedError } from '../../reference-data/index.js';
import { GROUPING } from '../batch/chunk-grouper.js';
import { startChunkWorkers } from '../batch/chunk-workers.js';
import { groupChunks } from '../batch/group-chunks.js';
import { ServerError } from '../errors.js';
import { openCaseSource, type CaseFormat, type CaseSource, type CuttableFile } from '../intake/index.js';
import type { LoadedScheme } from '../schemes/load-scheme.js';
import { openShared } from '../schemes/open-shared.js';
import { shareScheme, type SharedScheme } from '../schemes/shared-scheme.js';
import { CountedRows } from './counted-rows.js';
import { openOutput, type OutputFile } from './output-file.js';
import type { RelativeWeights } from './relative-weights.js';
import { RESULT_SHAPES } from './result-shape.js';
import { createResultPrinter, type ResultFormat, type ResultPrinter } from './result-rows.js';
import { ResumableOutput } from './resumable-output.js';
import { runIdentity } from './run-identity.js';
import { RunTally, type RunSummary } from './run-summary.js';

export interface GroupFileOptions {
  readonly scheme: LoadedScheme | SharedScheme;
  /** Path, or `-` for standard input. */
  readonly input: string;
  /** Path, or `-` for standard output. */
  readonly output: string;
  readonly inputFormat?: CaseFormat;
  readonly outputFormat: ResultFormat;
  readonly encoding?: string;
  readonly personKeySecret?: string;
  readonly weights?: RelativeWeights;
  /** Worker threads; 1 means that the calling thread does the work. Default: one for each core where the file is worth it. The results do not depend on it. */
  readonly threads?: number;
  /** Unit: bytes. The results do not depend on it. */
  readonly chunkSize?: number;
  /** Goes on where a stopped run of the same work has come to, if there is one. */
  readonly resume?: boolean;
  /** Called now and then with the share that is done; undefined where the end is not known. */
  readonly onProgress?: (progress: { readonly rows: number; readonly share: number | undefined }) => void;
}

/** What one run works with. */
interface Run {
  readonly options: GroupFileOptions;
  readonly scheme: SharedScheme;
  readonly source: CaseSource;
  readonly output: OutputFile;
  readonly tally: RunTally;
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
    const scheme = 'packed' in options.scheme ? options.scheme : shareScheme(options.scheme);
    const output = await openOutputFor(options, source, scheme);
    const run: Run = { options, scheme, source, output, tally: new RunTally(options.weights) };
    try {
      if (source.cuttable === undefined) await groupCases(run);
      else await groupCuttable(run, source.cuttable);
      await output.commit();
    } catch (error) {
      await (output instanceof ResumableOutput && isWorthKeeping(error) ? output.keep() : output.discard());
      throw error;
    }
    return run.tally.summary({
      ...scheme,
      input: { path: options.input, ...source.description },
      output: options.output,
      resumedRows: output instanceof ResumableOutput ? (output.resumedFrom?.counts.rows ?? 0) : 0,
      seconds: (performance.now() - started) / 1000,
    });
  } finally {
    await source.close();
  }
}

/** Whether two paths lead to the same file, through links and other spellings too. */
export async function isSameFile(one: string, other: string): Promise<boolean> {
  if (one === '-' || other === '-') return false;
  const [a, b] = await Promise.all([one, other].map((path) => stat(path, { bigint: true }).catch(() => undefined)));
  return a !== undefined && b !== undefined && a.dev === b.dev && a.ino === b.ino;
}

/** Results of a table that lies in a file can be gone on with; what comes through a pipe cannot be read twice. */
async function openOutputFor(options: GroupFileOptions, source: CaseSource, scheme: SharedScheme): Promise<OutputFile> {
  const { input, output, outputFormat, encoding, resume = false } = options;
  const standing = output === '-' ? undefined : await stat(output).catch(() => undefined);
  const isPlainFile = output !== '-' && (standing === undefined || standing.isFile());
  if (resume && !isPlainFile) {
    throw new ServerError('SERVER_OPTION_INVALID', { option: '--resume', value: output, allowed: '--output FILE' });
  }
  if (source.cuttable === undefined || !isPlainFile || input === '-') return openOutput(output);
  const identity = await runIdentity(input, scheme.packed, { outputFormat, encoding: encoding ?? '' });
  return ResumableOutput.open(output, identity, resume);
}

/** Where the fault lies in the words or the input of the caller, the same run would fail again; a disk may have room the next time. */
function isWorthKeeping(error: unknown): boolean {
  return !(error instanceof CodedError) || error.entry.origin === 'fault' || error.code === 'SERVER_OUTPUT_UNWRITABLE';
}

/** Columns that pass through; NDJSON names them in each line. */
async function columnsOf({ options, source }: Run): Promise<readonly string[]> {
  return options.outputFormat === 'csv' ? source.columns() : [];
}

function printerOf({ options, scheme }: Run, columns: readonly string[]): ResultPrinter {
  return createResultPrinter(options.outputFormat, RESULT_SHAPES[scheme.kind], columns);
}

async function groupCuttable(run: Run, file: CuttableFile): Promise<void> {
  const { options, output, tally } = run;
  const { kind, packed } = run.scheme;
  const { threads = threadsFor(file), chunkSize, outputFormat } = options;
  const resumable = output instanceof ResumableOutput ? output : undefined;
  const place = resumable?.resumedFrom;
  const columns = await columnsOf(run);
  if (place === undefined) await output.write(printerOf(run, columns).header());
  else tally.add(place.counts);
  const workers = startChunkWorkers(GROUPING, { scheme: { kind, packed }, file, columns, outputFormat }, threads);
  try {
    const from = place?.inputPosition ?? file.firstRecordAt;
    const chunks = groupChunks(file, workers, { from, ...(chunkSize === undefined ? {} : { chunkSize }) });
    for await (const { bytes, counts, fileEnd } of chunks) {
      await output.writeBytes(bytes);
      for (const some of counts) tally.add(some);
      resumable?.reached(fileEnd, () => tally.counts());
      options.onProgress?.({ rows: tally.rows, share: fileEnd / file.size });
    }
  } finally {
    await workers.close();
  }
}

/** Below this one thread is done before others have started. Unit: bytes. */
const WORTH_THREADS = 4 * 1024 * 1024;

/** How many threads a file is worth. */
export function threadsFor({ size }: CuttableFile): number {
  return size < WORTH_THREADS ? 1 : availableParallelism();
}

async function groupCases(run: Run): Promise<void> {
  const { options, scheme, source, output, tally } = run;
  const printer = printerOf(run, await columnsOf(run));
  await output.write(printer.header());
  const { grouper } = openShared(scheme);
  const counted = new CountedRows(RESULT_SHAPES[scheme.kind]);
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
}
