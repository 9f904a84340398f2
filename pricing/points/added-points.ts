import { z } from 'zod';
import { operand, stepsAfter, type Rule } from '../breakdown.js';
import type { CaseFacts } from '../case-facts.js';
import type { Sourced } from '../policy/citation.js';
import { positive, word } from '../policy/values.js';
import { plus, sumOf } from '../ratio.js';
import { counted } from './case-points.js';
import type { FoundPoints } from './points-result.js';
import { TERMS } from './terms.js';

/** Points that new drugs and techniques add (新药新技术加成), by the list of the policy that a case is on. */
export const additionTable = z.array(z.strictObject({ flag: word, points: positive })).min(1);

const RULE: Rule = {
  id: 'added-points',
  label: { zh: '新药新技术加成', en: 'Additions for new drugs and techniques' },
  formula: { zh: '病例分值 + 加成分值', en: 'case points + added points' },
};

/** The points with everything that the lists of the case add to them. */
export function withAddedPoints(
  found: FoundPoints,
  { specialListFlags = [] }: CaseFacts,
  additions: Sourced<z.output<typeof additionTable>> | undefined,
): FoundPoints {
  const added = additions?.value.filter(({ flag }) => specialListFlags.includes(flag)) ?? [];
  if (additions === undefined || added.length === 0) return found;
  const operands = () => [
    operand(TERMS.casePoints, found.points),
    ...added.map((addition) => operand(TERMS.addedPoints, addition.points, additions.citation)),
  ];
  const all = plus(found.points, sumOf(added.map((addition) => addition.points)));
  const { points, steps } = counted(RULE, all, operands, additions.citation);
  return { ...found, points, steps: stepsAfter(found.steps, steps) };
}
