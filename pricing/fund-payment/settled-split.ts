import { PricingError } from '../errors.js';
import { addFen, fen, greaterFen, lesserFen, NO_MONEY, printYuan, subtractFen, sumFen, yuanOf, type Fen } from '../money.js';
import { compare, isNegative, minus, ONE, times, type Ratio } from '../ratio.js';
import { printExactly, roundToFen, type Rounding } from '../rounding.js';

/** What the settlement with the patient left: who bears which part of the actual charges. A part that was not stated is absent. */
export interface SettledSplit {
  readonly caseId: string;
  readonly totalCharges?: Fen | undefined;
  /** Full self-pay (全自费). */
  readonly selfPaid?: Fen | undefined;
  /** Above price limits (超限价自费). */
  readonly overLimit?: Fen | undefined;
  /** First self-pay (先行自付). */
  readonly firstSelfPaid?: Fen | undefined;
  /** Deductible of the stay (起付线). */
  readonly deductible?: Fen | undefined;
  /** Share of the in-scope charges that the pool pays (政策范围内支付比例). */
  readonly policyRatio?: Ratio | undefined;
  /** Paid by the patient, from account or pocket. */
  readonly patient?: Fen | undefined;
  /** Paid by funds other than the pool. */
  readonly otherFunds?: Fen | undefined;
  /** Taken off for breaches of the agreement. */
  readonly deductions?: Fen | undefined;
  /** Billed over total charges, of the hospital's cases of the year (医保支付比例). */
  readonly hospitalFundShare?: Ratio | undefined;
}

/** A part that a form cannot do without. @throws PRICING_FACT_MISSING, PRICING_FACT_INVALID below zero, PRICING_NOT_A_SHARE outside 0 to 1. */
export function part<Field extends keyof SettledSplit>(split: SettledSplit, field: Field): NonNullable<SettledSplit[Field]> {
  const value = split[field];
  if (value === undefined || value === null) throw new PricingError('PRICING_FACT_MISSING', { case: split.caseId, field });
  if (typeof value === 'bigint' && value < 0n)
    throw new PricingError('PRICING_FACT_INVALID', { case: split.caseId, field, value: printYuan(fen(value)) });
  if (typeof value === 'object' && (isNegative(value) || compare(value, ONE) > 0))
    throw new PricingError('PRICING_NOT_A_SHARE', { case: split.caseId, field, value: printExactly(value) });
  return value;
}

/**
 * The patient's part of the actual charges. Under DRG and DIP it never follows the standard: the hospital's loss is not the patient's.
 *
 * @returns Full self-pay, over-limit, first self-pay, the deductible as far as charges are left, and the patient's share of the rest.
 */
export function patientPartOfCharges(split: SettledSplit, rounding: Rounding): Fen {
  const charges = part(split, 'totalCharges');
  const outside = sumFen([part(split, 'selfPaid'), part(split, 'overLimit'), part(split, 'firstSelfPaid')]);
  const inScope = greaterFen(NO_MONEY, subtractFen(charges, outside));
  const deductible = lesserFen(part(split, 'deductible'), inScope);
  const shared = yuanOf(subtractFen(inScope, deductible));
  const own = roundToFen(times(shared, minus(ONE, part(split, 'policyRatio'))), rounding);
  return sumFen([outside, deductible, own]);
}

/** Everything that is paid by others than the pool. */
export const othersPart = (split: SettledSplit): Fen => addFen(part(split, 'patient'), part(split, 'otherFunds'));
