import type { WeightDemand } from '../check-discharge.js';
import type { CaseColumns } from './case-columns.js';
import type { CaseLane } from './case-lane.js';
import { viewOf, type OutputBytes } from './output-bytes.js';
import { PlainCase } from './plain-case.js';
import { BLANK, PLAIN, RowFields } from './row-fields.js';

const COMMA = 0x2c;

/** A row that must take the slow path. Positions of rows are zero or more. */
export const NOT_PLAIN = -1;

/** Longer rows take the slow reader, whatever the limit of a record. Unit: bytes. */
const LONGEST_ROW = 65_536;

/** Columns that lie side by side: from the first to the last. */
interface Run {
  readonly first: number;
  readonly last: number;
}

/** The fast lane of a table: rows of canonical CSV to rows of results, without a string between. */
export class PlainRows {
  readonly #fields: RowFields;
  readonly #case: PlainCase;
  readonly #lane: CaseLane;
  readonly #caseId: number;
  readonly #runs: readonly Run[];
  readonly #longest: number;
  /** The bytes that rows are in, for copying. */
  #bytes: Uint8Array = new Uint8Array();
  #view = viewOf(this.#bytes);

  /** @param recordLimit Longer rows are for the reader that says which are too long. Unit: bytes. */
  constructor(columns: CaseColumns, demand: WeightDemand, lane: CaseLane, recordLimit: number) {
    this.#fields = new RowFields(columns.count);
    this.#case = new PlainCase(columns, demand);
    this.#lane = lane;
    this.#caseId = columns.caseId;
    this.#runs = runsOf(columns.kept);
    this.#longest = Math.min(LONGEST_ROW, recordLimit);
  }

  /** Status of the row that was grouped last. */
  get status(): string {
    return this.#lane.status;
  }

  /**
   * Groups the row that begins at a position and appends its result. The bytes must end with a line feed.
   *
   * @returns Where the next row begins; NOT_PLAIN, with nothing written, where the row must take the slow path.
   */
  group(bytes: Uint8Array, start: number, output: OutputBytes): number {
    if (bytes !== this.#bytes) {
      this.#bytes = bytes;
      this.#view = viewOf(bytes);
    }
    const fields = this.#fields;
    const form = fields.find(bytes, start);
    if (form === BLANK) return fields.rowEnd + 1;
    if (form !== PLAIN || fields.rowEnd - start > this.#longest || !this.#case.read(bytes, fields)) return NOT_PLAIN;
    const written = output.length;
    const { bounds } = fields;
    output.copy(this.#view, bounds[this.#caseId]! + 1, bounds[this.#caseId + 1]!);
    if (!this.#lane.group(bytes, this.#case, output)) {
      output.length = written;
      return NOT_PLAIN;
    }
    for (const { first, last } of this.#runs) {
      output.byte(COMMA);
      output.copy(this.#view, bounds[first]! + 1, bounds[last + 1]!);
    }
    output.lineEnd();
    return fields.rowEnd + 1;
  }
}

function runsOf(columns: readonly number[]): Run[] {
  const runs: { first: number; last: number }[] = [];
  for (const column of columns) {
    const run = runs.at(-1);
    if (run?.last === column - 1) run.last = column;
    else runs.push({ first: column, last: column });
  }
  return runs;
}
