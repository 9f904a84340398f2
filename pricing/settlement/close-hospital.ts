import { paymentBreakdown, type BreakdownLine, type Rule } from '../breakdown.js';
import { fen, subtractFen, sumFen } from '../money.js';
import type { SettledHospitalYear } from './annual-settlement.js';
import { depositOf, releaseDeposit } from './deposit.js';
import { finalPayment } from './final-payment.js';
import type { HospitalState } from './hospital-state.js';
import type { SettlementRules } from './settlement-rules.js';

const RULES = {
  due: {
    id: 'year-due',
    label: { zh: '年度应付', en: 'Due for the year' },
    formula: { zh: '见应付明细', en: 'see the lines of what is due' },
  },
  months: {
    id: 'months-paid',
    label: { zh: '月度已付', en: 'Months paid' },
    formula: { zh: '− Σ 月度预结算', en: '− Σ months' },
  },
  deposit: {
    id: 'deposit-withheld',
    label: { zh: '质量保证金', en: 'Deposit withheld' },
    formula: { zh: '− 预留的质量保证金', en: '− deposit withheld' },
  },
  prepayment: {
    id: 'prepayment',
    label: { zh: '预付金', en: 'Prepayment' },
    formula: { zh: '− 未归还的预付金', en: '− prepayment not given back' },
  },
} as const satisfies Record<string, Rule>;

/**
 * Clears a hospital's year: due less months, deposit withheld and prepayment is the final payment; the deposit goes back by the score.
 *
 * @throws as `releaseDeposit`
 */
export function closeHospital(state: HospitalState, { settlement, rounding }: SettlementRules): SettledHospitalYear {
  const { quantity: _points, fixedQuantity: _fixed, ...sums } = state.sums;
  const { facts, gross, coefficient, balance, amount: due, lines } = state;
  const { hospital, score, months: paid, prepayment } = facts;
  const fromYear = settlement.depositFrom.value === 'year';
  const withheld = fromYear ? depositOf(due, settlement, rounding.amount.value) : sumFen(paid.map(({ deposit }) => deposit));
  const deposit = releaseDeposit(withheld, score, hospital, settlement, rounding.amount.value);
  const credited = paid.map((month) => month.credited);
  const final = finalPayment({ due: subtractFen(due, withheld), monthlyPaid: credited, prepayment });
  const months = sumFen(credited);
  const { citation } = settlement.depositShare ?? {};
  const closing: BreakdownLine[] = [
    { rule: RULES.due, operands: [], amount: due },
    { rule: RULES.months, operands: [], amount: fen(-months) },
    { rule: RULES.deposit, operands: [], amount: fen(-withheld), ...(citation === undefined ? {} : { citation }) },
    { rule: RULES.prepayment, operands: [], amount: fen(-prepayment) },
  ];
  return {
    ...sums,
    gross,
    score,
    coefficient,
    balance,
    due,
    deposit,
    months,
    prepayment,
    finalPayment: final,
    cash: subtractFen(due, deposit.lost),
    breakdown: paymentBreakdown(due, lines),
    closing: paymentBreakdown(final, closing),
  };
}
