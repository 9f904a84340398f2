import { csvLine } from '../csv/print-csv.js';
import type { DemonstrationDischarge } from './demonstration-discharge.js';

/** Each column of canonical CSV and what stands in it, in the order of the header. */
const CELLS: Readonly<Record<string, (discharge: DemonstrationDischarge) => string>> = {
  caseId: (d) => d.caseId,
  hospitalId: (d) => d.hospitalId,
  insuranceType: (d) => d.insuranceType,
  fund: (d) => d.fund,
  personKey: (d) => d.personKey,
  sex: (d) => number(d.sex),
  ageYears: (d) => number(d.ageYears),
  ageDays: (d) => number(d.ageDays),
  birthWeightGrams: (d) => number(d.birthWeightGrams),
  admissionWeightGrams: (d) => number(d.admissionWeightGrams),
  admissionDate: (d) => d.admissionDate,
  dischargeDate: (d) => d.dischargeDate,
  lengthOfStayDays: (d) => number(d.lengthOfStayDays),
  disposition: (d) => number(d.disposition),
  department: (d) => d.department,
  principalDiagnosis: (d) => d.principalDiagnosis,
  secondaryDiagnoses: (d) => d.secondaryDiagnoses.join('|'),
  principalProcedure: (d) => d.principalProcedure ?? '',
  otherProcedures: (d) => d.otherProcedures.join('|'),
  icuHours: (d) => number(d.icuHours),
  ventilatorHours: (d) => number(d.ventilatorHours),
  totalCharges: (d) => yuan(d.totalCharges),
  drugCharges: (d) => yuan(d.drugCharges),
  consumableCharges: (d) => yuan(d.consumableCharges),
  selfPaid: (d) => yuan(d.selfPaid),
  overLimit: (d) => yuan(d.overLimit),
  firstSelfPaid: (d) => yuan(d.firstSelfPaid),
  inScope: (d) => yuan(d.inScope),
  hospitalLevel: (d) => number(d.hospitalLevel),
  placeOfCare: (d) => d.placeOfCare,
  insuredRegion: (d) => d.insuredRegion,
};

/** The header of canonical CSV as the demonstration writes it. */
export const DEMONSTRATION_CSV_COLUMNS: readonly string[] = Object.keys(CELLS);

const PRINTERS = Object.values(CELLS);

/** Discharges as canonical CSV: the header, then one line for each, every line with its LF; UTF-8 without byte-order mark, pure ASCII. */
export function* demonstrationCsv(discharges: Iterable<DemonstrationDischarge>): Generator<string, void, undefined> {
  yield csvLine(DEMONSTRATION_CSV_COLUMNS);
  for (const discharge of discharges) yield csvLine(PRINTERS.map((print) => print(discharge)));
}

function number(value: number | undefined): string {
  return value === undefined ? '' : String(value);
}

/** Yuan with two decimals, from whole fen, zero or more. */
function yuan(fen: bigint): string {
  const digits = String(fen).padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
