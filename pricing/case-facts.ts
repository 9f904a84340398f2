import type { Discharge, DischargeCharges } from '../grouper/index.js';
import { PricingError } from './errors.js';
import { printYuan, type Fen } from './money.js';

/** A later admission of the same person, as linking cases by `personKey` finds it. */
export interface LaterAdmission {
  /** Days from this discharge to that admission. */
  readonly gapDays: number;
  readonly isSameGroup: boolean;
  /** Whether it is of a kind that the region exempts, such as chemotherapy. */
  readonly isExempt: boolean;
}

/** A stay of the same person that ended before this one began, as linking cases by `personKey` finds it. */
export interface EarlierStay {
  /** Days from its discharge to the admission of the stay that followed it. */
  readonly gapDays: number;
  /** Bed-days that were counted for it. */
  readonly days: number;
}

/** Everything a rule of payment may ask of a case. Absent means not stated, never zero. */
export interface CaseFacts extends Omit<Discharge, keyof DischargeCharges> {
  readonly totalCharges?: Fen | undefined;
  readonly drugCharges?: Fen | undefined;
  readonly consumableCharges?: Fen | undefined;
  readonly selfPaid?: Fen | undefined;
  readonly overLimit?: Fen | undefined;
  readonly firstSelfPaid?: Fen | undefined;
  readonly inScope?: Fen | undefined;
  /** Charges left after the region's audit struck some out; without an audit the total counts. */
  readonly allowedCharges?: Fen | undefined;
  /** Two or four digits (医疗类别). */
  readonly visitType?: string | undefined;
  readonly stayHours?: number | undefined;
  /** Institution that the person signed with on the day of the visit. */
  readonly signedInstitutionId?: string | undefined;
  /** Package that the person is enrolled in on the day of the visit. */
  readonly packageId?: string | undefined;
  /** `ordinary`, `bedDay`, `dayWard`, or a word of the region. */
  readonly wardType?: string | undefined;
  readonly gestationWeeks?: number | undefined;
  /** Six digits. */
  readonly insuredRegion?: string | undefined;
  readonly personClass?: string | undefined;
  readonly hospitalLevel?: 1 | 2 | 3 | undefined;
  /** Lists of the policy in force that the case is on: `daySurgery`, `bedDayDisease`, `waiver` … */
  readonly specialListFlags?: readonly string[] | undefined;
  readonly laterAdmission?: LaterAdmission | undefined;
  /** Babies of a delivery, stillborn ones too. */
  readonly babies?: number | undefined;
  /** What the fund paid for antenatal care of this pregnancy. */
  readonly antenatalPaid?: Fen | undefined;
  /** Bed-day stays before this one, the latest first. */
  readonly earlierStays?: readonly EarlierStay[] | undefined;
  /** Days of leave during the stay. */
  readonly leaveDays?: number | undefined;
  /** Days in the ward that is paid by the day, where the person was in other wards too. */
  readonly wardDays?: number | undefined;
  /** Bed-days of the person that were paid earlier in the year. */
  readonly bedDaysThisYear?: number | undefined;
  /** Charges of catalogue class A (甲类) and B (乙类). */
  readonly classACharges?: Fen | undefined;
  readonly classBCharges?: Fen | undefined;
  /** The pool's part of the actual charges, which the hospital advanced at discharge (垫付). */
  readonly fundAdvanced?: Fen | undefined;
  /** Outpatient care of the person that the fund paid for earlier in the year. */
  readonly outpatientFundThisYear?: Fen | undefined;
  /** Charges of Chinese medicine, and of TCM procedures among them (中医费用, 中医技术操作费用). */
  readonly tcmCharges?: Fen | undefined;
  readonly tcmProcedureCharges?: Fen | undefined;
  readonly bedAndNursingCharges?: Fen | undefined;
  /** Codes of the items of an outpatient visit, one for each time that an item was rendered. */
  readonly serviceItems?: readonly string[] | undefined;
  /** Treatments or bags of a package that is paid by them. */
  readonly sessions?: number | undefined;
}

/** A fact that a rule cannot do without. @throws PRICING_FACT_MISSING */
export function needed<Facts extends CaseFacts, Field extends keyof Facts & string>(
  facts: Facts,
  field: Field,
): NonNullable<Facts[Field]> {
  const value = facts[field];
  if (value === undefined || value === null) throw new PricingError('PRICING_FACT_MISSING', { case: facts.caseId, field });
  return value;
}

type AmountField = {
  [Field in keyof CaseFacts]-?: NonNullable<CaseFacts[Field]> extends Fen ? Field : never;
}[keyof CaseFacts];

/** An amount that a rule cannot do without. @throws PRICING_FACT_MISSING, PRICING_FACT_INVALID when it is below zero. */
export function neededAmount(facts: CaseFacts, field: AmountField): Fen {
  return notNegative(needed(facts, field), { of: facts.caseId, field });
}

/** An amount of zero or more. @throws PRICING_FACT_INVALID */
export function notNegative(amount: Fen, { of, field }: { readonly of: string; readonly field: string }): Fen {
  if (amount < 0n) throw new PricingError('PRICING_FACT_INVALID', { case: of, field, value: printYuan(amount) });
  return amount;
}

type CountField = 'gestationWeeks' | 'lengthOfStayDays' | 'leaveDays' | 'wardDays' | 'bedDaysThisYear' | 'sessions';

/** A count that a rule cannot do without. @throws PRICING_FACT_MISSING, PRICING_NOT_A_COUNT for parts and for less than zero. */
export function neededCount(facts: CaseFacts, field: CountField, most?: number): bigint {
  return wholeCount(needed(facts, field), { of: facts.caseId, field }, most);
}

const MOST = 999_999_999;

/** A whole number of days, heads or months. @throws PRICING_NOT_A_COUNT */
export function wholeCount(
  value: number,
  place: { readonly of: string; readonly field: string },
  most = MOST,
  least = 0,
): bigint {
  if (!Number.isInteger(value) || value < least || value > most)
    throw new PricingError('PRICING_NOT_A_COUNT', { ...place, value: String(value), least: String(least), most: String(most) });
  return BigInt(value);
}

/** The charges that rules compare and pay: those the audit left, where there was one, else the total. @throws PRICING_FACT_MISSING */
export function countedCharges(facts: CaseFacts): Fen {
  return neededAmount(facts, facts.allowedCharges === undefined ? 'totalCharges' : 'allowedCharges');
}

/** The fund whose parameters hold for a case. @throws PRICING_FACT_MISSING */
export function fundOf(facts: CaseFacts): string {
  return facts.fund ?? needed(facts, 'insuranceType');
}
