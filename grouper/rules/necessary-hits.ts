import { DEPARTMENT_BIT, maskOf } from './rule-program.js';
import type { Rule } from './rule.js';

/** Some code of the fields (mask) is in the set. */
export interface Hit {
  readonly set: string;
  readonly mask: number;
}

/**
 * Hits of which at least one must occur for the rule to hold: what an inverted index is built from.
 * Of several such lists the one with the fewest members is taken, since it makes the rule a candidate least often.
 *
 * @param sizeOf How many codes the set has.
 * @returns undefined where the rule can hold without any hit, so that it must be tried on every case; an empty list where it never holds.
 */
export function necessaryHits(rule: Rule, sizeOf: (set: string) => number, negated = false): readonly Hit[] | undefined {
  switch (rule.kind) {
    case 'always':
      return negated ? [] : undefined;
    case 'constant':
      return (rule.value !== 0) === negated ? [] : undefined;
    case 'not':
      return necessaryHits(rule.term, sizeOf, !negated);
    case 'membership':
    case 'department': {
      if (rule.negated !== negated) return undefined;
      const mask = rule.kind === 'department' ? DEPARTMENT_BIT : maskOf(rule.fields);
      return rule.sets.map((set) => ({ set, mask }));
    }
    case 'counting': {
      const needsOne = !negated && ((rule.comparison === '>=' && rule.bound > 0) || rule.comparison === '>');
      return needsOne ? rule.sets.map((set) => ({ set, mask: maskOf(rule.fields) })) : undefined;
    }
    case 'comparison':
      return undefined;
    case 'all':
    case 'any': {
      const lists = rule.terms.map((term) => necessaryHits(term, sizeOf, negated));
      // Every term of an `and` must hold, so the hits of one suffice; of an `or` any term may, so all are needed.
      return (rule.kind === 'all') !== negated ? smallest(lists, sizeOf) : united(lists);
    }
  }
}

function united(lists: readonly (readonly Hit[] | undefined)[]): readonly Hit[] | undefined {
  const all: Hit[] = [];
  for (const list of lists) {
    if (list === undefined) return undefined;
    all.push(...list);
  }
  return all;
}

function smallest(lists: readonly (readonly Hit[] | undefined)[], sizeOf: (set: string) => number): readonly Hit[] | undefined {
  let best: readonly Hit[] | undefined;
  let bestSize = Infinity;
  for (const list of lists) {
    if (list === undefined) continue;
    const size = list.reduce((sum, { set }) => sum + sizeOf(set), 0);
    if (size < bestSize) [best, bestSize] = [list, size];
  }
  return best;
}
