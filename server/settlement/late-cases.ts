import { createHash } from 'node:crypto';
import {
  fen,
  roundToFen,
  settlementRules,
  times,
  weakestEvidence,
  yuanOf,
  type Evidence,
  type Fen,
} from '../../pricing/index.js';
import { linesOfCases } from '../batch/lines-of-cases.js';
import { SETTLING } from '../batch/settle-lines.js';
import type { BookedEntry } from './entries.js';
import { SettlementError } from './errors.js';
import { figureKey } from './input-figures.js';
import { tableRows } from './open-run.js';
import type { OpenedSettlement } from './open-settlement.js';
import { lastDayOf } from './period.js';
import { readPricedLine, reasonUnsettled, type PricedLine } from './priced-line.js';
import type { Run } from './run-manifest.js';

/** Late cases as a month books them. */
export interface LateCases {
  /** One for each case. */
  readonly entries: readonly BookedEntry[];
  /** Runs of the months that they were discharged in. */
  readonly builtOn: readonly Run[];
  /** Over their records, whatever their order and files. */
  readonly sha256: string;
  /** The weakest grade that one was priced by. */
  readonly evidence: Evidence;
}

/**
 * Prices cases of earlier months of the year that came too late for them, each by the policy of its own day, and makes an entry of each: what a month
 * pays in advance for it. The year has the cases themselves, and leaves these entries out.
 *
 * @param known Runs that were settled before; the month of each case is among them, and has not settled the case.
 * @throws SETTLEMENT_LATE_CASE_UNFIT, SETTLEMENT_CASE_TWICE
 */
export async function readLateCases(
  period: string,
  opened: OpenedSettlement,
  known: readonly Run[],
): Promise<LateCases | undefined> {
  if (opened.lateFiles.length === 0) return undefined;
  const texts: string[] = [];
  for (const file of opened.lateFiles) for await (const { lines } of linesOfCases(SETTLING, file)) texts.push(...lines);
  const cases = texts.sort().map(readPricedLine);
  const hash = createHash('sha256');
  const runs = new Map<string, { readonly run: Run; readonly cases: PricedLine[] }>();
  for (const [place, line] of cases.entries()) {
    hash.update(line.content);
    const { hospital, caseId, on } = line;
    const before = cases[place - 1];
    if (before?.hospital === hospital && before.caseId === caseId)
      throw new SettlementError('SETTLEMENT_CASE_TWICE', { hospital, case: caseId });
    const month = on.slice(0, 7);
    const run = known.find(({ identity }) => identity.kind === 'month' && identity.period === month);
    if (month.slice(0, 4) !== period.slice(0, 4) || month >= period || run === undefined) throw unfit(line, on === '' ? '?' : on);
    if (line.settled === undefined) throw unfit(line, reasonUnsettled(line));
    const ofRun = runs.get(month) ?? { run, cases: [] };
    ofRun.cases.push(line);
    runs.set(month, ofRun);
  }
  const entries: BookedEntry[] = [];
  for (const [month, { run, cases: own }] of runs) {
    await refuseSettledCases(run, own);
    entries.push(...own.map((line) => entryOf(line, run, paidInAdvance(line, month, opened))));
  }
  const evidence = weakestEvidence(cases.map((line) => line.evidence as Evidence));
  return { entries, builtOn: [...runs.values()].map(({ run }) => run), sha256: hash.digest('hex'), evidence };
}

const unfit = ({ hospital, caseId }: PricedLine, why: string): SettlementError =>
  new SettlementError('SETTLEMENT_LATE_CASE_UNFIT', { hospital, case: caseId, why });

/** What its month settled is not late; what it returned or refused may come in again. */
async function refuseSettledCases(run: Run, cases: readonly PricedLine[]): Promise<void> {
  const asked = new Map(cases.map((line) => [figureKey(line.hospital, line.caseId), line]));
  for await (const { hospitalId = '', caseId = '', status } of tableRows(run, 'cases.csv')) {
    const line = asked.get(figureKey(hospitalId, caseId));
    if (line !== undefined && status === 'settled') throw unfit(line, `${run.identity.period} ✓`);
  }
}

/** The fund's payment, or the share of it that its month paid in advance where entries come behind that step and would escape it. */
function paidInAdvance({ fund, settled }: PricedLine, month: string, { policy, purpose }: OpenedSettlement): Fen {
  const { settlement, rounding } = settlementRules(policy, { fund, on: lastDayOf(month), purpose });
  const order = settlement.monthOrder.value;
  const isBehind = order.includes('advance') && order.indexOf('advance') < order.indexOf('deductions');
  const payment = fen(settled!.fundPayment);
  return isBehind ? roundToFen(times(yuanOf(payment), settlement.advanceShare.value), rounding.amount.value) : payment;
}

const entryOf = ({ hospital, caseId, fund, on }: PricedLine, { fingerprint }: Run, amount: Fen): BookedEntry => ({
  id: `late:${hospital}:${caseId}`,
  kind: 'late-case',
  refersTo: `${fingerprint}:${caseId}`,
  amount,
  reason: `${on} 出院，补报 (discharged ${on}, late)`,
  hospital,
  fund,
});
