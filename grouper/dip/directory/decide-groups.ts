import type { DirectoryPolicy } from '../../../reference-data/index.js';
import { NO_GROUP, casesByGroup, type CasesByGroup } from './cases-by-group.js';
import type { CaseCell, CaseHistory } from './case-history.js';
import { clusterCounts, coreGroups, type CoreGroups, type HardlyDiffers } from './core-groups.js';
import { coreThreshold } from './core-threshold.js';
import type { DirectoryKnowledge, DraftGroup } from './draft-group.js';
import { momentsOf, variationOf, VARIATION_DECIMALS } from './moments.js';
import { poolRest } from './pool-rest.js';
import { compare, decimal, ratio } from './ratio.js';

/** Every group that cases alone decide, before costs within pools are looked at. */
export interface DecidedGroups {
  readonly threshold: number;
  readonly groups: readonly DraftGroup[];
  readonly splits: CoreGroups['splits'];
  readonly tooSmall: readonly CaseCell[];
  /** Places of the cases of each group. */
  readonly members: CasesByGroup;
}

/** Threshold, core groups, related splits and pools: steps 3 to 6. */
export function decideGroups(history: CaseHistory, policy: DirectoryPolicy, knowledge: DirectoryKnowledge): DecidedGroups {
  const cells = history.cells.filter(({ isExcluded }) => !isExcluded);
  const counts = policy.threshold.method === 'coverage' ? clusterCounts(cells) : [];
  const threshold = coreThreshold(policy.threshold, counts);
  const core = coreGroups(cells, threshold, policy, knowledge, hardlyDiffers(history, policy));
  const { pools, tooSmall } = poolRest(core.rest, threshold, policy, knowledge);
  const groups = [...core.groups, ...pools];
  const groupOfCell = new Uint32Array(history.cells.length).fill(NO_GROUP);
  groups.forEach((group, number) => {
    for (const cell of group.cells) groupOfCell[cell.place] = number;
  });
  return { threshold, groups, splits: core.splits, tooSmall, members: casesByGroup(history, groupOfCell, groups.length) };
}

/** Costs by cell are only laid out when a lowered threshold asks for them. */
function hardlyDiffers(history: CaseHistory, { threshold, deviation }: DirectoryPolicy): HardlyDiffers {
  const { lowered } = threshold;
  if (lowered === undefined) return () => false;
  const maximum = decimal(lowered.maximumVariation);
  const byCell = casesByGroup(
    history,
    Uint32Array.from(history.cells, ({ place }) => place),
    history.cells.length,
  );
  const cost = history.cost.values();
  return (cells) => {
    const costs = cells.flatMap((cell) => Array.from(byCell.of(cell.place), (at) => cost[at]!));
    const variation = variationOf(momentsOf(Float64Array.from(costs)), deviation);
    return variation !== undefined && compare(ratio(variation, 10n ** BigInt(VARIATION_DECIMALS)), maximum) <= 0;
  };
}
