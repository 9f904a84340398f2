import type { SeededRandom } from '../../reference-data/demo/seeded-random.js';
import { isForInfants, type CaseGroup, type Recipe } from './case-model.js';
import { slotsByRank } from './skewed-draw.js';
import { stableHash } from './stable-order.js';

/** Draws groups, some often and all sometimes. The scheme decides which ones are frequent, whatever the seed. */
export class GroupChoice {
  readonly #groups: readonly CaseGroup[];
  readonly #slots: Uint32Array;

  constructor(groups: readonly CaseGroup[]) {
    this.#groups = byFrequency(groups);
    this.#slots = slotsByRank(groups.length);
  }

  draw(random: SeededRandom): CaseGroup {
    return this.#groups[this.#slots[random.below(this.#slots.length)]!]!;
  }

  /** How many of a thousand cases are of groups for infants. */
  infantsPerThousand(): number {
    let infants = 0;
    for (const slot of this.#slots) {
      const { recipes } = this.#groups[slot]!;
      infants += recipes.filter(isForInfants).length / recipes.length;
    }
    return (infants * 1000) / this.#slots.length;
  }
}

/**
 * The frequent ones first: a group that many codes lead to is commoner than one of few, such as a transplantation.
 */
function byFrequency(groups: readonly CaseGroup[]): readonly CaseGroup[] {
  const ranked = groups.map((group) => {
    const breadth = Math.max(...group.recipes.map(breadthOf));
    return { group, breadth: group.isRare ? -1 : breadth, hash: stableHash(group.key) };
  });
  ranked.sort((a, b) => b.breadth - a.breadth || a.hash - b.hash);
  return ranked.map(({ group }) => group);
}

/** Size of the scarcest list that a case needs a code of, in powers of eight, so that size decides roughly and chance the rest. */
function breadthOf(recipe: Recipe): number {
  const { principalDiagnoses, principalProcedures, requiredDiagnoses, requiredProcedures } = recipe;
  const pools = [principalDiagnoses, ...requiredDiagnoses, ...requiredProcedures];
  if (principalProcedures.length > 0) pools.push(principalProcedures);
  const fewest = Math.min(...pools.map(({ length }) => length));
  return Math.floor((32 - Math.clz32(fewest)) / 3);
}
