import { printExactly, printYuan, publicationTable, reviewResults, STATES } from '../../../pricing/index.js';
import { csvLine, type Language } from '../../../reference-data/index.js';
import { openOutput } from '../../grouping/output-file.js';
import { publicationOf } from '../../review/make-entries.js';
import { readHospitals } from '../../review/read-tables.js';
import { openRegister } from '../../review/register-file.js';
import { print, type CommandContext } from '../console.js';
import { textTable } from '../text-table.js';
import { reviewEntry, type EntryOptions } from './review.js';

export interface PublishOptions extends EntryOptions {
  readonly period: string;
  readonly hospitals: string;
  readonly output: string;
}

const PUBLISHED_COLUMNS = ['hospital', 'applied', 'approved', 'shareOfDischarges', 'fundPaid', 'shareOfSpending'];

/** Writes the table by hospital and marks every cleared application of the period as published. */
export async function publish(options: PublishOptions, context: CommandContext): Promise<void> {
  const hospitals = await readHospitals(options.hospitals);
  const { register } = await openRegister(options.register);
  const rows = publicationTable(register, hospitals, options.period).map((row) => [
    row.hospital,
    String(row.applied),
    String(row.approved),
    printExactly(row.shareOfDischarges),
    printYuan(row.fundPaid),
    printExactly(row.shareOfSpending),
  ]);
  await reviewEntry(options, ({ register: opened }) => publicationOf(opened, options.period), context);
  if (options.dryRun === true) return;
  await writeCsv(options.output, [PUBLISHED_COLUMNS, ...rows]);
}

const SHOWN: Readonly<Record<Language, readonly string[]>> = {
  zh: ['申请', '医疗机构', '病例', '支付方式', '理由', '状态'],
  en: ['application', 'hospital', 'case', 'method', 'ground', 'state'],
};

/** Applications with their states, as a table or as JSON with every transition. */
export async function showRegister(path: string, json: boolean, { language }: CommandContext): Promise<void> {
  const { register, entries } = await openRegister(path);
  if (json) {
    print(`${JSON.stringify({ entries, applications: register.applications }, null, 2)}\n`);
    return;
  }
  const head = SHOWN[language].map((title) => ({ title }));
  const rows = register.applications.map(({ id, case: one, state }) => [
    id,
    one.hospital,
    one.caseId,
    one.method,
    one.ground,
    STATES[state][language],
  ]);
  print(`${textTable(head, rows).join('\n')}\n`);
}

const RESULT_COLUMNS = ['application', 'caseId', 'hospital', 'fund', 'year', 'result', 'amount'];

/** Results that stand, for the clearing of their year. The amount is the charges paid by item, or the changed standard. */
export async function writeResults(path: string, output: string, year: string | undefined): Promise<void> {
  const { register } = await openRegister(path);
  const rows = reviewResults(register, year).map((one) => [
    one.application,
    one.caseId,
    one.hospital,
    one.fund,
    one.dischargeDate.slice(0, 4),
    one.result,
    one.result === 'ordinary' ? '' : printYuan(one.result === 'by-item' ? one.allowedCharges : one.standard),
  ]);
  await writeCsv(output, [RESULT_COLUMNS, ...rows]);
}

async function writeCsv(path: string, rows: readonly (readonly string[])[]): Promise<void> {
  const output = await openOutput(path);
  for (const row of rows) await output.write(csvLine(row));
  await output.commit();
}
