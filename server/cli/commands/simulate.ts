import { resolve } from 'node:path';
import { csvLine } from '../../../reference-data/index.js';
import { ServerError } from '../../errors.js';
import { openOutput } from '../../grouping/output-file.js';
import { refuseSameFiles } from '../../grouping/refuse-same-files.js';
import { caseRow, CASE_COLUMNS, type ComparedCase } from '../../simulate/compared-case.js';
import { simulationReport } from '../../simulate/report/simulation-report.js';
import { gainColumns, gainValues, simulatedRecord, type Simulated } from '../../simulate/simulated.js';
import { print, tell, type CommandContext } from '../console.js';
import { printSimulated } from '../print-simulated.js';
import { Progress } from '../progress.js';
import { simulatePrices, simulateYears } from '../run-simulation.js';
import type { SimulateOptions } from '../simulate-options.js';
import { sidesOf, type SimulationSides } from '../simulation-sides.js';

/** `dianzhi simulate`: who gains and who loses where the same cases are settled, or only priced, under another scheme or policy. */
export async function simulateCommand(options: SimulateOptions, { language }: CommandContext): Promise<void> {
  await refuseOptions(options);
  const sides = await sidesOf(options);
  const simulate = options.budget === undefined ? simulatePrices : simulateYears;
  const progress = new Progress(language);
  const table = options.cases === undefined ? undefined : await openOutput(options.cases);
  try {
    await table?.write(csvLine(CASE_COLUMNS));
    const simulated = await simulate(options, sides, {
      onProgress: ({ rows, share }) => progress.show(rows, share),
      onCases: table === undefined ? undefined : (cases) => table.write(caseRows(cases, sides)),
    }).finally(() => progress.end());
    await table?.commit();
    if (options.output !== undefined) await writeWhole(options.output, tableOf(simulated));
    if (options.report !== undefined) await writeWhole(options.report, simulationReport(simulated));
    if (options.json === true) print(`${JSON.stringify(simulatedRecord(simulated), null, 2)}\n`);
    else print(printSimulated(simulated, language));
    for (const path of outputsOf(options)) tell(path);
  } catch (error) {
    await table?.discard();
    throw error;
  }
}

const outputsOf = ({ output, cases, report }: SimulateOptions): readonly string[] =>
  [output, cases, report].filter((path) => path !== undefined);

/** Options that only a settled year asks for. */
const OF_YEAR = {
  toBudget: '--to-budget',
  year: '--year',
  months: '--months',
  corrections: '--corrections',
  audits: '--audits',
  assessment: '--assessment',
  hospitals: '--hospitals',
  review: '--review',
  undecidedAsOrdinary: '--undecided-as-ordinary',
} as const;

/** @throws SERVER_USAGE, SERVER_OPTION_INVALID, SERVER_OUTPUT_IS_INPUT */
async function refuseOptions(options: SimulateOptions): Promise<void> {
  const { input, budget } = options;
  const ofYear = Object.entries(OF_YEAR).find(([name]) => options[name as keyof typeof OF_YEAR] !== undefined);
  if (budget === undefined && ofYear !== undefined)
    throw new ServerError('SERVER_USAGE', { why: `${ofYear[1]} ← --budget FILE` });
  // Both sides read the cases, one after the other.
  if (budget !== undefined && input.includes('-'))
    throw new ServerError('SERVER_OPTION_INVALID', { option: '--input', value: '-', allowed: 'FILE' });
  const outputs = outputsOf(options);
  for (const path of input) for (const output of outputs) await refuseSameFiles(path, output, undefined);
  const twice = outputs.find((path, at) => outputs.findIndex((one) => resolve(one) === resolve(path)) < at);
  if (twice !== undefined)
    throw new ServerError('SERVER_OPTION_INVALID', { option: '--output, --cases, --report', value: twice, allowed: '≠' });
}

const caseRows = (cases: readonly ComparedCase[], { before, after }: SimulationSides): string => {
  const isDemonstration = before.policy.isDemonstration || after.policy.isDemonstration;
  return cases.map((one) => caseRow(one, isDemonstration)).join('');
};

const tableOf = (simulated: Simulated): string =>
  [gainColumns(simulated), ...simulated.gains.map((row) => gainValues(row, simulated))].map(csvLine).join('');

async function writeWhole(path: string, text: string): Promise<void> {
  const output = await openOutput(path);
  await output.write(text);
  await output.commit();
}
