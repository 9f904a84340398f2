import type { DipLayer } from '../../reference-data/index.js';
import type { CompiledDirectory, DipGroup, KeyedGroups, LayerIndex, Parts } from './compile-directory.js';
import { isCovered } from './diagnosis-keys.js';
import { isAmong, satisfied, takenBy, type CaseProcedure, type DipCase } from './dip-case.js';
import type { LosingReason, LostCandidate } from './dip-result.js';
import { burnAreas, hasOtherDiagnosis, isResistant } from './subdivision-facts.js';

/** A row that fits a case, with how well it does. */
export interface Match {
  readonly group: DipGroup;
  /** What the layer compares: related codes matched, or codes required. More wins. */
  readonly score: number;
  readonly taken: readonly CaseProcedure[];
}

/** Rows that lost, for the result; and the rows of a tie, which sheet order decided. */
export interface Contest {
  readonly lost: LostCandidate[];
  readonly tied: string[];
}

/**
 * Tries the layers of the national directory in their order.
 *
 * @source DIP 3.0 technical specification (draft) ch. 3: 先期分组, 并项, 诊断辅助细分, 基本规则
 */
export function matchNational(directory: CompiledDirectory, one: DipCase, contest: Contest): Match | undefined {
  return (
    matchXq(directory, one, contest) ??
    matchMerged(directory, one, contest) ??
    matchSubdivision(directory, one, contest) ??
    matchBase(directory, one, contest)
  );
}

/** XQ 先期分组: by number; listed procedures whatever the diagnosis, then newborns by weight. */
export function matchXq(directory: CompiledDirectory, one: DipCase, contest: Contest): Match | undefined {
  const { groups, codes } = directory.layers.XQ;
  const matches: Match[] = [];
  // Nearly every case is told by this alone: it has none of the listed procedures and is no newborn.
  if (one.discharge.ageYears !== 0 && !one.procedures.some((procedure) => isAmong(procedure, codes))) return undefined;
  for (const group of groups) {
    const match = group.birthWeight === undefined ? matchXqProcedure(group, directory, one) : matchNewborn(group, directory, one);
    if (match !== undefined) matches.push(match);
  }
  return firstOf(matches, contest);
}

function matchXqProcedure(group: DipGroup, { policy }: CompiledDirectory, one: DipCase): Match | undefined {
  if (!isCovered(one.diagnosis, group.prefixes)) return undefined;
  const anyPosition = group.row.position === 'any' || policy.choices.xqPosition === 'any';
  const procedures = proceduresIn(anyPosition ? 'any' : 'main', one);
  const parts = group.procedure.length === 0 ? undefined : satisfied(group.procedure, procedures);
  return parts === undefined ? undefined : { group, score: 0, taken: takenBy(parts, procedures) };
}

function matchNewborn(group: DipGroup, { policy, edition }: CompiledDirectory, one: DipCase): Match | undefined {
  const { ageDays, ageYears, birthWeightGrams, admissionWeightGrams } = one.discharge;
  const weight = edition.newbornWeight === 'birth' ? birthWeightGrams : admissionWeightGrams;
  const { low, high } = group.birthWeight!;
  if (ageYears !== 0 || ageDays === undefined || ageDays < 0 || ageDays >= (group.ageDaysBelow ?? Infinity)) return undefined;
  // Bands name whole grams, so that of 999.5 g belongs to the band that ends at 999.
  if (weight === undefined || weight <= 0 || weight < low || weight >= high + 1) return undefined;
  const diagnoses = policy.choices.newbornDiagnosisPosition === 'main' ? [one.diagnosis] : [one.diagnosis, ...one.otherDiagnoses];
  return diagnoses.some((diagnosis) => isCovered(diagnosis, group.prefixes)) ? { group, score: 0, taken: [] } : undefined;
}

/** BX 并项: diagnosis and main procedure, then the row whose related cell takes most of the other procedures. */
export function matchMerged(directory: CompiledDirectory, one: DipCase, contest: Contest): Match | undefined {
  const { main } = one;
  if (main === undefined) return undefined;
  const matches = byKeys(directory, 'BX', one, (keyed) =>
    withMain(keyed, main).flatMap((group) => {
      const parts = satisfied(group.related, one.related);
      if (parts !== undefined) return [relatedMatch(group, parts, one, directory)];
      contest.lost.push({ group: group.row.key, because: 'related-not-met' });
      return [];
    }),
  );
  return best(matches, contest, 'fewer-matched');
}

/** FZ 诊断辅助细分: tumour treatment, burns, tuberculosis. What a row asks for decides, not how narrow its diagnosis is. */
export function matchSubdivision(directory: CompiledDirectory, one: DipCase, contest: Contest): Match | undefined {
  const { choices } = directory.policy;
  const matches = pooled(keyedGroups(directory.layers.FZ, one), ({ all }) =>
    all.flatMap((group) => {
      if (group.procedure.length === 0 && one.main !== undefined && choices.emptyRow === 'only-without-main') return [];
      const isTumour = group.row.subdivision === 'tumour';
      return (isTumour ? matchTumour(group, one) : matchBurnOrTuberculosis(group, directory, one)) ?? [];
    }),
  );
  const isReversed = choices.tumourSiteTie === 'reverse-sheet-order';
  if (isReversed && matches[0]?.group.row.subdivision === 'tumour') matches.reverse();
  return best(withoutFallbacks(matches, one), contest, 'fewer-required');
}

function matchTumour(group: DipGroup, one: DipCase): Match | undefined {
  if (!hasOtherDiagnosis(group, one.otherDiagnoses)) return undefined;
  const procedures = proceduresIn('any', one);
  const parts = satisfied(group.procedure, procedures);
  return parts === undefined ? undefined : { group, score: parts.length, taken: takenBy(parts, procedures) };
}

function matchBurnOrTuberculosis(group: DipGroup, directory: CompiledDirectory, one: DipCase): Match | undefined {
  const { choices } = directory.policy;
  if (group.row.subdivision === 'burn' && !hasOtherDiagnosis(group, burnAreas(directory, one))) return undefined;
  if (group.row.drugResistant !== '' && (group.row.drugResistant === 'yes') !== isResistant(group, directory, one))
    return undefined;
  const mains = proceduresIn(choices.fzMainPosition, one);
  const main = satisfied(group.procedure, mains);
  if (main === undefined) return undefined;
  const parts = satisfied(group.related, one.related);
  if (parts === undefined) return undefined;
  const match = relatedMatch(group, parts, one, directory);
  return { ...match, taken: [...takenBy(main, mains), ...takenBy(parts, one.related)] };
}

/** The procedures that a row asks among, by where its own must stand. */
function proceduresIn(position: 'main' | 'any', { main, related }: DipCase): readonly CaseProcedure[] {
  if (position === 'main') return main === undefined ? [] : [main];
  return main === undefined ? related : [main, ...related];
}

/** A row without procedure that took a case with one (choice `emptyRow: fallback`) stands behind every row that asks for it. */
function withoutFallbacks(matches: readonly Match[], one: DipCase): readonly Match[] {
  const asking = matches.filter(({ group }) => group.procedure.length > 0);
  return one.main !== undefined && asking.length > 0 ? asking : matches;
}

/** JC 基本规则: diagnosis and main procedure, or no procedure at all. */
export function matchBase(directory: CompiledDirectory, one: DipCase, contest: Contest): Match | undefined {
  const { main } = one;
  const taken = main === undefined ? [] : [main];
  const matches = byKeys(directory, 'JC', one, (keyed) =>
    (main === undefined ? keyed.withoutProcedure : withMain(keyed, main)).map((group) => ({ group, score: 0, taken })),
  );
  return best(matches, contest, 'fewer-matched');
}

/** Asks the keys of the diagnosis from the longest; the first with surviving rows is the last asked, unless all are pooled. */
function byKeys(
  { layers, policy }: CompiledDirectory,
  layer: DipLayer,
  one: DipCase,
  matchesOf: (keyed: KeyedGroups) => readonly Match[],
): readonly Match[] {
  const keys = keyedGroups(layers[layer], one);
  if (policy.choices.diagnosisKeyOrder === 'pooled') return pooled(keys, matchesOf);
  for (const keyed of keys) {
    const matches = matchesOf(keyed);
    if (matches.length > 0) return matches;
  }
  return [];
}

/** The rows of all keys in sheet order; a row that stands under several keys is there once. */
function pooled(keys: Iterable<KeyedGroups>, matchesOf: (keyed: KeyedGroups) => readonly Match[]): Match[] {
  const matches = new Map<DipGroup, Match>();
  for (const keyed of keys) for (const match of matchesOf(keyed)) matches.set(match.group, match);
  return matches.size < 2 ? [...matches.values()] : [...matches.values()].sort((a, b) => a.group.order - b.group.order);
}

/** Rows by the keys of the case's diagnosis, the longest first: the whole code, of a dagger pair its dagger half, then prefixes. */
export function* keyedGroups(
  { byPrefix, prefixLengths }: LayerIndex,
  { diagnosis, prefixPart }: DipCase,
): Generator<KeyedGroups> {
  const whole = byPrefix.get(diagnosis);
  if (whole !== undefined) yield whole;
  const half = prefixPart === diagnosis ? undefined : byPrefix.get(prefixPart);
  if (half !== undefined) yield half;
  for (const length of prefixLengths) {
    if (length >= prefixPart.length) continue;
    const keyed = byPrefix.get(prefixPart.slice(0, length));
    if (keyed !== undefined) yield keyed;
  }
}

function withMain({ byProcedure }: KeyedGroups, main: CaseProcedure): readonly DipGroup[] {
  if (main.answersTo.length === 1) return byProcedure.get(main.code) ?? [];
  return [...new Set(main.answersTo.flatMap((code) => byProcedure.get(code) ?? []))].sort((a, b) => a.order - b.order);
}

function relatedMatch(group: DipGroup, parts: Parts, one: DipCase, { policy }: CompiledDirectory): Match {
  const taken = takenBy(parts, one.related);
  const score = policy.choices.relatedScore === 'matched-codes' ? taken.length : parts.length;
  return { group, score, taken: one.main === undefined ? taken : [one.main, ...taken] };
}

/** The highest score wins; of equal ones the first in the sheet, and the tie is noted. */
function best(matches: readonly Match[], contest: Contest, because: LosingReason): Match | undefined {
  if (matches.length < 2) return matches[0];
  const highest = Math.max(...matches.map(({ score }) => score));
  const leading = matches.filter(({ score }) => score === highest);
  const winner = leading[0]!;
  for (const { group, score } of matches) {
    if (group === winner.group) continue;
    contest.lost.push({ group: group.row.key, because: score < highest ? because : 'later-in-sheet' });
  }
  if (leading.length > 1) contest.tied.push(...leading.map(({ group }) => group.row.key));
  return winner;
}

function firstOf(matches: readonly Match[], contest: Contest): Match | undefined {
  for (const { group } of matches.slice(1)) contest.lost.push({ group: group.row.key, because: 'later-in-sheet' });
  return matches[0];
}
