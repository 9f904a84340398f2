import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { fen, printYuan } from '../../pricing/index.js';
import {
  csvLine,
  DEMONSTRATION_CSV_COLUMNS,
  demonstrationCsv,
  demonstrationDischarges,
  demonstrationHospitals,
  type DemonstrationDischarge,
} from '../../reference-data/index.js';
import { cellsOfPaying, COLUMNS_OF_PAYING } from './ways-of-paying.js';

/** The year that is generated. */
export const YEAR = 2026;
export const MONTHS: readonly string[] = Array.from({ length: 12 }, (_, at) => `${YEAR}-${String(at + 1).padStart(2, '0')}`);

const HOSPITALS = 120;
/** Cases that the budgets of the demonstration regions are made for. */
const CASES_OF_BUDGET = 18_000;

/** The demonstration hospitals, again and again under other names. */
export function cityHospitals() {
  const few = demonstrationHospitals();
  return Array.from({ length: HOSPITALS }, (_, at) => ({
    ...few[at % few.length]!,
    hospitalId: `H${String(at + 1).padStart(11, '0')}`,
  }));
}

/** Writes the cases of a year, and those of each of its months, as canonical CSV without groups, with what the patient paid. */
export async function writeCityYear(rows: number, seed: number, pathOf: (period: string) => string): Promise<void> {
  const files = new Map([String(YEAR), ...MONTHS].map((period) => [period, createWriteStream(pathOf(period))]));
  const discharges = demonstrationDischarges({ seed, count: rows, year: YEAR, hospitals: cityHospitals() });
  const kept: DemonstrationDischarge[] = [];
  const printed = demonstrationCsv(noted(discharges, kept));
  printed.next();
  const header = csvLine([...DEMONSTRATION_CSV_COLUMNS, 'patient', 'otherFunds', ...COLUMNS_OF_PAYING]);
  for (const file of files.values()) await write(file, header);
  let row = 0;
  for (const line of printed) {
    const discharge = kept.pop()!;
    const text = `${line.trimEnd()},${csvLine([patientOf(discharge), '0.00', ...cellsOfPaying(row++, discharge)])}`;
    for (const period of [String(YEAR), discharge.dischargeDate.slice(0, 7)]) await write(files.get(period)!, text);
  }
  for (const file of files.values()) file.end();
  await Promise.all([...files.values()].map((file) => finished(file)));
}

/** Keeps the discharge that is being printed. */
function* noted(discharges: Iterable<DemonstrationDischarge>, kept: DemonstrationDischarge[]) {
  for (const discharge of discharges) {
    kept.push(discharge);
    yield discharge;
  }
}

async function write(file: WriteStream, text: string): Promise<void> {
  if (!file.write(text)) await once(file, 'drain');
}

/** What the catalogue leaves out and a fifth of the rest. Printed in yuan. */
function patientOf({ selfPaid, overLimit, firstSelfPaid, inScope }: DemonstrationDischarge): string {
  return printYuan(fen(selfPaid + overLimit + firstSelfPaid + inScope / 5n));
}

/** The budget of a demonstration region for so many cases. */
export function sizedBudget(budget: string, rows: number): string {
  return budget.replaceAll(/\b(income|amount|lastYear|lastYearWhole|comesTo): (\d+)\.\d\d/g, (_, name: string, whole: string) => {
    return `${name}: ${(BigInt(whole) * BigInt(rows)) / BigInt(CASES_OF_BUDGET)}.00`;
  });
}

/** The score of every hospital. */
export const cityScores = (): string =>
  ['hospitalId,score', ...cityHospitals().map(({ hospitalId }) => `${hospitalId},92`), ''].join('\n');

/** For each hospital and fund a special case that was granted and a clawback, as the year books them. */
export function cityEntries(): string {
  const rows = cityHospitals().flatMap(({ hospitalId }) =>
    ['employee', 'resident'].flatMap((fund) => [
      [`S-${fund}-${hospitalId}`, 'special-case', hospitalId, fund, '12000.00', '特例单议', `review ${hospitalId}`],
      [`C-${fund}-${hospitalId}`, 'clawback', hospitalId, fund, '-3000.00', '稽核追回', `audit ${hospitalId}`],
    ]),
  );
  return [['id', 'kind', 'hospitalId', 'fund', 'amount', 'reason', 'refersTo'], ...rows].map((row) => csvLine(row)).join('');
}
