import type { DipLayer, SelectionStep } from '../../reference-data/index.js';
import { FULL_CODE_LENGTH } from './code-expression.js';
import type { CompiledDirectory, DipGroup } from './compile-directory.js';
import { comprehensiveGroups, isSurgery } from './comprehensive-groups.js';
import { isAmong, satisfied, takenBy, type CaseProcedure, type DipCase } from './dip-case.js';
import { keyedGroups, type Contest, type Match } from './national-layers.js';
import type { CaseTreatment } from './treatment-of-case.js';

/** A row of the local directory that fits the case. */
interface Candidate extends Match {
  /** Parts of its cells that ask for a procedure each. */
  readonly parts: number;
  readonly unmatched: readonly CaseProcedure[];
}

/**
 * Selects the group of a region's own directory: rows that fit, the region's steps applied in turn until one is left, then the order
 * of classes over what is left and all primary-care and comprehensive rows that fit.
 */
export function selectLocal(
  directory: CompiledDirectory,
  one: DipCase,
  treatment: CaseTreatment,
  contest: Contest,
): Match | undefined {
  const { selection } = directory.policy;
  const matching = (layer: DipLayer) => matchingRows(directory, layer, one, treatment);
  let left = selection.candidates.flatMap(matching);
  const comprehensive = comprehensiveGroups(directory, one, treatment).map((group) => candidate(group, [], 0, one));
  for (const step of selection.steps) {
    if (left.length === 0) break;
    if (step === 'unmatched-surgery-to-comprehensive') {
      const surgical = comprehensive.filter(({ group }) => group.attribute === 'surgical');
      const leavesSurgery = ({ unmatched }: Candidate) => unmatched.some(({ code }) => isSurgery(directory, code));
      if (surgical.length === 0 || !left.every(leavesSurgery)) continue;
      drop(left, contest, 'step', step);
      // The rule names the row outright, so no order of classes is asked.
      return firstInClasses(surgical, directory, contest);
    }
    if (left.length === 1) continue;
    const kept = SELECT[step](left, one, treatment);
    drop(
      left.filter((row) => !kept.includes(row)),
      contest,
      'step',
      step,
    );
    left = kept;
  }
  // Every primary-care row that fits stands in the final order, also one that a step dropped before.
  const joining = (['core', 'primary'] as const).filter((layer) => layer === 'primary' || !selection.candidates.includes(layer));
  const others = joining.flatMap(matching);
  const blank = [...keyedGroups(directory.layers.blank, one)]
    .flatMap((keyed) => keyed.all)
    .map((group) => candidate(group, [], 0, one));
  return firstInClasses(eachOnce([...left, ...others, ...comprehensive, ...blank]), directory, contest);
}

/** Rows with procedures that the case satisfies; without such, and in a conservative case, the conservative rows. */
function matchingRows(directory: CompiledDirectory, layer: DipLayer, one: DipCase, treatment: CaseTreatment): Candidate[] {
  const pooled = directory.policy.choices.diagnosisKeyOrder === 'pooled';
  const found: Candidate[] = [];
  const conservative: Candidate[] = [];
  for (const keyed of keyedGroups(directory.layers[layer], one)) {
    found.push(...keyed.all.flatMap((group) => matchRow(group, directory, one) ?? []));
    if (pooled || conservative.length === 0) {
      conservative.push(...keyed.withoutProcedure.map((group) => candidate(group, [], 0, one)));
    }
    if (!pooled && found.length > 0) break;
  }
  if (found.length > 0) return eachOnce(found);
  return treatment.attribute === 'conservative' ? eachOnce(conservative) : [];
}

/** A row may stand under several keys of one diagnosis. */
function eachOnce(rows: readonly Candidate[]): Candidate[] {
  return rows.length < 2 ? [...rows] : [...new Map(rows.map((one) => [one.group, one])).values()];
}

function matchRow(group: DipGroup, { policy }: CompiledDirectory, one: DipCase): Candidate | undefined {
  if (group.procedure.length === 0) return undefined;
  const { main, related } = one;
  const all = main === undefined ? related : [main, ...related];
  const procedure = satisfied(group.procedure, all);
  const others = satisfied(group.related, all);
  if (procedure === undefined || others === undefined) return undefined;
  const asked = procedure.length === 0 ? [] : takenBy(procedure, all);
  if (policy.choices.coreProcedurePosition === 'main' && (main === undefined || !asked.includes(main))) return undefined;
  return candidate(group, [...new Set([...asked, ...takenBy(others, all)])], procedure.length + others.length, one);
}

function candidate(group: DipGroup, taken: readonly CaseProcedure[], parts: number, one: DipCase): Candidate {
  const codes = new Set(taken.map(({ code }) => code));
  const unmatched = one.procedures.filter(({ code }) => !codes.has(code));
  return { group, taken, score: taken.length, parts, unmatched };
}

/** The filters by name. Each keeps at least one row. */
const SELECT: Readonly<
  Record<SelectionStep, (left: readonly Candidate[], one: DipCase, treatment: CaseTreatment) => Candidate[]>
> = {
  'most-plus': (left) => (left.some(({ parts }) => parts > 1) ? highest(left, ({ parts }) => parts) : [...left]),
  'most-matched': (left) => highest(left, ({ score }) => score),
  'no-unmatched': (left) => keepIfAny(left, ({ unmatched }) => unmatched.length === 0),
  'full-code-over-short': (left) =>
    keepIfAny(left, ({ group }) => [...group.codes].some((code) => code.length >= FULL_CODE_LENGTH)),
  'code-contains-main-procedure': (left, one) =>
    keepIfAny(left, ({ group }) => one.main !== undefined && isAmong(one.main, group.codes)),
  'highest-points': (left) => highest(left, ({ group }) => scaled(group.row.points)),
  'highest-points-if-surgery': (left, _one, { attribute }) =>
    attribute === 'surgical' ? highest(left, ({ group }) => scaled(group.row.points)) : [...left],
  'nearest-mean': (left, one) => nearestMean(left, one),
  'unmatched-surgery-to-comprehensive': (left) => [...left],
  'earlier-code': (left) => [left.reduce((first, row) => (row.group.row.key < first.group.row.key ? row : first))],
  'sheet-order': (left) => [left.reduce((first, row) => (row.group.order < first.group.order ? row : first))],
};

/** The row whose mean cost lies nearest the charges of the case. Rows without a mean, and cases without charges, do not decide. */
function nearestMean(left: readonly Candidate[], { discharge }: DipCase): Candidate[] {
  const charges = discharge.totalCharges;
  const priced = left.filter(({ group }) => group.row.meanCost !== '');
  if (charges === undefined || priced.length === 0) return [...left];
  const distance = ({ group }: Candidate) => {
    const difference = scaled(group.row.meanCost) - (charges * SCALE) / 100n;
    return difference < 0n ? -difference : difference;
  };
  return highest(priced, (row) => -distance(row));
}

/** Points and means are compared exactly, as integers of a millionth. */
const SCALE = 1_000_000n;

function scaled(decimal: string): bigint {
  const [whole = '0', fraction = ''] = decimal.split('.');
  return BigInt(whole || '0') * SCALE + BigInt(fraction.padEnd(6, '0').slice(0, 6));
}

function highest<T extends number | bigint>(left: readonly Candidate[], valueOf: (row: Candidate) => T): Candidate[] {
  const values = left.map(valueOf);
  const most = values.reduce((top, value) => (value > top ? value : top));
  return left.filter((_, place) => values[place] === most);
}

function keepIfAny(left: readonly Candidate[], wanted: (row: Candidate) => boolean): Candidate[] {
  const kept = left.filter(wanted);
  return kept.length > 0 ? kept : [...left];
}

/** Classes in the region's order; without one the layers in theirs. Within a class the sheet decides. */
function firstInClasses(left: readonly Candidate[], { policy }: CompiledDirectory, contest: Contest): Match | undefined {
  const order = policy.selection.final;
  const layers: readonly DipLayer[] = ['core', 'primary', 'comprehensive', 'blank'];
  const classOf = ({ group }: Candidate) => {
    const place = order.findIndex(
      ({ layer, attribute }) => layer === group.row.layer && (attribute === undefined || attribute === group.attribute),
    );
    return place >= 0 ? place : order.length + layers.indexOf(group.row.layer);
  };
  const ranked = [...left].sort((a, b) => classOf(a) - classOf(b) || a.group.order - b.group.order);
  const [winner, ...rest] = ranked;
  if (winner === undefined) return undefined;
  const tied = rest.filter((row) => classOf(row) === classOf(winner));
  drop(
    rest.filter((row) => !tied.includes(row)),
    contest,
    'later-class',
  );
  drop(tied, contest, 'later-in-sheet');
  if (tied.length > 0) contest.tied.push(...[winner, ...tied].map(({ group }) => group.row.key));
  return winner;
}

function drop(
  rows: readonly Candidate[],
  contest: Contest,
  because: 'step' | 'later-class' | 'later-in-sheet',
  step?: SelectionStep,
): void {
  for (const { group } of rows) contest.lost.push({ group: group.row.key, because, ...(step === undefined ? {} : { step }) });
}
