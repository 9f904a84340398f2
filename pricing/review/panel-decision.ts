import { isWithin, type Bounds } from '../../reference-data/index.js';
import { ratio } from '../ratio.js';

/** What an expert says of a case. */
export const VOTES = ['yes', 'no'] as const;
export type Vote = (typeof VOTES)[number];

export type Decision = 'approved' | 'rejected';

/** What a panel needs to approve. */
export interface MajorityRule {
  readonly minimumExperts: number;
  /** Bounds of the share of `yes`: `> 0.5`, by which a tie is no majority. */
  readonly majority: Bounds;
}

/** The decision of a panel: too few experts approve nothing. */
export function panelDecision(votes: readonly Vote[], { minimumExperts, majority }: MajorityRule): Decision {
  const yes = votes.filter((vote) => vote === 'yes').length;
  const isApproved = votes.length > 0 && votes.length >= minimumExperts && isWithin(ratio(yes, votes.length), majority);
  return isApproved ? 'approved' : 'rejected';
}
