import type { DemonstrationFlaw } from './flaws.js';

/** An invented discharge, with the fields of canonical CSV. Amounts in fen; a value that is missing is absent. */
export interface DemonstrationDischarge {
  readonly caseId: string;
  readonly hospitalId: string;
  readonly hospitalLevel: 1 | 2 | 3;
  /** All are treated in the city, and their bills split by its benefits. */
  readonly placeOfCare: 'local';
  /** Most are insured in the city, some elsewhere in its province, few in another; the codes are invented as the region is. */
  readonly insuredRegion: string;
  readonly insuranceType: 'employee' | 'resident';
  readonly fund: string;
  /** An invented token: no hash of anything. */
  readonly personKey: string;
  readonly sex?: 1 | 2;
  /** -1 where that is the flaw of the case. */
  readonly ageYears: number;
  readonly ageDays?: number;
  readonly birthWeightGrams?: number;
  readonly admissionWeightGrams?: number;
  readonly admissionDate: string;
  readonly dischargeDate: string;
  readonly lengthOfStayDays: number;
  readonly disposition: 1 | 2 | 3 | 4 | 5 | 9;
  readonly department: string;
  readonly principalDiagnosis: string;
  readonly secondaryDiagnoses: readonly string[];
  readonly principalProcedure?: string;
  readonly otherProcedures: readonly string[];
  readonly icuHours?: number;
  readonly ventilatorHours?: number;
  readonly totalCharges: bigint;
  readonly drugCharges: bigint;
  readonly consumableCharges: bigint;
  readonly selfPaid: bigint;
  readonly overLimit: bigint;
  readonly firstSelfPaid: bigint;
  readonly inScope: bigint;
  /** What was done to the case on purpose; absent in an ordinary one. Not written to CSV. */
  readonly flaw?: DemonstrationFlaw;
}
