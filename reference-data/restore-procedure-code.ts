import { repairProcedureCode } from './repair-procedure-code.js';

/**
 * What procedure codes of a directory stand for where they are shorter than a full one. `restore`: a spreadsheet took them for numbers and
 * dropped zeros at both ends. `prefix`: they are categories. `exact`: they are left alone. Which of them holds is said per file: `47.01`
 * looks the same either way.
 */
export const PROCEDURE_CODE_READINGS = ['restore', 'prefix', 'exact'] as const;
export type ProcedureCodeReading = (typeof PROCEDURE_CODE_READINGS)[number];

/** The code that a cell means. No code begins with a single digit, so a zero lost on the left comes back with `prefix` too. */
export function restoreProcedureCode(code: string, reading: ProcedureCodeReading): string {
  if (reading === 'exact') return code;
  const padded = /^\d(?:\.|$)/.test(code) ? `0${code}` : code;
  return reading === 'prefix' ? padded : (repairProcedureCode(padded) ?? padded);
}
