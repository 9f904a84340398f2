import type { OutputBytes } from '../../grouper/index.js';
import type { CuttableFile } from '../intake/index.js';
import { CaseSettler, type CaseSettlerSetup } from '../settlement/case-settler.js';
import { ChunkRecords } from './chunk-records.js';
import type { ChunkWorker } from './chunk-task.js';
import type { ChunkWork } from './chunk-workers.js';

/** What preparing the chunks of a file for a settlement takes, in a form that threads can be sent. */
export interface SettleChunkSetup {
  readonly settler: CaseSettlerSetup;
  readonly file: CuttableFile;
}

/** Groups and prices the records of one chunk after another, and leaves of each the line that settlement keeps. Counts are rows. */
export class ChunkSettler implements ChunkWorker<number> {
  readonly #records: ChunkRecords;
  readonly #settler: CaseSettler;

  private constructor({ file }: SettleChunkSetup, settler: CaseSettler) {
    this.#records = new ChunkRecords(file, (read, output) => output.text(settler.line(read)));
    this.#settler = settler;
  }

  static async open(setup: SettleChunkSetup): Promise<ChunkSettler> {
    return new ChunkSettler(setup, await CaseSettler.open(setup.settler));
  }

  group(bytes: Buffer, start: number, end: number, bytesToEnd: number, output: OutputBytes): readonly number[] {
    this.#records.walk(bytes, start, end, bytesToEnd, output);
    return [this.#settler.takeCount()];
  }

  passedOver(output: OutputBytes): number {
    this.#records.passedOver(output);
    return this.#settler.takeCount();
  }
}

/** Preparing cases for a settlement, as work on chunks. */
export const SETTLING: ChunkWork<SettleChunkSetup, number> = {
  module: 'settle-worker.js',
  create: (setup) => ChunkSettler.open(setup),
};
