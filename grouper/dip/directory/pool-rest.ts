import type { DirectoryPolicy, TreatmentAttribute } from '../../../reference-data/index.js';
import type { CaseCell } from './case-history.js';
import { attributeOf } from './core-groups.js';
import { append, cellsBy, type DirectoryKnowledge, type DraftGroup } from './draft-group.js';
import { total } from './split-related.js';

/** Comprehensive groups of what the core groups left, and the cells that none takes. */
export interface PooledRest {
  readonly pools: readonly DraftGroup[];
  readonly tooSmall: readonly CaseCell[];
}

/** The number of each attribute behind the category in the key of a pool: `C54-4`. */
const NUMBER_OF: Readonly<Record<Exclude<TreatmentAttribute, 'interventional'>, number>> = {
  conservative: 1,
  diagnostic: 2,
  therapeutic: 3,
  surgical: 4,
};

/**
 * Pools cases by category (three characters of the main diagnosis) and treatment attribute, and drops pools below the threshold.
 *
 * @returns Pools in the order of their keys.
 */
export function poolRest(
  rest: readonly CaseCell[],
  threshold: number,
  policy: Pick<DirectoryPolicy, 'pooling'>,
  knowledge: DirectoryKnowledge,
): PooledRest {
  const { minimumCases = threshold, interventionAs } = policy.pooling;
  const attribute = (cell: CaseCell) => {
    const found = attributeOf(cell.mainProcedure, knowledge);
    return found === 'interventional' ? interventionAs : found;
  };
  const pools: DraftGroup[] = [];
  const tooSmall: CaseCell[] = [];
  for (const [key, cells] of cellsBy(rest, (cell) => `${cell.diagnosis.slice(0, 3)}-${NUMBER_OF[attribute(cell)]}`)) {
    if (total(cells).cases < minimumCases) {
      append(cells, tooSmall);
      continue;
    }
    const diagnosis = cells[0]!.diagnosis.slice(0, 3);
    pools.push({ key, origin: 'pool', diagnosis, procedure: '', related: '', attribute: attribute(cells[0]!), cells });
  }
  return { pools, tooSmall };
}
