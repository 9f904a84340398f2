import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  BUDGET,
  fundBudget,
  mayBeUsed,
  printYuan,
  PricingError,
  settlementRules,
  sumFen,
  weakestEvidence,
  type Evidence,
} from '../../pricing/index.js';
import { csvLine } from '../../reference-data/index.js';
import { settlingFingerprint } from '../program-fingerprint.js';
import { packageVersion } from '../cli/package-version.js';
import { ENTRIES_FILE, printEntries } from './entries.js';
import { SettlementError } from './errors.js';
import { gatherCases, type GatheredCases } from './gather-cases.js';
import { openSettlement, type OpenedSettlement } from './open-settlement.js';
import { printValues, valuesUpTo, VALUES_FILE } from './pool-values.js';
import { readBasis, type Basis } from './read-basis.js';
import { reportPage } from './report/report-page.js';
import { RunFolder } from './run-folder.js';
import { fingerprintOf, PLACES_FILE, printManifest, RUN_FILE, type RunIdentity } from './run-manifest.js';
import type { FundToSettle } from './settle-funds.js';
import { settleMonths } from './settle-months.js';
import type { SettleRequest } from './settle-request.js';
import { settleYears } from './settle-years.js';
import type { CheckedInvariant, SettledPeriod } from './settled-period.js';
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
  const opened = await openSettlement(request, options.threads);
  try {
    const { region } = opened.policy;
    const basis = await readBasis(request, region, options.isRecomputed === true ? undefined : options.output);
    const funds = fundsOf(request, opened);
    if (options.isDry === true) return await dryRun(request, options, opened, basis, funds);
    const run = await RunFolder.open(options.output);
    try {
      const settled = await writeRun(run, request, options, opened, basis, funds);
      await run.commit();
      return settled;
    } catch (error) {
      await run.discard();
      throw error;
    }
  } finally {
    await opened.close();
  }
}

/** Does all but write: what a dry run refuses, the run would. */
async function dryRun(
  request: SettleRequest,
  options: SettleOptions,
  opened: OpenedSettlement,
  basis: Basis,
  funds: readonly FundToSettle[],
): Promise<SettledRun> {
  const place = await mkdtemp(join(tmpdir(), 'dianzhi-settle-'));
  try {
    const run = await RunFolder.open(join(place, 'run'));
    const settled = await writeRun(run, request, options, opened, basis, funds);
    await run.discard();
    return settled;
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}

async function writeRun(
  run: RunFolder,
  request: SettleRequest,
  { onProgress }: SettleOptions,
  opened: OpenedSettlement,
  basis: Basis,
  funds: readonly FundToSettle[],
): Promise<SettledRun> {
  const { period, kind } = request;
  const cases = await gatherCases({ files: opened.files, period, scratch: (name) => run.scratch(name), onProgress });
  refuseOtherFunds(cases, funds, request.budget);
  if (kind === 'year' && !request.withoutMonths) refuseMissingMonths(cases, basis);
  const input = { funds, cases, entries: basis.entries };
  const settled = kind === 'month' ? settleMonths(period, input, basis.owed) : settleYears(period, input, basis);
  const evidence = weakestEvidence([settled.evidence, cases.evidence, ...budgetEvidence(opened)]);
  const identity = identityOf(request, opened, basis, cases);
  const fingerprint = fingerprintOf(identity);
  await settled.amounts.prepare(cases.sorted);
  const table = new CaseTable(settled.amounts, identity.demonstration);
  await run.write('cases.csv', table.text(cases.sorted));
  const invariants = settled.check(table.byHospital);
  refuseBroken(invariants);
  await run.write('hospitals.csv', hospitalLines(settled, cases, evidence, identity));
  await run.write(ENTRIES_FILE, printEntries(settled.entries));
  await run.write('steps.ndjson', stepLines(settled));
  await run.write('invariants.json', [
    `${JSON.stringify({ fingerprint, demonstration: identity.demonstration, invariants }, null, 2)}\n`,
  ]);
  const result = { identity, fingerprint, evidence, cases, period: settled, invariants };
  const values = await valuesUpTo(period, settled.pools, basis.builtOn);
  await run.write(VALUES_FILE, printValues(values));
  await run.write('report.html', [reportPage({ ...result, policy: opened.policy, methods: table.byMethod, values })]);
  await run.dropScratch();
  const { files } = run;
  await run.write(RUN_FILE, [printManifest(identity, files)]);
  const places: SettleRequest = { ...request, previous: basis.builtOn.map(({ path }) => path) };
  await run.write(PLACES_FILE, [`${JSON.stringify(places, null, 2)}\n`]);
  return result;
}

/** Rules and budget of every fund, as they hold for the period. */
function fundsOf(request: SettleRequest, { policy, budget, settledOn }: OpenedSettlement): readonly FundToSettle[] {
  const { document } = budget;
  const year = request.period.slice(0, 4);
  if (document.region !== policy.region || String(document.year) !== year) {
    const details = { path: request.budget, region: document.region, year: String(document.year), period: request.period };
    throw new SettlementError('SETTLEMENT_BUDGET_UNFIT', { ...details, needed: `${policy.region} ${year}` });
  }
  return Object.keys(document.funds)
    .sort()
    .map((fund) => {
      const query = { fund, on: settledOn, purpose: 'settlement' } as const;
      const rules = settlementRules(policy, query);
      const limits = policy.hasSection(BUDGET) ? { values: policy.section(BUDGET, query) } : {};
      // A month is settled by the version that was in force in it, a year by all of them.
      const on = request.kind === 'month' ? { on: settledOn } : {};
      return { fund, rules, budget: fundBudget(document, fund, { ...on, ...limits, rounding: rules.rounding.amount.value }) };
    });
}

/** Grades of the documents that the budget rests on. @throws PRICING_EVIDENCE_REFUSED */
function budgetEvidence({ budget: { document }, policy }: OpenedSettlement): readonly Evidence[] {
  const used = Object.entries(document.funds).flatMap(([fund, { source, lines, versions }]) =>
    [source, ...lines.flatMap((line) => line.source ?? []), ...versions.map((version) => version.document)].map((name) => ({
      parameter: `budget.${fund}`,
      evidence: document.sources[name]!.evidence,
    })),
  );
  for (const { parameter, evidence } of used)
    if (!mayBeUsed(evidence, 'settlement', policy.isDemonstration))
      throw new PricingError('PRICING_EVIDENCE_REFUSED', { parameter, evidence });
  return used.map(({ evidence }) => evidence);
}

function refuseOtherFunds({ totals }: GatheredCases, funds: readonly FundToSettle[], path: string): void {
  const other = totals.find((one) => funds.every(({ fund }) => fund !== one.fund));
  if (other === undefined) return;
  const count = totals.filter(({ fund }) => fund === other.fund).reduce((sum, { cases }) => sum + cases, 0);
  throw new SettlementError('SETTLEMENT_FUND_WITHOUT_BUDGET', { fund: other.fund, path, count: String(count) });
}

/** A month in which cases were discharged was settled before its year is. */
function refuseMissingMonths({ totals }: GatheredCases, { months }: Basis): void {
  const settled = new Set(months.map(({ month }) => month));
  const missing = [...new Set(totals.map(({ month }) => month))].filter((month) => !settled.has(month)).sort();
  if (missing.length > 0) throw new SettlementError('SETTLEMENT_MONTHS_MISSING', { months: missing.join(', ') });
}

function identityOf(request: SettleRequest, opened: OpenedSettlement, basis: Basis, cases: GatheredCases): RunIdentity {
  const { kind, period } = request;
  const { policy, budget, identity } = opened;
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
    options: { firstStay: request.firstStay, withoutMonths: request.withoutMonths },
    files: { ...basis.files },
  };
}

/** @throws SETTLEMENT_INVARIANT_BROKEN naming every one that does not hold */
function refuseBroken(invariants: readonly CheckedInvariant[]): void {
  const broken = invariants.flatMap(({ id, holds, broken: where }) => (holds ? [] : [`${id} (${where.join('; ')})`]));
  if (broken.length > 0) throw new SettlementError('SETTLEMENT_INVARIANT_BROKEN', { invariants: broken.join('; ') });
}

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

function* stepLines({ steps }: SettledPeriod): Generator<string> {
  for (const step of steps) yield `${JSON.stringify(step)}\n`;
}

/** All amounts of one kind together, for summaries. */
export const sumPrinted = (period: SettledPeriod, which: 'due' | 'paid' | 'billed'): string =>
  printYuan(sumFen(period.hospitals.map((one) => one[which])));
