import { caseColumns, OutputBytes, PlainRows, type CaseColumns, type CaseLane, type LaneCounts } from '../../grouper/index.js';
import { CountedRows } from '../grouping/counted-rows.js';
import { createResultPrinter, type ResultFormat, type ResultPrinter } from '../grouping/result-rows.js';
import { RESULT_SHAPES } from '../grouping/result-shape.js';
import type { ReadCase, CuttableRecords } from '../intake/index.js';
import { openShared, type OpenedScheme } from '../schemes/open-shared.js';
import type { SharedScheme } from '../schemes/shared-scheme.js';
import type { ChunkWorker } from './chunk-task.js';
import type { ChunkWork } from './chunk-workers.js';
import { openRecords } from './open-records.js';
import type { Records } from './records.js';

/** What grouping chunks of records takes, in a form that threads can be sent. */
export interface ChunkSetup {
  readonly scheme: Pick<SharedScheme, 'kind' | 'packed'>;
  readonly file: CuttableRecords;
  /** Columns that pass through to the output. */
  readonly columns: readonly string[];
  readonly outputFormat: ResultFormat;
}

/** Groups the records of one chunk after another. */
export class ChunkGrouper implements ChunkWorker<LaneCounts> {
  readonly #records: Records;
  readonly #grouper: OpenedScheme['grouper'];
  readonly #printer: ResultPrinter;
  readonly #slowRows: CountedRows;
  readonly #lane: CaseLane | undefined;

  constructor({ file, outputFormat, columns, scheme: shared }: ChunkSetup) {
    const scheme = openShared(shared);
    const shape = RESULT_SHAPES[shared.kind];
    this.#records = openRecords(file, (read, output) => this.#write(read, output));
    const { table } = this.#records.reader;
    this.#grouper = scheme.grouper;
    this.#printer = createResultPrinter(outputFormat, shape, table?.passing.columns ?? columns);
    this.#slowRows = new CountedRows(shape);
    const plainColumns = outputFormat === 'csv' ? this.#plainColumns(file) : undefined;
    if (plainColumns === undefined) return;
    this.#lane = scheme.lane((result) => shape.values('', result).slice(1, -1));
    if (this.#lane === undefined) return;
    this.#records.useLane(new PlainRows(plainColumns, scheme.demand, this.#lane, file.recordLimit));
  }

  begin(number: number): void {
    this.#records.begin?.(number);
  }

  /** The columns of a table that has a fast lane: results are CSV, so its rows must be. */
  #plainColumns({ form }: CuttableRecords): CaseColumns | undefined {
    const table = form.kind === 'stored' ? form.table : form;
    if (table?.kind !== 'table' || table.separator !== ',') return undefined;
    return caseColumns(table.matched, table.headers.length, this.#records.reader.table!.passing.kept);
  }

  /**
   * Groups the records of a chunk.
   *
   * @param bytes End with a line feed; a record begins at `start`.
   * @param bytesToEnd From `start` to the end of the file; Infinity while that is not in sight.
   * @returns What was counted of the results.
   */
  group(bytes: Buffer, start: number, end: number, bytesToEnd: number, output: OutputBytes): readonly LaneCounts[] {
    this.#records.walk(bytes, start, end, bytesToEnd, output);
    const slow = this.#slowRows.take();
    return this.#lane === undefined ? [slow] : [this.#lane.takeCounts(), slow];
  }

  /** The result for a line so long that it was passed over. */
  passedOver(output: OutputBytes): LaneCounts {
    this.#records.passedOver(output);
    return this.#slowRows.take();
  }

  #write(read: ReadCase, output: OutputBytes): string {
    const result = this.#grouper.group(read.discharge, read.reasons);
    this.#slowRows.count(result);
    output.text(this.#printer.line(read, result));
    return result.status;
  }
}

/** Grouping, as work on chunks. */
export const GROUPING: ChunkWork<ChunkSetup, LaneCounts> = {
  module: 'chunk-worker.js',
  create: (setup) => new ChunkGrouper(setup),
};
