import assert from 'node:assert/strict';
import type { CodedError } from '../../reference-data/index.js';
import { splitOfBill, type SettledBill } from '../benefits/settled-bill.js';
import { billNotSplit, NO_FORM, partsNotStated, SPLIT_BY_POLICY } from '../case-notices.js';
import { sumFen } from '../money.js';
import type { Outcome } from '../outcome.js';
import type { MethodResult } from '../payment-method.js';
import type { Evidence } from '../policy/citation.js';
import type { PolicyOnDay } from '../policy-on-day.js';
import { fundPayment, neededParts, type FundPayment, type SplitPart } from './fund-payment.js';
import type { SettledSplit } from './settled-split.js';

/** A patient's bill split by the benefits of the policy, or why it cannot be. */
export type BillSplit =
  | { readonly split: { readonly bill: SettledBill; readonly evidence: Evidence }; readonly error?: undefined }
  | { readonly split?: undefined; readonly error: CodedError };

/** What the fund pays of a case, and the settlement with the patient that this rests on. */
export interface FundPart {
  /** Absent where the settlement does not state what the form of the region needs. */
  readonly payment?: FundPayment;
  readonly split: SettledSplit;
  /** Where the settlement was not stated and the policy split the bill. */
  readonly billed?: NonNullable<BillSplit['split']>;
  readonly notices: readonly Outcome[];
}

const NOTHING_TO_SAY: readonly Outcome[] = [];

/**
 * The fund's part: of a standard by the form of the region; a method that prices the fund's part has done so already. A settlement that was
 * stated is taken as it is, even in part; where none was, the bill is split by the policy, and the result says so.
 *
 * @param stated What the settlement with the patient left.
 * @param settleBill Splits the bill of the case; absent where what that takes was not stated.
 */
export function fundPart(
  { covers, amount, breakdown }: MethodResult,
  stated: SettledSplit,
  { fundPayment: values, rounding }: PolicyOnDay,
  settleBill?: () => BillSplit,
): FundPart {
  assert(sumFen(breakdown.lines.map((line) => line.amount)) === amount, 'the lines of a case add up to its amount');
  if (covers === 'fund')
    return { payment: { fund: amount, beforeNegativeRule: amount, breakdown }, split: stated, notices: NOTHING_TO_SAY };
  if (values === undefined) return { split: stated, notices: [NO_FORM] };
  const parts = neededParts(values);
  if (parts.every((name) => stated[name] !== undefined))
    return { payment: fundPayment(amount, stated, values, rounding), split: stated, notices: NOTHING_TO_SAY };
  const { split: billed, error } = (hasSettlement(stated) ? undefined : settleBill?.()) ?? {};
  if (billed === undefined) {
    const why = error === undefined ? NOTHING_TO_SAY : [billNotSplit(error)];
    return { split: stated, notices: [partsNotStated(missing(parts, stated)), ...why] };
  }
  const { deductions, hospitalFundShare } = stated;
  const split = { ...splitOfBill(billed.bill), deductions, hospitalFundShare };
  const lacking = missing(parts, split);
  if (lacking.length > 0) return { split, billed, notices: [SPLIT_BY_POLICY, partsNotStated(lacking)] };
  return { payment: fundPayment(amount, split, values, rounding), split, billed, notices: [SPLIT_BY_POLICY] };
}

const SETTLED: readonly SplitPart[] = ['deductible', 'policyRatio', 'patient', 'otherFunds'];

const hasSettlement = (stated: SettledSplit): boolean => SETTLED.some((name) => stated[name] !== undefined);

const missing = (parts: readonly SplitPart[], split: SettledSplit): readonly SplitPart[] =>
  parts.filter((name) => split[name] === undefined);
