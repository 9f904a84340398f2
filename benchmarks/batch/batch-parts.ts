import { open } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import { groupChunks } from '../../server/batch/group-chunks.js';
import type { CuttableFile } from '../../server/intake/index.js';
import type { PartsSetup, PartTask } from './parts-worker.js';

/** How much of the file the parts in memory work on: enough that no cache holds it. Unit: bytes. */
const SAMPLE = 48 * 1024 * 1024;

const NOTHING_COUNTED = { rows: 0, status: {}, severity: {}, reasons: {}, groups: [] };

/** The parts of the batch path, each alone on some threads. */
export class BatchParts {
  readonly #pool: Piscina;
  readonly #file: CuttableFile;
  readonly #threads: number;

  private constructor(setup: PartsSetup, threads: number) {
    this.#file = setup.file;
    this.#threads = threads;
    this.#pool = new Piscina({
      filename: fileURLToPath(new URL('parts-worker.js', import.meta.url)),
      workerData: setup,
      minThreads: threads,
      maxThreads: threads,
      concurrentTasksPerWorker: 1,
    });
  }

  static async start(packed: SharedArrayBuffer, file: CuttableFile, threads: number): Promise<BatchParts> {
    const parts = new BatchParts({ packed, file, sample: await sampleOf(file) }, threads);
    // What a thread needs once, it makes before anything is timed.
    await parts.inMemory('group');
    return parts;
  }

  /** One part on all threads, each over the whole sample. @returns How many rows were worked on. */
  async inMemory(part: 'split' | 'look up' | 'group'): Promise<number> {
    const runs = Array.from({ length: this.#threads }, () => this.#run({ part }));
    return (await Promise.all(runs)).reduce((sum, rows) => sum + rows, 0);
  }

  /** Reads the whole file and finds the fields of its rows: what no way of grouping it can be faster than. */
  async splitFile(): Promise<number> {
    let rows = 0;
    const workers = {
      chunksAtOnce: this.#threads * 2 + 1,
      group: async ({ slot, length }: { readonly slot: { readonly input: SharedArrayBuffer }; readonly length: number }) => {
        // Not in one step: other chunks are counted while this one is waited for.
        const found = await this.#run({ part: 'split chunk', input: slot.input, length });
        rows += found;
        return { length: 0, counts: [NOTHING_COUNTED] };
      },
      close: async () => {},
    };
    const chunks = groupChunks(this.#file, workers, { from: this.#file.firstRecordAt });
    for await (const chunk of chunks) void chunk;
    return rows;
  }

  close(): Promise<void> {
    return this.#pool.destroy();
  }

  #run(task: PartTask): Promise<number> {
    return this.#pool.run(task) as Promise<number>;
  }
}

/** The first rows of a table, whole ones. */
async function sampleOf({ path, firstRecordAt, size }: CuttableFile): Promise<SharedArrayBuffer> {
  const file = await open(path);
  try {
    const bytes = Buffer.alloc(Math.min(SAMPLE, size - firstRecordAt));
    const { bytesRead } = await file.read(bytes, 0, bytes.length, firstRecordAt);
    const end = bytes.subarray(0, bytesRead).lastIndexOf(0x0a) + 1;
    const sample = new SharedArrayBuffer(end);
    new Uint8Array(sample).set(bytes.subarray(0, end));
    return sample;
  } finally {
    await file.close();
  }
}
