import type { Subtyping, SubtypingWhen } from './subtyping-schema.js';

type ListKind = Subtyping['lists'][string]['kind'];

/** What a condition looks a code up in. */
const LIST_CONDITIONS = {
  principalIn: 'diagnoses',
  principalNotIn: 'diagnoses',
  otherDiagnosisIn: 'diagnoses',
  otherDiagnosisOfOtherCategoryIn: 'diagnoses',
  mainProcedureIn: 'procedures',
  otherProcedureIn: 'procedures',
  anyProcedureIn: 'procedures',
} as const satisfies Partial<Record<keyof SubtypingWhen, ListKind>>;

/** What is wrong with a policy although each of its parts has the right form: names without a list, repeated ids, missing triggers. */
export function subtypingFaults(policy: Subtyping): string[] {
  const faults: string[] = [];
  for (const id of repeated(policy.families.map((family) => family.id))) faults.push(`subtyping.families: id ${id} stands twice`);
  for (const [place, family] of policy.families.entries()) {
    const at = `subtyping.families.${place}`;
    faults.push(...listFaults(family.when, `${at}.when`, policy.lists));
    for (const id of repeated(family.levels.map((level) => level.id))) faults.push(`${at}.levels: id ${id} stands twice`);
    for (const [index, level] of family.levels.entries()) {
      const here = `${at}.levels.${index}`;
      faults.push(...listFaults(level.when, `${here}.when`, policy.lists));
      if (policy.winner === 'highest-trigger' && level.coefficient !== undefined && level.trigger === undefined) {
        faults.push(`${here}.trigger: missing, and the winner is the family with the highest trigger`);
      }
    }
  }
  return faults;
}

function listFaults(when: SubtypingWhen, at: string, lists: Subtyping['lists']): string[] {
  const asked = (Object.entries(LIST_CONDITIONS) as [keyof typeof LIST_CONDITIONS, ListKind][]).flatMap(([condition, kind]) => {
    const name = when[condition];
    return name === undefined ? [] : [{ at: `${at}.${condition}`, name, kind }];
  });
  if (when.cci !== undefined) asked.push({ at: `${at}.cci.list`, name: when.cci.list, kind: 'weights' });
  const faults = asked.flatMap(({ at: place, name, kind }) => {
    // A name such as "constructor" must not be found on the prototype.
    const list = Object.hasOwn(lists, name) ? lists[name] : undefined;
    if (list === undefined) return [`${place}: there is no list ${name}`];
    return list.kind === kind ? [] : [`${place}: list ${name} holds ${list.kind}, not ${kind}`];
  });
  return [...faults, ...(when.any ?? []).flatMap((part, place) => listFaults(part, `${at}.any.${place}`, lists))];
}

function repeated(ids: readonly string[]): string[] {
  return [...new Set(ids.filter((id, place) => ids.indexOf(id) !== place))];
}
