import {
  NO_MONEY,
  over,
  parseYuan,
  printYuan,
  ratio,
  settleMonth,
  weakestEvidence,
  type Fen,
  type MonthAsSettled,
  type MonthlySettlement,
  type Ratio,
  type SettledHospitalMonth,
} from '../../pricing/index.js';
import { tableRows } from './open-run.js';
import { breakdownSteps, budgetSteps, poolSteps } from './period-steps.js';
import type { Basis } from './basis.js';
import type { Run } from './run-manifest.js';
import type { SettledPeriod } from './settled-period.js';
import { gradesOf, hospitalsOf, type FundsInput } from './settle-funds.js';
import { figureKey, ofFund, type HospitalDecisions } from './input-figures.js';
import { MonthAmounts } from './month-amounts.js';
import { monthInvariants } from './month-invariants.js';

/** What a month's row of hospitals.csv says, in order. */
const COLUMNS: Readonly<Record<string, (one: SettledHospitalMonth) => string>> = {
  cases: ({ cases }) => String(cases),
  charges: ({ charges }) => printYuan(charges),
  others: ({ others }) => printYuan(others),
  billed: ({ billed }) => printYuan(billed),
  fundPart: ({ fundPart }) => printYuan(fundPart),
  leftForClearing: ({ leftForClearing }) => printYuan(leftForClearing),
  deposit: ({ deposit }) => printYuan(deposit),
  entries: ({ entries }) => printYuan(entries),
  credited: ({ credited }) => printYuan(credited),
  setOff: ({ setOff }) => printYuan(setOff),
  paid: ({ paid }) => printYuan(paid),
  owed: ({ owed }) => printYuan(owed),
};

/**
 * Settles a month of every fund.
 *
 * @param basis What hospitals owe from before, what they were prepaid, and their base volumes, as `figureKey` has them.
 */
export function settleMonths(
  month: string,
  { funds, cases, entries }: FundsInput,
  { owed, decisions, prepayments }: Pick<Basis, 'owed' | 'decisions' | 'prepayments'>,
): SettledPeriod {
  const settled = funds.map(({ fund, rules, budget }): MonthlySettlement => {
    const booked = entries.filter((entry) => entry.fund === fund);
    const debtors = [...ofFund(fund, owed)].flatMap(([hospital, debt]) => (debt > 0n ? [hospital] : []));
    const hospitals = hospitalsOf(
      booked.map(({ hospital }) => hospital),
      debtors,
      ofFund(fund, prepayments).keys(),
    ).map((hospital) => ({
      hospital,
      entries: booked.filter((entry) => entry.hospital === hospital),
      owed: owed.get(figureKey(fund, hospital)) ?? NO_MONEY,
      prepayment: prepayments.get(figureKey(fund, hospital)),
    }));
    const totals = cases.totals.filter((one) => one.fund === fund);
    return settleMonth({ fund, month, totals, hospitals, budget, basePoints: basePointsOf(fund, decisions) }, rules);
  });
  const rows = settled.flatMap(({ fund, hospitals }) =>
    hospitals.map((one) => ({ fund, hospital: one.hospital, cells: Object.values(COLUMNS).map((cell) => cell(one)) })),
  );
  return {
    columns: Object.keys(COLUMNS),
    rows,
    hospitals: settled.flatMap(({ fund, hospitals }) =>
      hospitals.map(({ hospital, cases, fundPart, paid, billed }) => ({ fund, hospital, cases, due: fundPart, paid, billed })),
    ),
    pools: new Map(settled.map(({ fund, pools }) => [fund, pools])),
    amounts: new MonthAmounts(
      settled,
      new Set(funds.flatMap(({ fund, rules }) => (rules.settlement.monthValue.value === 'as-priced' ? [fund] : []))),
    ),
    entries,
    steps: settled.flatMap(({ fund, pools, hospitals }, at) => [
      ...budgetSteps(funds[at]!.budget),
      ...poolSteps(fund, pools),
      ...hospitals.flatMap(({ hospital, breakdown }) => breakdownSteps({ fund, hospital }, breakdown)),
    ]),
    limits: [],
    check: (ofCases) => settled.flatMap((one) => monthInvariants(one, ofCases)),
    evidence: weakestEvidence(gradesOf(funds)),
  };
}

/** A twelfth of the base volumes of the year, by hospital. */
function basePointsOf(fund: string, decisions: Basis['decisions']): ReadonlyMap<string, Ratio> {
  const own = [...ofFund<HospitalDecisions>(fund, decisions)];
  return new Map(
    own.flatMap(([hospital, { basePoints }]) => (basePoints === undefined ? [] : [[hospital, over(basePoints, TWELVE)]])),
  );
}

const TWELVE = ratio(12);

/** Every hospital's month as its run says it. */
export async function readSettledMonths(run: Run): Promise<readonly MonthAsSettled[]> {
  const months: MonthAsSettled[] = [];
  for await (const row of tableRows(run, 'hospitals.csv')) {
    const yuan = (column: string): Fen => parseYuan(row[column]!);
    months.push({
      fund: row['fund']!,
      month: run.identity.period,
      hospital: row['hospitalId']!,
      fundPart: yuan('fundPart'),
      leftForClearing: yuan('leftForClearing'),
      deposit: yuan('deposit'),
      entries: yuan('entries'),
      credited: yuan('credited'),
    });
  }
  return months;
}

/** A hospital's amounts in one column of a run, by fund and hospital. */
export async function amountsOf(run: Run, column: string): Promise<ReadonlyMap<string, Fen>> {
  const amounts = new Map<string, Fen>();
  for await (const row of tableRows(run, 'hospitals.csv'))
    amounts.set(figureKey(row['fund']!, row['hospitalId']!), parseYuan(row[column]!));
  return amounts;
}
