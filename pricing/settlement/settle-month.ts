import { amountOperand, operand, paymentBreakdown, type BreakdownLine, type PaymentBreakdown, type Rule } from '../breakdown.js';
import { PricingError } from '../errors.js';
import type { FundBudget } from '../budget/fund-budget.js';
import { addFen, fen, greaterFen, lesserFen, NO_MONEY, subtractFen, sumFen, yuanOf, type Fen } from '../money.js';
import { times, type Ratio } from '../ratio.js';
import { roundToFen } from '../rounding.js';
import type { CaseTotals } from './case-totals.js';
import { depositOf } from './deposit.js';
import { byHospital, inOrder } from './hospital-sums.js';
import { instalments } from './instalments.js';
import type { PoolResult } from './pool-result.js';
import { heldToEntries, operandsOfEntries, sumOfEntries, type SettlementEntry } from './settlement-entry.js';
import type { MonthStep } from './settlement-section.js';
import { settlePools } from './settle-pools.js';
import type { SettlementRules } from './settlement-rules.js';
import { TERMS } from './settlement-terms.js';

/** What is known of a hospital's month beside its cases; a hospital that is not named has nothing. */
export interface HospitalMonth {
  readonly hospital: string;
  /** Audit deductions and corrections that are booked this month. */
  readonly entries: readonly SettlementEntry[];
  /** What the hospital still owes the fund: a year that ended below zero, a month that did. Unit: fen, zero or more. */
  readonly owed: Fen;
}

/** One fund's month. */
export interface MonthInput {
  readonly fund: string;
  /** `YYYY-MM` */
  readonly month: string;
  /** Of this fund and month only. */
  readonly totals: readonly CaseTotals[];
  readonly hospitals: readonly HospitalMonth[];
  /** Version in force in the month. */
  readonly budget: FundBudget;
  /** Base volumes of a month, where the region gives each hospital one. */
  readonly basePoints?: ReadonlyMap<string, Ratio> | undefined;
}

/** A hospital's month. Unit: fen. */
export interface SettledHospitalMonth {
  readonly hospital: string;
  readonly cases: number;
  readonly charges: Fen;
  readonly others: Fen;
  /** The fund's part of the charges by item. */
  readonly billed: Fen;
  /** What the month's cases come to. */
  readonly fundPart: Fen;
  /** Of the fund's part, kept for clearing. */
  readonly leftForClearing: Fen;
  readonly deposit: Fen;
  /** Entries that the month took, where it takes them; deductions are below zero. */
  readonly entries: Fen;
  /** What counts against the year: before earlier debts are set off, and below zero where the entries are more than the rest. */
  readonly credited: Fen;
  /** Of earlier debts, settled by this month. */
  readonly setOff: Fen;
  readonly paid: Fen;
  /** Still owed after this month. */
  readonly owed: Fen;
  /** Adds up to what is paid. */
  readonly breakdown: PaymentBreakdown;
}

/** One fund's month, settled in advance of the year (月度预结算). */
export interface MonthlySettlement {
  readonly fund: string;
  readonly month: string;
  readonly budgetVersion: number;
  readonly pools: readonly PoolResult[];
  /** In the order of their names. */
  readonly hospitals: readonly SettledHospitalMonth[];
  readonly paid: Fen;
}

const RULES = {
  part: {
    id: 'fund-part',
    label: { zh: '当月基金应付', en: "The fund's part" },
    formula: { zh: '各资金池合计', en: 'sum over the pools' },
  },
  advance: {
    id: 'advance',
    label: { zh: '预拨', en: 'Advance' },
    formula: { zh: '当月基金应付 × 预拨比例', en: "the fund's part × share in advance" },
  },
  deposit: {
    id: 'deposit',
    label: { zh: '预留质量保证金', en: 'Deposit withheld' },
    formula: { zh: '− 金额 × 质量保证金比例', en: '− amount × deposit' },
  },
  deductions: {
    id: 'deductions',
    label: { zh: '审核扣款及补付', en: 'Deductions and later entries' },
    formula: { zh: '+ 扣款及补付（扣款为负）', en: '+ entries, deductions below zero' },
  },
  'set-off': {
    id: 'set-off',
    label: { zh: '抵扣', en: 'Set off' },
    formula: { zh: '− 待抵扣，不超过当月金额', en: '− what is owed, as far as the month goes' },
  },
  carried: {
    id: 'carried',
    label: { zh: '不足部分转下月', en: 'Carried to the next month' },
    formula: { zh: '补足至零', en: 'made up to zero' },
  },
} as const satisfies Record<MonthStep | 'part' | 'carried', Rule>;

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
    const paid = payHospital(fundPart, facts.get(hospital) ?? { hospital, entries: [], owed: NO_MONEY }, rules);
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

type Paid = Omit<SettledHospitalMonth, 'hospital' | 'cases' | 'charges' | 'others' | 'billed' | 'fundPart'>;

/** The steps of one hospital, in the order of the region. Each is money of its own and ends in whole fen. */
function payHospital(fundPart: Fen, { hospital, entries, owed }: HospitalMonth, { settlement, rounding }: SettlementRules): Paid {
  if (owed < 0n) throw new PricingError('PRICING_BELOW_ZERO', { of: hospital, field: 'owed', value: String(owed) });
  const amountRule = rounding.amount.value;
  const lines: BreakdownLine[] = [{ rule: RULES.part, operands: [], amount: fundPart, citation: settlement.pools.citation }];
  let [amount, leftForClearing, deposit, setOff, taken] = [fundPart, NO_MONEY, NO_MONEY, NO_MONEY, NO_MONEY];
  const booked = sumOfEntries(entries);
  const add = (line: BreakdownLine): void => {
    lines.push(line);
    amount = addFen(amount, line.amount);
  };
  for (const step of settlement.monthOrder.value) {
    const before = amountOperand(TERMS.amount, amount);
    switch (step) {
      case 'advance': {
        const { value, citation } = settlement.advanceShare;
        const advance = roundToFen(times(yuanOf(amount), value), amountRule);
        leftForClearing = subtractFen(amount, advance);
        add({
          rule: RULES.advance,
          operands: [before, operand(TERMS.advanceShare, value, citation)],
          amount: fen(-leftForClearing),
          citation,
        });
        break;
      }
      case 'deposit': {
        if (settlement.depositShare === undefined || settlement.depositFrom.value !== 'months') break;
        const { value, citation } = settlement.depositShare;
        deposit = depositOf(amount, settlement, amountRule);
        add({
          rule: RULES.deposit,
          operands: [before, operand(TERMS.depositShare, value, citation)],
          amount: fen(-deposit),
          citation,
        });
        break;
      }
      case 'deductions':
        taken = booked;
        add({ rule: RULES.deductions, operands: operandsOfEntries(entries), amount: booked });
        break;
      case 'set-off':
        setOff = greaterFen(NO_MONEY, lesserFen(amount, owed));
        add({ rule: RULES['set-off'], operands: [amountOperand(TERMS.owed, owed)], amount: fen(-setOff) });
        break;
    }
  }
  const missing = greaterFen(NO_MONEY, fen(-amount));
  if (missing > 0n) add({ rule: RULES.carried, operands: [], amount: missing });
  const paid = amount;
  const stillOwed = addFen(subtractFen(owed, setOff), missing);
  const credited = addFen(paid, subtractFen(setOff, missing));
  return {
    leftForClearing,
    deposit,
    entries: taken,
    credited,
    setOff,
    paid,
    owed: stillOwed,
    breakdown: paymentBreakdown(paid, lines),
  };
}
