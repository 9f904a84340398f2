import {
  deadlineOf,
  NO_MONEY,
  printExactly,
  printYuan,
  settleYear,
  stepOfLimit,
  weakestEvidence,
  yearLimits,
  type AnnualSettlement,
  type Fen,
  type HospitalYear,
  type SettledHospitalYear,
  type YearInput,
} from '../../pricing/index.js';
import { figureKey, ofFund } from './input-figures.js';
import { breakdownSteps, budgetSteps, fundSteps, poolSteps } from './period-steps.js';
import type { Basis } from './basis.js';
import { gradesOf, hospitalsOf, type FundsInput } from './settle-funds.js';
import type { FundLimits, SettledPeriod } from './settled-period.js';
import { YearAmounts } from './year-amounts.js';
import { yearInvariants } from './year-invariants.js';

const amount = (value: Fen | undefined): string => (value === undefined ? '' : printYuan(value));

/** What a year's row of hospitals.csv says, in order. */
const COLUMNS: Readonly<Record<string, (one: SettledHospitalYear) => string>> = {
  cases: ({ cases }) => String(cases),
  charges: ({ charges }) => printYuan(charges),
  others: ({ others }) => printYuan(others),
  billed: ({ billed }) => printYuan(billed),
  pricedPayments: ({ fundPayments }) => printYuan(fundPayments),
  gross: ({ gross }) => printYuan(gross),
  score: ({ score }) => (score === undefined ? '' : printExactly(score)),
  coefficient: ({ coefficient }) => printExactly(coefficient),
  surplus: ({ balance }) => amount(balance?.surplus),
  overspend: ({ balance }) => amount(balance?.overspend),
  kept: ({ balance }) => amount(balance?.kept),
  shared: ({ balance }) => amount(balance?.shared),
  due: ({ due }) => printYuan(due),
  depositWithheld: ({ deposit }) => printYuan(deposit.withheld),
  depositReturned: ({ deposit }) => printYuan(deposit.returned),
  months: ({ months }) => printYuan(months),
  prepayment: ({ prepayment }) => printYuan(prepayment),
  finalPayment: ({ finalPayment }) => printYuan(finalPayment),
  cash: ({ cash }) => printYuan(cash),
};

/** Clears a year of every fund. */
export function settleYears(year: string, { funds, cases, entries }: FundsInput, basis: Basis): SettledPeriod {
  const inputs = funds.map(({ fund, budget }): YearInput => {
    const totals = cases.totals.filter((one) => one.fund === fund);
    const hospitals = hospitalsOf(
      totals.map(({ hospital }) => hospital),
      ...[entries, basis.entriesOfMonths].map((some) => some.flatMap((one) => (one.fund === fund ? [one.hospital] : []))),
      ...[basis.prepayments, ...basis.months.map(({ credited }) => credited)].map((figures) => ofFund<Fen>(fund, figures).keys()),
    );
    const facts = hospitals.map((hospital) => yearOf(fund, hospital, entries, basis));
    return { fund, year: Number(year), totals, hospitals: facts, budget };
  });
  const settled = inputs.map((input, at): AnnualSettlement => settleYear(input, funds[at]!.rules));
  const limits = settled.map((one, at): FundLimits => {
    const { rules, clearing } = funds[at]!;
    return { fund: one.fund, measured: yearLimits(one, rules.settlement, clearing), deadline: deadlineOf(one.year, clearing) };
  });
  return {
    columns: Object.keys(COLUMNS),
    rows: settled.flatMap(({ fund, hospitals }) =>
      hospitals.map((one) => ({ fund, hospital: one.hospital, cells: Object.values(COLUMNS).map((cell) => cell(one)) })),
    ),
    hospitals: settled.flatMap(({ fund, hospitals }) =>
      hospitals.map(({ hospital, cases, due, finalPayment, billed }) => ({
        fund,
        hospital,
        cases,
        due,
        paid: finalPayment,
        billed,
      })),
    ),
    pools: new Map(settled.map(({ fund, pools }) => [fund, pools])),
    amounts: new YearAmounts(settled.map((one, at) => ({ settled: one, rounding: funds[at]!.rules.rounding.amount.value }))),
    entries,
    limits,
    steps: settled.flatMap(({ fund, budget, pools, hospitals }, at) => [
      ...budgetSteps(budget),
      ...poolSteps(fund, pools),
      ...fundSteps(fund, limits[at]!.measured.map(stepOfLimit)),
      ...hospitals.flatMap(({ hospital, breakdown, closing }) => [
        ...breakdownSteps({ fund, hospital, part: 'due' }, breakdown),
        ...breakdownSteps({ fund, hospital, part: 'closing' }, closing),
      ]),
    ]),
    check: (ofCases) =>
      settled.flatMap((year, at) => {
        const months = basis.settledMonths.filter(({ fund }) => fund === year.fund);
        return yearInvariants({ year, input: inputs[at]!, rules: funds[at]!.rules, months }, ofCases);
      }),
    evidence: weakestEvidence(gradesOf(funds)),
  };
}

function yearOf(fund: string, hospital: string, entries: FundsInput['entries'], basis: Basis): HospitalYear {
  const key = figureKey(fund, hospital);
  const score = basis.scores.get(key) ?? basis.scores.get(figureKey('', hospital));
  const months = basis.months.map(({ month, credited, deposit }) => ({
    month,
    credited: credited.get(key) ?? NO_MONEY,
    deposit: deposit.get(key) ?? NO_MONEY,
  }));
  return {
    hospital,
    ...(score === undefined ? {} : { score }),
    entries: [...basis.entriesOfMonths, ...entries].filter((one) => one.fund === fund && one.hospital === hospital),
    months,
    prepayment: basis.prepayments.get(key) ?? NO_MONEY,
    ...basis.decisions.get(key),
  };
}
