import type { BilingualText } from '../../reference-data/index.js';
import type { Citation } from '../policy/citation.js';

/** What kind of thing raised a lead. */
export const LEAD_KINDS = ['repeat', 'overlap', 'year-days', 'case-sign', 'cluster'] as const;
export type LeadKind = (typeof LEAD_KINDS)[number];

/** A record that raised a lead. */
export interface LeadRecord {
  readonly caseId: string;
  readonly row: number;
  readonly hospital: string;
}

/** Something to look into, never a verdict: the rule, the records that raised it, and the number that did. */
export interface Lead {
  readonly kind: LeadKind;
  /** Row of the policy, or the parameter itself. */
  readonly rule: string;
  readonly name: BilingualText;
  /** Hospital whose record raised it last; empty for a cluster of no one hospital. */
  readonly hospital: string;
  /** The earliest first; those of a cluster by their names. */
  readonly records: readonly LeadRecord[];
  /** `gapDays=14` */
  readonly measured: string;
  /** `<= 14` */
  readonly asked: string;
  readonly citation: Citation;
}

export const leadRecord = ({ caseId, row, hospital }: LeadRecord): LeadRecord => ({ caseId, row, hospital });
