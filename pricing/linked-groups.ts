import { groupEvidence } from './group-evidence.js';
import type { GroupValues } from './group-values.js';
import type { MethodContext } from './payment-method.js';
import { weakestEvidence, type Evidence, type Purpose } from './policy/citation.js';

/** Values of a group by its name; undefined where nothing was published about it. */
export type LinkedGroup = NonNullable<MethodContext['linkedGroup']>;

/** Groups that a rule asked for beside that of the case: their values count for the grade of the result as those of its own group do. */
export class LinkedGroups {
  /** The weakest grade of what was asked for so far. */
  evidence: Evidence = 'official';
  readonly named: LinkedGroup;

  constructor(linkedGroup: LinkedGroup, purpose: Purpose, isDemonstration: boolean) {
    // A function that is written where it is assigned is allocated among what lives long, and keeps its case with it.
    const named = (group: string): GroupValues | undefined => {
      const values = linkedGroup(group);
      if (values !== undefined) this.evidence = weakestEvidence([this.evidence, groupEvidence(values, purpose, isDemonstration)]);
      return values;
    };
    this.named = named;
  }
}
