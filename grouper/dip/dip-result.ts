import type { DipLayer, TreatmentAttribute } from '../../reference-data/index.js';
import type { Reason } from '../reasons.js';

/** Why a row that fitted the case did not become its group. */
export const LOSING_REASONS = [
  'related-not-met',
  'fewer-matched',
  'fewer-required',
  'later-in-sheet',
  'step',
  'later-class',
] as const;
export type LosingReason = (typeof LOSING_REASONS)[number];

/** A row that fitted diagnosis and main procedure, and why another was taken. */
export interface LostCandidate {
  readonly group: string;
  readonly because: LosingReason;
  /** The selection step that dropped it, where one did. */
  readonly step?: string;
}

/** What the grouper found for one case under a DIP directory. */
export type DipResult = DipGrouped | DipUngrouped | DipInvalid;

export interface DipGrouped {
  readonly status: 'grouped';
  readonly layer: DipLayer;
  /** The group's key, such as `BX-20`. */
  readonly group: string;
  readonly groupName: string;
  readonly attribute: TreatmentAttribute;
  /** Procedures of the case that the group's row asked for, and those that no part of it took. */
  readonly matchedProcedures: readonly string[];
  readonly leftOverProcedures: readonly string[];
  readonly primaryCare: boolean;
  /** Auxiliary subtype (辅助分型) and its coefficient as a plain decimal; empty where the policy gives none. */
  readonly subtype: string;
  readonly coefficient: string;
  /** Points as the directory prints them; empty where it prints none. */
  readonly points: string;
  readonly candidates: readonly LostCandidate[];
  readonly reasons: readonly Reason[];
  readonly scheme: string;
}

export interface DipUngrouped {
  readonly status: 'ungrouped';
  readonly attribute: TreatmentAttribute;
  readonly candidates: readonly LostCandidate[];
  readonly reasons: readonly Reason[];
  readonly scheme: string;
}

export interface DipInvalid {
  readonly status: 'invalid';
  readonly reasons: readonly Reason[];
  readonly scheme: string;
}
