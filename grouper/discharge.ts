/** Discharge disposition (离院方式): 1 home on order, 2 transfer, 3 community or township hospital, 4 against advice, 5 died, 9 other. */
export type Disposition = 1 | 2 | 3 | 4 | 5 | 9;

/** Amounts of a case in fen (1/100 yuan), zero or more. `inScope + selfPaid + overLimit + firstSelfPaid = totalCharges` where all are given. */
export interface DischargeCharges {
  readonly totalCharges?: bigint;
  readonly drugCharges?: bigint;
  readonly consumableCharges?: bigint;
  readonly selfPaid?: bigint;
  readonly overLimit?: bigint;
  readonly firstSelfPaid?: bigint;
  readonly inScope?: bigint;
}

/**
 * One hospital stay as the settlement list (医疗保障基金结算清单) states it: the unit of all work here.
 * A value that was not stated is absent, never zero. Codes may be in any spelling; the grouper compares their normal form.
 */
export interface Discharge extends DischargeCharges {
  /** Identifies the case inside its file. Required for a valid case. */
  readonly caseId: string;
  readonly hospitalId?: string;
  readonly insuranceType?: 'employee' | 'resident';
  /** 1 male, 2 female. Required for a valid case. */
  readonly sex?: 1 | 2;
  /** Completed years on admission, 0-150. Required for a valid case. */
  readonly ageYears?: number;
  /** Whole days on admission, 0-400; only under one year, and then required. */
  readonly ageDays?: number;
  readonly birthWeightGrams?: number;
  readonly admissionWeightGrams?: number;
  /** `YYYY-MM-DD`. */
  readonly admissionDate?: string;
  /** `YYYY-MM-DD`. */
  readonly dischargeDate?: string;
  /** Whole days, 1 or more: first and last day count as one. */
  readonly lengthOfStayDays?: number;
  readonly disposition?: Disposition;
  /** Discharge department (出院科别) without letter and dot: `0301`. */
  readonly department?: string;
  /** ICD-10, national insurance edition. Required for a valid case. */
  readonly principalDiagnosis?: string;
  /** ICD-10, in the order of the list. */
  readonly secondaryDiagnoses: readonly string[];
  /** ICD-9-CM-3, national insurance edition. */
  readonly principalProcedure?: string;
  readonly otherProcedures: readonly string[];
  /** Hours in intensive care; part hours count. */
  readonly icuHours?: number;
  readonly ventilatorHours?: number;
  /** Which fund pays; usually the insurance type, a region may add words. */
  readonly fund?: string;
  /** A keyed hash of the person's number, made by the reader; never the number. */
  readonly personKey?: string;
}
