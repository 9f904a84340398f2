import { open, type FileHandle } from 'node:fs/promises';
import { OutputBytes } from '../../grouper/index.js';
import { DOOR } from '../batch/door-chunks.js';
import { DoorWriter, type DoorCounts } from '../batch/door-writer.js';
import { startChunkWorkers } from '../batch/chunk-workers.js';
import { groupChunks } from '../batch/group-chunks.js';
import { openCaseSource, type CaseFormat, type CaseSource, type CaseSourceDescription } from '../intake/index.js';
import { keptLayout, type KeptLayout } from './kept-layout.js';

/** A file of cases on its way in. */
export interface DoorOptions {
  /** Where it lies. */
  readonly path: string;
  /** Named in messages. */
  readonly name: string;
  readonly format?: CaseFormat | undefined;
  readonly encoding?: string | undefined;
  readonly personKeySecret?: string | undefined;
  /** Identifier of the batch that it becomes. */
  readonly batch: string;
  /** The hospital that brings it; empty where the cases may be anybody's. */
  readonly own: string;
  /** Path for the rows of the table of cases. */
  readonly rows: string;
  /** Whether its columns are asked for even where that takes a pass over the file. */
  readonly needsColumns: boolean;
  readonly threads: number;
  /** Of the file, where it is cut by its bytes. Unit: bytes. */
  readonly chunkSize?: number | undefined;
}

/** What is known of a file once it is opened. */
export interface OpenedFile {
  readonly description: CaseSourceDescription;
  readonly layout: KeptLayout;
  /** Columns that pass through to the results; empty where they were not asked for. */
  readonly columns: readonly string[];
  /** Whether threads take it in pieces, as fast as it can be read. */
  readonly isCuttable: boolean;
}

/** Cases of a chunk that came through the door. */
export interface PassedCases {
  readonly rows: number;
  /** Filter of their identifiers. */
  readonly ids: Uint8Array;
}

/** What came through the door. */
export interface DoorReport {
  readonly chunks: readonly PassedCases[];
  /** Cases by hospital. */
  readonly hospitals: ReadonlyMap<string, number>;
  /** Cases of other hospitals than the one that brings them, and numbers of the first of them, counted from 1. */
  readonly foreign: number;
  readonly examples: readonly number[];
}

/** Who is told how far it is. */
export interface DoorListener {
  /** Waited for before the first case passes. */
  opened(file: OpenedFile): Promise<void>;
  /** @param length How much of the rows is written. Unit: bytes. */
  wrote(length: number): void;
}

/** Cases of a chunk where the file is not cut by its bytes. */
const CHUNK = 10_000;
const MOST_EXAMPLES = 5;

/**
 * Takes a file of cases through the door: personal data stays outside, everything else becomes rows of the table of cases.
 *
 * @throws IntakeError, ReferenceDataError as `openCaseSource`
 */
export async function passDoor(options: DoorOptions, listener: DoorListener): Promise<DoorReport> {
  const { path, name: shownPath, format, encoding, personKeySecret } = options;
  const source = await openCaseSource({
    path,
    shownPath,
    ...(format === undefined ? {} : { format }),
    ...(encoding === undefined ? {} : { encoding }),
    ...(personKeySecret === undefined ? {} : { personKeySecret }),
  });
  try {
    const rows = await open(options.rows, 'wx', 0o600);
    try {
      return await passSource(source, rows, options, listener);
    } finally {
      await rows.close();
    }
  } finally {
    await source.close();
  }
}

async function passSource(
  source: CaseSource,
  rows: FileHandle,
  options: DoorOptions,
  listener: DoorListener,
): Promise<DoorReport> {
  const { description, cuttable } = source;
  // NDJSON names its columns in every line: all of them are known after a pass over the file.
  const areShared = description.format !== 'ndjson';
  const columns = areShared || options.needsColumns ? await source.columns() : [];
  const layout = keptLayout(source, areShared ? columns : []);
  await listener.opened({ description, layout, columns, isCuttable: cuttable !== undefined });
  const tally = new DoorTally();
  const parts = cuttable === undefined ? passCases(source, layout, options) : passChunks(cuttable, options);
  let written = 0;
  for await (const { bytes, counts } of parts) {
    await rows.writeFile(bytes);
    listener.wrote((written += bytes.length));
    tally.add(counts);
  }
  return tally.report();
}

interface PassedChunk {
  readonly bytes: Uint8Array;
  readonly counts: DoorCounts;
}

async function* passChunks(file: NonNullable<CaseSource['cuttable']>, options: DoorOptions): AsyncGenerator<PassedChunk> {
  const { batch, own, threads, chunkSize } = options;
  const workers = startChunkWorkers(DOOR, { file, batch, own }, threads);
  try {
    const options = { from: file.firstRecordAt, ...(chunkSize === undefined ? {} : { chunkSize }) };
    // A chunk is counted once.
    for await (const { bytes, counts } of groupChunks(file, workers, options)) yield { bytes, counts: counts[0]! };
  } finally {
    await workers.close();
  }
}

async function* passCases(source: CaseSource, { columns }: KeptLayout, { batch, own }: DoorOptions): AsyncGenerator<PassedChunk> {
  const writer = new DoorWriter(batch, own, columns);
  const output = new OutputBytes(new Uint8Array(1 << 20));
  let chunk = 0;
  let rows = 0;
  const passed = () => {
    const bytes = output.bytes.subarray(0, output.length);
    output.length = 0;
    rows = 0;
    return { bytes, counts: writer.take() };
  };
  for await (const cases of source.batches()) {
    if (rows === 0) writer.begin(chunk++);
    for (const read of cases) writer.write(read, output);
    rows += cases.length;
    if (rows >= CHUNK) yield passed();
  }
  if (rows > 0) yield passed();
}

/** Adds up what was counted of the chunks, in the order of the file. */
class DoorTally {
  readonly #chunks: PassedCases[] = [];
  readonly #hospitals = new Map<string, number>();
  #foreign = 0;
  readonly #examples: number[] = [];
  #rows = 0;

  report(): DoorReport {
    return { chunks: this.#chunks, hospitals: this.#hospitals, foreign: this.#foreign, examples: this.#examples };
  }

  add({ rows, hospitals, foreign, examples, ids }: DoorCounts): void {
    for (const place of examples) if (this.#examples.length < MOST_EXAMPLES) this.#examples.push(this.#rows + place + 1);
    for (const [hospital, cases] of hospitals) this.#hospitals.set(hospital, (this.#hospitals.get(hospital) ?? 0) + cases);
    this.#foreign += foreign;
    this.#rows += rows;
    this.#chunks.push({ rows, ids });
  }
}
