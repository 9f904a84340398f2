import type { AppliedCase, ReviewEvent } from './review-event.js';
import type { Vote } from './panel-decision.js';
import type { ReviewPayment } from './review-section.js';
import type { ReviewState } from './states.js';

/** A step that an application took: who, when and why. */
export interface Transition {
  readonly action: ReviewEvent['action'];
  readonly from: ReviewState | undefined;
  readonly to: ReviewState;
  /** `YYYY-MM-DD` */
  readonly at: string;
  readonly by: string;
  readonly why: string;
}

/** How an approved case is paid. Unit: yuan, as printed. */
export interface ApprovedPayment {
  readonly pays: ReviewPayment;
  readonly amount: string;
}

/** An application as the register has it. */
export interface Application {
  readonly id: string;
  readonly period: string;
  readonly case: AppliedCase;
  readonly state: ReviewState;
  /** The application whose place it took. */
  readonly replaces: string | undefined;
  readonly replacedBy: string | undefined;
  /** Experts who decide now, in the order of the draw. */
  readonly panel: readonly string[];
  readonly seed: string | undefined;
  /** By expert, of the panel that decides now. */
  readonly votes: Readonly<Record<string, Vote>>;
  /** Experts who recused themselves from this application; no later draw brings them back. */
  readonly recused: readonly string[];
  /** Experts of panels whose decision was appealed against. */
  readonly earlierExperts: readonly string[];
  readonly appeals: number;
  /** Of the last decision, where it approved. */
  readonly payment: ApprovedPayment | undefined;
  /** Day of the last decision. */
  readonly decidedAt: string | undefined;
  /** What the fund paid at clearing. Unit: yuan. */
  readonly fundPaid: string | undefined;
  readonly history: readonly Transition[];
}

/** Whether an application was ever handed in: only those count for quotas, swaps and publication. */
export const wasSubmitted = ({ history }: Application): boolean => history.some(({ action }) => action === 'submit');

/** Whether an application holds one of the region's places. A swapped one left its place to its replacement. */
export const holdsPlace = (one: Application): boolean => wasSubmitted(one) && one.state !== 'swapped' && one.state !== 'expired';
