import type { Discharge } from '../grouper/index.js';

/** A discharge from a row of canonical CSV that is known to be clean: numbers are numbers, lists are joined by `|`. */
export function dischargeOfRow(row: Readonly<Record<string, string>>): Discharge {
  const number = (column: string) => (row[column] ? { [column]: Number(row[column]) } : {});
  const text = (column: string) => (row[column] ? { [column]: row[column] } : {});
  const list = (column: string) => (row[column] ? row[column].split('|') : []);
  return {
    caseId: row['caseId']!,
    ...number('sex'),
    ...number('ageYears'),
    ...number('ageDays'),
    ...number('birthWeightGrams'),
    ...number('admissionWeightGrams'),
    ...number('lengthOfStayDays'),
    ...number('disposition'),
    ...number('icuHours'),
    ...text('department'),
    ...text('principalDiagnosis'),
    ...text('principalProcedure'),
    secondaryDiagnoses: list('secondaryDiagnoses'),
    otherProcedures: list('otherProcedures'),
  } as Discharge;
}
