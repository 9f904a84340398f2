import { OutputBytes } from '../../grouper/index.js';
import { storedCase, type ReadCase } from '../intake/index.js';
import { escapeField } from './copy-text.js';

const TAB = 0x09;
const LF = 0x0a;

/** Cases of other hospitals that are named, so that somebody finds them. */
const MOST_EXAMPLES = 5;

/** What was counted of some cases at the door. */
export interface DoorCounts {
  readonly rows: number;
  /** Cases by hospital; those that state none under an empty name, or under that of the hospital that brings them. */
  readonly hospitals: ReadonlyMap<string, number>;
  /** Cases of other hospitals than the one that brings them, and places in the chunk of the first of them. */
  readonly foreign: number;
  readonly examples: readonly number[];
}

/** Writes cases as rows of the table of cases, as the database copies them in: batch, chunk, place in it from 0, hospital, case, record. */
export class DoorWriter {
  readonly #batch: string;
  readonly #own: string;
  readonly #columns: readonly string[];
  readonly #head = new OutputBytes(new Uint8Array(64));
  #headView = new DataView(this.#head.bytes.buffer);
  #rows = 0;
  #counted = 0;
  #hospitals = new Map<string, number>();
  #foreign = 0;
  #examples: number[] = [];

  /**
   * @param batch Identifier of the batch.
   * @param own The hospital that brings the cases; empty where they may be anybody's.
   * @param columns Columns of the cases that need not name their own.
   */
  constructor(batch: string, own: string, columns: readonly string[]) {
    this.#batch = batch;
    this.#own = own;
    this.#columns = columns;
  }

  /** Begins a chunk. */
  begin(chunk: number): void {
    this.#head.length = 0;
    this.#head.text(`${this.#batch}\t${chunk}\t`);
    this.#headView = new DataView(this.#head.bytes.buffer);
    this.#rows = 0;
    this.#counted = 0;
  }

  /** Writes what stands before the record. @param hospital As the case states it, as is `caseId`. */
  startRow(hospital: string, caseId: string, output: OutputBytes): void {
    const owner = hospital === '' ? this.#own : hospital;
    if (this.#own !== '' && owner !== this.#own) {
      this.#foreign++;
      if (this.#examples.length < MOST_EXAMPLES) this.#examples.push(this.#rows);
    }
    this.#hospitals.set(owner, (this.#hospitals.get(owner) ?? 0) + 1);
    output.copy(this.#headView, 0, this.#head.length);
    output.text(`${this.#rows++}\t`);
    writeField(owner, output);
    output.byte(TAB);
    writeField(caseId, output);
    output.byte(TAB);
  }

  /** Writes a case as it was read. */
  write(read: ReadCase, output: OutputBytes): void {
    const { caseId, hospitalId = '' } = read.discharge;
    this.startRow(hospitalId, caseId, output);
    writeField(storedCase(read, this.#columns), output);
    output.byte(LF);
  }

  /** What was counted since the last call. */
  take(): DoorCounts {
    const counts = {
      rows: this.#rows - this.#counted,
      hospitals: this.#hospitals,
      foreign: this.#foreign,
      examples: this.#examples,
    };
    this.#counted = this.#rows;
    this.#hospitals = new Map();
    this.#foreign = 0;
    this.#examples = [];
    return counts;
  }
}

function writeField(text: string, output: OutputBytes): void {
  const from = output.length;
  output.text(text);
  escapeField(output, from);
}
