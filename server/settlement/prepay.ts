import {
  addFen,
  assessFund,
  FUND_RISK,
  NO_MONEY,
  prepaymentAmount,
  prepaymentDays,
  printYuan,
  ROUNDING,
  weakestEvidence,
  type Evidence,
  type Fen,
  type PaymentPolicy,
  type PrepaymentDays,
  type PrepaymentDecision,
} from '../../pricing/index.js';
import { csvLine } from '../../reference-data/index.js';
import { readFundAccounts } from '../fund-risk/read-fund-accounts.js';
import { SettlementError } from './errors.js';
import { ofFund } from './input-figures.js';
import { openRun } from './open-run.js';
import { monthsOf } from './period.js';
import type { Run } from './run-manifest.js';
import { amountsOf } from './settle-months.js';

/** What a prepayment is worked out from. */
export interface PrepaymentRequest {
  readonly policy: PaymentPolicy;
  /** Monthly accounts of the funds (CSV). */
  readonly accounts: string;
  /** Runs of years before, or of all their months. */
  readonly runs: readonly string[];
  /** Day on which it is asked for, of the year that it is for. `YYYY-MM-DD` */
  readonly on: string;
}

/** What a fund prepays, or why it does not. */
export interface FundPrepayment {
  readonly fund: string;
  readonly decision: PrepaymentDecision;
  readonly days: PrepaymentDays | undefined;
  /** By hospital, in order; none where the fund may not. Unit: fen. */
  readonly amounts: ReadonlyMap<string, Fen>;
  readonly evidence: Evidence;
}

/**
 * Says of each fund whether it may prepay its hospitals (预付金), and what each of them is prepaid: some months of its mean year.
 *
 * @throws SETTLEMENT_PREPAYMENT_DAY outside the days on which it is asked for; SETTLEMENT_PREPAYMENT_YEARS where no year before is complete; as
 *   reading accounts and runs, and as `assessFund`
 */
export async function prepay({ policy, accounts, runs, on }: PrepaymentRequest): Promise<readonly FundPrepayment[]> {
  const year = on.slice(0, 4);
  const paid = await paidByYear(year, policy.region, runs);
  const funds: FundPrepayment[] = [];
  for (const [fund, months] of await readFundAccounts(accounts)) {
    const query = { fund, on, purpose: 'settlement' } as const;
    const [values, rounding] = [policy.section(FUND_RISK, query), policy.section(ROUNDING, query).amount.value];
    const rule = values.prepayment.value;
    const days = prepaymentDays(year, rule);
    if (days !== undefined && (on < days.askedFrom || on > days.askedUntil))
      throw new SettlementError('SETTLEMENT_PREPAYMENT_DAY', { on, from: days.askedFrom, until: days.askedUntil });
    const known = months.filter(({ month }) => month < on.slice(0, 7));
    const { prepayment: decision } = assessFund(fund, known, values, rounding);
    const amounts = new Map<string, Fen>();
    if (decision.isAllowed)
      for (const [hospital, years] of yearsByHospital(fund, paid)) amounts.set(hospital, prepaymentAmount(years, rule, rounding));
    const evidence = weakestEvidence([values.prepayment.citation.source.evidence]);
    funds.push({ fund, decision, days, amounts, evidence });
  }
  return funds;
}

/** What hospitals had of each complete year before, by `figureKey`; the oldest first. */
async function paidByYear(year: string, region: string, paths: readonly string[]): Promise<readonly ReadonlyMap<string, Fen>[]> {
  const runs: Run[] = [];
  for (const path of paths) {
    const run = await openRun(path);
    const { region: of, period } = run.identity;
    if (of !== region || period >= year)
      throw new SettlementError('SETTLEMENT_RUN_UNFIT', { path, region: of, period, needed: `${region} < ${year}` });
    runs.push(run);
  }
  const years = [...new Set(runs.map(({ identity }) => identity.period.slice(0, 4)))].sort();
  const paid: ReadonlyMap<string, Fen>[] = [];
  const incomplete: string[] = [];
  for (const one of years) {
    const cleared = runs.find(({ identity }) => identity.period === one);
    const months = monthsOf(one).map((month) => runs.find(({ identity }) => identity.period === month));
    if (cleared !== undefined) paid.push(await amountsOf(cleared, 'cash'));
    else if (months.every((month) => month !== undefined)) paid.push(await sumOfMonths(months));
    else incomplete.push(...monthsOf(one).filter((_, at) => months[at] === undefined));
  }
  if (paid.length === 0 || incomplete.length > 0)
    throw new SettlementError('SETTLEMENT_PREPAYMENT_YEARS', {
      year,
      missing: incomplete.length === 0 ? '-' : incomplete.join(', '),
    });
  return paid;
}

/** What twelve months paid and withheld. */
async function sumOfMonths(months: readonly Run[]): Promise<ReadonlyMap<string, Fen>> {
  const sums = new Map<string, Fen>();
  for (const month of months)
    for (const column of ['credited', 'deposit'])
      for (const [key, amount] of await amountsOf(month, column)) sums.set(key, addFen(sums.get(key) ?? NO_MONEY, amount));
  return sums;
}

/** The years in which each hospital of a fund was paid, the oldest first. */
function yearsByHospital(fund: string, paid: readonly ReadonlyMap<string, Fen>[]): ReadonlyMap<string, readonly Fen[]> {
  const years = new Map<string, Fen[]>();
  for (const year of paid)
    for (const [hospital, amount] of ofFund(fund, year))
      if (amount > 0n) years.set(hospital, [...(years.get(hospital) ?? []), amount]);
  return new Map([...years].sort(([a], [b]) => (a < b ? -1 : 1)));
}

const COLUMNS = ['hospitalId', 'fund', 'amount', 'paidBy', 'setOffBy', 'evidence', 'demonstration'];

/** The table of prepayments, as `settle --prepayments` reads it. */
export function* printPrepayments(funds: readonly FundPrepayment[], isDemonstration: boolean): Generator<string> {
  yield csvLine(COLUMNS);
  for (const { fund, days, amounts, evidence } of funds)
    for (const [hospital, amount] of amounts) {
      const when = [days?.paidBy ?? '', days?.setOffBy ?? ''];
      yield csvLine([hospital, fund, printYuan(amount), ...when, evidence, isDemonstration ? 'yes' : 'no']);
    }
}
