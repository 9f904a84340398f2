import { NO_MONEY, sumFen, type Fen } from '../money.js';
import type { Rounding } from '../rounding.js';
import { hospitalResult } from './fund-payment.js';
import { othersPart, patientPartOfCharges, type SettledSplit } from './settled-split.js';

/** What a stay brings to the hospital and what is left of it. Unit: fen. */
export interface HospitalAccount {
  /** Patient and other funds. */
  readonly others: Fen;
  readonly receives: Fen;
  /** Received less the charges; below zero where the stay cost more than it brought. */
  readonly result: Fen;
}

const PARTS_OF_CHARGES = ['selfPaid', 'overLimit', 'firstSelfPaid', 'deductible', 'policyRatio'] as const;

/**
 * The hospital's account of a stay: what patient and other funds paid as it was settled, else the patient's part by the rules of the split.
 *
 * @returns undefined where the charges, or what the others pay, are not known.
 */
export function hospitalAccount(fund: Fen, split: SettledSplit, rounding: Rounding): HospitalAccount | undefined {
  const { totalCharges, patient, otherFunds } = split;
  if (totalCharges === undefined) return undefined;
  const others = othersOf(split, patient !== undefined && otherFunds !== undefined, rounding);
  if (others === undefined) return undefined;
  return { others, ...hospitalResult(fund, others, totalCharges) };
}

function othersOf(split: SettledSplit, isSettled: boolean, rounding: Rounding): Fen | undefined {
  if (isSettled) return othersPart(split);
  if (PARTS_OF_CHARGES.some((name) => split[name] === undefined)) return undefined;
  return sumFen([patientPartOfCharges(split, rounding), split.otherFunds ?? NO_MONEY]);
}
