import { operand, type Operand } from '../breakdown.js';
import type { Citation } from '../policy/citation.js';
import { ratio, type Ratio } from '../ratio.js';
import { daysOf, type Segment } from './phases.js';
import { BED_DAY_TERMS as TERMS } from './terms.js';

/** What a day of this person is worth beside that of others. */
export interface PersonFactor {
  readonly value: Ratio;
  /** Absent where no row of the policy names the person. */
  readonly citation?: Citation | undefined;
}

/** Printed only where the policy has a factor for the person. */
export const factorOperands = ({ value, citation }: PersonFactor): Operand[] =>
  citation === undefined ? [] : [operand(TERMS.personFactor, value, citation)];

/** Which days, and how many. */
export const dayOperands = (segment: Segment<unknown>): Operand[] => [
  operand(TERMS.fromDay, ratio(segment.first)),
  operand(TERMS.toDay, ratio(segment.last)),
  operand(TERMS.days, ratio(daysOf(segment))),
];
