// The two ways from a file of cases to results: every row read by the reader that knows all forms, or chunks of bytes.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../../command-line.js';
import { groupChunks } from '../../../server/batch/group-chunks.js';
import { startChunkWorkers } from '../../../server/batch/chunk-workers.js';
import { CountedRows } from '../../../server/grouping/counted-rows.js';
import type { RelativeWeights } from '../../../server/grouping/relative-weights.js';
import { createResultPrinter, type ResultFormat } from '../../../server/grouping/result-rows.js';
import { RESULT_SHAPES } from '../../../server/grouping/result-shape.js';
import { RunTally, type RunSummary } from '../../../server/grouping/run-summary.js';
import { openCaseSource, type CaseSource, type OpenCaseSourceOptions } from '../../../server/intake/index.js';
import { createGrouper, type LoadedDrgScheme } from '../../../server/schemes/load-scheme.js';
import { shareScheme } from '../../../server/schemes/shared-scheme.js';
import { compileScheme, buildScheme } from '../../../grouper/index.js';
import { groupCodeOf, rowKindOf, type DrgEdition, type DrgTables } from '../../../reference-data/index.js';
import type { SchemeRows } from '../tiny-scheme.js';
import { edition } from '../../read-scheme.js';

/** What a run leaves: its result, and its figures but the time. */
export interface RunOutcome {
  readonly text: string;
  readonly summary: Omit<RunSummary, 'seconds' | 'input'>;
}

export interface PathOptions extends Partial<OpenCaseSourceOptions> {
  readonly scheme: LoadedDrgScheme;
  readonly path: string;
  readonly outputFormat?: ResultFormat;
  /** A new one for each run: it counts. */
  readonly weights?: () => Promise<RelativeWeights>;
}

/** Groups a file row by row, each read by the reader of all forms, on the calling thread. */
export async function rowByRow(options: PathOptions): Promise<RunOutcome> {
  const { scheme, outputFormat = 'csv' } = options;
  return opened(options, async (source, tally) => {
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
    tally.add(counted.take());
    return text;
  });
}

export interface ChunkOptions extends PathOptions {
  readonly threads?: number;
  readonly chunkSize?: number;
}

/** The same by chunks, with how many rows took the fast lane. */
export async function byChunks(options: ChunkOptions): Promise<RunOutcome & { readonly fastRows: number }> {
  const { scheme, outputFormat = 'csv', threads = 1, chunkSize } = options;
  let fastRows = 0;
  const outcome = await opened(options, async (source, tally) => {
    const { cuttable: file } = source;
    if (file === undefined) throw new Error('the file cannot be cut');
    const columns = await source.columns();
    const printer = createResultPrinter(outputFormat, RESULT_SHAPES.drg, columns);
    const { kind, packed } = shareScheme(scheme);
    const workers = startChunkWorkers({ scheme: { kind, packed }, file, columns, outputFormat }, threads);
    let text = printer.header();
    const size = chunkSize === undefined ? {} : { chunkSize };
    try {
      for await (const { bytes, counts } of groupChunks(file, workers, { threads, from: file.firstRecordAt, ...size })) {
        text += Buffer.from(bytes).toString();
        for (const some of counts) tally.add(some);
        // What a lane counted stands before what was read slowly.
        if (counts.length === 2) fastRows += counts[0]!.rows;
      }
    } finally {
      await workers.close();
    }
    return text;
  });
  return { ...outcome, fastRows };
}

/** Whether a file can take the way by chunks. */
export async function hasTable(path: string, options: Partial<OpenCaseSourceOptions> = {}): Promise<boolean> {
  const source = await openCaseSource({ path, ...options });
  await source.close();
  return source.cuttable !== undefined;
}

async function opened(
  { scheme, outputFormat: _, weights, ...options }: PathOptions & Partial<ChunkOptions>,
  run: (source: CaseSource, tally: RunTally) => Promise<string>,
): Promise<RunOutcome> {
  const { path, format, encoding, recordLimit, personKeySecret } = options;
  const given = Object.entries({ path, format, encoding, recordLimit, personKeySecret }).filter(([, one]) => one !== undefined);
  const source = await openCaseSource(Object.fromEntries(given) as unknown as OpenCaseSourceOptions);
  const tally = new RunTally(await weights?.());
  try {
    const text = await run(source, tally);
    const {
      seconds: _seconds,
      input: _input,
      ...summary
    } = tally.summary({
      ...scheme,
      input: { path, ...source.description },
      output: '',
      resumedRows: 0,
      seconds: 0,
    });
    return { text, summary };
  } finally {
    await source.close();
  }
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
