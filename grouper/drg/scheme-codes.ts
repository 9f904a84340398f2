import type { SetMemberRow } from '../../reference-data/index.js';
import { CodeIndex, CodeIndexBuilder } from '../codes/code-index.js';
import { departmentCode, diagnosisCode, procedureCode } from '../codes/normal-form.js';
import type { FlatSections, Sections } from '../flat/flat-sections.js';
import { conditionsOf, type Rule } from '../rules/rule.js';

/** The codes of a scheme by kind. Ids are shared: no two codes of any kind have the same. */
export interface SchemeCodes {
  readonly diagnoses: CodeIndex;
  readonly procedures: CodeIndex;
  readonly departments: CodeIndex;
}

/** The same while the codes are collected. */
export interface SchemeCodesBuilder {
  readonly diagnoses: CodeIndexBuilder;
  readonly procedures: CodeIndexBuilder;
  readonly departments: CodeIndexBuilder;
  /** Ids given out, the 0 of unknown codes included. */
  idCount(): number;
}

export function collectSchemeCodes(): SchemeCodesBuilder {
  let next = 1;
  const newId = () => next++;
  return {
    diagnoses: new CodeIndexBuilder(diagnosisCode, newId),
    procedures: new CodeIndexBuilder(procedureCode, newId),
    departments: new CodeIndexBuilder(departmentCode, newId),
    idCount: () => next,
  };
}

export function schemeCodesSections({ diagnoses, procedures, departments }: SchemeCodes): Sections {
  return { ...diagnoses.sections('diagnoses'), ...procedures.sections('procedures'), ...departments.sections('departments') };
}

export function openSchemeCodes(sections: FlatSections): SchemeCodes {
  return {
    diagnoses: CodeIndex.open(diagnosisCode, sections, 'diagnoses'),
    procedures: CodeIndex.open(procedureCode, sections, 'procedures'),
    departments: CodeIndex.open(departmentCode, sections, 'departments'),
  };
}

type CodeKind = keyof SchemeCodes;

/**
 * Tells which kinds of codes each set holds. How the rules use a set decides; of a set that no rule uses, its printed type
 * and then the look of its code.
 */
export function kindsOfSets(rules: Iterable<Rule>): (member: SetMemberRow) => readonly CodeKind[] {
  const kinds = new Map<string, Set<CodeKind>>();
  const note = (sets: readonly string[], kind: CodeKind) => {
    for (const set of sets) kinds.set(set, (kinds.get(set) ?? new Set<CodeKind>()).add(kind));
  };
  for (const rule of rules) {
    for (const condition of conditionsOf(rule)) {
      if (condition.kind === 'department') note(condition.sets, 'departments');
      if (condition.kind !== 'membership' && condition.kind !== 'counting') continue;
      if (condition.fields.some((field) => field === 'ZYZD' || field === 'QTZD')) note(condition.sets, 'diagnoses');
      if (condition.fields.some((field) => field === 'ZYSS' || field === 'QTSS')) note(condition.sets, 'procedures');
    }
  }
  const used = new Map([...kinds].map(([set, of]) => [set, [...of]]));
  return (member) => used.get(member.set) ?? [kindByLook(member)];
}

function kindByLook({ type, code }: SetMemberRow): CodeKind {
  if (/^DI/i.test(type)) return 'diagnoses';
  if (/^OP/i.test(type)) return 'procedures';
  return /^\s*[A-Za-z]/.test(code) ? 'diagnoses' : 'procedures';
}
