import {
  compareExactly,
  type BilingualText,
  type ExactDecimal,
  type Subtyping,
  type SubtypingFamily,
  type SubtypingGroups,
} from '../../../reference-data/index.js';
import { caseFacts, type SubtypingDischarge, type SubtypingGroup } from './case-facts.js';
import type { ComorbidityScore } from './comorbidity-score.js';
import type { SubtypingLists } from './subtyping-lists.js';
import { allHeld, testConditions, type ConditionContext, type ConditionEvidence } from './test-conditions.js';

/** A level that was tested, with the conditions up to the first that did not hold. */
export interface LevelEvidence {
  readonly level: string;
  readonly name: BilingualText;
  readonly held: boolean;
  readonly conditions: readonly ConditionEvidence[];
}

/** What came of one family of subtypes. */
export interface FamilyEvidence {
  readonly family: string;
  readonly name: BilingualText;
  /**
   * `gives`: the case has a level with a coefficient. `no-coefficient`: a level, but none is set for this group. `group-not-split`: the
   * family may not split the group. `other-cases`: the family is about other cases. `no-level`: no level holds.
   */
  readonly outcome: 'gives' | 'no-coefficient' | 'no-level' | 'other-cases' | 'group-not-split';
  /** The conditions of the family itself. */
  readonly conditions: readonly ConditionEvidence[];
  /** Levels in the order in which they were tested; the last may be the one that holds. */
  readonly levels: readonly LevelEvidence[];
  readonly trigger?: ExactDecimal;
  readonly coefficient?: ExactDecimal;
}

/** The auxiliary subtype of a case, or that it has none; either way with every family that was tried. */
export type SubtypeResult =
  | {
      readonly status: 'subtype';
      /** `family/level`. */
      readonly subtype: string;
      readonly family: string;
      readonly level: string;
      readonly familyName: BilingualText;
      readonly levelName: BilingualText;
      /** The points are multiplied by it; exact, with the digits of the policy. */
      readonly coefficient: ExactDecimal;
      readonly because: readonly FamilyEvidence[];
    }
  | { readonly status: 'none'; readonly because: readonly FamilyEvidence[] };

/**
 * Finds the auxiliary subtype (辅助分型) of a grouped case. Each family has its first level that holds; of several families that give a
 * coefficient one wins, as the policy says, and the others do not count.
 *
 * @param lists Of the same policy.
 */
export function subtypeOf(
  discharge: SubtypingDischarge,
  group: SubtypingGroup,
  policy: Subtyping,
  lists: SubtypingLists,
): SubtypeResult {
  const context = {
    facts: caseFacts(discharge, group),
    lists,
    icuDayRounding: policy.icuDayRounding,
    scores: new Map<string, ComorbidityScore>(),
  };
  const because = policy.families.map((family) => tryFamily(family, policy.groups, context));
  const winner = winnerOf(because, policy.winner);
  if (winner === undefined) return { status: 'none', because };
  const { level, name: levelName } = winner.levels.at(-1)!;
  return {
    status: 'subtype',
    subtype: `${winner.family}/${level}`,
    family: winner.family,
    level,
    familyName: winner.name,
    levelName,
    coefficient: winner.coefficient!,
    because,
  };
}

function tryFamily(family: SubtypingFamily, groups: SubtypingGroups, context: ConditionContext): FamilyEvidence {
  const { id, name } = family;
  const { group } = context.facts;
  if (!maySplit(family.groups ?? groups, group))
    return { family: id, name, outcome: 'group-not-split', conditions: [], levels: [] };
  const conditions = testConditions(family.when, context);
  if (!allHeld(conditions)) return { family: id, name, outcome: 'other-cases', conditions, levels: [] };
  const levels: LevelEvidence[] = [];
  for (const level of family.levels) {
    const tested = testConditions(level.when, context);
    const held = allHeld(tested);
    levels.push({ level: level.id, name: level.name, held, conditions: tested });
    if (!held) continue;
    const { coefficient, trigger } = context.lists.coefficients(group.key, id, level.id) ?? level;
    if (coefficient === undefined) return { family: id, name, outcome: 'no-coefficient', conditions, levels };
    return { family: id, name, outcome: 'gives', conditions, levels, coefficient, ...(trigger && { trigger }) };
  }
  return { family: id, name, outcome: 'no-level', conditions, levels };
}

/** Only the groups that the policy names may be split: core groups, and among them what the region chose. */
function maySplit({ layers, keys, except }: SubtypingGroups, { key, layer }: SubtypingGroup): boolean {
  return layers.includes(layer) && (keys.length === 0 || keys.includes(key)) && !except.includes(key);
}

function winnerOf(families: readonly FamilyEvidence[], rule: Subtyping['winner']): FamilyEvidence | undefined {
  const giving = families.filter(({ outcome }) => outcome === 'gives');
  if (rule === 'first-family') return giving[0];
  const by = rule === 'highest-trigger' ? 'trigger' : 'coefficient';
  return giving.reduce<FamilyEvidence | undefined>((best, family) => {
    // The policy was checked: under this rule every level that gives a coefficient has a trigger.
    return best === undefined || compareExactly(family[by]!, best[by]!) > 0 ? family : best;
  }, undefined);
}
