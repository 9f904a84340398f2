import { open } from 'node:fs/promises';
import type { CuttableFile } from '../intake/index.js';
import { ChunkReader, slotSize } from './chunk-reader.js';
import type { ChunkAnswer, ChunkSlot } from './chunk-task.js';
import type { ChunkWorkers } from './chunk-workers.js';

/** Large enough that a message between threads costs little beside it, small enough that several fit into the caches. Unit: bytes. */
export const CHUNK_SIZE = 1 << 20;

/** Chunks under way for each thread: one that is worked on, and one that waits so that nobody waits for it. */
const CHUNKS_PER_THREAD = 2;

/** A chunk that was worked on, in input order. */
export interface GroupedChunk<Counts> {
  /** Valid until the next one is asked for. */
  readonly bytes: Uint8Array;
  readonly counts: readonly Counts[];
  /** Position in the input behind it. */
  readonly fileEnd: number;
}

export interface GroupChunksOptions {
  readonly threads: number;
  /** Unit: bytes. The results do not depend on it. */
  readonly chunkSize?: number;
  /** Position in the file at which the first record begins. */
  readonly from: number;
}

/**
 * Groups the records of a file chunk by chunk: while chunks are worked on, the next are read. Memory is that of the slots, however long the file.
 *
 * @throws SERVER_WORKER_STOPPED, INTAKE_FILE_UNREADABLE
 */
export async function* groupChunks<Counts>(
  cuttable: CuttableFile,
  workers: ChunkWorkers<Counts>,
  { threads, chunkSize = CHUNK_SIZE, from }: GroupChunksOptions,
): AsyncGenerator<GroupedChunk<Counts>> {
  const file = await open(cuttable.path);
  try {
    const reader = new ChunkReader(file, cuttable, chunkSize, from);
    const free = Array.from({ length: threads === 1 ? 1 : threads * CHUNKS_PER_THREAD + 1 }, () => newSlot(chunkSize, cuttable));
    const underWay: { readonly slot: ChunkSlot; readonly fileEnd: number; readonly answer: Promise<ChunkAnswer<Counts>> }[] = [];
    let isMore = true;
    let number = 0;
    while (isMore || underWay.length > 0) {
      const slot = isMore ? free.pop() : undefined;
      if (slot !== undefined) {
        const chunk = await reader.next(slot);
        isMore = chunk !== undefined;
        if (chunk === undefined) continue;
        const { length, bytesToEnd, isPassedOver, fileEnd } = chunk;
        const answer = workers.group({ slot, length, bytesToEnd, isPassedOver, number: number++ });
        answer.catch(() => {}); // waited for in its turn
        underWay.push({ slot, fileEnd, answer });
        continue;
      }
      const first = underWay.shift()!;
      const { length, spilled, counts } = await first.answer;
      yield { bytes: spilled ?? new Uint8Array(first.slot.output, 0, length), counts, fileEnd: first.fileEnd };
      free.push(spilled === undefined ? first.slot : { ...first.slot, output: roomFor(spilled) });
    }
  } finally {
    await file.close();
  }
}

/** Results of the next chunks will be about as long: room for them, so that they are not copied from thread to thread again. */
function roomFor({ length }: Uint8Array): SharedArrayBuffer {
  return new SharedArrayBuffer(Math.ceil(length * 1.25));
}

function newSlot(chunkSize: number, { recordLimit }: CuttableFile): ChunkSlot {
  return {
    input: new SharedArrayBuffer(slotSize(chunkSize, recordLimit)),
    output: new SharedArrayBuffer(chunkSize * 2),
  };
}
