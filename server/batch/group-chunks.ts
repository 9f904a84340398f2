import { open } from 'node:fs/promises';
import type { CuttableFile, CuttableRecords } from '../intake/index.js';
import type { ByteSource } from './byte-source.js';
import { ChunkReader, slotSize } from './chunk-reader.js';
import type { ChunkAnswer, ChunkSlot } from './chunk-task.js';
import type { ChunkWorkers } from './chunk-workers.js';
import { FileBytes } from './file-bytes.js';

/** Large enough that a message between threads costs little beside it, small enough that several fit into the caches. Unit: bytes. */
export const CHUNK_SIZE = 1 << 20;

/** A chunk that was worked on, in input order. */
export interface GroupedChunk<Counts> {
  /** Valid until the next one is asked for. */
  readonly bytes: Uint8Array;
  readonly counts: readonly Counts[];
  /** Position in the input behind it. */
  readonly fileEnd: number;
}

/** A chunk that was read and is worked on. */
interface UnderWay<Counts> {
  readonly slot: ChunkSlot;
  readonly fileEnd: number;
  readonly answer: Promise<ChunkAnswer<Counts>>;
}

export interface GroupChunksOptions {
  /** Unit: bytes. The results do not depend on it. */
  readonly chunkSize?: number;
  /** Position in the file at which the first record begins. */
  readonly from: number;
}

/**
 * Groups the records of a file chunk by chunk.
 *
 * @throws SERVER_WORKER_STOPPED, INTAKE_FILE_UNREADABLE
 */
export async function* groupChunks<Counts>(
  file: CuttableFile,
  workers: ChunkWorkers<Counts>,
  { chunkSize = CHUNK_SIZE, from }: GroupChunksOptions,
): AsyncGenerator<GroupedChunk<Counts>> {
  const handle = await open(file.path);
  try {
    yield* groupBytes(new FileBytes(handle, file, from), file, workers, { chunkSize, from });
  } finally {
    await handle.close();
  }
}

/**
 * Groups records chunk by chunk, wherever their bytes come from: while chunks are worked on, the next are read. Memory is that of the slots,
 * however many records. Nothing more is read while nobody takes results.
 *
 * @param source Begins with a record.
 * @throws SERVER_WORKER_STOPPED, and as the source
 */
export async function* groupBytes<Counts>(
  source: ByteSource,
  records: CuttableRecords,
  workers: ChunkWorkers<Counts>,
  { chunkSize = CHUNK_SIZE, from }: GroupChunksOptions,
): AsyncGenerator<GroupedChunk<Counts>> {
  const reader = new ChunkReader(source, records, chunkSize, from);
  const free = Array.from({ length: workers.chunksAtOnce }, () => newSlot(chunkSize, records));
  const underWay: UnderWay<Counts>[] = [];
  let isMore = true;
  let number = 0;
  let reading: Promise<void> | undefined;
  const readInto = async (slot: ChunkSlot) => {
    const chunk = await reader.next(slot);
    reading = undefined;
    isMore = chunk !== undefined;
    if (chunk === undefined) return;
    const { length, bytesToEnd, isPassedOver, fileEnd } = chunk;
    const answer = workers.group({ slot, length, bytesToEnd, isPassedOver, number: number++ });
    answer.catch(() => {}); // waited for in its turn
    underWay.push({ slot, fileEnd, answer });
  };
  for (;;) {
    const slot = isMore && reading === undefined ? free.pop() : undefined;
    if (slot !== undefined) {
      reading = readInto(slot);
      reading.catch(() => {}); // waited for below
    }
    const first = underWay[0];
    if (first === undefined && reading === undefined) return;
    // Results do not wait for what is still being sent.
    const answer = await Promise.race([reading, first?.answer].filter((one) => one !== undefined));
    if (answer === undefined) continue;
    underWay.shift();
    const { length, spilled, counts } = answer;
    yield { bytes: spilled ?? new Uint8Array(first!.slot.output, 0, length), counts, fileEnd: first!.fileEnd };
    free.push(spilled === undefined ? first!.slot : { ...first!.slot, output: roomFor(spilled) });
  }
}

/** Results of the next chunks will be about as long: room for them, so that they are not copied from thread to thread again. */
function roomFor({ length }: Uint8Array): SharedArrayBuffer {
  return new SharedArrayBuffer(Math.ceil(length * 1.25));
}

function newSlot(chunkSize: number, { recordLimit }: CuttableRecords): ChunkSlot {
  return {
    input: new SharedArrayBuffer(slotSize(chunkSize, recordLimit)),
    output: new SharedArrayBuffer(chunkSize * 2),
  };
}
