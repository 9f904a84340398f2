import { addFen, fen, NO_MONEY, type MonthAsSettled } from '../../pricing/index.js';
import type { Basis, MonthOfYear } from './basis.js';
import { entriesOf, readEntries, type BookedEntry } from './entries.js';
import { SettlementError } from './errors.js';
import { readHospitalDecisions, readPrepayments, readScores } from './input-figures.js';
import { readLateCases } from './late-cases.js';
import { openRun, runsBeside } from './open-run.js';
import type { OpenedSettlement } from './open-settlement.js';
import { heldToSetOff } from './prepayment-place.js';
import type { Run } from './run-manifest.js';
import { amountsOf, readSettledMonths } from './settle-months.js';
import type { SettleRequest } from './settle-request.js';

/**
 * Reads the runs that were settled before and the files of figures, and refuses what was settled already.
 *
 * @param output Folder of the run; runs that stand beside it count as settled. Absent where a run is only recomputed.
 * @throws SETTLEMENT_MONTH_SETTLED, SETTLEMENT_YEAR_FINAL, SETTLEMENT_RUN_UNFIT, SETTLEMENT_ENTRY_BOOKED, as `heldToSetOff`, and as reading the files does
 */
export async function readBasis(request: SettleRequest, opened: OpenedSettlement, output: string | undefined): Promise<Basis> {
  const { region } = opened.policy;
  const given: Run[] = [];
  for (const path of request.previous) given.push(await openRun(path));
  for (const run of given) if (run.identity.region !== region) throw unfit(run, region);
  const beside = output === undefined ? [] : (await runsBeside(output)).filter(({ identity }) => identity.region === region);
  const known = [...new Map([...beside, ...given].map((run) => [run.fingerprint, run])).values()];
  refuseSettled(request, region, known);
  const files: Record<string, string> = {};
  const entries: BookedEntry[] = [];
  const corrected: Run[] = [];
  for (const table of ['corrections', 'audits'] as const) {
    const path = request[table];
    if (path === undefined) continue;
    const read = await readEntries(path, known);
    files[table] = read.sha256;
    entries.push(...read.entries);
    corrected.push(...read.corrected);
  }
  const late = await readLateCases(request.period, opened, known);
  if (late !== undefined) {
    files['lateCases'] = late.sha256;
    entries.push(...late.entries);
    corrected.push(...late.builtOn);
  }
  await refuseBooked(entries, known);
  const scores = request.assessment === undefined ? undefined : await readScores(request.assessment);
  if (scores !== undefined) files['assessment'] = scores.sha256;
  const prepayments = request.prepayments === undefined ? undefined : await readPrepayments(request.prepayments);
  if (prepayments !== undefined) {
    const funds = [...prepayments.values.keys()].map((key) => key.split('\n')[0]!);
    heldToSetOff(request, opened, { funds, sha256: prepayments.sha256, known });
    files['prepayments'] = prepayments.sha256;
  }
  const decisions = request.hospitals === undefined ? undefined : await readHospitalDecisions(request.hospitals);
  if (decisions !== undefined) files['hospitals'] = decisions.sha256;
  const figures = request.kind === 'month' ? await owedBefore(request.period, known) : await monthsOfYear(request.period, given);
  const builtOn = [...new Map([...figures.builtOn, ...corrected].map((run) => [run.fingerprint, run])).values()];
  return {
    ...NO_FIGURES,
    ...figures,
    entries: entries.sort((a, b) => (a.id < b.id ? -1 : 1)),
    builtOn: builtOn.sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1)),
    scores: scores?.values ?? new Map(),
    prepayments: prepayments?.values ?? new Map(),
    decisions: decisions?.values ?? new Map(),
    files,
    evidence: late === undefined ? [] : [late.evidence],
  };
}

const NO_FIGURES = { owed: new Map(), months: [], settledMonths: [], entriesOfMonths: [] } as const;

const sortKey = ({ identity, fingerprint }: Run): string => `${identity.period} ${fingerprint}`;

function unfit({ path, identity }: Run, needed: string): SettlementError {
  return new SettlementError('SETTLEMENT_RUN_UNFIT', { path, region: identity.region, period: identity.period, needed });
}

/** What was settled is not settled again, and nothing of a year that was cleared. */
function refuseSettled({ kind, period }: SettleRequest, region: string, known: readonly Run[]): void {
  const year = period.slice(0, 4);
  const cleared = known.find(({ identity }) => identity.kind === 'year' && identity.period === year);
  if (cleared !== undefined) throw new SettlementError('SETTLEMENT_YEAR_FINAL', { region, year, path: cleared.path });
  const settled = known.find(({ identity }) => kind === 'month' && identity.kind === 'month' && identity.period === period);
  if (settled !== undefined) throw new SettlementError('SETTLEMENT_MONTH_SETTLED', { region, period, path: settled.path });
}

/** An entry is booked once. */
async function refuseBooked(entries: readonly BookedEntry[], known: readonly Run[]): Promise<void> {
  if (entries.length === 0) return;
  const seen = new Map<string, string>();
  for (const { id } of entries) {
    if (seen.has(id)) throw new SettlementError('SETTLEMENT_ENTRY_BOOKED', { id, path: '--audits, --corrections, --late-cases' });
    seen.set(id, id);
  }
  for (const run of known)
    for (const { id } of await entriesOf(run))
      if (seen.has(id)) throw new SettlementError('SETTLEMENT_ENTRY_BOOKED', { id, path: run.path });
}

/** What hospitals owe: as the month before left it, and what years that were cleared since came to below zero. */
async function owedBefore(period: string, known: readonly Run[]): Promise<Pick<Basis, 'builtOn' | 'owed'>> {
  const before = known.find(({ identity }) => identity.kind === 'month' && identity.period === monthBefore(period));
  const counted = new Set(
    known.flatMap(({ identity }) => (identity.kind === 'month' ? identity.previous.map((one) => one.fingerprint) : [])),
  );
  const cleared = known.filter(({ identity, fingerprint }) => identity.kind === 'year' && !counted.has(fingerprint));
  const owed = new Map(before === undefined ? [] : await amountsOf(before, 'owed'));
  for (const run of cleared)
    for (const [key, amount] of await amountsOf(run, 'finalPayment'))
      if (amount < 0n) owed.set(key, addFen(owed.get(key) ?? NO_MONEY, fen(-amount)));
  return { builtOn: [...(before === undefined ? [] : [before]), ...cleared], owed };
}

function monthBefore(period: string): string {
  const [year, month] = period.split('-').map(Number) as [number, number];
  return month === 1 ? `${year - 1}-12` : `${year}-${String(month - 1).padStart(2, '0')}`;
}

/** The months of a year, each once. @throws SETTLEMENT_RUN_UNFIT */
async function monthsOfYear(
  year: string,
  given: readonly Run[],
): Promise<Pick<Basis, 'builtOn' | 'months' | 'settledMonths' | 'entriesOfMonths'>> {
  const runs = given.filter(({ identity }) => identity.kind === 'month' && identity.period.startsWith(`${year}-`));
  runs.sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));
  const twice = runs.find(({ identity }, place) => runs[place - 1]?.identity.period === identity.period);
  if (twice !== undefined) throw unfit(twice, `${twice.identity.period} ×1`);
  const months: MonthOfYear[] = [];
  const settledMonths: MonthAsSettled[] = [];
  const entriesOfMonths: BookedEntry[] = [];
  for (const run of runs) {
    const [credited, deposit] = [await amountsOf(run, 'credited'), await amountsOf(run, 'deposit')];
    months.push({ month: run.identity.period, credited, deposit });
    settledMonths.push(...(await readSettledMonths(run)));
    // A late case that was booked by its amount is among the cases of the year by now.
    entriesOfMonths.push(...(await entriesOf(run)).filter(({ kind }) => kind !== 'late-case'));
  }
  return { builtOn: runs, months, settledMonths, entriesOfMonths };
}
