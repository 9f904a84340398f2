import type { DemonstrationDischarge } from './demonstration-discharge.js';
import { demonstrationHospitals, type DemonstrationHospital } from './demonstration-hospitals.js';

/** What the settlement with the patient left, invented. Amounts in fen. */
export interface DemonstrationSplit {
  readonly hospitalLevel: 1 | 2 | 3;
  readonly patient: bigint;
  readonly otherFunds: bigint;
}

/** The patient's part of in-scope charges by level of the hospital. Unit: thousandths. */
const PATIENT_PART = {
  employee: { 1: 80n, 2: 120n, 3: 170n },
  resident: { 1: 180n, 2: 280n, 3: 380n },
} as const;

/**
 * Splits the charges of a discharge as some region might: what the catalogue leaves out is the patient's, of the rest a part by fund and level.
 * For demonstrations of settlement, which asks what others have paid.
 */
export function demonstrationSplit(
  { hospitalId, insuranceType, selfPaid, overLimit, firstSelfPaid, inScope }: DemonstrationDischarge,
  hospitals: readonly DemonstrationHospital[] = demonstrationHospitals(),
): DemonstrationSplit {
  const hospitalLevel = hospitals.find((hospital) => hospital.hospitalId === hospitalId)!.level;
  const part = PATIENT_PART[insuranceType][hospitalLevel];
  const patient = selfPaid + overLimit + firstSelfPaid + (inScope * part + 500n) / 1000n;
  return { hospitalLevel, patient, otherFunds: 0n };
}
