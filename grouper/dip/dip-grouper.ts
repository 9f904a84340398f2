import assert from 'node:assert/strict';
import { DIP_LAYERS, exactDecimal, SELECTION_STEPS, TREATMENT_ATTRIBUTES } from '../../reference-data/index.js';
import { checkDischarge, isInvalid, type WeightDemand } from '../check-discharge.js';
import { diagnosisCode, procedureCode } from '../codes/normal-form.js';
import type { Discharge } from '../discharge.js';
import { inPrecedence, type Reason } from '../reasons.js';
import { CaseBytes } from './case-bytes.js';
import type { CompiledDirectory } from './compile-directory.js';
import { readDipCase } from './dip-case.js';
import { LOSING_REASONS, type DipGrouped, type DipResult, type LostCandidate } from './dip-result.js';
import { explainDip, type DipExplanation } from './explain-dip.js';
import { NO_ROW, type FlatDirectory } from './flat/flat-directory.js';
import { DipKernel } from './kernel/dip-kernel.js';
import { NOWHERE } from './kernel/kernel-case.js';
import { RowsByDiagnosis } from './rows-by-diagnosis.js';
import type { SubtypingGroup } from './subtyping/case-facts.js';
import { subtypeOf, type SubtypeResult } from './subtyping/subtype-of.js';
import { SubtypingLists } from './subtyping/subtyping-lists.js';

const NO_REASONS: readonly Reason[] = Object.freeze([]);

/** The row of a group, as far as subtyping asks. */
interface SubtypedRow extends Pick<SubtypingGroup, 'key' | 'layer'> {
  readonly points: string;
}

/** Groups one case after another under one directory and one region's policy. */
export class DipGrouper {
  readonly flat: FlatDirectory;
  readonly #directory: CompiledDirectory | undefined;
  readonly #lists: SubtypingLists | undefined;
  readonly #kernel: DipKernel;
  readonly #bytes = new CaseBytes();
  /** Normal forms of the procedures of the present case, by place. */
  readonly #procedures: string[] = [];
  readonly #weightDemand: WeightDemand;
  /** Made when the first case is explained; grouping alone does not need it. */
  #rows: RowsByDiagnosis | undefined;

  /**
   * @param directory As it was compiled; or its flat form, with which cases are grouped and not explained.
   * @param lists The lists that the policy's subtyping looks codes up in, where the flat form does not hold them; without lists no case
   *   has a subtype.
   */
  constructor(directory: CompiledDirectory | FlatDirectory, lists?: SubtypingLists) {
    this.flat = 'flat' in directory ? directory.flat : directory;
    this.#directory = 'flat' in directory ? directory : undefined;
    const { edition, listRows } = this.flat;
    this.#lists = lists ?? (listRows === undefined ? undefined : new SubtypingLists(listRows));
    this.#kernel = new DipKernel(this.flat);
    // A newborn without weight is only kept out of the newborn rows.
    this.#weightDemand = { newbornWeight: edition.newbornWeight, weightIsRequired: false };
  }

  /** The directory with its cells read, which explaining walks. */
  get directory(): CompiledDirectory {
    assert(this.#directory !== undefined, 'a grouper that explains was given the directory as it was compiled');
    return this.#directory;
  }

  /**
   * Finds the group of a case.
   *
   * @param found What the reader of the case found wrong or odd; its reasons are part of the answer.
   */
  group(discharge: Discharge, found: readonly Reason[] = NO_REASONS): DipResult {
    const scheme = this.flat.edition.id;
    const reasons: Reason[] = found.length === 0 ? [] : [...found];
    checkDischarge(discharge, this.#weightDemand, reasons);
    if (isInvalid(reasons)) return { status: 'invalid', reasons: inPrecedence(reasons), scheme };
    const kernel = this.#kernel;
    this.#load(discharge);
    kernel.decide(this.#bytes.bytes);
    this.#addReasons(discharge, reasons);
    const candidates = this.#lostCandidates();
    const ordered = inPrecedence(reasons);
    if (kernel.row !== NO_ROW) return this.#grouped(discharge, candidates, ordered);
    return { status: 'ungrouped', attribute: TREATMENT_ATTRIBUTES[kernel.attribute]!, candidates, reasons: ordered, scheme };
  }

  /** The evidence for the group of a case, found by holding the rows against it one by one. */
  explain(discharge: Discharge, found: readonly Reason[] = NO_REASONS): DipExplanation {
    const { directory } = this;
    const result = this.group(discharge, found);
    this.#rows ??= new RowsByDiagnosis(directory);
    const explanation = explainDip(directory, this.#rows, discharge, result);
    if (result.status !== 'grouped') return explanation;
    const { row } = this.#rows.rowOf(result.group);
    const subtype = this.#subtype(discharge, row, readDipCase(discharge, directory).main?.code);
    return subtype === undefined ? explanation : { ...explanation, subtype };
  }

  /** Hands the case to the kernel as bytes in normal form. */
  #load(discharge: Discharge): void {
    const kernel = this.#kernel;
    const bytes = this.#bytes;
    const { principalProcedure, ageYears, ageDays, birthWeightGrams, admissionWeightGrams, totalCharges } = discharge;
    bytes.clear();
    kernel.start();
    kernel.principalDiagnosis(0, bytes.write(diagnosisCode(discharge.principalDiagnosis!)));
    for (const code of discharge.secondaryDiagnoses) kernel.otherDiagnosis(bytes.end, bytes.write(diagnosisCode(code)));
    this.#procedures.length = 0;
    if (principalProcedure) kernel.principalProcedure(bytes.end, this.#writeProcedure(principalProcedure));
    for (const code of discharge.otherProcedures) kernel.otherProcedure(bytes.end, this.#writeProcedure(code));
    const weight = this.#weightDemand.newbornWeight === 'birth' ? birthWeightGrams : admissionWeightGrams;
    kernel.numbers(ageYears!, ageDays ?? NaN, weight ?? NaN);
    if (totalCharges !== undefined) kernel.charges(Number(totalCharges));
  }

  #writeProcedure(raw: string): number {
    const code = procedureCode(raw);
    this.#procedures.push(code);
    return this.#bytes.write(code);
  }

  #addReasons(discharge: Discharge, reasons: Reason[]): void {
    const { isPrincipalRepeated, unknownProcedure, isExcluded, hasNoRow, contest } = this.#kernel;
    const { tiedRows } = contest;
    if (isPrincipalRepeated) reasons.push({ code: 'principal-repeated' });
    if (unknownProcedure !== NOWHERE)
      reasons.push({ code: 'attribute-unknown', detail: this.#unknown(discharge, unknownProcedure) });
    if (isExcluded) reasons.push({ code: 'diagnosis-excluded', detail: diagnosisCode(discharge.principalDiagnosis!) });
    if (hasNoRow) reasons.push({ code: 'no-group-row' });
    if (tiedRows.count === 0) return;
    const keys = Array.from(tiedRows.values.subarray(0, tiedRows.count), (row) => this.flat.rowTexts.key(row));
    reasons.push({ code: 'tie-decided', detail: keys.join('+') });
  }

  /** A procedure as it is reported: the main one as it was compared, any other as the case spells it. */
  #unknown({ principalProcedure, otherProcedures }: Discharge, place: number): string {
    if (this.flat.policy.choices.attributeOfCase === 'main') return this.#procedures[place]!;
    const all = principalProcedure ? [principalProcedure, ...otherProcedures] : otherProcedures;
    return all[place]!;
  }

  #lostCandidates(): LostCandidate[] {
    const { lostRows, lostBecause, lostSteps } = this.#kernel.contest;
    const candidates: LostCandidate[] = [];
    for (let at = 0; at < lostRows.count; at++) {
      const group = this.flat.rowTexts.key(lostRows.values[at]!);
      const because = LOSING_REASONS[lostBecause.values[at]!]!;
      const step = SELECTION_STEPS[lostSteps.values[at]!];
      candidates.push(step === undefined ? { group, because } : { group, because, step });
    }
    return candidates;
  }

  // Written out, because spreading several objects into one costs more than all that goes before.
  #grouped(discharge: Discharge, candidates: readonly LostCandidate[], reasons: readonly Reason[]): DipGrouped {
    const { row, attribute, isPrimaryCare, matched, leftOver, mainProcedure } = this.#kernel;
    const { rowTexts, edition } = this.flat;
    const layer = DIP_LAYERS[this.#kernel.layerOf(row)]!;
    const key = rowTexts.key(row);
    const points = rowTexts.points(row);
    const main = mainProcedure === NOWHERE ? undefined : this.#procedures[mainProcedure]!;
    const found = this.#subtype(discharge, { key, layer, points }, main);
    const hasSubtype = found?.status === 'subtype';
    return {
      status: 'grouped',
      layer,
      group: key,
      groupName: rowTexts.name(row),
      attribute: TREATMENT_ATTRIBUTES[attribute]!,
      matchedProcedures: this.#codesAt(matched),
      leftOverProcedures: this.#codesAt(leftOver),
      primaryCare: isPrimaryCare,
      subtype: hasSubtype ? found.subtype : '',
      coefficient: hasSubtype ? found.coefficient.printed : '',
      points,
      candidates,
      reasons,
      scheme: edition.id,
    };
  }

  #codesAt({ values, count }: DipKernel['matched']): string[] {
    const codes: string[] = [];
    for (let at = 0; at < count; at++) codes.push(this.#procedures[values[at]!]!);
    return codes;
  }

  /** 辅助分型, where the policy has it: which subtype of its group the case is. */
  #subtype(discharge: Discharge, { key, layer, points }: SubtypedRow, mainProcedure?: string): SubtypeResult | undefined {
    const { subtyping, pointValue } = this.flat.policy;
    if (subtyping === undefined || this.#lists === undefined) return undefined;
    const standardFen = pointValue === undefined || points === '' ? undefined : standardOf(points, pointValue);
    const asked = {
      key,
      layer,
      ...(standardFen === undefined ? {} : { standardFen }),
      ...(mainProcedure === undefined ? {} : { mainProcedure }),
    };
    return subtypeOf(discharge, asked, subtyping, this.#lists);
  }
}

/** What the group is paid: points × point value, in fen, half up. @source DIP 3.0 technical specification (draft) ch. 5 */
function standardOf(points: string, pointValue: string): bigint {
  const [a, b] = [exactDecimal(points), exactDecimal(pointValue)];
  assert(a !== undefined && b !== undefined, 'points and point value are plain decimals, as the import and the policy checked');
  const denominator = a.denominator * b.denominator;
  return (2n * a.numerator * b.numerator * 100n + denominator) / (2n * denominator);
}
