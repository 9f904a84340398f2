import type { DirectoryPolicy } from '../../../reference-data/index.js';
import type { DraftGroup, LeftReason } from './draft-group.js';
import type { GroupStatistics } from './group-statistics.js';
import { VARIATION_DECIMALS } from './moments.js';
import { compare, decimal, ratio } from './ratio.js';

/** A group with its figures. */
export interface MeasuredGroup {
  readonly draft: DraftGroup;
  readonly statistics: GroupStatistics;
}

/** Groups that stay, and pools that a ceiling or the limit of their number turned away. */
export interface LimitedPools<T extends MeasuredGroup> {
  readonly groups: readonly T[];
  readonly dropped: readonly { readonly group: T; readonly reason: LeftReason }[];
}

/** Drops pools whose costs vary too much, then the smallest beyond the largest allowed number; of equal ones the later key goes. */
export function limitPools<T extends MeasuredGroup>(
  measured: readonly T[],
  { pooling }: Pick<DirectoryPolicy, 'pooling'>,
): LimitedPools<T> {
  const dropped: { group: T; reason: LeftReason }[] = [];
  const { maximumVariation, maximumPools } = pooling;
  const varies = ({ draft, statistics: { variation } }: T) =>
    draft.origin === 'pool' &&
    maximumVariation !== undefined &&
    variation !== undefined &&
    compare(ratio(variation, 10n ** BigInt(VARIATION_DECIMALS)), decimal(maximumVariation)) > 0;
  for (const group of measured) if (varies(group)) dropped.push({ group, reason: 'pool-varies-too-much' });
  const steady = measured.filter((group) => !varies(group));
  const pools = steady
    .filter(({ draft }) => draft.origin === 'pool')
    .sort((a, b) => b.statistics.cases - a.statistics.cases || (a.draft.key < b.draft.key ? -1 : 1));
  const surplus = new Set(pools.slice(maximumPools ?? pools.length));
  for (const group of steady) if (surplus.has(group)) dropped.push({ group, reason: 'pools-limited' });
  return { groups: steady.filter((group) => !surplus.has(group)), dropped };
}
