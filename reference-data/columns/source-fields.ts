/** Whose column names a file has. The first three are plain names and may stand beside each other; of the others a file has one at most. */
export const DIALECTS = ['canonical', 'interface', 'chinese', 'hqms', 'n041', 'tcm', 'list', 'p', 'provincial', 'hn041'] as const;

/** One of `DIALECTS`. */
export type Dialect = (typeof DIALECTS)[number];

/** What a column can mean: the fields of a discharge and the values from which one is derived. */
export const SOURCE_FIELDS = [
  'caseId', 'visitId', 'recordNumber', 'admissionCount', 'hospitalId', 'insuranceType', 'fund', 'sex',
  'ageYears', 'ageDays', 'ageMonths', 'birthDate', 'birthWeightGrams', 'admissionWeightGrams',
  'admissionDate', 'dischargeDate', 'lengthOfStayDays', 'disposition', 'department',
  'principalDiagnosis', 'secondaryDiagnoses', 'additionalOfPrincipal', 'additionalOfSecondary', 'principalProcedure', 'otherProcedures',
  'statedDiagnosisCount', 'statedProcedureCount',
  'icuHours', 'icuTotals', 'icuEntryTimes', 'icuExitTimes',
  'ventilatorHours', 'ventilatorDayPart', 'ventilatorHourPart', 'ventilatorMinutePart',
  'totalCharges', 'drugCharges', 'westernDrugCharges', 'patentDrugCharges', 'herbalDrugCharges',
  'consumableCharges', 'examMaterialCharges', 'treatmentMaterialCharges', 'operationMaterialCharges', 'chargeClasses',
  'selfPaid', 'overLimit', 'firstSelfPaid', 'inScope',
  'personKey', 'personNumber', 'insuranceNumber', 'certificateNumber',
] as const;

/** One of `SOURCE_FIELDS`. */
export type SourceField = (typeof SOURCE_FIELDS)[number];
