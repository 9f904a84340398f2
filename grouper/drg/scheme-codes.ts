import type { SetMemberRow } from '../../reference-data/index.js';
import { CodeIndex } from '../codes/code-index.js';
import { departmentCode, diagnosisCode, procedureCode } from '../codes/normal-form.js';
import { conditionsOf, type Rule } from '../rules/rule.js';

/** The codes of a scheme by kind. Ids are shared: no two codes of any kind have the same. */
export interface SchemeCodes {
  readonly diagnoses: CodeIndex;
  readonly procedures: CodeIndex;
  readonly departments: CodeIndex;
  /** Ids given out, the 0 of unknown codes included. */
  idCount(): number;
}

export function createSchemeCodes(): SchemeCodes {
  let next = 1;
  const newId = () => next++;
  return {
    diagnoses: new CodeIndex(diagnosisCode, newId),
    procedures: new CodeIndex(procedureCode, newId),
    departments: new CodeIndex(departmentCode, newId),
    idCount: () => next,
  };
}

type CodeKind = keyof Omit<SchemeCodes, 'idCount'>;

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
