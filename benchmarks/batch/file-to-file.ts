import assert from 'node:assert/strict';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, open, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { openCaseSource, type CuttableFile } from '../../server/intake/index.js';
import { groupFile } from '../../server/grouping/group-file.js';
import { loadScheme } from '../../server/schemes/load-scheme.js';
import { loadForGrouping, shareScheme, type SharedScheme } from '../../server/schemes/shared-scheme.js';
import { writeCases } from '../generate/write-cases.js';
import { fileSha256 } from '../file-sha256.js';
import { measure, medianRatio, middle, type Measured, type Subject } from '../measure.js';
import { benchmarkScheme } from '../benchmark-scheme.js';
import { BatchParts } from './batch-parts.js';
import { checkRows } from './check-rows.js';
import { runOfItsOwn } from './run-of-its-own.js';

export interface FileToFileOptions {
  readonly kind: 'drg' | 'dip';
  readonly rows: number;
  readonly rounds: number;
  readonly seed: number;
}

export interface FileToFileResults {
  readonly scheme: string;
  readonly rows: number;
  readonly fileBytes: number;
  /** SHA-256 of the results, which are the same for every number of threads. */
  readonly fingerprint: string;
  readonly measured: readonly Measured[];
  /** Two threads against one. */
  readonly speedUp: number;
  /** Share of what the parts allow: 1 / (1/split + 1/look-up + 1/group), each alone on two threads in the same rounds. DRG only. */
  readonly shareOfParts?: number;
  readonly partsAllow?: number;
  /** Peak resident memory of a process that groups the file, on one thread or two. */
  readonly peakMiB: number;
  readonly compiledBytes: number;
}

const ONE = 'file to file, 1 thread';
const TWO = 'file to file, 2 threads';
const SPLIT = 'read the file and split it, 2 threads';
const SPLIT_IN_MEMORY = 'split in memory, 2 threads';
const LOOK_UP = 'split, read and look up in memory, 2 threads';
const GROUP = 'group from ids in memory, 2 threads';

/** Groups a generated file from disk to disk, beside what its parts allow, in alternating rounds. */
export async function benchmarkFileToFile({ kind, rows, rounds, seed }: FileToFileOptions): Promise<FileToFileResults> {
  const folder = await mkdtemp(join(tmpdir(), 'dianzhi-bench-'));
  try {
    const id = await benchmarkScheme(kind, folder);
    const loaded = await loadScheme(id, { data: folder });
    const input = join(folder, 'cases.csv');
    await writeCases({ scheme: loaded, rows, seed }, input);
    const scheme = shareScheme(loaded);
    const { cuttable } = await openCaseSource({ path: input });
    assert(cuttable !== undefined, 'a generated file can be cut');
    const fingerprint = await checkAnswers(input, folder, scheme);
    const checked = await checkRows(loaded, resultsOf(folder, 1), input);
    assert(checked > 0, 'some rows were held against the plain interpreter');
    await settleDisk(input, folder);

    const peaks: number[] = [];
    const fileSubjects = subjectsOf(input, folder, id, rows, peaks);
    const parts = kind === 'drg' ? await BatchParts.start(scheme.packed, cuttable, 2) : undefined;
    try {
      const partSubjects = parts === undefined ? [] : await subjectsOfParts(parts, cuttable, rows);
      const measured = await measure([...fileSubjects, ...partSubjects], rounds);
      const one = named(measured, ONE);
      const two = named(measured, TWO);
      return {
        scheme: id,
        rows,
        fileBytes: (await stat(input)).size,
        fingerprint,
        measured,
        speedUp: medianRatio(two, one),
        ...(parts === undefined ? {} : shareOfParts(measured)),
        peakMiB: Math.max(...peaks),
        compiledBytes: scheme.packed.byteLength,
      };
    } finally {
      await parts?.close();
    }
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** @param peaks Takes the peak memory of each run. */
function subjectsOf(input: string, folder: string, scheme: string, rows: number, peaks: number[]): Subject[] {
  const group = (threads: number) => async () => {
    const output = join(folder, 'timed.csv');
    const account = await runOfItsOwn({ input, output, scheme, data: folder, threads });
    await rm(output);
    peaks.push(account.peakMiB);
    return account.seconds;
  };
  return [
    { name: ONE, operation: 'group one row', operations: rows, run: group(1) },
    { name: TWO, operation: 'group one row', operations: rows, run: group(2) },
    {
      name: 'copy the file',
      operation: 'copy one row',
      operations: rows,
      run: () => secondsOfCopy(input, join(folder, 'copied.csv')),
    },
    {
      name: 'load the compiled scheme',
      operation: 'load',
      operations: 1,
      run: async () => void (await loadForGrouping(scheme, { data: folder })),
    },
  ];
}

async function secondsOfCopy(input: string, output: string): Promise<number> {
  const started = performance.now();
  await pipeline(createReadStream(input, { highWaterMark: 1 << 20 }), createWriteStream(output));
  const seconds = (performance.now() - started) / 1000;
  await rm(output);
  return seconds;
}

/** What was written for the checks would go to the disk while rounds are timed: the input does before them, results are taken away, and so are those of each round. */
async function settleDisk(input: string, folder: string): Promise<void> {
  for (const threads of [1, 2]) await rm(resultsOf(folder, threads));
  const file = await open(input);
  await file.sync();
  await file.close();
}

async function subjectsOfParts(parts: BatchParts, { path }: CuttableFile, rows: number): Promise<Subject[]> {
  assert.equal(await parts.splitFile(), rows, `every row of ${path} is split`);
  const inMemory = async (name: string, part: 'split' | 'look up' | 'group'): Promise<Subject> => ({
    name,
    operation: 'one row',
    operations: await parts.inMemory(part),
    run: async () => void (await parts.inMemory(part)),
  });
  return [
    { name: SPLIT, operation: 'split one row', operations: rows, run: async () => void (await parts.splitFile()) },
    await inMemory(SPLIT_IN_MEMORY, 'split'),
    await inMemory(LOOK_UP, 'look up'),
    await inMemory(GROUP, 'group'),
  ];
}

/** What look-up takes alone is what it takes with splitting less what splitting takes. */
function shareOfParts(measured: readonly Measured[]) {
  const [two, split, memory, both, group] = [TWO, SPLIT, SPLIT_IN_MEMORY, LOOK_UP, GROUP].map((name) => named(measured, name));
  const allowed = two!.speeds.map(
    (_, round) =>
      1 / (1 / split!.speeds[round]! + (1 / both!.speeds[round]! - 1 / memory!.speeds[round]!) + 1 / group!.speeds[round]!),
  );
  const shares = two!.speeds.map((speed, round) => speed / allowed[round]!);
  return { partsAllow: middle(allowed), shareOfParts: middle(shares) };
}

function named(measured: readonly Measured[], name: string): Measured {
  const found = measured.find((one) => one.name === name);
  assert(found !== undefined, `${name} was measured`);
  return found;
}

const resultsOf = (folder: string, threads: number): string => join(folder, `results-${threads}.csv`);

/** One thread and two must give the same bytes. */
async function checkAnswers(input: string, folder: string, scheme: SharedScheme): Promise<string> {
  const hashes = [];
  for (const threads of [1, 2]) {
    const output = resultsOf(folder, threads);
    await groupFile({ scheme, input, output, outputFormat: 'csv', threads });
    hashes.push(await fileSha256(output));
  }
  assert.equal(hashes[0], hashes[1], 'one thread and two give the same bytes');
  return hashes[0]!;
}
