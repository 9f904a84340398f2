import type { SetOnce } from './column-types.js';

/** A register of special cases. */
export interface ReviewRegisterRow {
  readonly id: string;
  readonly region: string;
  /** As its policy names its region. */
  readonly policy_region: string;
  /** Name of the policy whose rules hold. */
  readonly policy: string;
  readonly created_by: string;
  readonly created_at: SetOnce<Date>;
}

/** A line of a register as a file has it, and what it is about. */
export interface ReviewLineRow {
  readonly register: string;
  readonly seq: number;
  readonly line: string;
  readonly hash: string;
  readonly action: string;
  /** Empty for a line about none, as `institution` is. */
  readonly application: string;
  readonly region: string;
  readonly institution: string;
}

/** Where an application stands after the last line of its register. */
export interface ReviewApplicationRow {
  readonly register: string;
  readonly application: string;
  readonly region: string;
  readonly institution: string;
  readonly period: string;
  readonly state: string;
}

export interface ReviewTables {
  readonly review_application: ReviewApplicationRow;
  readonly review_line: ReviewLineRow;
  readonly review_register: ReviewRegisterRow;
}
