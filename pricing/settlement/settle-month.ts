import { PricingError } from '../errors.js';
import { NO_MONEY, sumFen, type Fen } from '../money.js';
import { byHospital, inOrder } from './hospital-sums.js';
import { instalments } from './instalments.js';
import type { MonthInput, MonthlySettlement } from './monthly-settlement.js';
import { payHospitalMonth } from './pay-hospital-month.js';
import { heldToEntries } from './settlement-entry.js';
import { settlePools } from './settle-pools.js';
import type { SettlementRules } from './settlement-rules.js';

const MONTHS_OF_A_YEAR = 12;

/**
 * Settles one fund's month: what the cases come to, then the steps in the order of the region.
 *
 * @throws PRICING_SETTLEMENT_MIXED for totals of another fund or month, and for a hospital that is named twice; PRICING_BELOW_ZERO for a debt
 *   below zero; as `settlePools`.
 */
export function settleMonth(input: MonthInput, rules: SettlementRules): MonthlySettlement {
  const { fund, month, totals, budget } = input;
  heldToMonth(input);
  const place = Number(month.slice(5)) - 1;
  const twelfth = (line: Fen): Fen => instalments(line, MONTHS_OF_A_YEAR, rules.rounding.amount.value)[place]!;
  const pools = settlePools({ fund, totals, budget, basePoints: input.basePoints ?? new Map() }, rules, twelfth);
  const facts = new Map(input.hospitals.map((one) => [one.hospital, one]));
  const sums = new Map(byHospital(totals).map((one) => [one.hospital, one]));
  const names = [...new Set([...sums.keys(), ...facts.keys()])].sort(inOrder);
  const hospitals = names.map((hospital) => {
    const own = sums.get(hospital);
    const valued = sumFen(
      pools.flatMap((pool) => pool.hospitals.filter((one) => one.hospital === hospital).map((one) => one.gross)),
    );
    const asPriced = rules.settlement.monthValue.value === 'as-priced';
    const fundPart = asPriced ? (own?.fundPayments ?? NO_MONEY) : valued;
    const paid = payHospitalMonth(fundPart, facts.get(hospital) ?? { hospital, entries: [], owed: NO_MONEY }, rules);
    const counts = { cases: own?.cases ?? 0, charges: own?.charges ?? NO_MONEY, others: own?.others ?? NO_MONEY };
    return { hospital, ...counts, billed: own?.billed ?? NO_MONEY, fundPart, ...paid };
  });
  const paid = sumFen(hospitals.map((one) => one.paid));
  return { fund, month, budgetVersion: budget.version.seq, pools, hospitals, paid };
}

function heldToMonth({ fund, month, totals, hospitals }: MonthInput): void {
  const other = totals.find((one) => one.month !== month);
  if (other !== undefined) throw new PricingError('PRICING_SETTLEMENT_MIXED', { fund, of: other.hospital, value: other.month });
  const names = hospitals.map(({ hospital }) => hospital);
  const twice = names.find((name, place) => names.indexOf(name) !== place);
  if (twice !== undefined) throw new PricingError('PRICING_SETTLEMENT_MIXED', { fund, of: twice, value: `${twice} ×2` });
  heldToEntries(hospitals);
}
