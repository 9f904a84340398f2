import type { OutputBytes } from '../../grouper/index.js';
import { SETTLEMENT_LIST_COLUMNS, type CuttableRecords } from '../intake/index.js';
import { ChunkRecords } from './chunk-records.js';
import type { ChunkWorker } from './chunk-task.js';
import type { ChunkWork } from './chunk-workers.js';
import { DoorRows } from './door-rows.js';
import { doorTable } from './door-table.js';
import { DoorWriter, type DoorCounts } from './door-writer.js';

/** What taking the records of a file through the door takes, in a form that threads can be sent. */
export interface DoorSetup {
  readonly file: CuttableRecords;
  /** Identifier of the batch that they become. */
  readonly batch: string;
  /** The hospital that brings them; empty where they may be anybody's. */
  readonly own: string;
}

/** Takes the records of one chunk after another through the door: what is personal stays outside. */
export class DoorChunks implements ChunkWorker<DoorCounts> {
  readonly #records: ChunkRecords;
  readonly #writer: DoorWriter;

  constructor({ file, batch, own }: DoorSetup) {
    this.#records = new ChunkRecords(file, (read, output) => this.#writer.write(read, output));
    const { form, recordLimit, context } = file;
    const { table } = this.#records.reader;
    this.#writer = new DoorWriter(batch, own, table?.passing.columns ?? sharedColumns(form));
    if (form.kind !== 'table') return;
    const { personKeySecret } = context;
    const kept = doorTable(form, personKeySecret);
    if (kept === undefined) return;
    this.#records.useLane(new DoorRows(kept, form.headers.length, this.#writer, { recordLimit, personKeySecret }));
  }

  begin(number: number): void {
    this.#writer.begin(number);
  }

  group(bytes: Buffer, start: number, end: number, bytesToEnd: number, output: OutputBytes): readonly DoorCounts[] {
    this.#records.walk(bytes, start, end, bytesToEnd, output);
    return [this.#writer.take()];
  }

  passedOver(output: OutputBytes): DoorCounts {
    this.#records.passedOver(output);
    return this.#writer.take();
  }
}

/** Columns that cases of JSON have without naming them: those of settlement lists are always the same. */
export function sharedColumns(form: CuttableRecords['form']): readonly string[] {
  return form.kind === 'json-lines' && form.keys === 'settlement-list' ? SETTLEMENT_LIST_COLUMNS : [];
}

/** The door, as work on chunks. */
export const DOOR: ChunkWork<DoorSetup, DoorCounts> = {
  module: 'door-worker.js',
  create: (setup) => new DoorChunks(setup),
};
