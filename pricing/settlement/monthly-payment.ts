import { subtractFen, yuanOf, type Fen } from '../money.js';
import { minus, times, type Ratio } from '../ratio.js';
import { roundToFen, type Rounding } from '../rounding.js';

/** A hospital's month. */
export interface Month {
  /** Weight or points of the month. */
  readonly weight: Ratio;
  /** Yuan for one of them. */
  readonly rate: Ratio;
  /** Paid by the patients themselves. */
  readonly patientPaid: Fen;
  /** Share that is paid in advance of clearing (预拨比例). */
  readonly advanceShare: Ratio;
  readonly auditDeductions: Fen;
}

/** Monthly pre-settlement (月度预结算): (weight × rate − paid by patients) × advance share − audit deductions. */
export function monthlyPayment({ weight, rate, patientPaid, advanceShare, auditDeductions }: Month, rounding: Rounding): Fen {
  const fundPart = minus(times(weight, rate), yuanOf(patientPaid));
  return subtractFen(roundToFen(times(fundPart, advanceShare), rounding), auditDeductions);
}

/** The least that a month must pay of the fund's part. */
export function leastMonthlyPayment(fundPart: Fen, leastShare: Ratio, rounding: Rounding): Fen {
  return roundToFen(times(yuanOf(fundPart), leastShare), rounding);
}
