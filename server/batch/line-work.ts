import type { OutputBytes } from '../../grouper/index.js';
import type { CuttableRecords, ReadCase } from '../intake/index.js';
import { ChunkRecords } from './chunk-records.js';
import type { ChunkWorker } from './chunk-task.js';
import type { ChunkWork } from './chunk-workers.js';

/** Makes a line of each record, with its line feed. */
export interface LineMaker {
  line(read: ReadCase): string;
}

/** What making lines of the chunks of a file takes, in a form that threads can be sent. */
export interface LineChunkSetup<Setup> {
  readonly maker: Setup;
  readonly file: CuttableRecords;
}

/** Work that leaves one line of each record. */
export interface LineWork<Setup> extends ChunkWork<LineChunkSetup<Setup>, number> {
  readonly open: (setup: Setup) => Promise<LineMaker>;
}

/** @param module The module that a thread runs, in this folder. */
export function lineWork<Setup>(module: string, open: (setup: Setup) => Promise<LineMaker>): LineWork<Setup> {
  return { module, open, create: async ({ maker, file }) => new ChunkLines(file, await open(maker)) };
}

/** Makes the lines of one chunk after another. Counts are rows. */
class ChunkLines implements ChunkWorker<number> {
  readonly #records: ChunkRecords;
  #rows = 0;

  constructor(file: CuttableRecords, maker: LineMaker) {
    this.#records = new ChunkRecords(file, (read, output) => {
      this.#rows++;
      output.text(maker.line(read));
    });
  }

  group(bytes: Buffer, start: number, end: number, bytesToEnd: number, output: OutputBytes): readonly number[] {
    this.#records.walk(bytes, start, end, bytesToEnd, output);
    return [this.#takeRows()];
  }

  passedOver(output: OutputBytes): number {
    this.#records.passedOver(output);
    return this.#takeRows();
  }

  #takeRows(): number {
    const rows = this.#rows;
    this.#rows = 0;
    return rows;
  }
}
