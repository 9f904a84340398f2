import type { DirectoryPolicy } from '../../../reference-data/index.js';
import type { CaseCell } from './case-history.js';
import { append, cellsBy, type DirectoryKnowledge, type DraftGroup, type GroupOrigin } from './draft-group.js';
import { splitRelated, total, type RelatedSplit } from './split-related.js';

/** The core groups of a history, and what they leave. */
export interface CoreGroups {
  readonly groups: readonly DraftGroup[];
  readonly rest: readonly CaseCell[];
  /** Every family with related procedures that came near a group of their own, for the evidence. */
  readonly splits: readonly { readonly diagnosis: string; readonly mainProcedure: string; readonly split: RelatedSplit }[];
}

/** Whether so few cases still make a group because their costs hardly differ. */
export type HardlyDiffers = (cells: readonly CaseCell[]) => boolean;

/** Clusters as they are counted for the threshold: national groups, and families of main diagnosis and main procedure. */
export function clusterCounts(cells: readonly CaseCell[]): readonly number[] {
  return cellsBy(cells, clusterKey).map(([, members]) => total(members).cases);
}

const clusterKey = (cell: CaseCell) => (cell.nationalGroup === '' ? familyKey(cell) : `! ${cell.nationalGroup}`);
const nationalKey = ({ nationalGroup: key }: CaseCell) => key;
const familyKey = ({ diagnosis, mainProcedure }: CaseCell) => `${diagnosis} ${mainProcedure}`;

/**
 * Makes the core groups: national groups that reach the threshold, then families of what is left, each taken apart by the related
 * procedures that raise its cost.
 *
 * A case with a costlier but rare related procedure still belongs to the plain group when there is one, because its row takes such a
 * case in grouping; whether it helps that group to reach the threshold is the region's choice.
 *
 * @param cells Without excluded diagnoses.
 */
export function coreGroups(
  cells: readonly CaseCell[],
  threshold: number,
  policy: Pick<DirectoryPolicy, 'related' | 'threshold'>,
  knowledge: DirectoryKnowledge,
  hardlyDiffers: HardlyDiffers,
): CoreGroups {
  const groups: DraftGroup[] = [];
  const rest: CaseCell[] = [];
  const outside: CaseCell[] = [];
  const reaches = (members: readonly CaseCell[], counted: number): 'yes' | 'lowered' | 'no' => {
    if (counted >= threshold) return 'yes';
    const { lowered } = policy.threshold;
    return lowered !== undefined && counted >= lowered.cases && hardlyDiffers(members) ? 'lowered' : 'no';
  };
  for (const [key, members] of cellsBy(cells, nationalKey)) {
    const reached = key === '' ? 'no' : reaches(members, total(members).cases);
    if (reached === 'no') append(members, outside);
    else groups.push(nationalGroup(key, members, reached === 'lowered', knowledge));
  }
  const splits: CoreGroups['splits'][number][] = [];
  for (const [, family] of cellsBy(outside, familyKey)) {
    const { diagnosis, mainProcedure } = family[0]!;
    const attribute = attributeOf(mainProcedure, knowledge);
    const origin: GroupOrigin = knowledge.hasLibrary ? 'local-addition' : 'cluster';
    const plainKey = mainProcedure === '' ? diagnosis : `${diagnosis}:${mainProcedure}`;
    const common = { diagnosis, procedure: mainProcedure, attribute };
    const split = mainProcedure === '' ? undefined : splitRelated(family, threshold, policy.related);
    if (split?.verdicts.some(({ cases }) => cases >= threshold) === true) splits.push({ diagnosis, mainProcedure, split });
    for (const { verdict, cells: taken } of split?.kept ?? []) {
      const related = verdict.procedure;
      groups.push({ key: `${plainKey}+${related}`, origin: 'related-split', ...common, related, cells: taken, split: verdict });
    }
    const left = split === undefined ? family : [...split.plain, ...split.rare];
    const counting = split === undefined || policy.related.rareRiseCountsForPlain ? left : split.plain;
    const reached = reaches(left, total(counting).cases);
    if (reached === 'no') append(left, rest);
    else groups.push({ key: plainKey, origin, ...common, related: '', cells: left, hasLoweredThreshold: reached === 'lowered' });
  }
  return { ...joinConservative(groups, rest, knowledge), splits };
}

/**
 * A conservative row of a local directory also takes cases whose procedure has no row and counts as conservative. They join it here as
 * they will in grouping, but do not help it to the threshold.
 */
function joinConservative(
  groups: readonly DraftGroup[],
  rest: readonly CaseCell[],
  knowledge: DirectoryKnowledge,
): Pick<CoreGroups, 'groups' | 'rest'> {
  const conservative = new Set(
    groups.filter(({ origin, procedure }) => origin !== 'national' && procedure === '').map(({ diagnosis }) => diagnosis),
  );
  const joins = (cell: CaseCell) =>
    conservative.has(cell.diagnosis) && attributeOf(cell.mainProcedure, knowledge) === 'conservative';
  const joining = new Map(cellsBy(rest.filter(joins), ({ diagnosis }) => diagnosis));
  return {
    groups: groups.map((group) => {
      const more = group.origin !== 'national' && group.procedure === '' ? joining.get(group.diagnosis) : undefined;
      return more === undefined ? group : { ...group, cells: [...group.cells, ...more] };
    }),
    rest: rest.filter((cell) => !joins(cell)),
  };
}

function nationalGroup(
  key: string,
  cells: readonly CaseCell[],
  hasLoweredThreshold: boolean,
  knowledge: DirectoryKnowledge,
): DraftGroup {
  // Diagnosis and procedures of a national group are the library's row; the cells only tell its attribute, by most cases.
  const [first] = cellsBy(cells, ({ mainProcedure }) => attributeOf(mainProcedure, knowledge)).toSorted(
    ([, a], [, b]) => total(b).cases - total(a).cases,
  );
  const attribute = attributeOf(first![1][0]!.mainProcedure, knowledge);
  return { key, origin: 'national', diagnosis: '', procedure: '', related: '', attribute, cells, hasLoweredThreshold };
}

/** A case without main procedure is conservative, and so is one whose procedure nobody knows. */
export function attributeOf(mainProcedure: string, { attributeOfProcedure }: DirectoryKnowledge): DraftGroup['attribute'] {
  return mainProcedure === '' ? 'conservative' : (attributeOfProcedure(mainProcedure) ?? 'conservative');
}
