import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '../../reference-data/index.js';
import { dataDirectory } from '../../server/schemes/scheme-directory.js';
import type { SettleRequest } from '../../server/settlement/settle-request.js';
import { verify } from '../../server/settlement/verify.js';
import { checkYear } from './check-run.js';
import { cityEntries, cityScores, MONTHS, sizedBudget, writeCityYear, YEAR } from './city-year.js';
import { runSettlement, type SettlingAccount } from './run-settlement.js';

/** The region and the scheme that groups its cases: what ships, so that everybody can measure it. */
const REGION = 'demo-dip';

export interface SettlementResults {
  readonly scheme: string;
  readonly rows: number;
  readonly hospitals: number;
  readonly cases: Readonly<Record<string, number>>;
  /** The clearing of the year. */
  readonly year: SettlingAccount;
  /** All months together; the memory is that of the one that took most. */
  readonly months: Omit<SettlingAccount, 'fingerprint'>;
  /** Of the clearing. */
  readonly rowsPerSecond: number;
}

/**
 * Settles the months of a generated city and clears its year, each from a file of cases without groups, on two threads: two funds, 120
 * hospitals, every way of paying that the policy knows.
 */
export async function benchmarkSettlement(rows: number, seed: number): Promise<SettlementResults> {
  const folder = await mkdtemp(join(tmpdir(), 'dianzhi-bench-'));
  try {
    const place = (name: string) => join(folder, name);
    const cases = (period: string) => place(`cases-${period}.csv`);
    await writeCityYear(rows, seed, cases);
    const home = join(packageRoot(), 'reference-data', 'regions', REGION);
    await writeFile(place('budget.yaml'), sizedBudget(await readFile(join(home, `budget-${YEAR}.yaml`), 'utf8'), rows));
    await writeFile(place('scores.csv'), cityScores());
    await writeFile(place('entries.csv'), cityEntries());
    const request = (period: string, previous: readonly string[]): SettleRequest => ({
      kind: 'month',
      period,
      policy: join(home, 'payment-policy.yaml'),
      budget: place('budget.yaml'),
      cases: [cases(period)],
      previous: [...previous],
      scheme: REGION,
      amendments: [],
      data: dataDirectory(),
      firstStay: false,
      withoutMonths: false,
    });
    const runs: string[] = [];
    const months: SettlingAccount[] = [];
    for (const month of MONTHS) {
      const run = place(`run-${month}`);
      months.push(await runSettlement(request(month, runs.slice(-1)), run, 2));
      runs.push(run);
    }
    const ofYear = { kind: 'year', assessment: place('scores.csv'), corrections: place('entries.csv') } as const;
    const run = place('run-year');
    const year = await runSettlement({ ...request(String(YEAR), runs), ...ofYear }, run, 2);
    const checked = await checkYear(run, rows);
    assert((await verify(runs[0]!, {}, { threads: 1 })).agrees, 'one thread gives the bytes of two');
    return {
      scheme: REGION,
      rows,
      ...checked,
      year,
      months: {
        seconds: months.reduce((sum, { seconds }) => sum + seconds, 0),
        cpuSeconds: months.reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0),
        peakMiB: Math.max(...months.map(({ peakMiB }) => peakMiB)),
      },
      rowsPerSecond: Math.round(rows / year.seconds),
    };
  } finally {
    await rm(folder, { recursive: true });
  }
}
