// The two ways from a file of cases to results: every row read by the reader that knows all forms, or chunks of bytes.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../../command-line.js';
import { groupChunks } from '../../../server/batch/group-chunks.js';
import { GROUPING } from '../../../server/batch/chunk-grouper.js';
import { startChunkWorkers, type ChunkWorkers } from '../../../server/batch/chunk-workers.js';
import { CountedRows } from '../../../server/grouping/counted-rows.js';
import type { RelativeWeights } from '../../../server/grouping/relative-weights.js';
import { createResultPrinter, type ResultFormat } from '../../../server/grouping/result-rows.js';
import { RESULT_SHAPES } from '../../../server/grouping/result-shape.js';
import { RunTally, type RunSummary } from '../../../server/grouping/run-summary.js';
import { openCaseSource, type CaseSource, type CuttableFile } from '../../../server/intake/index.js';
import { createGrouper, type LoadedDrgScheme } from '../../../server/schemes/load-scheme.js';
import { shareScheme, type SharedScheme } from '../../../server/schemes/shared-scheme.js';
import { buildScheme, compileScheme, type LaneCounts } from '../../../grouper/index.js';
import { groupCodeOf, rowKindOf, type DrgEdition, type DrgTables } from '../../../reference-data/index.js';
import type { SchemeRows } from '../tiny-scheme.js';
import { edition } from '../../read-scheme.js';

/** What a run leaves: its result, and its figures but the time. */
export interface RunOutcome {
  readonly text: string;
  readonly summary: Omit<RunSummary, 'seconds'>;
}

export interface PathOptions {
  readonly scheme: LoadedDrgScheme;
  readonly path: string;
  readonly outputFormat?: ResultFormat;
  /** Longest record that is still read. Unit: bytes. */
  readonly recordLimit?: number;
  /** A new one for each run: it counts. */
  readonly weights?: () => Promise<RelativeWeights>;
}

/** Groups a file row by row, each read by the reader of all forms, on the calling thread. */
export async function rowByRow(options: PathOptions): Promise<RunOutcome> {
  const { scheme, outputFormat = 'csv' } = options;
  const source = await opened(options);
  try {
    const printer = createResultPrinter(outputFormat, RESULT_SHAPES.drg, await source.columns());
    const grouper = createGrouper(scheme);
    const counted = new CountedRows(RESULT_SHAPES.drg);
    let text = printer.header();
    for await (const batch of source.batches()) {
      for (const read of batch) {
        const result = grouper.group(read.discharge, read.reasons);
        counted.count(result);
        text += printer.line(read, result);
      }
    }
    return await outcomeOf(options, source, text, [counted.take()]);
  } finally {
    await source.close();
  }
}

/** Groups the same file by chunks as often as wanted, with the same workers. */
export class ChunkRuns {
  readonly #options: PathOptions;
  readonly #source: CaseSource;
  readonly #file: CuttableFile;
  readonly #workers: ChunkWorkers<LaneCounts>;

  private constructor(options: PathOptions, source: CaseSource, file: CuttableFile, columns: readonly string[], threads: number) {
    const { scheme, outputFormat = 'csv' } = options;
    const { kind, packed } = sharedOf(scheme);
    this.#options = options;
    this.#source = source;
    this.#file = file;
    this.#workers = startChunkWorkers(GROUPING, { scheme: { kind, packed }, file, columns, outputFormat }, threads);
  }

  static async open(options: PathOptions, threads = 1): Promise<ChunkRuns> {
    const source = await opened(options);
    if (source.cuttable === undefined) throw new Error('the file cannot be cut');
    return new ChunkRuns(options, source, source.cuttable, await source.columns(), threads);
  }

  /** What a run leaves, and how many rows took the fast lane. */
  async run(chunkSize?: number): Promise<{ readonly outcome: RunOutcome; readonly fastRows: number }> {
    const file = this.#file;
    const printer = createResultPrinter(this.#options.outputFormat ?? 'csv', RESULT_SHAPES.drg, await this.#source.columns());
    const size = chunkSize === undefined ? {} : { chunkSize };
    const found: LaneCounts[] = [];
    let text = printer.header();
    let fastRows = 0;
    const run = { from: file.firstRecordAt, ...size };
    for await (const { bytes, counts } of groupChunks(file, this.#workers, run)) {
      text += Buffer.from(bytes).toString();
      found.push(...counts);
      // What a lane counted stands before what was read slowly.
      if (counts.length === 2) fastRows += counts[0]!.rows;
    }
    return { outcome: await outcomeOf(this.#options, this.#source, text, found), fastRows };
  }

  async close(): Promise<void> {
    await this.#workers.close();
    await this.#source.close();
  }
}

/** One such run. */
export async function byChunks(options: PathOptions, chunkSize?: number): ReturnType<ChunkRuns['run']> {
  const runs = await ChunkRuns.open(options);
  try {
    return await runs.run(chunkSize);
  } finally {
    await runs.close();
  }
}

/** Whether a file can take the way by chunks. */
export async function hasTable(path: string): Promise<boolean> {
  const source = await openCaseSource({ path });
  await source.close();
  return source.cuttable !== undefined;
}

function opened({ path, recordLimit }: PathOptions): Promise<CaseSource> {
  return openCaseSource({ path, ...(recordLimit === undefined ? {} : { recordLimit }) });
}

async function outcomeOf(
  { scheme, path, weights }: PathOptions,
  source: CaseSource,
  text: string,
  counts: readonly LaneCounts[],
): Promise<RunOutcome> {
  const tally = new RunTally(await weights?.());
  for (const some of counts) tally.add(some);
  const input = { path, ...source.description };
  const { seconds: _, ...summary } = tally.summary({ ...scheme, input, output: '', resumedRows: 0, seconds: 0 });
  return { text, summary };
}

const packedSchemes = new WeakMap<LoadedDrgScheme, SharedScheme>();

function sharedOf(scheme: LoadedDrgScheme): SharedScheme {
  const known = packedSchemes.get(scheme) ?? shareScheme(scheme);
  packedSchemes.set(scheme, known);
  return known;
}

/** A scheme as if it had been loaded. */
export function loaded(tables: DrgTables, choices: Partial<DrgEdition> = {}): LoadedDrgScheme {
  const named = edition(choices);
  const { scheme, errors } = buildScheme(named, tables);
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  const manifest = { ...named, kind: 'drg', checksum: '' } as unknown as LoadedDrgScheme['manifest'];
  const sources = {} as LoadedDrgScheme['sources'];
  return { kind: 'drg', manifest, amendments: [], sources, scheme, compiled: compileScheme(scheme) };
}

const folder = temporaryFolder();
let files = 0;

/** Writes a file of cases; by turns over a few names, as no two are read at the same time. */
export function caseFile(content: string | Buffer): string {
  const path = join(folder, `${files++ % 4}.csv`);
  writeFileSync(path, content);
  return path;
}

/** The tables of a scheme that is noted down as rows of text. */
export function tablesOf(rows: SchemeRows): DrgTables {
  const sorted = (row: Readonly<Record<string, string>>) => ({ ...row, sort: Number(row['sort']) });
  const grouped = (level: 'adrg' | 'drg') => (row: Readonly<Record<string, string>>) => {
    const groupCode = groupCodeOf(row['code']!);
    return { ...sorted(row), groupCode, kind: rowKindOf(level, groupCode) };
  };
  return {
    ...rows,
    mdc: rows.mdc.map(sorted),
    adrg: rows.adrg.map(grouped('adrg')),
    drg: rows.drg.map(grouped('drg')),
  } as unknown as DrgTables;
}
