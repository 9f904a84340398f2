import type { DirectoryPolicy } from '../../../reference-data/index.js';
import type { DraftGroup } from './draft-group.js';
import type { GroupStatistics } from './group-statistics.js';
import { compare, decimal, ratio } from './ratio.js';
import { VARIATION_DECIMALS } from './moments.js';

/** A main diagnosis and a main procedure that the list of primary-care groups names; an empty procedure is conservative. */
export interface DiagnosisProcedurePair {
  readonly diagnosis: string;
  readonly procedure: string;
}

/**
 * Selects the primary-care groups (基层病种): core, with costs that hardly differ, mostly treated at institutions of the lower levels,
 * and on the list of pairs where the region keeps to one.
 *
 * @param listed Tells whether a pair is on the list.
 * @returns The pairs of the group that carry the flag; none where the group fails.
 */
export function primaryCarePairs(
  group: DraftGroup,
  { variation, cases, casesByLevel }: GroupStatistics,
  { primaryCare }: Pick<DirectoryPolicy, 'primaryCare'>,
  listed: (pair: DiagnosisProcedurePair) => boolean,
): readonly DiagnosisProcedurePair[] {
  if (group.origin === 'pool' || variation === undefined) return [];
  if (compare(ratio(variation, 10n ** BigInt(VARIATION_DECIMALS)), decimal(primaryCare.maximumVariation)) > 0) return [];
  const atLowerLevels = primaryCare.levels.reduce((sum, level) => sum + casesByLevel[level]!, 0);
  if (compare(ratio(atLowerLevels, cases), decimal(primaryCare.minimumShare)) < 0) return [];
  const pairs = new Map<string, DiagnosisProcedurePair>();
  for (const { diagnosis, mainProcedure } of group.cells) {
    const pair = { diagnosis, procedure: mainProcedure };
    if (primaryCare.pairs === 'any' || listed(pair)) pairs.set(`${diagnosis} ${mainProcedure}`, pair);
  }
  return [...pairs].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, pair]) => pair);
}
