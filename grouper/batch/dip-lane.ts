import { csvLine, DIP_LAYERS, SELECTION_STEPS, TREATMENT_ATTRIBUTES } from '../../reference-data/index.js';
import { LOSING_REASONS } from '../dip/dip-result.js';
import { NO_ROW, type FlatDirectory } from '../dip/flat/flat-directory.js';
import { DipKernel } from '../dip/kernel/dip-kernel.js';
import type { IntegerStack } from '../dip/kernel/integer-stack.js';
import { NOWHERE } from '../dip/kernel/kernel-case.js';
import { NUMBER_INDEX } from '../drg/grouping-kernel.js';
import type { ReasonCode } from '../reasons.js';
import { ReasonWriter } from './reason-writer.js';
import type { CaseLane, LaneCounts } from './case-lane.js';
import { OutcomeBytes } from './outcome-bytes.js';
import type { OutputBytes } from './output-bytes.js';
import { areDistinctPlainCodes } from './plain-codes.js';
import type { PlainCase } from './plain-case.js';

const COMMA = 0x2c;
const BAR = 0x7c;
const COLON = 0x3a;
const PLUS = 0x2b;

/** What stands in the texts of every row, one behind the other. */
const TEXTS_OF_ROW = 3;
const KEY = 0;
/** Layer, key and name, as cells. */
const GROUP_CELLS = 1;
const POINTS_CELL = 2;

/** Groups plain cases under a DIP directory: codes read where they lie, results written from bytes made once. */
export class DipLane implements CaseLane {
  readonly #flat: FlatDirectory;
  readonly #kernel: DipKernel;
  readonly #rowTexts: OutcomeBytes;
  readonly #attributes = new OutcomeBytes(TREATMENT_ATTRIBUTES);
  /** `:` and why a candidate lost: by reason, then by selection step. */
  readonly #losses = new OutcomeBytes([...LOSING_REASONS, ...SELECTION_STEPS].map((why) => `:${why}`));
  readonly #words = new OutcomeBytes([',grouped,', ',ungrouped,,,,', ',yes,,,', ',no,,,', ',,,,,,,']);
  readonly #reasons = new ReasonWriter();
  /** Cases by row. */
  readonly #counts: Int32Array;
  #ungrouped = 0;

  constructor(flat: FlatDirectory) {
    this.#flat = flat;
    this.#kernel = new DipKernel(flat);
    this.#counts = new Int32Array(rowCount(flat));
    this.#rowTexts = new OutcomeBytes(
      Array.from(this.#counts.keys(), (row) => {
        const { rowTexts } = flat;
        const layer = DIP_LAYERS[this.#kernel.layerOf(row)]!;
        const cells = [layer, rowTexts.key(row), rowTexts.name(row)];
        return [rowTexts.key(row), csvLine(cells).slice(0, -1), csvLine(['', rowTexts.points(row)]).slice(1, -1)];
      }).flat(),
    );
  }

  get status(): string {
    return this.#kernel.row === NO_ROW ? 'ungrouped' : 'grouped';
  }

  /** Whether codes, ages and weight decide, and keys can stand in lists as they are. */
  static canServe(flat: FlatDirectory): boolean {
    if (flat.needsDischarge) return false;
    for (let row = 0; row < rowCount(flat); row++) if (/[",|\r\n]/.test(flat.rowTexts.key(row))) return false;
    return true;
  }

  lookUp(_place: number, bytes: Uint8Array, { diagnoses, procedures, hasPrincipalProcedure }: PlainCase): boolean {
    return areDistinctPlainCodes(bytes, diagnoses, 1) && areDistinctPlainCodes(bytes, procedures, hasPrincipalProcedure ? 1 : 0);
  }

  /** What comes of a case is told by the kernel until the next one: it is decided when it is written. */
  decide(): void {}

  write(_place: number, bytes: Uint8Array, plain: PlainCase, output: OutputBytes): void {
    this.#decide(bytes, plain);
    const { row } = this.#kernel;
    if (row === NO_ROW) this.#writeUngrouped(output);
    else this.#writeGrouped(bytes, row, output);
    this.#writeCandidates(output);
    output.byte(COMMA);
    this.#writeReasons(bytes, plain, output);
  }

  #decide(bytes: Uint8Array, { diagnoses, procedures, hasPrincipalProcedure, numbers }: PlainCase): void {
    const kernel = this.#kernel;
    kernel.start();
    kernel.principalDiagnosis(diagnoses.starts[0]!, diagnoses.ends[0]!);
    for (let at = 1; at < diagnoses.count; at++) kernel.otherDiagnosis(diagnoses.starts[at]!, diagnoses.ends[at]!);
    let at = 0;
    if (hasPrincipalProcedure) kernel.principalProcedure(procedures.starts[at]!, procedures.ends[at++]!);
    for (; at < procedures.count; at++) kernel.otherProcedure(procedures.starts[at]!, procedures.ends[at]!);
    kernel.numbers(numbers[NUMBER_INDEX.NL]!, numbers[NUMBER_INDEX.XSRTL]!, numbers[NUMBER_INDEX.XSRTZ]!);
    kernel.decide(bytes);
  }

  takeCounts(): LaneCounts {
    const groups: [string, string, number][] = [];
    let grouped = 0;
    for (const [row, cases] of this.#counts.entries()) {
      if (cases === 0) continue;
      grouped += cases;
      groups.push([this.#flat.rowTexts.key(row), this.#flat.rowTexts.name(row), cases]);
    }
    const status = { ...(grouped > 0 ? { grouped } : {}), ...(this.#ungrouped > 0 ? { ungrouped: this.#ungrouped } : {}) };
    const counts = { rows: grouped + this.#ungrouped, status, severity: {}, reasons: this.#reasons.takeCounts(), groups };
    this.#counts.fill(0);
    this.#ungrouped = 0;
    return counts;
  }

  #writeGrouped(bytes: Uint8Array, row: number, output: OutputBytes): void {
    const { attribute, matched, leftOver, isPrimaryCare } = this.#kernel;
    this.#counts[row]!++;
    this.#words.write(0, output);
    this.#rowTexts.write(row * TEXTS_OF_ROW + GROUP_CELLS, output);
    output.byte(COMMA);
    this.#attributes.write(attribute, output);
    output.byte(COMMA);
    this.#writeProcedures(bytes, matched, output);
    output.byte(COMMA);
    this.#writeProcedures(bytes, leftOver, output);
    // Subtype and coefficient stay empty: a policy that has them does not come here.
    this.#words.write(isPrimaryCare ? 2 : 3, output);
    this.#rowTexts.write(row * TEXTS_OF_ROW + POINTS_CELL, output);
    output.byte(COMMA);
  }

  #writeUngrouped(output: OutputBytes): void {
    this.#ungrouped++;
    this.#words.write(1, output);
    this.#attributes.write(this.#kernel.attribute, output);
    this.#words.write(4, output);
  }

  #writeProcedures(bytes: Uint8Array, { values, count }: IntegerStack, output: OutputBytes): void {
    for (let at = 0; at < count; at++) {
      if (at > 0) output.byte(BAR);
      const place = values[at]!;
      output.copyFew(bytes, this.#kernel.procedureStart(place), this.#kernel.procedureEnd(place));
    }
  }

  #writeCandidates(output: OutputBytes): void {
    const { lostRows, lostBecause, lostSteps } = this.#kernel.contest;
    for (let at = 0; at < lostRows.count; at++) {
      if (at > 0) output.byte(BAR);
      this.#rowTexts.write(lostRows.values[at]! * TEXTS_OF_ROW + KEY, output);
      const step = lostSteps.values[at]!;
      this.#losses.write(step < 0 ? lostBecause.values[at]! : LOSING_REASONS.length + step, output);
    }
  }

  // In order of precedence, like every list of reasons.
  #writeReasons(bytes: Uint8Array, { diagnoses }: PlainCase, output: OutputBytes): void {
    const { isExcluded, hasNoRow, contest, unknownProcedure, isPrincipalRepeated } = this.#kernel;
    const reasons = this.#reasons;
    reasons.begin(output);
    if (isExcluded) {
      this.#begin('diagnosis-excluded', output);
      output.copyFew(bytes, diagnoses.starts[0]!, diagnoses.ends[0]!);
    }
    if (hasNoRow) reasons.add('no-group-row', output);
    if (contest.tiedRows.count > 0) {
      this.#begin('tie-decided', output);
      for (let at = 0; at < contest.tiedRows.count; at++) {
        if (at > 0) output.byte(PLUS);
        this.#rowTexts.write(contest.tiedRows.values[at]! * TEXTS_OF_ROW + KEY, output);
      }
    }
    if (unknownProcedure !== NOWHERE) {
      this.#begin('attribute-unknown', output);
      output.copyFew(bytes, this.#kernel.procedureStart(unknownProcedure), this.#kernel.procedureEnd(unknownProcedure));
    }
    if (isPrincipalRepeated) reasons.add('principal-repeated', output);
  }

  /** Begins a reason that goes on with a detail. */
  #begin(code: ReasonCode, output: OutputBytes): void {
    this.#reasons.add(code, output);
    output.byte(COLON);
  }
}

function rowCount({ rowTexts }: FlatDirectory): number {
  return rowTexts.count;
}
