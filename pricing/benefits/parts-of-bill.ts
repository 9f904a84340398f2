import { neededAmount } from '../case-facts.js';
import { PricingError } from '../errors.js';
import { greaterFen, NO_MONEY, printYuan, subtractFen, sumFen } from '../money.js';
import type { Rounding } from '../rounding.js';
import type { BillFacts } from './bill-facts.js';
import type { CostParts } from './cost-parts.js';
import { sumOfLines } from './split-line.js';

const FIELDS = {
  total: 'totalCharges',
  selfPaid: 'selfPaid',
  overLimit: 'overLimit',
  firstSelfPaid: 'firstSelfPaid',
  inScope: 'inScope',
} as const satisfies Record<keyof CostParts, keyof BillFacts>;

const PARTS = Object.keys(FIELDS) as (keyof CostParts)[];

/**
 * The kinds of charges of a bill: as its head states them, or as its lines give them. In-scope charges that are not stated are what is left
 * of the total.
 *
 * @throws PRICING_FACT_MISSING, PRICING_FACT_INVALID; PRICING_BILL_DOES_NOT_ADD_UP where the kinds do not make the total;
 *   PRICING_LINES_DISAGREE where head and lines differ.
 */
export function costParts(facts: BillFacts, rounding: Rounding): CostParts {
  if (facts.lines === undefined) return statedParts(facts);
  const parts = sumOfLines(facts.caseId, facts.lines, rounding);
  for (const name of PARTS) {
    const field = FIELDS[name];
    const stated = facts[field];
    if (stated === undefined || stated === parts[name]) continue;
    const details = { case: facts.caseId, field, head: printYuan(stated), lines: printYuan(parts[name]) };
    throw new PricingError('PRICING_LINES_DISAGREE', details);
  }
  return parts;
}

function statedParts(facts: BillFacts): CostParts {
  const [total, selfPaid, overLimit, firstSelfPaid] = [
    neededAmount(facts, 'totalCharges'),
    neededAmount(facts, 'selfPaid'),
    neededAmount(facts, 'overLimit'),
    neededAmount(facts, 'firstSelfPaid'),
  ];
  const rest = subtractFen(total, sumFen([selfPaid, overLimit, firstSelfPaid]));
  const inScope = facts.inScope === undefined ? greaterFen(NO_MONEY, rest) : neededAmount(facts, 'inScope');
  if (inScope !== rest) {
    const sum = sumFen([selfPaid, overLimit, firstSelfPaid, inScope]);
    throw new PricingError('PRICING_BILL_DOES_NOT_ADD_UP', {
      case: facts.caseId,
      total: printYuan(total),
      sum: printYuan(sum),
    });
  }
  return { total, selfPaid, overLimit, firstSelfPaid, inScope };
}
