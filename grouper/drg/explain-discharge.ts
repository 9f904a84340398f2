import assert from 'node:assert/strict';
import { departmentCode, diagnosisCode, procedureCode } from '../codes/normal-form.js';
import type { Discharge } from '../discharge.js';
import { CODE_FIELDS, type CodeField, type NumberField, type Rule } from '../rules/rule.js';
import { firstFailure, meetsSomeCode, traceRule, type CaseFacts, type RuleTrace } from '../rules/trace-rule.js';
import { comparedStay, comparedWeight } from '../check-discharge.js';
import type { AdrgNode, DrgNode, MdcNode } from './drg-scheme.js';
import type { GroupResult, Severity } from './group-result.js';
import { outcomeOfRow, type RowOutcome } from './row-outcome.js';
import type { SchemeMemberships } from './scheme-memberships.js';

/** An other diagnosis on the list of complications, and whether the principal diagnosis strikes it out. */
export interface ComplicationEvidence {
  readonly code: string;
  readonly level: 'MCC' | 'CC';
  /** Empty: never excluded. */
  readonly exclusionTable: string;
  readonly excluded: boolean;
}

/** One row of the tables held against the case. */
export interface RowEvidence {
  readonly code: string;
  readonly name: string;
  readonly holds: boolean;
  /** The rule as printed in the tables; empty means always true. */
  readonly rule: string;
  readonly trace: RuleTrace;
  /** The first condition that failed, where the row nearly matched. */
  readonly firstFailure?: RuleTrace;
}

/** An ADRG row that was tried; with the DRG rows under it where it held. */
export interface AdrgEvidence extends RowEvidence {
  readonly drgs?: readonly RowEvidence[];
}

/** An MDC that was tried; with the ADRG rows under it where the case was let in. */
export interface MdcEvidence extends RowEvidence {
  readonly adrgs?: readonly AdrgEvidence[];
}

/** Why a case is in its group: all that was looked at, in order, up to the row that decided. */
export interface Explanation {
  readonly result: GroupResult;
  readonly discharge: Discharge;
  /** Names of the case's codes, where the tables print them. */
  readonly names: Readonly<Record<string, string>>;
  readonly complications: readonly ComplicationEvidence[];
  readonly mdcs: readonly MdcEvidence[];
}

/**
 * Walks the printed rules with the case in hand.
 *
 * @param result What the fast path found; the walk must find the same.
 */
export function explainDischarge(memberships: SchemeMemberships, discharge: Discharge, result: GroupResult): Explanation {
  if (result.status === 'invalid') return { result, discharge, names: {}, complications: [], mdcs: [] };
  const walk = new EvidenceWalk(memberships, discharge);
  const outcome = walk.outcome();
  assert(
    outcome.drg === result.drg &&
      outcome.adrg === result.adrg &&
      outcome.mdc === result.mdc &&
      outcome.status === result.status &&
      walk.severity() === result.severity,
    `the evidence for case ${discharge.caseId} leads to the same group as the fast path: ${outcome.drg}, ${result.drg}`,
  );
  return { result, discharge, names: walk.names(), complications: walk.complications, mdcs: walk.mdcs };
}

class EvidenceWalk {
  readonly complications: readonly ComplicationEvidence[];
  readonly mdcs: MdcEvidence[] = [];
  readonly #memberships: SchemeMemberships;
  readonly #facts: CaseFacts;

  constructor(memberships: SchemeMemberships, discharge: Discharge) {
    this.#memberships = memberships;
    const codes = codesByField(discharge);
    this.complications = complicationsOf(codes, memberships);
    const counted = { MCC: new Set<string>(), CC: new Set<string>() };
    for (const { code, level, excluded } of this.complications) if (!excluded) counted[level].add(code);
    this.#facts = {
      codes: (field) => codes[field],
      number: (field) => numberOf(field, discharge, memberships),
      department: discharge.department ? departmentCode(discharge.department) : undefined,
      isMember: (set, code) => (set === 'MCC' || set === 'CC' ? counted[set].has(code) : memberships.isMember(set, code)),
    };
  }

  names(): Record<string, string> {
    const codes = CODE_FIELDS.flatMap((field) => this.#facts.codes(field));
    return Object.fromEntries(codes.map((code) => [code, this.#memberships.nameOf(code)]).filter(([, name]) => name !== ''));
  }

  severity(): Severity {
    const levels = this.complications.filter(({ excluded }) => !excluded).map(({ level }) => level);
    return levels.includes('MCC') ? 'mcc' : levels.includes('CC') ? 'cc' : 'none';
  }

  /** Tries MDC after MDC until a row decides. */
  outcome(): RowOutcome {
    for (const mdc of this.#memberships.scheme.mdcs) {
      const evidence = this.#evidence(mdc);
      if (!evidence.holds) {
        this.mdcs.push(evidence);
        continue;
      }
      const adrgs: AdrgEvidence[] = [];
      const outcome = this.#outcomeIn(mdc, adrgs);
      this.mdcs.push({ ...evidence, adrgs });
      if (outcome !== undefined) return outcome;
    }
    return outcomeOfRow();
  }

  #outcomeIn(mdc: MdcNode, adrgs: AdrgEvidence[]): RowOutcome | undefined {
    for (const adrg of mdc.adrgs) {
      const evidence = this.#evidence(adrg);
      if (!evidence.holds) {
        adrgs.push(evidence);
        continue;
      }
      const drgs: RowEvidence[] = [];
      const drg = this.#firstDrg(adrg, drgs);
      adrgs.push({ ...evidence, drgs });
      if (drg !== undefined) return outcomeOfRow(mdc.row, adrg.row, drg.row);
      if (this.#memberships.scheme.edition.whenNoDrgRow === 'adrg') return outcomeOfRow(mdc.row, adrg.row);
    }
    return undefined;
  }

  #firstDrg(adrg: AdrgNode, drgs: RowEvidence[]): DrgNode | undefined {
    for (const drg of adrg.drgs) {
      const evidence = this.#evidence(drg);
      drgs.push(evidence);
      if (evidence.holds) return drg;
    }
    return undefined;
  }

  #evidence({ row, rule }: { readonly row: { code: string; name: string; rule: string }; readonly rule: Rule }): RowEvidence {
    const trace = traceRule(rule, this.#facts, this.#memberships.ruleTexts);
    const base = { code: row.code, name: row.name, holds: trace.holds, rule: row.rule, trace };
    // A row is a near miss when a code of the case meets some condition of it; sex or age alone make none.
    return !trace.holds && meetsSomeCode(trace) ? { ...base, firstFailure: firstFailure(trace)! } : base;
  }
}

function codesByField(discharge: Discharge): Record<CodeField, readonly string[]> {
  return {
    ZYZD: [diagnosisCode(discharge.principalDiagnosis!)],
    QTZD: discharge.secondaryDiagnoses.map(diagnosisCode),
    ZYSS: discharge.principalProcedure ? [procedureCode(discharge.principalProcedure)] : [],
    QTSS: discharge.otherProcedures.map(procedureCode),
  };
}

function complicationsOf(codes: Record<CodeField, readonly string[]>, memberships: SchemeMemberships): ComplicationEvidence[] {
  const principal = codes.ZYZD[0]!;
  return codes.QTZD.flatMap((code) =>
    memberships.complicationsOf(code).map(({ level, exclusionTable }) => {
      const excluded = exclusionTable !== '' && memberships.excludes(exclusionTable, principal);
      return { code, level, exclusionTable, excluded };
    }),
  );
}

function numberOf(field: NumberField, discharge: Discharge, { scheme }: SchemeMemberships): number | undefined {
  switch (field) {
    case 'NL':
      return discharge.ageYears;
    case 'XSRTL':
      return discharge.ageYears === 0 ? discharge.ageDays : undefined;
    case 'XSRTZ':
      return comparedWeight(discharge, scheme.edition.newbornWeight);
    case 'XB':
      return discharge.sex;
    case 'ZYTS':
      return comparedStay(discharge);
    case 'LYFS':
      return discharge.disposition;
    case 'ICUXS':
      return discharge.icuHours;
  }
}
