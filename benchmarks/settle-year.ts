import assert from 'node:assert/strict';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  csvLine,
  DEMONSTRATION_CSV_COLUMNS,
  demonstrationCsv,
  demonstrationDischarges,
  demonstrationHospitals,
  packageRoot,
  type DemonstrationDischarge,
} from '../reference-data/index.js';
import { dataDirectory } from '../server/schemes/scheme-directory.js';
import { settle } from '../server/settlement/settle.js';

const REGION = 'demo-dip';
const YEAR = 2026;
const HOSPITALS = 120;
/** Of so many cases one is paid by item, so that more than one method has its part. */
const BY_ITEM = 25;
/** Cases that the budget of the region is made for. */
const CASES_OF_BUDGET = 18_000;

export interface SettlementResults {
  readonly rows: number;
  readonly hospitals: number;
  readonly seconds: number;
  readonly rowsPerSecond: number;
  /** Of this process, the generation of the cases included. */
  readonly peakMiB: number;
  readonly methods: string;
  readonly fingerprint: string;
}

/** Clears the year of a generated city from one file of cases without groups, on two threads. */
export async function benchmarkSettlement(rows: number, seed: number): Promise<SettlementResults> {
  const folder = await mkdtemp(join(tmpdir(), 'dianzhi-bench-'));
  try {
    const cases = join(folder, 'cases.csv');
    await pipeline(Readable.from(cityYear(rows, seed)), createWriteStream(cases));
    const region = join(packageRoot(), 'reference-data', 'regions', REGION);
    const [budget, assessment] = [join(folder, 'budget.yaml'), join(folder, 'scores.csv')];
    await writeFile(budget, sized(await readFile(join(region, `budget-${YEAR}.yaml`), 'utf8'), rows));
    await writeFile(
      assessment,
      ['hospitalId,score', ...cityHospitals().map(({ hospitalId }) => `${hospitalId},92`), ''].join('\n'),
    );
    const output = join(folder, 'run');
    const started = performance.now();
    const run = await settle(
      {
        kind: 'year',
        period: String(YEAR),
        policy: join(region, 'payment-policy.yaml'),
        budget,
        cases: [cases],
        previous: [],
        scheme: REGION,
        amendments: [],
        assessment,
        firstStay: false,
        withoutMonths: true,
        data: dataDirectory(),
      },
      { output, threads: 2 },
    );
    const seconds = (performance.now() - started) / 1000;
    assert(
      run.invariants.every(({ holds }) => holds),
      'every invariant holds',
    );
    assert.equal(await linesOf(join(output, 'cases.csv')), rows + 1, 'every case is in the table');
    const methods = new Set(run.period.steps.flatMap((step) => ('pool' in step ? [String(step.pool)] : [])));
    return {
      rows,
      hospitals: new Set(run.period.hospitals.map(({ hospital }) => hospital)).size,
      seconds: Math.round(seconds * 10) / 10,
      rowsPerSecond: Math.round(rows / seconds),
      peakMiB: Math.round(process.resourceUsage().maxRSS / 1024),
      methods: [...methods].sort().join(' '),
      fingerprint: run.fingerprint,
    };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The six demonstration hospitals, again and again under other names. */
function cityHospitals() {
  const six = demonstrationHospitals();
  return Array.from({ length: HOSPITALS }, (_, at) => ({
    ...six[at % six.length]!,
    hospitalId: `H${String(at + 1).padStart(11, '0')}`,
  }));
}

/** Canonical CSV with what the patient paid, and with lists. */
function* cityYear(count: number, seed: number): Generator<string> {
  const discharges = demonstrationDischarges({ seed, count, year: YEAR, hospitals: cityHospitals() });
  const written = demonstrationCsv(discharges);
  yield csvLine([...DEMONSTRATION_CSV_COLUMNS, 'patient', 'otherFunds', 'specialListFlags']);
  written.next();
  let row = 0;
  for (const discharge of discharges) {
    const line = (written.next().value as string).trimEnd();
    yield `${line},${patientOf(discharge)},0.00,${++row % BY_ITEM === 0 ? 'byItem' : ''}\n`;
  }
}

/** What the catalogue leaves out and a fifth of the rest. Printed in yuan. */
function patientOf({ selfPaid, overLimit, firstSelfPaid, inScope }: DemonstrationDischarge): string {
  const fen = String(selfPaid + overLimit + firstSelfPaid + inScope / 5n).padStart(3, '0');
  return `${fen.slice(0, -2)}.${fen.slice(-2)}`;
}

/** The budget of the region for so many cases. */
function sized(budget: string, count: number): string {
  return budget.replaceAll(/\b(income|amount|lastYear|lastYearWhole|comesTo): (\d+)\.\d\d/g, (_, name: string, yuan: string) => {
    return `${name}: ${(BigInt(yuan) * BigInt(count)) / BigInt(CASES_OF_BUDGET)}.00`;
  });
}

async function linesOf(path: string): Promise<number> {
  let count = 0;
  for await (const _ of createInterface({ input: createReadStream(path) })) count++;
  return count;
}
