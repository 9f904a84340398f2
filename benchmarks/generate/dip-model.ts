import { ANY_DIAGNOSIS, isCovered, isPrefix, type DipGroup, type Parts } from '../../grouper/index.js';
import { TREATMENT_ATTRIBUTES, type DipLayer } from '../../reference-data/index.js';
import type { LoadedDipScheme } from '../../server/schemes/load-scheme.js';
import { ANY_CASE, isForInfants, type CaseGroup, type CaseModel, type Pool, type Recipe } from './case-model.js';
import { fullCodes, type CodeKind } from './full-codes.js';
import { shuffled } from './stable-order.js';

/** A group with more ways into it is shown well enough by the first ones. */
const MOST_RECIPES = 16;
/** 耐抗结核药物, where the note of a row names no other code. */
const RESISTANCE = 'U84.300';
/** Layers for what the others leave. */
const RESTS: ReadonlySet<DipLayer> = new Set(['XQ', 'comprehensive', 'blank']);

/** Cases that lead to the rows of a DIP directory: their cells of diagnoses and procedures say what a case needs. */
export function dipModel({ directory }: LoadedDipScheme): CaseModel {
  const rows = Object.values(directory.layers).flatMap((layer) => layer.groups);
  const prefixes = [...new Set(rows.flatMap((row) => row.prefixes))];
  const barred = directory.excludedDiagnoses;
  const diagnoses = shuffled(prefixes.flatMap((prefix) => whole(prefix, 'diagnosis')).filter((code) => !barred.has(code)));
  const procedures = shuffled(rows.flatMap((row) => [...row.codes]).flatMap((code) => whole(code, 'procedure')));
  const poolOf = (begins: Iterable<string>, kind: CodeKind) => shuffled([...begins].flatMap((begin) => whole(begin, kind)));
  const byAttribute = TREATMENT_ATTRIBUTES.map((attribute) => {
    return [attribute, procedures.filter((code) => directory.attributes.attributeOf(code) === attribute)] as const;
  });
  const ofAttribute = new Map(byAttribute);

  const recipesOf = (row: DipGroup): readonly Recipe[] => {
    const covered = row.prefixes.includes(ANY_DIAGNOSIS) ? diagnoses : poolOf(row.prefixes, 'diagnosis');
    const principalDiagnoses = covered.filter((code) => !barred.has(code));
    const requiredDiagnoses = row.otherDiagnoses.length === 0 ? [] : [poolOf(row.otherDiagnoses, 'diagnosis')];
    if (row.row.drugResistant === 'yes') requiredDiagnoses.push([/[A-Z]\d{2}\.\d{3}/.exec(row.row.note)?.[0] ?? RESISTANCE]);
    const base = { ...ANY_CASE, ...infantOf(row), principalDiagnoses, requiredDiagnoses };
    const isComprehensive = row.procedure.length === 0 && row.attribute !== 'conservative';
    const asked = isComprehensive ? [[ofAttribute.get(row.attribute) ?? []]] : partsOf(row.procedure);
    const recipes = asked.flatMap((parts) =>
      partsOf(row.related).map((related): Recipe => {
        const [first = [], ...requiredProcedures] = [...parts, ...related];
        const principalProcedures = first.filter((code) => !directory.excludedProcedures.has(code));
        return { ...base, principalProcedures, requiredProcedures, furtherProcedures: principalProcedures };
      }),
    );
    const asksProcedure = asked.some((parts) => parts.length > 0);
    const isPossible = ({ principalDiagnoses: principals, principalProcedures: mains, requiredProcedures: others }: Recipe) =>
      principals.length > 0 && mains.length > 0 === asksProcedure && others.every(({ length }) => length > 0);
    return recipes.filter(isPossible).slice(0, MOST_RECIPES);
  };
  /** Each alternative of a cell as pools; an empty cell asks for nothing. */
  const partsOf = (alternatives: readonly Parts[]): readonly (readonly Pool[])[] =>
    alternatives.length === 0 ? [[]] : alternatives.map((parts) => parts.map((part) => poolOf(part, 'procedure')));

  const known = new Set(procedures);
  const narrow = prefixes.filter((prefix) => prefix !== ANY_DIAGNOSIS);
  return {
    groups: rows.flatMap((row): CaseGroup[] => {
      const recipes = recipesOf(row);
      const isRare = RESTS.has(row.row.layer) || recipes.every(isForInfants);
      return recipes.length === 0 ? [] : [{ key: row.row.key, isRare, recipes }];
    }),
    complications: [],
    diagnoses,
    procedures,
    isKnown: (code, kind) => (kind === 'procedure' ? known.has(code) : isCovered(code, narrow)),
    asksAdmissionWeight: directory.edition.newbornWeight === 'admission',
  };
}

/** Full codes that a code of a cell covers. */
function whole(code: string, kind: CodeKind): readonly string[] {
  if (code === ANY_DIAGNOSIS) return [];
  return isPrefix(code) ? fullCodes(code, kind) : [code];
}

/** Rows for newborns say how old, and how heavy. */
function infantOf({ ageDaysBelow, birthWeight }: DipGroup): Partial<Recipe> {
  if (ageDaysBelow === undefined && birthWeight === undefined) return {};
  const { weightGrams } = ANY_CASE;
  const from = Math.max(weightGrams.from, birthWeight?.low ?? 0);
  const to = Math.min(weightGrams.to, birthWeight?.high ?? Infinity);
  return {
    ageYears: { from: 0, to: 0 },
    ageDays: { from: 0, to: Math.min(364, (ageDaysBelow ?? 365) - 1) },
    weightGrams: from <= to ? { from, to } : weightGrams,
  };
}
