import { fen, parseYuan, printYuan, type ReviewRegister } from '../../pricing/index.js';
import { SettlementError } from '../settlement/errors.js';
import { openRun, tableRows } from '../settlement/open-run.js';
import { SPECIAL_CASES_FILE } from '../settlement/special-cases.js';

/**
 * The entries by which a run clears every application that it settled: priced, where nobody wrote that yet, and cleared with what the fund paid.
 *
 * @throws SETTLEMENT_RUN_UNFIT for a run that settled no special cases; PRICING_REVIEW_UNKNOWN for an application of another register
 */
export async function entriesOfRun(register: ReviewRegister, path: string): Promise<readonly object[]> {
  const run = await openRun(path);
  const { identity, files, fingerprint } = run;
  if (files.every(({ name }) => name !== SPECIAL_CASES_FILE)) {
    const { region, period } = identity;
    throw new SettlementError('SETTLEMENT_RUN_UNFIT', { path, region, period, needed: '--review' });
  }
  const entries: object[] = [];
  for await (const { application = '', settledPayment = '' } of tableRows(run, SPECIAL_CASES_FILE)) {
    const { state } = register.application(application);
    if (state === 'cleared' || state === 'published') continue;
    if (state !== 'priced') entries.push({ action: 'price', application });
    // What is due to a hospital may be below zero; paid for its case is then nothing.
    const paid = parseYuan(settledPayment);
    entries.push({ action: 'clear', application, run: fingerprint, fundPaid: printYuan(paid < 0n ? fen(0n) : paid) });
  }
  return entries;
}
