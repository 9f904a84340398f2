import type { DischargeDraft } from './discharge-draft.js';
import { looksPersonal } from './values/personal-values.js';

/** Numbers of this size are none that a case states; as an identity number has lost digits, its check digit says nothing any more. */
const NO_NUMBER_OF_A_CASE = 1e10;
/** Fields that identify a case, and the keyed hash of a person. */
const KEPT: ReadonlySet<string> = new Set(['caseId', 'personKey']);

/**
 * The second net behind the names of a message: where a field of the case, or what is said of one, looks like an identity or mobile number
 * it is dropped, with a reason.
 */
export function dropPersonalValues({ discharge, reasons }: DischargeDraft): void {
  for (const [at, { code, detail }] of reasons.entries())
    if (detail !== undefined) reasons[at] = { code, detail: hidden(detail) };
  for (const [field, value] of Object.entries(discharge)) {
    if (KEPT.has(field)) continue;
    const isList = Array.isArray(value);
    if (isList ? !value.some(isPersonal) : !isPersonal(value)) continue;
    Object.assign(discharge, { [field]: isList ? value.filter((one) => !isPersonal(one)) : undefined });
    reasons.push({ code: 'personal-value-removed', detail: field });
  }
}

const isPersonal = (value: unknown): boolean =>
  typeof value === 'string' ? looksPersonal(value) : typeof value === 'number' && value >= NO_NUMBER_OF_A_CASE;

const hidden = (detail: string): string => detail.replace(/[\dXx]+/g, (part) => (looksPersonal(part) ? '…' : part));
