import { isWithin } from '../../reference-data/index.js';
import { lineAmount } from '../budget/fund-budget.js';
import { PricingError } from '../errors.js';
import { NO_MONEY, printYuan, subtractFen, sumFen, yuanOf, type Fen } from '../money.js';
import { ONE, over, type Ratio } from '../ratio.js';
import type {
  AnnualSettlement,
  Fairness,
  HospitalYear,
  SettledHospitalYear,
  YearInput,
  YearMovement,
} from './annual-settlement.js';
import { closeHospital } from './close-hospital.js';
import type { HospitalState } from './hospital-state.js';
import { byHospital, inOrder, noCases } from './hospital-sums.js';
import type { PoolResult } from './pool-result.js';
import { reserveAccount, roundingOfReserve } from './reserve-account.js';
import { settlePools } from './settle-pools.js';
import { heldToEntries, refuseEntries } from './settlement-entry.js';
import type { SettlementRules } from './settlement-rules.js';
import type { SettlementValues } from './settlement-section.js';
import { YEAR_STEP, type YearState } from './year-steps.js';

/**
 * Clears one fund's year: what the pools pay, then the steps in the order of the region, then months, deposit and prepayment.
 *
 * Released by the pools, with the movement of each step, is what is due, to the fen; and the order of totals and hospitals changes nothing.
 *
 * @throws PRICING_SETTLEMENT_MIXED for totals of another fund or year, a hospital or month that is named twice; PRICING_SETTLEMENT_ENTRY;
 *   PRICING_FACT_MISSING for a score or base volume; PRICING_BELOW_ZERO for a prepayment below zero; as `settlePools`.
 */
export function settleYear(input: YearInput, rules: SettlementRules): AnnualSettlement {
  heldToYear(input, rules.settlement);
  const { fund, year, totals, budget } = input;
  const { settlement, rounding } = rules;
  const basePoints = new Map(
    input.hospitals.flatMap(({ hospital, basePoints: own }) => (own === undefined ? [] : [[hospital, own] as const])),
  );
  const pools = settlePools({ fund, totals, budget, basePoints }, rules, (line) => line);
  const balance = settlement.reserveLine === undefined ? NO_MONEY : lineAmount(budget, settlement.reserveLine.value);
  const reserve = subtractFen(balance, roundingOfReserve(balance, pools, settlement));
  const { value: amount, citation: roundingCitation } = rounding.amount;
  const context = { settlement, pools, totals, amount, roundingCitation, reserve };
  let state: YearState = { hospitals: openingStates(input, pools) };
  const released = sumFen(pools.map((pool) => pool.released));
  const movements: YearMovement[] = [{ step: 'pools', amount: subtractFen(dueOf(state), released) }];
  for (const step of settlement.yearOrder.value) {
    const before = dueOf(state);
    state = YEAR_STEP[step](state, context);
    movements.push({ step, amount: subtractFen(dueOf(state), before) });
  }
  const hospitals = state.hospitals.map((one) => closeHospital(one, rules));
  return {
    fund,
    year,
    budget,
    pools,
    hospitals,
    released,
    movements,
    due: dueOf(state),
    reserve: reserveAccount(balance, pools, state.hospitals, state.draw, settlement),
    ...ofAll(hospitals, settlement),
  };
}

const dueOf = ({ hospitals }: YearState): Fen => sumFen(hospitals.map(({ amount }) => amount));

/** How far what is due lies from what hospitals advanced for the fund, and whether the scheme fits. @param advance Above zero. */
export function fairnessOf(due: Fen, advance: Fen, limit: NonNullable<SettlementValues['fairness']>['value']): Fairness {
  const difference = subtractFen(due, advance);
  const gap = over(yuanOf(difference < 0n ? subtractFen(NO_MONEY, difference) : difference), yuanOf(advance));
  return { gap, fits: isWithin(gap, limit) };
}

function heldToYear({ fund, year, totals, hospitals }: YearInput, { yearOrder }: SettlementValues): void {
  const mixed = (of: string, value: string) => new PricingError('PRICING_SETTLEMENT_MIXED', { fund, of, value });
  const isOfYear = (month: string): boolean => month.startsWith(`${year}-`);
  for (const { hospital, month } of totals) if (!isOfYear(month)) throw mixed(hospital, month);
  const names = new Set<string>();
  for (const { hospital, months, prepayment } of hospitals) {
    if (names.has(hospital)) throw mixed(hospital, `${hospital} ×2`);
    names.add(hospital);
    const seen = new Set<string>();
    for (const { month } of months) {
      if (!isOfYear(month)) throw mixed(hospital, month);
      if (seen.has(month)) throw mixed(hospital, `${month} ×2`);
      seen.add(month);
    }
    if (prepayment < 0n)
      throw new PricingError('PRICING_BELOW_ZERO', { of: hospital, field: 'prepayment', value: printYuan(prepayment) });
  }
  heldToEntries(hospitals);
  // A year that has no step for them would drop what was booked without a word.
  if (!yearOrder.value.includes('deductions')) refuseEntries(hospitals, 'settlement.yearOrder: deductions?');
}

const nothingKnown = (hospital: string): HospitalYear => ({ hospital, entries: [], months: [], prepayment: NO_MONEY });

/** Each hospital with cases, or with anything else to settle, as the pools leave it. */
function openingStates({ totals, hospitals }: YearInput, pools: readonly PoolResult[]): readonly HospitalState[] {
  const facts = new Map(hospitals.map((one) => [one.hospital, one]));
  const sums = new Map(byHospital(totals).map((one) => [one.hospital, one]));
  const names = [...new Set([...sums.keys(), ...facts.keys()])].sort(inOrder);
  return names.map((hospital) => {
    const inPools = pools.flatMap((pool) =>
      pool.hospitals.filter((one) => one.hospital === hospital).map((own) => ({ own, shares: pool.row.shares })),
    );
    const shared = inPools.filter(({ shares }) => shares);
    const gross = sumFen(inPools.map(({ own }) => own.gross));
    return {
      facts: facts.get(hospital) ?? nothingKnown(hospital),
      sums: sums.get(hospital) ?? noCases(hospital),
      gross,
      sharedGross: sumFen(shared.map(({ own }) => own.gross)),
      sharedBilled: sumFen(shared.map(({ own }) => own.billed)),
      exact: yuanOf(gross),
      amount: gross,
      lines: inPools.flatMap(({ own }) => own.lines),
      coefficient: ONE,
    };
  });
}

/** What is said of the year as a whole. */
function ofAll(
  hospitals: readonly SettledHospitalYear[],
  { fairness }: SettlementValues,
): Pick<AnnualSettlement, 'fundShare' | 'leftForClearing' | 'fairness'> {
  const all = (amountOf: (one: SettledHospitalYear) => Fen): Fen => sumFen(hospitals.map(amountOf));
  const [billed, charges, due] = [all((one) => one.billed), all((one) => one.charges), all((one) => one.due)];
  const share = (part: Fen, whole: Fen): Ratio | undefined => (whole <= 0n ? undefined : over(yuanOf(part), yuanOf(whole)));
  return {
    fundShare: share(billed, charges),
    leftForClearing: share(
      subtractFen(
        due,
        all((one) => one.months),
      ),
      due,
    ),
    fairness: fairness === undefined || billed <= 0n ? undefined : fairnessOf(due, billed, fairness.value),
  };
}
