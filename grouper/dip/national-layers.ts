import type { DipLayer } from '../../reference-data/index.js';
import type { CompiledDirectory, DipGroup, KeyedGroups, LayerIndex, Parts } from './compile-directory.js';
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
  if (!startsWithSome(group, one)) return undefined;
  const anyPosition = group.row.position === 'any' || policy.choices.xqPosition === 'any';
  const procedures =
    one.main === undefined ? (anyPosition ? one.related : []) : anyPosition ? [one.main, ...one.related] : [one.main];
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
  return diagnoses.some((diagnosis) => group.prefixes.some((prefix) => diagnosis.startsWith(prefix)))
    ? { group, score: 0, taken: [] }
    : undefined;
}

/** BX 并项: diagnosis and main procedure, then the row whose related cell takes most of the other procedures. */
export function matchMerged(directory: CompiledDirectory, one: DipCase, contest: Contest): Match | undefined {
  const { main } = one;
  if (main === undefined) return undefined;
  return byKeys(directory, 'BX', one, contest, (keyed) => {
    const matches: Match[] = [];
    for (const group of withMain(keyed, main)) {
      const parts = satisfied(group.related, one.related);
      if (parts === undefined) contest.lost.push({ group: group.row.key, because: 'related-not-met' });
      else matches.push(relatedMatch(group, parts, one, directory));
    }
    return best(matches, contest, 'fewer-matched');
  });
}

/** FZ 诊断辅助细分: tumour treatment, burns, tuberculosis. */
export function matchSubdivision(directory: CompiledDirectory, one: DipCase, contest: Contest): Match | undefined {
  return byKeys(directory, 'FZ', one, contest, (keyed) => {
    const matches: Match[] = [];
    for (const group of keyed.all) {
      const match = group.row.subdivision === 'tumour' ? matchTumour(group, one) : matchBurnOrTuberculosis(group, directory, one);
      if (match !== undefined) matches.push(match);
    }
    if (directory.policy.choices.tumourSiteTie === 'reverse-sheet-order') matches.reverse();
    return best(withoutFallbacks(matches, one), contest, 'fewer-required');
  });
}

function matchTumour(group: DipGroup, one: DipCase): Match | undefined {
  if (!hasOtherDiagnosis(group, one.otherDiagnoses)) return undefined;
  const procedures = one.main === undefined ? one.related : [one.main, ...one.related];
  const parts = satisfied(group.procedure, procedures);
  return parts === undefined ? undefined : { group, score: parts.length, taken: takenBy(parts, procedures) };
}

function matchBurnOrTuberculosis(group: DipGroup, directory: CompiledDirectory, one: DipCase): Match | undefined {
  const { choices } = directory.policy;
  if (group.row.subdivision === 'burn' && !hasOtherDiagnosis(group, burnAreas(directory, one))) return undefined;
  if (group.row.drugResistant !== '' && (group.row.drugResistant === 'yes') !== isResistant(group, directory, one))
    return undefined;
  if (group.procedure.length === 0) {
    return one.main === undefined || choices.emptyRow === 'fallback' ? { group, score: 0, taken: [] } : undefined;
  }
  const mains =
    choices.fzMainPosition === 'any'
      ? [...(one.main === undefined ? [] : [one.main]), ...one.related]
      : one.main
        ? [one.main]
        : [];
  const main = satisfied(group.procedure, mains);
  if (main === undefined) return undefined;
  const parts = satisfied(group.related, one.related);
  if (parts === undefined) return undefined;
  const match = relatedMatch(group, parts, one, directory);
  return { ...match, taken: [...takenBy(main, mains), ...takenBy(parts, one.related)] };
}

/** A row without procedure that took a case with one (choice `emptyRow: fallback`) stands behind every row that asks for it. */
function withoutFallbacks(matches: readonly Match[], one: DipCase): readonly Match[] {
  const asking = matches.filter(({ group }) => group.procedure.length > 0);
  return one.main !== undefined && asking.length > 0 ? asking : matches;
}

/** JC 基本规则: diagnosis and main procedure, or no procedure at all. */
export function matchBase(directory: CompiledDirectory, one: DipCase, contest: Contest): Match | undefined {
  const { main } = one;
  return byKeys(directory, 'JC', one, contest, (keyed) => {
    const groups = main === undefined ? keyed.withoutProcedure : withMain(keyed, main);
    return best(
      groups.map((group) => ({ group, score: 0, taken: main === undefined ? [] : [main] })),
      contest,
      'fewer-matched',
    );
  });
}

/** Asks the prefixes of the diagnosis from the longest; the first with a surviving row wins, unless all are pooled. */
function byKeys(
  { layers, policy }: CompiledDirectory,
  layer: DipLayer,
  one: DipCase,
  contest: Contest,
  match: (keyed: KeyedGroups) => Match | undefined,
): Match | undefined {
  const found: Match[] = [];
  for (const keyed of keyedGroups(layers[layer], one)) {
    const winner = match(keyed);
    if (winner === undefined) continue;
    if (policy.choices.diagnosisKeyOrder === 'longest-first') return winner;
    found.push(winner);
  }
  return best(found, contest, 'wider-key');
}

/** Rows whose diagnosis prefix the case begins with, longest prefix first. A full code is compared whole, a prefix with the dagger half. */
export function* keyedGroups({ byPrefix, prefixLengths }: LayerIndex, one: DipCase): Generator<KeyedGroups> {
  for (const length of prefixLengths) {
    const whole = length === one.diagnosis.length ? byPrefix.get(one.diagnosis) : undefined;
    if (whole !== undefined) yield whole;
    if (length > one.prefixPart.length) continue;
    const keyed = byPrefix.get(one.prefixPart.slice(0, length));
    if (keyed !== undefined && keyed !== whole) yield keyed;
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

function startsWithSome({ prefixes }: DipGroup, one: DipCase): boolean {
  return prefixes.some((prefix) => one.prefixPart.startsWith(prefix));
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
