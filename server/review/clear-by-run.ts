import { fen, parseYuan, printYuan, type ReviewRegister } from '../../pricing/index.js';
import { SettlementError } from '../settlement/errors.js';
import { openRun, tableRows } from '../settlement/open-run.js';
import { SPECIAL_CASES_FILE } from '../settlement/special-cases.js';
import type { MadeEntry } from './make-entries.js';

/** The special cases that a run settled. */
export interface SettledApplications {
  /** By which messages know the run. */
  readonly path: string;
  readonly region: string;
  readonly period: string;
  readonly fingerprint: string;
  readonly settled: readonly SettledApplication[];
}

interface SettledApplication {
  readonly application: string;
  readonly hospital: string;
  readonly caseId: string;
  /** In yuan; below zero where something is due back from the hospital. */
  readonly payment: string;
}

/** @throws SETTLEMENT_RUN_UNFIT for a run that settled no special cases; as `openRun` */
export async function settledApplications(path: string): Promise<SettledApplications> {
  const run = await openRun(path);
  const { files, fingerprint } = run;
  const { region, period } = run.identity;
  if (files.every(({ name }) => name !== SPECIAL_CASES_FILE))
    throw new SettlementError('SETTLEMENT_RUN_UNFIT', { path, region, period, needed: '--review' });
  const settled: SettledApplication[] = [];
  for await (const { application = '', hospitalId = '', caseId = '', settledPayment = '' } of tableRows(run, SPECIAL_CASES_FILE))
    settled.push({ application, hospital: hospitalId, caseId, payment: settledPayment });
  return { path, region, period, fingerprint, settled };
}

/**
 * The entries by which a run clears every application that it settled: priced, where nobody wrote that yet, and cleared with what the fund paid.
 *
 * @throws PRICING_REVIEW_UNKNOWN, SETTLEMENT_RUN_UNFIT for a run that settled the applications of another register: their numbers are the same in each
 */
export function clearingsOf(register: ReviewRegister, run: SettledApplications): readonly MadeEntry[] {
  const { path, region, period, fingerprint, settled } = run;
  return settled.flatMap(({ application, hospital, caseId, payment }) => {
    const { state, case: applied } = register.application(application);
    if (applied.hospital !== hospital || applied.caseId !== caseId) {
      const needed = `${application}: ${applied.hospital} ${applied.caseId}`;
      throw new SettlementError('SETTLEMENT_RUN_UNFIT', { path, region, period, needed });
    }
    if (state === 'cleared' || state === 'published') return [];
    // What is due to a hospital may be below zero; paid for its case is then nothing.
    const paid = parseYuan(payment);
    const clearing = { action: 'clear', application, run: fingerprint, fundPaid: printYuan(paid < 0n ? fen(0n) : paid) };
    return state === 'priced' ? [clearing] : [{ action: 'price', application }, clearing];
  });
}
