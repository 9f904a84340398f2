import { blankDischarge, type Discharge, type Reason, type ReasonCode, type WritableDischarge } from '../../grouper/index.js';

/** A discharge while it is being read, and what was found wrong or odd about it. */
export class DischargeDraft {
  readonly discharge: WritableDischarge = blankDischarge();
  readonly reasons: Reason[] = [];

  /** Sets a value that was stated; an absent one stays absent. */
  set<K extends keyof Discharge>(field: K, value: Discharge[K] | undefined): void {
    if (value !== undefined) this.discharge[field] = value as WritableDischarge[K];
  }

  note(code: ReasonCode, detail?: string): void {
    this.reasons.push(detail === undefined ? { code } : { code, detail });
  }

  /** A stated value that cannot be read: the case is invalid. Column and value as in the file. */
  unreadable(header: string, text: string): void {
    this.note('field-unreadable', `${header}=${text}`);
  }
}
