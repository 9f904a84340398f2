import type { WeightDemand } from '../check-discharge.js';
import type { CaseColumns } from './case-columns.js';
import { CASES_AT_ONCE, type CaseLane } from './case-lane.js';
import { columnRuns, type ColumnRun } from './column-runs.js';
import { viewOf, type OutputBytes } from './output-bytes.js';
import { PlainCase } from './plain-case.js';
import { BLANK, LONGEST_PLAIN_ROW, PLAIN, RowFields } from './row-fields.js';

const COMMA = 0x2c;

/** A row that must take the slow path. Positions of rows are zero or more. */
export const NOT_PLAIN = -1;

/** A row that waits for its result. */
interface Row {
  readonly fields: RowFields;
  readonly case: PlainCase;
}

/** The fast lane of a table: rows of canonical CSV to rows of results, some at once, without a string between. */
export class PlainRows {
  readonly #rows: readonly Row[];
  readonly #lane: CaseLane;
  readonly #caseId: number;
  readonly #runs: readonly ColumnRun[];
  readonly #longest: number;
  #waiting = 0;
  /** The bytes that rows are in, for copying. */
  #bytes: Uint8Array = new Uint8Array();
  #view = viewOf(this.#bytes);

  /** @param recordLimit Longer rows are for the reader that says which are too long. Unit: bytes. */
  constructor(columns: CaseColumns, demand: WeightDemand, lane: CaseLane, recordLimit: number) {
    this.#rows = Array.from({ length: CASES_AT_ONCE }, () => ({
      fields: new RowFields(columns.count),
      case: new PlainCase(columns, demand),
    }));
    this.#lane = lane;
    this.#caseId = columns.caseId;
    this.#runs = columnRuns(columns.kept);
    this.#longest = Math.min(LONGEST_PLAIN_ROW, recordLimit);
  }

  /** Status of the row whose result was written last. */
  get status(): string {
    return this.#lane.status;
  }

  /**
   * Takes the row that begins at a position. Its result is appended when enough rows wait, or by `finish`. The bytes must end with a line
   * feed and stay as they are until then.
   *
   * @returns Where the next row begins; NOT_PLAIN where the row must take the slow path, after what waits is finished.
   */
  take(bytes: Uint8Array, start: number, output: OutputBytes): number {
    if (bytes !== this.#bytes) {
      this.#bytes = bytes;
      this.#view = viewOf(bytes);
    }
    const place = this.#waiting;
    const { fields, case: plain } = this.#rows[place]!;
    const form = fields.find(bytes, start);
    if (form === BLANK) return fields.rowEnd + 1;
    if (form !== PLAIN || fields.rowEnd - start > this.#longest) return NOT_PLAIN;
    if (!plain.read(bytes, fields) || !this.#lane.lookUp(place, bytes, plain)) return NOT_PLAIN;
    this.#waiting = place + 1;
    if (this.#waiting === CASES_AT_ONCE) this.finish(output);
    return fields.rowEnd + 1;
  }

  /** Appends the results of the rows that wait. */
  finish(output: OutputBytes): void {
    const count = this.#waiting;
    for (let place = 0; place < count; place++) this.#lane.decide(place, this.#bytes, this.#rows[place]!.case);
    for (let place = 0; place < count; place++) this.#write(place, output);
    this.#waiting = 0;
  }

  #write(place: number, output: OutputBytes): void {
    const { fields, case: plain } = this.#rows[place]!;
    const { bounds } = fields;
    output.copy(this.#view, bounds[this.#caseId]! + 1, bounds[this.#caseId + 1]!);
    this.#lane.write(place, this.#bytes, plain, output);
    for (const { first, last } of this.#runs) {
      output.byte(COMMA);
      output.copy(this.#view, bounds[first]! + 1, bounds[last + 1]!);
    }
    output.lineEnd();
  }
}
