import { csvLine } from '../../reference-data/index.js';
import type { CompiledDrgScheme } from '../drg/compile-scheme.js';
import { SEVERITIES } from '../drg/drg-grouper.js';
import type { PlacedResult } from '../drg/group-result.js';
import { GroupingKernel, NO_ROW } from '../drg/grouping-kernel.js';
import { reasonWithoutGroup } from '../drg/reason-without-group.js';
import { outcomeOfRow, reasonsOfOutcome, type RowOutcome } from '../drg/row-outcome.js';
import { UNKNOWN_CODE } from '../codes/code-index.js';
import { inPrecedence, printReason, type Reason, type ReasonCode } from '../reasons.js';
import type { CaseLane, LaneCounts } from './case-lane.js';
import { CodeLookUp } from './code-look-up.js';
import { OutcomeBytes } from './outcome-bytes.js';
import type { OutputBytes } from './output-bytes.js';
import { ReasonWriter } from './reason-writer.js';
import { ROOM_FOR_CODES, type CodeRanges, type PlainCase } from './plain-case.js';

const COLON = 0x3a;

/** What a result says between the case and its reasons, as columns. */
export type DrgColumns = (result: PlacedResult) => readonly string[];

/** What can come of a case: a DRG row, an ADRG row without one, or neither; each with one of the severities. */
interface Outcome {
  readonly row: RowOutcome;
  readonly reasons: readonly Reason[];
}

/** Groups plain cases under a DRG scheme: codes looked up as bytes, results written from bytes made once. */
export class DrgLane implements CaseLane {
  readonly #compiled: CompiledDrgScheme;
  readonly #kernel: GroupingKernel;
  readonly #diagnoses: CodeLookUp;
  readonly #procedures: CodeLookUp;
  /** The DRG rows, then the ADRG rows without one, then the one outcome without any row. */
  readonly #outcomes: readonly Outcome[];
  readonly #columnBytes: OutcomeBytes;
  /** Reasons that hang on the outcome alone. */
  readonly #outcomeReasons: OutcomeBytes;
  readonly #reasons = new ReasonWriter();
  /** Cases by outcome and severity. */
  readonly #counts: Int32Array;
  #outcome = 0;

  constructor(compiled: CompiledDrgScheme, columnsOf: DrgColumns) {
    this.#compiled = compiled;
    this.#kernel = new GroupingKernel(compiled);
    const { codes, idCount, drgOutcomes, adrgOutcomes, edition } = compiled;
    this.#diagnoses = new CodeLookUp(codes.diagnoses, ROOM_FOR_CODES, idCount);
    this.#procedures = new CodeLookUp(codes.procedures, ROOM_FOR_CODES, idCount + ROOM_FOR_CODES);
    this.#outcomes = [
      ...drgOutcomes.map((row) => ({ row, reasons: inPrecedence(reasonsOfOutcome(row, false)) })),
      ...adrgOutcomes.map((row) => ({ row, reasons: inPrecedence(reasonsOfOutcome(row, true)) })),
      { row: outcomeOfRow(), reasons: [] },
    ];
    const texts = this.#outcomes.flatMap(({ row }) =>
      SEVERITIES.map((severity) => {
        const columns = columnsOf({ ...row, severity, reasons: [], scheme: edition.id });
        return `,${csvLine(columns).slice(0, -1)},`;
      }),
    );
    this.#columnBytes = new OutcomeBytes(texts);
    this.#outcomeReasons = new OutcomeBytes(this.#outcomes.map(({ reasons }) => reasons.map(printReason).join('|')));
    this.#counts = new Int32Array(texts.length);
  }

  /** Whether reasons can be written as they are: no code of the scheme has a sign that a cell would have to quote. */
  static canServe({ mdcs, adrgOutcomes }: CompiledDrgScheme): boolean {
    return [...mdcs.map(({ code }) => code), ...adrgOutcomes.map(({ adrg }) => adrg)].every((code) => !/[",\r\n]/.test(code));
  }

  group(bytes: Uint8Array, plain: PlainCase, output: OutputBytes): boolean {
    if (!this.lookUp(bytes, plain)) return false;
    this.decide(bytes, plain);
    const { adrgRow, drgRow, severity } = this.#kernel;
    const { drgOutcomes } = this.#compiled;
    const isUnplaced = adrgRow === NO_ROW;
    const outcome = isUnplaced ? this.#outcomes.length - 1 : drgRow === NO_ROW ? drgOutcomes.length + adrgRow : drgRow;
    const place = outcome * SEVERITIES.length + severity;
    this.#outcome = outcome;
    this.#counts[place]!++;
    this.#columnBytes.write(place, output);
    this.#writeReasons(bytes, plain, outcome, isUnplaced, output);
    return true;
  }

  get status(): string {
    return this.#outcomes[this.#outcome]!.row.status;
  }

  /** Finds the ids of the codes. @returns false where a code repeats another. */
  lookUp(bytes: Uint8Array, { diagnoses, procedures, hasPrincipalProcedure }: PlainCase): boolean {
    return this.#diagnoses.find(bytes, diagnoses, 1) && this.#procedures.find(bytes, procedures, hasPrincipalProcedure ? 1 : 0);
  }

  /** Hands the case to the kernel, its codes having been looked up. */
  decide(bytes: Uint8Array, plain: PlainCase): void {
    const kernel = this.#kernel;
    kernel.start();
    for (let field = 0; field < plain.numbers.length; field++) kernel.numbers[field] = plain.numbers[field]!;
    let { ids, identities } = this.#diagnoses;
    kernel.setPrincipalDiagnosis(ids[0]!, identities[0]);
    for (let place = 1; place < plain.diagnoses.count; place++) kernel.addOtherDiagnosis(ids[place]!, identities[place]);
    ({ ids, identities } = this.#procedures);
    let place = 0;
    if (plain.hasPrincipalProcedure) kernel.setMainProcedure(ids[place]!, identities[place++]);
    for (; place < plain.procedures.count; place++) kernel.addOtherProcedure(ids[place]!, identities[place]);
    const { departments } = this.#compiled.codes;
    if (plain.departmentEnd > plain.departmentStart && !departments.isEmpty) {
      const { buffer, byteOffset } = bytes;
      const text = Buffer.from(
        buffer,
        byteOffset + plain.departmentStart,
        plain.departmentEnd - plain.departmentStart,
      ).toString();
      kernel.setDepartment(departments.lookUp(text));
    }
    kernel.decide();
  }

  takeCounts(): LaneCounts {
    const status: Record<string, number> = {};
    const severity: Record<string, number> = {};
    const reasons = this.#reasons.takeCounts();
    const groups: [string, string, number][] = [];
    let rows = 0;
    for (const [index, outcome] of this.#outcomes.entries()) {
      let cases = 0;
      for (const [grade, name] of SEVERITIES.entries()) {
        const count = this.#counts[index * SEVERITIES.length + grade]!;
        cases += count;
        if (count > 0) add(severity, name, count);
      }
      if (cases === 0) continue;
      rows += cases;
      add(status, outcome.row.status, cases);
      for (const { code } of outcome.reasons) add(reasons, code, cases);
      if (outcome.row.status === 'grouped') groups.push([outcome.row.drg, outcome.row.drgName, cases]);
    }
    this.#counts.fill(0);
    return { rows, status, severity, reasons, groups };
  }

  // In order of precedence, like every list of reasons.
  #writeReasons(bytes: Uint8Array, plain: PlainCase, outcome: number, isUnplaced: boolean, output: OutputBytes): void {
    const reasons = this.#reasons;
    reasons.begin(output);
    if (isUnplaced) {
      const { code, detail } = reasonWithoutGroup(this.#compiled, this.#kernel, this.#diagnoses.ids[0] !== UNKNOWN_CODE);
      reasons.add(code, output);
      if (detail !== undefined) output.text(`:${detail}`);
    } else if (!this.#outcomeReasons.isEmpty(outcome)) this.#outcomeReasons.write(outcome, output);
    this.#writeUnknown(bytes, this.#diagnoses, plain.diagnoses, 'unknown-diagnosis', output);
    this.#writeUnknown(bytes, this.#procedures, plain.procedures, 'unknown-procedure', output);
    if (this.#diagnoses.isPrincipalRepeated) reasons.add('principal-repeated', output);
  }

  #writeUnknown(
    bytes: Uint8Array,
    { unknown, unknownCount }: CodeLookUp,
    { starts, ends }: CodeRanges,
    code: ReasonCode,
    output: OutputBytes,
  ): void {
    for (let at = 0; at < unknownCount; at++) {
      const place = unknown[at]!;
      if (at === 0) this.#reasons.add(code, output);
      else this.#reasons.again(code, output);
      output.byte(COLON);
      output.copyFew(bytes, starts[place]!, ends[place]!);
    }
  }
}

function add(counts: Record<string, number>, key: string, count: number): void {
  counts[key] = (counts[key] ?? 0) + count;
}
