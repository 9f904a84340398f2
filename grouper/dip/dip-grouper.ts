import assert from 'node:assert/strict';
import { exactDecimal } from '../../reference-data/index.js';
import type { Discharge } from '../discharge.js';
import { checkDischarge, isInvalid } from '../check-discharge.js';
import { inPrecedence, type Reason } from '../reasons.js';
import type { CompiledDirectory, DipGroup } from './compile-directory.js';
import { comprehensiveGroups } from './comprehensive-groups.js';
import { keysOf } from './diagnosis-keys.js';
import { isAmong, readDipCase, type DipCase } from './dip-case.js';
import type { DipGrouped, DipResult, LostCandidate } from './dip-result.js';
import { explainDip, type DipExplanation } from './explain-dip.js';
import { selectLocal } from './local-selection.js';
import { matchNational, matchXq, type Contest, type Match } from './national-layers.js';
import { subtypeOf, type SubtypeResult } from './subtyping/subtype-of.js';
import type { SubtypingLists } from './subtyping/subtyping-lists.js';
import { treatmentOfCase, type CaseTreatment } from './treatment-of-case.js';

/** Groups one case after another under one directory and one region's policy. */
export class DipGrouper {
  readonly directory: CompiledDirectory;

  readonly #lists: SubtypingLists | undefined;

  /** @param lists The lists that the policy's subtyping looks codes up in; without them no case has a subtype. */
  constructor(directory: CompiledDirectory, lists?: SubtypingLists) {
    this.directory = directory;
    this.#lists = lists;
  }

  /**
   * Finds the group of a case.
   *
   * @param found What the reader of the case found wrong or odd; its reasons are part of the answer.
   */
  group(discharge: Discharge, found: readonly Reason[] = []): DipResult {
    const { edition } = this.directory;
    const reasons = [...found];
    // A newborn without weight is only kept out of the newborn rows.
    checkDischarge(discharge, { newbornWeight: edition.newbornWeight, weightIsRequired: false }, reasons);
    if (isInvalid(reasons)) return { status: 'invalid', reasons: inPrecedence(reasons), scheme: edition.id };
    const one = readDipCase(discharge, this.directory);
    if (one.otherDiagnoses.includes(one.diagnosis)) reasons.push({ code: 'principal-repeated' });
    const treatment = treatmentOfCase(this.directory, one);
    if (treatment.unknownProcedure !== undefined) reasons.push({ code: 'attribute-unknown', detail: treatment.unknownProcedure });
    const contest: Contest = { lost: [], tied: [] };
    const match = this.#match(one, treatment, contest, reasons);
    if (contest.tied.length > 0) reasons.push({ code: 'tie-decided', detail: contest.tied.join('+') });
    const { attribute } = treatment;
    const ordered = inPrecedence(reasons);
    if (match === undefined) {
      return { status: 'ungrouped', attribute, candidates: contest.lost, reasons: ordered, scheme: edition.id };
    }
    return this.#grouped(match, one, treatment, contest.lost, ordered);
  }

  /** The evidence for the group of a case, found by holding the rows against it one by one. */
  explain(discharge: Discharge, found: readonly Reason[] = []): DipExplanation {
    const result = this.group(discharge, found);
    const explanation = explainDip(this.directory, discharge, result);
    if (result.status !== 'grouped') return explanation;
    const one = readDipCase(discharge, this.directory);
    const group = this.directory.layers[result.layer].groups.find(({ row }) => row.key === result.group)!;
    const subtype = this.#subtype(one, group);
    return subtype === undefined ? explanation : { ...explanation, subtype };
  }

  /** 辅助分型, where the policy has it: which subtype of its group the case is. */
  #subtype(one: DipCase, group: DipGroup): SubtypeResult | undefined {
    const { subtyping, pointValue } = this.directory.policy;
    if (subtyping === undefined || this.#lists === undefined) return undefined;
    const { key, layer, points } = group.row;
    const standardFen = pointValue === undefined || points === '' ? undefined : standardOf(points, pointValue);
    const asked = {
      key,
      layer,
      ...(standardFen === undefined ? {} : { standardFen }),
      ...(one.main === undefined ? {} : { mainProcedure: one.main.code }),
    };
    return subtypeOf(one.discharge, asked, subtyping, this.#lists);
  }

  #match(one: DipCase, treatment: CaseTreatment, contest: Contest, reasons: Reason[]): Match | undefined {
    const { choices } = this.directory.policy;
    if (this.#isExcluded(one)) {
      const early = choices.excludedDiagnosisBeforeXq === 'false' ? matchXq(this.directory, one, contest) : undefined;
      if (early !== undefined) return early;
      reasons.push({ code: 'diagnosis-excluded', detail: one.diagnosis });
      return choices.excludedDiagnosisOutcome === 'comprehensive' ? this.#comprehensive(one, treatment) : undefined;
    }
    const match = matchNational(this.directory, one, contest) ?? selectLocal(this.directory, one, treatment, contest);
    if (match !== undefined) return match;
    const blank = this.#blank();
    if (blank === undefined) reasons.push({ code: 'no-group-row' });
    return blank;
  }

  #isExcluded({ diagnosis, prefixPart }: DipCase): boolean {
    const { excludedDiagnoses, policy } = this.directory;
    if (excludedDiagnoses.has(diagnosis)) return true;
    if (policy.choices.excludedDiagnosisMatch === 'exact') return false;
    for (let length = prefixPart.length; length > 2; length--)
      if (excludedDiagnoses.has(prefixPart.slice(0, length))) return true;
    return false;
  }

  #comprehensive(one: DipCase, treatment: CaseTreatment): Match | undefined {
    const [group] = comprehensiveGroups(this.directory, one, treatment);
    return group === undefined ? undefined : { group, score: 0, taken: [] };
  }

  /** The blank group (空白病组) of a region that pays even what no row takes. */
  #blank(): Match | undefined {
    const { ungroupedTo } = this.directory.policy.choices;
    if (ungroupedTo === 'none') return undefined;
    const group = this.directory.layers.blank.groups.find(({ row }) => row.key === ungroupedTo);
    return group === undefined ? undefined : { group, score: 0, taken: [] };
  }

  // Written out, because spreading several objects into one costs more than all that goes before.
  #grouped(
    match: Match,
    one: DipCase,
    treatment: CaseTreatment,
    candidates: readonly LostCandidate[],
    reasons: readonly Reason[],
  ): DipGrouped {
    const { group } = match;
    const { key, layer, name, points } = group.row;
    const matchedProcedures = [...new Set(match.taken.map(({ code }) => code))];
    const procedures = new Set(one.procedures.map(({ code }) => code));
    const found = this.#subtype(one, group);
    const hasSubtype = found?.status === 'subtype';
    return {
      status: 'grouped',
      layer,
      group: key,
      groupName: name,
      // A group that takes every treatment says that of the case.
      attribute: layer === 'comprehensive' || layer === 'blank' ? treatment.attribute : group.attribute,
      matchedProcedures,
      leftOverProcedures: [...procedures].filter((code) => !matchedProcedures.includes(code)),
      primaryCare: layer === 'primary' || (layer !== 'comprehensive' && layer !== 'blank' && this.#isPrimaryCare(one)),
      subtype: hasSubtype ? found.subtype : '',
      coefficient: hasSubtype ? found.coefficient.printed : '',
      points,
      candidates,
      reasons,
      scheme: this.directory.edition.id,
    };
  }

  /** 基层病种: a flag for pairs of diagnosis and main procedure, whatever row was found. */
  #isPrimaryCare(one: DipCase): boolean {
    const { diagnosis, prefixPart, main } = one;
    for (const key of keysOf(diagnosis)) {
      for (const { procedure, asksForDagger } of this.directory.primaryCare.get(key) ?? []) {
        if (asksForDagger && diagnosis === prefixPart) continue;
        if (main === undefined ? procedure.size === 0 : isAmong(main, procedure)) return true;
      }
    }
    return false;
  }
}

/** What the group is paid: points × point value, in fen, half up. @source DIP 3.0 technical specification (draft) ch. 5 */
function standardOf(points: string, pointValue: string): bigint {
  const [a, b] = [exactDecimal(points), exactDecimal(pointValue)];
  assert(a !== undefined && b !== undefined, 'points and point value are plain decimals, as the import and the policy checked');
  const denominator = a.denominator * b.denominator;
  return (2n * a.numerator * b.numerator * 100n + denominator) / (2n * denominator);
}
