import type { OutputBytes } from '../../grouper/index.js';
import { createResultPrinter, type ResultFormat, type ResultPrinter } from '../grouping/result-rows.js';
import { RESULT_SHAPES } from '../grouping/result-shape.js';
import type { ReadCase, CuttableRecords } from '../intake/index.js';
import { PriceTally, type PriceCounts } from '../pricing/price-counts.js';
import { pricedShape, statusOf, type PricedResult } from '../pricing/priced-columns.js';
import { RecordPricer, type RecordPricingSetup } from '../pricing/record-pricer.js';
import type { ChunkWorker } from './chunk-task.js';
import type { ChunkWork } from './chunk-workers.js';
import { openRecords } from './open-records.js';
import type { Records } from './records.js';

/** What pricing chunks of records takes, in a form that threads can be sent. */
export interface PriceChunkSetup {
  readonly pricing: RecordPricingSetup;
  readonly file: CuttableRecords;
  /** Columns that pass through to the output. */
  readonly columns: readonly string[];
  readonly outputFormat: ResultFormat;
}

/** Prices the records of one chunk after another; where they have no group yet, each is grouped in the same pass. */
export class ChunkPricer implements ChunkWorker<PriceCounts> {
  readonly #records: Records;
  readonly #pricer: RecordPricer;
  readonly #printer: ResultPrinter<PricedResult>;
  readonly #tally = new PriceTally();

  private constructor({ file, outputFormat, columns, pricing }: PriceChunkSetup, pricer: RecordPricer) {
    this.#records = openRecords(file, (read, output) => this.#write(read, output));
    this.#pricer = pricer;
    const shape = pricedShape(pricing.grouping === undefined ? undefined : RESULT_SHAPES[pricing.grouping.kind]);
    this.#printer = createResultPrinter(outputFormat, shape, this.#records.reader.table?.passing.columns ?? columns);
  }

  static async open(setup: PriceChunkSetup): Promise<ChunkPricer> {
    return new ChunkPricer(setup, await RecordPricer.open(setup.pricing));
  }

  begin(number: number): void {
    this.#records.begin?.(number);
  }

  group(bytes: Buffer, start: number, end: number, bytesToEnd: number, output: OutputBytes): readonly PriceCounts[] {
    this.#records.walk(bytes, start, end, bytesToEnd, output);
    return [this.#tally.take()];
  }

  passedOver(output: OutputBytes): PriceCounts {
    this.#records.passedOver(output);
    return this.#tally.take();
  }

  #write(read: ReadCase, output: OutputBytes): string {
    const priced = this.#pricer.price(read, this.#tally);
    output.text(this.#printer.line(read, priced));
    return statusOf(priced.row);
  }
}

/** Pricing, as work on chunks. */
export const PRICING: ChunkWork<PriceChunkSetup, PriceCounts> = {
  module: 'price-worker.js',
  create: (setup) => ChunkPricer.open(setup),
};
