import { weakestEvidence, type Evidence } from '../../pricing/index.js';
import { budgetEvidence, fundsOf } from './budget-funds.js';
import { SettlementError } from './errors.js';
import { gatherCases, type GatheredCases, type GatherRequest } from './gather-cases.js';
import { openSettlement, type OpenedSettlement, type Trial } from './open-settlement.js';
import type { Basis } from './basis.js';
import { readBasis } from './read-basis.js';
import type { FundToSettle } from './settle-funds.js';
import { settleMonths } from './settle-months.js';
import { refuseBookedResults } from './reviewed-cases.js';
import type { SettleRequest } from './settle-request.js';
import type { SettledPeriod } from './settled-period.js';
import { settleYears } from './settle-years.js';

/** A settlement whose inputs were all found fit, before the first case is read. */
export interface PreparedSettlement {
  readonly request: SettleRequest;
  readonly opened: OpenedSettlement;
  readonly basis: Basis;
  readonly funds: readonly FundToSettle[];
  readonly isTrial: boolean;
}

export interface PreparingOptions {
  readonly threads?: number | undefined;
  /** Folder of the run that is to be: what stands beside it is asked whether the period is settled. */
  readonly output?: string | undefined;
  readonly trial?: Trial | undefined;
}

/** Reads everything that a settlement rests on and opens its cases, which whoever asks has to close. @throws CodedError for every fault of it */
export async function prepareSettlement(
  request: SettleRequest,
  { threads, output, trial }: PreparingOptions,
): Promise<PreparedSettlement> {
  const opened = await openSettlement(request, { threads, trial });
  try {
    const basis = await readBasis(request, opened, output);
    refuseBookedResults(request, opened.reviewed, basis);
    return { request, opened, basis, funds: fundsOf(request, opened), isTrial: trial !== undefined };
  } catch (error) {
    await opened.close();
    throw error;
  }
}

/** A period with its cases, each of which can be asked for its amount in the order of the sorted lines. */
export interface SettledCases {
  readonly cases: GatheredCases;
  readonly period: SettledPeriod;
  /** The weakest grade of rules, cases and budget. */
  readonly evidence: Evidence;
}

/** Prices the cases and settles their period: all but writing it down. @throws CodedError for every fault of cases and rules */
export async function settleCases(
  { request, opened, basis, funds, isTrial }: PreparedSettlement,
  { scratch, onProgress }: Pick<GatherRequest, 'scratch' | 'onProgress'>,
): Promise<SettledCases> {
  const { period, kind } = request;
  const cases = await gatherCases({ files: opened.files, period, isTrial, scratch, onProgress });
  refuseOtherFunds(cases, funds, request.budget);
  if (kind === 'year' && !request.withoutMonths) refuseMissingMonths(cases, basis);
  const input = { funds, cases, entries: basis.entries };
  const settled = kind === 'month' ? settleMonths(period, input, basis) : settleYears(period, input, basis);
  const evidence = weakestEvidence([settled.evidence, cases.evidence, ...basis.evidence, ...budgetEvidence(opened)]);
  await settled.amounts.prepare(cases.sorted);
  return { cases, period: settled, evidence };
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
