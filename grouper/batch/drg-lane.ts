import { csvLine } from '../../reference-data/index.js';
import type { CompiledDrgScheme } from '../drg/compile-scheme.js';
import { SEVERITIES } from '../drg/drg-grouper.js';
import type { PlacedResult } from '../drg/group-result.js';
import { GroupingKernel, NO_ROW } from '../drg/grouping-kernel.js';
import { reasonWithoutGroup } from '../drg/reason-without-group.js';
import { outcomeOfRow, reasonsOfOutcome, type RowOutcome } from '../drg/row-outcome.js';
import { UNKNOWN_CODE } from '../codes/code-index.js';
import { inPrecedence, printReason, type Reason, type ReasonCode } from '../reasons.js';
import { CASES_AT_ONCE, type CaseLane, type LaneCounts } from './case-lane.js';
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

/** What is known of the case at a place. */
interface Seat {
  readonly diagnoses: CodeLookUp;
  readonly procedures: CodeLookUp;
  /** What came of it, by place among the outcomes. */
  outcome: number;
  severity: number;
  /** Why it has no group, where it has none. */
  reason: Reason | undefined;
}

/** Groups plain cases under a DRG scheme: codes looked up as bytes, results written from bytes made once. */
export class DrgLane implements CaseLane {
  readonly #compiled: CompiledDrgScheme;
  readonly #kernel: GroupingKernel;
  readonly #seats: readonly Seat[];
  /** The DRG rows, then the ADRG rows without one, then the one outcome without any row. */
  readonly #outcomes: readonly Outcome[];
  readonly #columnBytes: OutcomeBytes;
  /** Reasons that hang on the outcome alone. */
  readonly #outcomeReasons: OutcomeBytes;
  readonly #reasons = new ReasonWriter();
  /** Cases by outcome and severity. */
  readonly #counts: Int32Array;
  #status = '';

  constructor(compiled: CompiledDrgScheme, columnsOf: DrgColumns) {
    this.#compiled = compiled;
    this.#kernel = new GroupingKernel(compiled);
    const { codes, idCount, drgOutcomes, adrgOutcomes, edition } = compiled;
    this.#seats = Array.from({ length: CASES_AT_ONCE }, () => ({
      diagnoses: new CodeLookUp(codes.diagnoses, ROOM_FOR_CODES, idCount),
      procedures: new CodeLookUp(codes.procedures, ROOM_FOR_CODES, idCount + ROOM_FOR_CODES),
      outcome: 0,
      severity: 0,
      reason: undefined,
    }));
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

  get status(): string {
    return this.#status;
  }

  /** Finds the ids of the codes. @returns false where a code repeats another. */
  lookUp(place: number, bytes: Uint8Array, { diagnoses, procedures, hasPrincipalProcedure }: PlainCase): boolean {
    const seat = this.#seats[place]!;
    return seat.diagnoses.find(bytes, diagnoses, 1) && seat.procedures.find(bytes, procedures, hasPrincipalProcedure ? 1 : 0);
  }

  decide(place: number, bytes: Uint8Array, plain: PlainCase): void {
    const seat = this.#seats[place]!;
    const kernel = this.#kernel;
    this.#enter(bytes, plain, seat);
    kernel.decide();
    const { adrgRow, drgRow, severity } = kernel;
    const { drgOutcomes } = this.#compiled;
    const isUnplaced = adrgRow === NO_ROW;
    seat.outcome = isUnplaced ? this.#outcomes.length - 1 : drgRow === NO_ROW ? drgOutcomes.length + adrgRow : drgRow;
    seat.severity = severity;
    seat.reason = isUnplaced ? reasonWithoutGroup(this.#compiled, kernel, seat.diagnoses.ids[0] !== UNKNOWN_CODE) : undefined;
  }

  write(place: number, bytes: Uint8Array, plain: PlainCase, output: OutputBytes): void {
    const seat = this.#seats[place]!;
    const text = seat.outcome * SEVERITIES.length + seat.severity;
    this.#counts[text]!++;
    this.#columnBytes.write(text, output);
    this.#writeReasons(bytes, plain, seat, output);
    this.#status = this.#outcomes[seat.outcome]!.row.status;
  }

  /** Hands the case to the kernel. */
  #enter(bytes: Uint8Array, plain: PlainCase, { diagnoses, procedures }: Seat): void {
    const kernel = this.#kernel;
    kernel.start();
    for (let field = 0; field < plain.numbers.length; field++) kernel.numbers[field] = plain.numbers[field]!;
    let { ids, identities } = diagnoses;
    kernel.setPrincipalDiagnosis(ids[0]!, identities[0]);
    for (let at = 1; at < plain.diagnoses.count; at++) kernel.addOtherDiagnosis(ids[at]!, identities[at]);
    ({ ids, identities } = procedures);
    let at = 0;
    if (plain.hasPrincipalProcedure) kernel.setMainProcedure(ids[at]!, identities[at++]);
    for (; at < plain.procedures.count; at++) kernel.addOtherProcedure(ids[at]!, identities[at]);
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
  #writeReasons(
    bytes: Uint8Array,
    plain: PlainCase,
    { outcome, reason, diagnoses, procedures }: Seat,
    output: OutputBytes,
  ): void {
    const reasons = this.#reasons;
    reasons.begin(output);
    if (reason !== undefined) {
      reasons.add(reason.code, output);
      if (reason.detail !== undefined) output.text(`:${reason.detail}`);
    } else if (!this.#outcomeReasons.isEmpty(outcome)) this.#outcomeReasons.write(outcome, output);
    this.#writeUnknown(bytes, diagnoses, plain.diagnoses, 'unknown-diagnosis', output);
    this.#writeUnknown(bytes, procedures, plain.procedures, 'unknown-procedure', output);
    if (diagnoses.isPrincipalRepeated) reasons.add('principal-repeated', output);
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
