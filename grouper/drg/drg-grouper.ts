import assert from 'node:assert/strict';
import type { Discharge } from '../discharge.js';
import { isPattern, UNKNOWN_CODE, type CodeIndex } from '../codes/code-index.js';
import { inPrecedence, type Reason } from '../reasons.js';
import { checkDischarge, comparedStay, comparedWeight, isInvalid, type WeightDemand } from '../check-discharge.js';
import type { CompiledDrgScheme } from './compile-scheme.js';
import type { DrgScheme } from './drg-scheme.js';
import { explainDischarge, type Explanation } from './explain-discharge.js';
import type { GroupResult, Severity } from './group-result.js';
import { GroupingKernel, NO_ROW, NUMBER_INDEX } from './grouping-kernel.js';
import { outcomeOfRow, reasonsOfOutcome, type RowOutcome } from './row-outcome.js';
import { SchemeMemberships } from './scheme-memberships.js';
import { reasonWithoutGroup } from './reason-without-group.js';

const NO_REASONS: readonly Reason[] = Object.freeze([]);

/** By the kernel's numbers. */
export const SEVERITIES: readonly Severity[] = ['none', 'cc', 'mcc'];

/** Groups one case after another under one scheme. Same case, same answer; nothing of one case reaches the next. */
export class DrgGrouper {
  readonly compiled: CompiledDrgScheme;
  readonly #scheme: DrgScheme | undefined;
  readonly #kernel: GroupingKernel;
  readonly #weightDemand: WeightDemand;
  /** Codes of the present case that the scheme knows by a pattern alone. */
  #patternCodes: string[] = [];
  /** Made when the first case is explained; grouping alone does not need it. */
  #memberships: SchemeMemberships | undefined;

  /** @param scheme The scheme as printed: what explaining needs, and grouping does not. */
  constructor(compiled: CompiledDrgScheme, scheme?: DrgScheme) {
    this.compiled = compiled;
    this.#scheme = scheme;
    this.#kernel = new GroupingKernel(compiled);
    this.#weightDemand = { newbornWeight: compiled.edition.newbornWeight, weightIsRequired: true };
  }

  /**
   * Finds the group of a case.
   *
   * @param found What the reader of the case found wrong or odd; its reasons are part of the answer.
   */
  group(discharge: Discharge, found: readonly Reason[] = NO_REASONS): GroupResult {
    const { edition } = this.compiled;
    const reasons: Reason[] = found.length === 0 ? [] : [...found];
    checkDischarge(discharge, this.#weightDemand, reasons);
    if (isInvalid(reasons)) return { status: 'invalid', reasons: inPrecedence(reasons), scheme: edition.id };
    this.#load(discharge, reasons);
    this.#kernel.decide();
    const { status, mdc, adrg, drg, drgName } = this.#outcome(discharge, reasons);
    const severity = SEVERITIES[this.#kernel.severity]!;
    return { status, mdc, adrg, drg, drgName, severity, reasons: inPrecedence(reasons), scheme: edition.id };
  }

  /** The evidence for the group of a case, found on a path of its own that reads the rules as printed. */
  explain(discharge: Discharge, found: readonly Reason[] = []): Explanation {
    assert(this.#scheme !== undefined, 'a grouper that explains was given the scheme as printed');
    this.#memberships ??= new SchemeMemberships(this.#scheme);
    return explainDischarge(this.#memberships, discharge, this.group(discharge, found));
  }

  #outcome(discharge: Discharge, reasons: Reason[]): RowOutcome {
    const { adrgRow, drgRow } = this.#kernel;
    const { adrgOutcomes, drgOutcomes, codes } = this.compiled;
    const outcome = drgRow === NO_ROW ? adrgOutcomes[adrgRow] : drgOutcomes[drgRow];
    if (outcome === undefined) {
      const isPrincipalKnown = codes.diagnoses.lookUp(discharge.principalDiagnosis!) !== UNKNOWN_CODE;
      reasons.push(reasonWithoutGroup(this.compiled, this.#kernel, isPrincipalKnown));
      return outcomeOfRow();
    }
    // Nearly every case is grouped by a DRG row, and of that there is nothing to say.
    if (drgRow === NO_ROW || outcome.status !== 'grouped') reasons.push(...reasonsOfOutcome(outcome, drgRow === NO_ROW));
    return outcome;
  }

  /** Hands the case to the kernel as integers and notes the codes that the scheme does not know. */
  #load(discharge: Discharge, reasons: Reason[]): void {
    const kernel = this.#kernel;
    const { diagnoses, procedures, departments } = this.compiled.codes;
    kernel.start();
    if (this.#patternCodes.length > 0) this.#patternCodes = [];
    this.#loadNumbers(discharge);
    const principal = discharge.principalDiagnosis!;
    let id = this.#idOf(diagnoses, principal, reasons);
    const principalIdentity = this.#identityOf(diagnoses, principal, id);
    kernel.setPrincipalDiagnosis(id, principalIdentity);
    let isRepeated = false;
    for (const code of discharge.secondaryDiagnoses) {
      id = this.#idOf(diagnoses, code, reasons);
      const identity = this.#identityOf(diagnoses, code, id);
      kernel.addOtherDiagnosis(id, identity);
      // Integers tell it faster than texts, and in every spelling; unknown codes have no integer of their own.
      isRepeated ||= id === UNKNOWN_CODE ? code === principal : identity === principalIdentity;
    }
    if (isRepeated) reasons.push({ code: 'principal-repeated' });
    if (discharge.principalProcedure) {
      id = this.#idOf(procedures, discharge.principalProcedure, reasons);
      kernel.setMainProcedure(id, this.#identityOf(procedures, discharge.principalProcedure, id));
    }
    for (const code of discharge.otherProcedures) {
      id = this.#idOf(procedures, code, reasons);
      kernel.addOtherProcedure(id, this.#identityOf(procedures, code, id));
    }
    if (discharge.department) kernel.setDepartment(departments.lookUp(discharge.department));
  }

  #loadNumbers(discharge: Discharge): void {
    const { numbers } = this.#kernel;
    numbers[NUMBER_INDEX.NL] = discharge.ageYears!;
    numbers[NUMBER_INDEX.XSRTL] = (discharge.ageYears === 0 ? discharge.ageDays : undefined) ?? NaN;
    numbers[NUMBER_INDEX.XSRTZ] = comparedWeight(discharge, this.#weightDemand.newbornWeight) ?? NaN;
    numbers[NUMBER_INDEX.XB] = discharge.sex!;
    numbers[NUMBER_INDEX.ZYTS] = comparedStay(discharge) ?? NaN;
    numbers[NUMBER_INDEX.LYFS] = discharge.disposition ?? NaN;
    numbers[NUMBER_INDEX.ICUXS] = discharge.icuHours ?? NaN;
  }

  #idOf(index: CodeIndex, code: string, reasons: Reason[]): number {
    const id = index.lookUp(code);
    if (id === UNKNOWN_CODE) reasons.push(unknownCode(code, index === this.compiled.codes.procedures));
    return id;
  }

  /** Several codes may be known by one pattern: those get identities beyond all ids, one for each distinct code of the case. */
  #identityOf(index: CodeIndex, code: string, id: number): number {
    if (!index.isPatternId(id)) return id;
    const normal = index.normalForm(code);
    let place = this.#patternCodes.indexOf(normal);
    if (place < 0) place = this.#patternCodes.push(normal) - 1;
    return this.compiled.idCount + place;
  }
}

function unknownCode(code: string, isProcedure: boolean): Reason {
  if (isProcedure) return { code: 'unknown-procedure', detail: code };
  // `G01*` is the second half of a dagger pair, alone.
  return { code: isPattern(code) ? 'lone-asterisk-code' : 'unknown-diagnosis', detail: code };
}
