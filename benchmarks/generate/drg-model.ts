import { conditionsOf, type CodeField, type Rule } from '../../grouper/index.js';
import type { LoadedDrgScheme } from '../../server/schemes/load-scheme.js';
import { isForInfants, type CaseGroup, type CaseModel, type Pool, type Recipe } from './case-model.js';
import { DrgRecipes } from './drg-recipes.js';
import type { CodeKind } from './full-codes.js';
import { ListedSets } from './listed-sets.js';
import { alternativesOf, bothOf } from './rule-alternatives.js';
import { shuffled } from './stable-order.js';

/** A group with more ways into it is shown well enough by the first ones. */
const MOST_RECIPES = 16;

const FIELDS: Readonly<Record<CodeKind, readonly CodeField[]>> = { diagnosis: ['ZYZD'], procedure: ['ZYSS', 'QTSS'] };

/** Cases that lead to the ADRG rows of a DRG scheme: their rules and those of their MDCs say what a case needs. */
export function drgModel({ scheme }: LoadedDrgScheme): CaseModel {
  const { mdcs, tables, edition } = scheme;
  const sets = new ListedSets(tables);
  const poolOf = (names: readonly string[], kind: CodeKind): Pool => shuffled(names.flatMap((set) => sets.codesOf(set, kind)));
  const rules = mdcs.flatMap((mdc) => [mdc.rule, ...mdc.adrgs.map((adrg) => adrg.rule)]);
  const diagnoses = poolOf(setsAsked(rules, 'diagnosis'), 'diagnosis');
  const recipes = new DrgRecipes(sets, diagnoses);
  const groups = mdcs.flatMap((mdc) => {
    const ways = alternativesOf(mdc.rule);
    const adrgRules = mdc.adrgs.map((adrg) => adrg.rule);
    const further = poolOf(setsAsked(adrgRules, 'procedure'), 'procedure');
    return mdc.adrgs.flatMap(({ row, rule }): CaseGroup[] => {
      if (row.kind !== 'real') return [];
      const found: Recipe[] = [];
      for (const way of bothOf(ways, alternativesOf(rule))) {
        const recipe = found.length < MOST_RECIPES ? recipes.fulfil(way, further) : undefined;
        if (recipe !== undefined) found.push(recipe);
      }
      const isRare = found.every(isForInfants);
      return found.length === 0 ? [] : [{ key: `${mdc.row.code} ${row.code}`, isRare, recipes: found }];
    });
  });
  return {
    groups,
    complications: poolOf(['MCC', 'CC'], 'diagnosis'),
    diagnoses,
    procedures: poolOf(setsAsked(rules, 'procedure'), 'procedure'),
    isKnown: (code, kind) => sets.isKnown(code, kind),
    asksAdmissionWeight: edition.newbornWeight === 'admission',
  };
}

/** Sets in which rules look for codes of a kind: of diagnoses, those that may be the principal one. */
function setsAsked(rules: readonly Rule[], kind: CodeKind): readonly string[] {
  const names = new Set<string>();
  for (const condition of rules.flatMap((rule) => [...conditionsOf(rule)])) {
    if (condition.kind !== 'membership' && condition.kind !== 'counting') continue;
    if (condition.fields.some((field) => FIELDS[kind].includes(field))) for (const set of condition.sets) names.add(set);
  }
  return [...names];
}
