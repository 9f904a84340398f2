import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { printYuan, sumFen, type Citation, type Evidence } from '../../pricing/index.js';
import { csvLine } from '../../reference-data/index.js';
import { settlingFingerprint } from '../program-fingerprint.js';
import { packageVersion } from '../cli/package-version.js';
import { ENTRIES_FILE, printEntries } from './entries.js';
import type { GatheredCases } from './gather-cases.js';
import type { OpenedSettlement } from './open-settlement.js';
import { printValues, valuesUpTo, VALUES_FILE } from './pool-values.js';
import { reportPage } from './report/report-page.js';
import { RunFolder } from './run-folder.js';
import { fingerprintOf, PLACES_FILE, printManifest, RUN_FILE, type RunIdentity } from './run-manifest.js';
import { prepareSettlement, settleCases, type PreparedSettlement } from './settle-cases.js';
import type { SettleRequest } from './settle-request.js';
import { heldInvariants, type CheckedInvariant, type SettledPeriod } from './settled-period.js';
import { printSpecialCases, SPECIAL_CASES_FILE, SpecialCaseTally, stepsOfSpecialCases } from './special-cases.js';
import { CaseTable } from './write-cases.js';

export interface SettleOptions {
  /** Folder of the run. */
  readonly output: string;
  /** Only works out what the run would be. */
  readonly isDry?: boolean;
  /** A run is recomputed: what stands beside it is not asked whether the period is settled. */
  readonly isRecomputed?: boolean;
  readonly threads?: number | undefined;
  readonly onProgress?: ((progress: { readonly rows: number; readonly share: number | undefined }) => void) | undefined;
}

/** What a run came to, in figures. */
export interface SettledRun {
  readonly identity: RunIdentity;
  readonly fingerprint: string;
  readonly evidence: Evidence;
  readonly cases: GatheredCases;
  readonly period: SettledPeriod;
  readonly invariants: readonly CheckedInvariant[];
}

/**
 * Settles a month or clears a year, and writes the run: completely or not at all. The same inputs give the same bytes, in whatever order
 * the cases come and however many threads there are.
 *
 * @throws CodedError for every fault of inputs and rules; nothing is then written
 */
export async function settle(request: SettleRequest, options: SettleOptions): Promise<SettledRun> {
  const { output, threads, isRecomputed = false, isDry = false } = options;
  const prepared = await prepareSettlement(request, { threads, ...(isRecomputed ? {} : { output }) });
  try {
    if (isDry) return await dryRun(prepared, options);
    const run = await RunFolder.open(output);
    try {
      const settled = await writeRun(run, prepared, options);
      await run.commit();
      return settled;
    } catch (error) {
      await run.discard();
      throw error;
    }
  } finally {
    await prepared.opened.close();
  }
}

/** Does all but write: what a dry run refuses, the run would. */
async function dryRun(prepared: PreparedSettlement, options: SettleOptions): Promise<SettledRun> {
  const place = await mkdtemp(join(tmpdir(), 'dianzhi-settle-'));
  try {
    const run = await RunFolder.open(join(place, 'run'));
    const settled = await writeRun(run, prepared, options);
    await run.discard();
    return settled;
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}

async function writeRun(run: RunFolder, prepared: PreparedSettlement, { onProgress }: SettleOptions): Promise<SettledRun> {
  const { request, opened, basis } = prepared;
  const { cases, period, evidence } = await settleCases(prepared, { scratch: (name) => run.scratch(name), onProgress });
  const identity = identityOf(prepared, cases);
  const fingerprint = fingerprintOf(identity);
  const { reviewed } = opened;
  const tally = new SpecialCaseTally(reviewed.results);
  const table = new CaseTable(period.amounts, identity.demonstration, tally);
  await run.write('cases.csv', table.text(cases.sorted));
  const special = tally.found();
  if (reviewed.sha256 !== undefined) await run.write(SPECIAL_CASES_FILE, printSpecialCases(special));
  const invariants = heldInvariants(period, table.byHospital);
  await run.write('hospitals.csv', hospitalLines(period, cases, evidence, identity));
  await run.write(ENTRIES_FILE, printEntries(period.entries));
  await run.write('steps.ndjson', stepLines([...period.steps, ...stepsOfSpecialCases(special, citationsOf(opened))]));
  await run.write('invariants.json', [
    `${JSON.stringify({ fingerprint, demonstration: identity.demonstration, invariants }, null, 2)}\n`,
  ]);
  const result = { identity, fingerprint, evidence, cases, period, invariants };
  const values = await valuesUpTo(request.period, period.pools, basis.builtOn);
  await run.write(VALUES_FILE, printValues(values));
  await run.write('report.html', [
    reportPage({
      ...result,
      policy: opened.policy,
      methods: table.byMethod,
      values,
      special: reviewed.sha256 === undefined ? undefined : special,
    }),
  ]);
  await run.dropScratch();
  const { files } = run;
  await run.write(RUN_FILE, [printManifest(identity, files)]);
  const places: SettleRequest = { ...request, previous: basis.builtOn.map(({ path }) => path), reviews: [...reviewed.registers] };
  await run.write(PLACES_FILE, [`${JSON.stringify(places, null, 2)}\n`]);
  return result;
}

function identityOf({ request, opened, basis }: PreparedSettlement, cases: GatheredCases): RunIdentity {
  const { kind, period } = request;
  const { policy, budget, identity, reviewed } = opened;
  const versions = Object.entries(budget.document.funds).map(([fund, written]) => `${fund} ${written.versions.at(-1)!.seq}`);
  return {
    kind,
    region: policy.region,
    period,
    demonstration: policy.isDemonstration,
    program: { version: packageVersion(), sha256: settlingFingerprint() },
    policy: [...identity.policy],
    scheme: identity.scheme,
    weights: identity.weights,
    budget: { version: versions.sort().join(', '), sha256: budget.sha256 },
    cases: { count: cases.count, sha256: cases.sha256 },
    previous: basis.builtOn.map(({ identity: { period: of }, fingerprint }) => ({ period: of, fingerprint })),
    options: {
      firstStay: request.firstStay,
      withoutMonths: request.withoutMonths,
      undecidedAsOrdinary: request.undecidedAsOrdinary === true,
    },
    files: { ...basis.files, ...(reviewed.sha256 === undefined ? {} : { reviews: reviewed.sha256 }) },
  };
}

/** Where the region says how special cases are settled, by fund. */
const citationsOf = ({ values }: OpenedSettlement): ReadonlyMap<string, Citation> =>
  new Map([...values].flatMap(([fund, { specialCases }]) => (specialCases === undefined ? [] : [[fund, specialCases.citation]])));

function* hospitalLines(
  { columns, rows }: SettledPeriod,
  { levels }: GatheredCases,
  evidence: Evidence,
  { demonstration }: RunIdentity,
): Generator<string> {
  yield csvLine(['fund', 'hospitalId', 'level', ...columns, 'evidence', 'demonstration']);
  for (const { fund, hospital, cells } of rows)
    yield csvLine([fund, hospital, levels.get(hospital) ?? '', ...cells, evidence, demonstration ? 'yes' : 'no']);
}

function* stepLines(steps: SettledPeriod['steps']): Generator<string> {
  for (const step of steps) yield `${JSON.stringify(step)}\n`;
}

/** All amounts of one kind together, for summaries. */
export const sumPrinted = (period: SettledPeriod, which: 'due' | 'paid' | 'billed'): string =>
  printYuan(sumFen(period.hospitals.map((one) => one[which])));
