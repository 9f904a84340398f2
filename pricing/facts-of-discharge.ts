import type { Discharge } from '../grouper/index.js';
import type { CaseFacts } from './case-facts.js';
import type { Fen } from './money.js';

/** The facts of a case while they are being read. */
export type WritableFacts = { -readonly [Field in keyof CaseFacts]: CaseFacts[Field] };

/**
 * What a discharge states, with nothing stated of what payment asks beside it. Every field is written out: a field that is added to a copy
 * later makes a form of object that no other case shares, and reading such facts takes several times as long.
 */
export function factsOfDischarge(discharge: Discharge): WritableFacts {
  const facts: { [Field in keyof Required<CaseFacts>]: CaseFacts[Field] } = {
    caseId: discharge.caseId,
    hospitalId: discharge.hospitalId,
    insuranceType: discharge.insuranceType,
    sex: discharge.sex,
    ageYears: discharge.ageYears,
    ageDays: discharge.ageDays,
    birthWeightGrams: discharge.birthWeightGrams,
    admissionWeightGrams: discharge.admissionWeightGrams,
    admissionDate: discharge.admissionDate,
    dischargeDate: discharge.dischargeDate,
    lengthOfStayDays: discharge.lengthOfStayDays,
    disposition: discharge.disposition,
    department: discharge.department,
    principalDiagnosis: discharge.principalDiagnosis,
    secondaryDiagnoses: discharge.secondaryDiagnoses,
    principalProcedure: discharge.principalProcedure,
    otherProcedures: discharge.otherProcedures,
    icuHours: discharge.icuHours,
    ventilatorHours: discharge.ventilatorHours,
    fund: discharge.fund,
    personKey: discharge.personKey,
    // The charges of a discharge count fen.
    totalCharges: discharge.totalCharges as Fen | undefined,
    drugCharges: discharge.drugCharges as Fen | undefined,
    consumableCharges: discharge.consumableCharges as Fen | undefined,
    selfPaid: discharge.selfPaid as Fen | undefined,
    overLimit: discharge.overLimit as Fen | undefined,
    firstSelfPaid: discharge.firstSelfPaid as Fen | undefined,
    inScope: discharge.inScope as Fen | undefined,
    allowedCharges: undefined,
    visitType: undefined,
    stayHours: undefined,
    signedInstitutionId: undefined,
    packageId: undefined,
    wardType: undefined,
    gestationWeeks: undefined,
    insuredRegion: undefined,
    personClass: undefined,
    hospitalLevel: undefined,
    specialListFlags: undefined,
    laterAdmission: undefined,
    babies: undefined,
    antenatalPaid: undefined,
    earlierStays: undefined,
    leaveDays: undefined,
    wardDays: undefined,
    bedDaysThisYear: undefined,
    classACharges: undefined,
    classBCharges: undefined,
    fundAdvanced: undefined,
    outpatientFundThisYear: undefined,
    tcmCharges: undefined,
    tcmProcedureCharges: undefined,
    bedAndNursingCharges: undefined,
    serviceItems: undefined,
    sessions: undefined,
  };
  return facts;
}
