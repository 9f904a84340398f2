import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fen, parseYuan, printYuan } from '../../../pricing/index.js';
import {
  csvLine,
  demonstrationCsv,
  demonstrationHospitals,
  packageRoot,
  type DemonstrationDischarge,
  type Language,
} from '../../../reference-data/index.js';
import { unwritable } from '../../grouping/output-file.js';
import { dataDirectory } from '../../schemes/scheme-directory.js';
import { monthsOf } from '../../settlement/period.js';
import { settle } from '../../settlement/settle.js';
import type { SettleRequest } from '../../settlement/settle-request.js';
import { printSettledRun } from '../print-settled-run.js';

const REGION = 'demo-dip';
/** Cases that the budget of the region is made for. */
const CASES_OF_BUDGET = 18_000n;
/** Invented scores of the assessment, for one hospital after the other. */
const SCORES = [95, 88, 92, 76, 91, 98];

/** What the settlement of the demonstration left: the words to print, and where its report lies. */
export interface DemonstratedSettlement {
  readonly printed: string;
  readonly report: string;
}

/**
 * Prices and settles the year of the demonstration region: twelve months and the clearing, into a folder of their own.
 *
 * @param folder Is this command's own: what it wrote there before goes.
 */
export async function demonstrateSettlement(
  folder: string,
  discharges: Iterable<DemonstrationDischarge>,
  { count, year, language }: { readonly count: number; readonly year: number; readonly language: Language },
): Promise<DemonstratedSettlement> {
  const started = performance.now();
  const input = join(folder, 'input');
  await rm(folder, { recursive: true, force: true })
    .then(() => mkdir(input, { recursive: true }))
    .catch((error: Error) => {
      throw unwritable(folder, error);
    });
  const region = join(packageRoot(), 'reference-data', 'regions', REGION);
  const budget = join(input, 'budget.yaml');
  await writeFile(budget, sized(await readFile(join(region, `budget-${year}.yaml`), 'utf8'), BigInt(count)));
  const assessment = join(input, 'assessment.csv');
  const scores = demonstrationHospitals().map(({ hospitalId }, at) => [hospitalId, String(SCORES[at % SCORES.length])]);
  await writeFile(assessment, [['hospitalId', 'score'], ...scores].map(csvLine).join(''));
  const cases = await writeMonths(input, discharges);
  const request: CommonRequest = {
    policy: join(region, 'payment-policy.yaml'),
    budget: resolve(budget),
    scheme: REGION,
    groupingPolicy: join(region, 'grouping-policy.yaml'),
    amendments: [],
    firstStay: true,
    withoutMonths: false,
    data: dataDirectory(),
  };
  const months: string[] = [];
  for (const month of monthsOf(String(year))) {
    const file = cases.get(month);
    if (file === undefined) continue;
    const output = join(folder, month);
    await settle(monthRequest(request, month, file), { output, threads: 1 });
    months.push(resolve(output));
  }
  const output = join(folder, String(year));
  const cleared: SettleRequest = {
    ...request,
    kind: 'year',
    period: String(year),
    cases: [...cases.values()],
    previous: months,
    assessment: resolve(assessment),
  };
  const run = await settle(cleared, { output, threads: 1 });
  const seconds = (performance.now() - started) / 1000;
  return { printed: printSettledRun(run, { output, isDry: false, seconds }, language), report: join(output, 'report.html') };
}

type CommonRequest = Omit<SettleRequest, 'kind' | 'period' | 'cases' | 'previous'>;

const monthRequest = (request: CommonRequest, period: string, file: string): SettleRequest => ({
  ...request,
  kind: 'month',
  period,
  cases: [file],
  previous: [],
});

/** A budget for so many cases: incomes, and what versions change, in proportion. */
function sized(budget: string, count: bigint): string {
  return budget.replaceAll(/\b(income|amount|lastYear|lastYearWhole|comesTo): ([\d.]+)/g, (_, name: string, amount: string) => {
    const own = fen((parseYuan(amount) * count) / CASES_OF_BUDGET);
    return `${name}: ${printYuan(own)}`;
  });
}

/** A file of cases for each month. @returns Paths by month. */
async function writeMonths(folder: string, discharges: Iterable<DemonstrationDischarge>): Promise<ReadonlyMap<string, string>> {
  const byMonth = new Map<string, DemonstrationDischarge[]>();
  for (const discharge of discharges) {
    const month = discharge.dischargeDate.slice(0, 7);
    const some = byMonth.get(month);
    if (some === undefined) byMonth.set(month, [discharge]);
    else some.push(discharge);
  }
  const files = new Map<string, string>();
  for (const [month, some] of [...byMonth].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const path = resolve(folder, `cases-${month}.csv`);
    await writeFile(path, [...demonstrationCsv(some)].join(''));
    files.set(month, path);
  }
  return files;
}
