/** Discharge disposition (离院方式): 1 home on order, 2 transfer, 3 community or township hospital, 4 against advice, 5 died, 9 other. */
export type Disposition = 1 | 2 | 3 | 4 | 5 | 9;

/** Amounts of a case in fen (1/100 yuan), zero or more. `inScope + selfPaid + overLimit + firstSelfPaid = totalCharges` where all are given. */
export interface DischargeCharges {
  readonly totalCharges?: bigint | undefined;
  readonly drugCharges?: bigint | undefined;
  readonly consumableCharges?: bigint | undefined;
  readonly selfPaid?: bigint | undefined;
  readonly overLimit?: bigint | undefined;
  readonly firstSelfPaid?: bigint | undefined;
  readonly inScope?: bigint | undefined;
}

/**
 * One hospital stay as the settlement list (医疗保障基金结算清单) states it: the unit of all work here.
 * A value that was not stated is absent, never zero. Codes may be in any spelling; the grouper compares their normal form.
 */
export interface Discharge extends DischargeCharges {
  /** Identifies the case inside its file. Required for a valid case. */
  readonly caseId: string;
  readonly hospitalId?: string | undefined;
  readonly insuranceType?: 'employee' | 'resident' | undefined;
  /** 1 male, 2 female. Required for a valid case. */
  readonly sex?: 1 | 2 | undefined;
  /** Completed years on admission, 0-150. Required for a valid case. */
  readonly ageYears?: number | undefined;
  /** Whole days on admission, 0-400; only under one year, and then required. */
  readonly ageDays?: number | undefined;
  readonly birthWeightGrams?: number | undefined;
  readonly admissionWeightGrams?: number | undefined;
  /** `YYYY-MM-DD`. */
  readonly admissionDate?: string | undefined;
  /** `YYYY-MM-DD`. */
  readonly dischargeDate?: string | undefined;
  /** Whole days, 1 or more: first and last day count as one. */
  readonly lengthOfStayDays?: number | undefined;
  readonly disposition?: Disposition | undefined;
  /** Discharge department (出院科别) without letter and dot: `0301`. */
  readonly department?: string | undefined;
  /** ICD-10, national insurance edition. Required for a valid case. */
  readonly principalDiagnosis?: string | undefined;
  /** ICD-10, in the order of the list. */
  readonly secondaryDiagnoses: readonly string[];
  /** ICD-9-CM-3, national insurance edition. */
  readonly principalProcedure?: string | undefined;
  readonly otherProcedures: readonly string[];
  /** Hours in intensive care; part hours count. */
  readonly icuHours?: number | undefined;
  readonly ventilatorHours?: number | undefined;
  /** Which fund pays; usually the insurance type, a region may add words. */
  readonly fund?: string | undefined;
  /** A keyed hash of the person's number, made by the reader; never the number. */
  readonly personKey?: string | undefined;
}

/** A discharge that can be written to, while it is being read. */
export type WritableDischarge = { -readonly [Field in keyof Discharge]: Discharge[Field] };

/**
 * A discharge that states nothing yet. Readers begin with it, because it names every field: objects that gain fields one by one, in
 * every combination, take several times as long to read.
 */
export function blankDischarge(): WritableDischarge {
  return {
    caseId: '',
    sex: undefined,
    ageYears: undefined,
    ageDays: undefined,
    birthWeightGrams: undefined,
    admissionWeightGrams: undefined,
    lengthOfStayDays: undefined,
    disposition: undefined,
    department: undefined,
    icuHours: undefined,
    principalDiagnosis: undefined,
    secondaryDiagnoses: [],
    principalProcedure: undefined,
    otherProcedures: [],
    hospitalId: undefined,
    insuranceType: undefined,
    fund: undefined,
    personKey: undefined,
    admissionDate: undefined,
    dischargeDate: undefined,
    ventilatorHours: undefined,
    totalCharges: undefined,
    drugCharges: undefined,
    consumableCharges: undefined,
    selfPaid: undefined,
    overLimit: undefined,
    firstSelfPaid: undefined,
    inScope: undefined,
  };
}
