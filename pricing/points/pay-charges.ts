import { amountOperand, type BreakdownLine, type Rule } from '../breakdown.js';
import type { Fen } from '../money.js';
import type { Citation } from '../policy/citation.js';
import { TERMS } from './terms.js';

const RULE: Rule = {
  id: 'actual-charges',
  label: { zh: '按实际费用支付', en: 'Paid at the actual charges' },
  formula: { zh: '审核后费用', en: 'allowed charges' },
};

/** A stay that points do not price: its charges are paid. @param citation The parameter that says so. */
export function payCharges(charges: Fen, citation: Citation): BreakdownLine {
  return { rule: RULE, operands: [amountOperand(TERMS.allowedCharges, charges)], amount: charges, citation };
}
