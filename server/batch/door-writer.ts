import { viewOf, type OutputBytes } from '../../grouper/index.js';
import { storedCase, type ReadCase } from '../intake/index.js';
import { copyField, writeField } from './copy-text.js';
import { IdFilter } from './id-filter.js';

const TAB = 0x09;
const LF = 0x0a;
const ZERO = 0x30;

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
  /** Filter of their identifiers. */
  readonly ids: Uint8Array;
}

/** A hospital as its field of a row, and its cases. */
interface Owner {
  readonly field: DataView;
  readonly isForeign: boolean;
  cases: number;
}

/** Hospitals that are remembered from chunk to chunk; a province has some thousand, a hostile file as many as rows. */
const MOST_OWNERS = 10_000;

/** Writes cases as rows of the table of cases, as the database copies them in: batch, chunk, place in it from 0, hospital, case, record. */
export class DoorWriter {
  readonly #batch: string;
  readonly #own: string;
  readonly #columns: readonly string[];
  readonly #owners = new Map<string, Owner>();
  #head: DataView = viewOfField('');
  #rows = 0;
  #counted = 0;
  #foreign = 0;
  #examples: number[] = [];
  readonly #ids = new IdFilter();

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
    this.#head = viewOf(Buffer.from(`${this.#batch}\t${chunk}\t`));
    this.#rows = 0;
    this.#counted = 0;
  }

  /** Takes the identifier of a case as its field is written, between two places. */
  takeId(bytes: Uint8Array, start: number, end: number): void {
    this.#ids.add(bytes, start, end);
  }

  /** Writes what stands before the case. @param hospital As the case states it. */
  startRow(hospital: string, output: OutputBytes): void {
    const owner = this.#ownerOf(hospital);
    owner.cases++;
    if (owner.isForeign) {
      this.#foreign++;
      if (this.#examples.length < MOST_EXAMPLES) this.#examples.push(this.#rows);
    }
    output.copy(this.#head, 0, this.#head.byteLength);
    writeNumber(this.#rows++, output);
    output.byte(TAB);
    output.copy(owner.field, 0, owner.field.byteLength);
    output.byte(TAB);
  }

  /** Writes a case as it was read. */
  write(read: ReadCase, output: OutputBytes): void {
    const { caseId, hospitalId = '' } = read.discharge;
    this.startRow(hospitalId, output);
    const from = output.length;
    writeField(caseId, output);
    this.takeId(output.bytes, from, output.length);
    output.byte(TAB);
    writeField(storedCase(read, this.#columns), output);
    output.byte(LF);
  }

  /** What was counted since the last call. */
  take(): DoorCounts {
    const hospitals = new Map<string, number>();
    for (const [hospital, owner] of this.#owners) {
      if (owner.cases === 0) continue;
      // Cases that state no hospital and those that state the one that brings them are its own alike.
      const name = hospital === '' ? this.#own : hospital;
      hospitals.set(name, (hospitals.get(name) ?? 0) + owner.cases);
      owner.cases = 0;
    }
    if (this.#owners.size > MOST_OWNERS) this.#owners.clear();
    const counts = {
      rows: this.#rows - this.#counted,
      hospitals,
      foreign: this.#foreign,
      examples: this.#examples,
      ids: this.#ids.take(),
    };
    this.#counted = this.#rows;
    this.#foreign = 0;
    this.#examples = [];
    return counts;
  }

  #ownerOf(hospital: string): Owner {
    const known = this.#owners.get(hospital);
    if (known !== undefined) return known;
    const name = hospital === '' ? this.#own : hospital;
    const owner = { field: viewOfField(name), isForeign: this.#own !== '' && name !== this.#own, cases: 0 };
    this.#owners.set(hospital, owner);
    return owner;
  }
}

const viewOfField = (text: string): DataView => viewOf(copyField(text));

/** A whole number, zero or more, in digits. */
function writeNumber(value: number, output: OutputBytes): void {
  let unit = 1;
  while (unit * 10 <= value) unit *= 10;
  for (; unit >= 1; unit = Math.trunc(unit / 10)) output.byte(ZERO + (Math.trunc(value / unit) % 10));
}
