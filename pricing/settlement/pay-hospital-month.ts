import { amountOperand, operand, paymentBreakdown, type BreakdownLine, type Rule } from '../breakdown.js';
import { PricingError } from '../errors.js';
import { addFen, fen, greaterFen, lesserFen, NO_MONEY, printYuan, subtractFen, yuanOf, type Fen } from '../money.js';
import { times } from '../ratio.js';
import { roundToFen } from '../rounding.js';
import { depositOf } from './deposit.js';
import type { HospitalMonth, SettledHospitalMonth } from './monthly-settlement.js';
import { operandsOfEntries, sumOfEntries } from './settlement-entry.js';
import type { SettlementRules } from './settlement-rules.js';
import type { MonthStep } from './settlement-section.js';
import { TERMS } from './settlement-terms.js';

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

/** What the steps of a month come to. */
type Paid = Omit<SettledHospitalMonth, 'hospital' | 'cases' | 'charges' | 'others' | 'billed' | 'fundPart'>;

/**
 * The steps of one hospital's month, in the order of the region. Each is money of its own and ends in whole fen.
 *
 * @throws PRICING_BELOW_ZERO for a debt below zero
 */
export function payHospitalMonth(
  fundPart: Fen,
  { hospital, entries, owed: owedBefore, prepayment = NO_MONEY }: HospitalMonth,
  { settlement, rounding }: SettlementRules,
): Paid {
  for (const [field, value] of Object.entries({ owed: owedBefore, prepayment }))
    if (value < 0n) throw new PricingError('PRICING_BELOW_ZERO', { of: hospital, field, value: printYuan(value) });
  const owed = addFen(owedBefore, prepayment);
  const amountRule = rounding.amount.value;
  const lines: BreakdownLine[] = [{ rule: RULES.part, operands: [], amount: fundPart, citation: settlement.pools.citation }];
  let [amount, leftForClearing, deposit, setOff, taken] = [fundPart, NO_MONEY, NO_MONEY, NO_MONEY, NO_MONEY];
  const booked = sumOfEntries(entries);
  const advanced = prepayment === 0n ? [] : [amountOperand(TERMS.prepayment, prepayment)];
  const debts = [amountOperand(TERMS.owed, owedBefore), ...advanced];
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
        add({ rule: RULES['set-off'], operands: debts, amount: fen(-setOff) });
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
