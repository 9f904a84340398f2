import { z } from 'zod';
import { amountOperand, operand, type BreakdownLine, type Operand, type Rule, type Term } from '../breakdown.js';
import { PricingError } from '../errors.js';
import { fen, printYuan, subtractFen, yuanOf, type Fen } from '../money.js';
import type { Citation, Sourced } from '../policy/citation.js';
import { share, word, yuan } from '../policy/values.js';
import { times } from '../ratio.js';
import { roundToFen, type Rounding } from '../rounding.js';
import { neededOf, type PackageFacts } from './package-facts.js';
import { riskFundRule, riskFundTransfer } from './risk-fund.js';

const named = { id: word, name: z.strictObject({ zh: word, en: word }) };

/**
 * What comes off the income of a package, in the order in which it comes off: so much a head, a share of the income, a share of what the
 * deductions before it left, a fixed sum, or the transfer to the risk fund.
 */
export const deductionTable = z
  .array(
    z.discriminatedUnion('by', [
      z.strictObject({ ...named, by: z.literal('head'), amount: yuan }),
      z.strictObject({ ...named, by: z.literal('income'), share }),
      z.strictObject({ ...named, by: z.literal('rest'), share }),
      z.strictObject({ ...named, by: z.literal('sum'), amount: yuan }),
      z.strictObject({ ...named, by: z.literal('risk-fund'), ...riskFundRule.shape }),
    ]),
  )
  .refine((rows) => new Set(rows.map(({ id }) => id)).size === rows.length, 'id ×2');

type Deduction = z.output<typeof deductionTable>[number];

const TERMS = {
  heads: { zh: '参保人数', en: 'insured people', unit: 'head' },
  perHead: { zh: '人均金额', en: 'amount for each head', unit: 'yuan-per-head' },
  income: { zh: '医保基金总额', en: 'income', unit: 'yuan' },
  rest: { zh: '扣减前余额', en: 'left before it', unit: 'yuan' },
  share: { zh: '比例', en: 'share', unit: '1' },
  sum: { zh: '定额', en: 'sum', unit: 'yuan' },
  balance: { zh: '风险基金结余', en: 'risk fund so far', unit: 'yuan' },
  ceiling: { zh: '风险基金上限比例', en: 'ceiling of the risk fund', unit: '1' },
} as const satisfies Record<string, Term>;

const FORMULAS = {
  head: { zh: '− 参保人数 × 人均金额', en: '− insured people × amount for each head' },
  income: { zh: '− 总额 × 比例', en: '− income × share' },
  rest: { zh: '− 扣减前余额 × 比例', en: '− what was left before it × share' },
  sum: { zh: '− 定额', en: '− sum' },
  'risk-fund': {
    zh: '− 总额 × 比例，提至总额的上限比例为止',
    en: '− income × share, until the fund is its ceiling of the income',
  },
} as const satisfies Record<Deduction['by'], Rule['formula']>;

/** What is left, and a line for each deduction. */
export interface Deducted {
  readonly rest: Fen;
  readonly lines: readonly BreakdownLine[];
}

/**
 * Takes the deductions off in their order. Each is money of its own, and is rounded by itself.
 *
 * @throws PRICING_BELOW_ZERO when they come to more than there is; PRICING_FACT_MISSING when the risk fund's balance is asked for.
 */
export function takeDeductions(
  income: Fen,
  facts: PackageFacts,
  { value: table, citation }: Sourced<readonly Deduction[]>,
  rounding: Rounding,
): Deducted {
  const lines: BreakdownLine[] = [];
  let rest = income;
  for (const row of table) {
    const { amount, operands } = amountOf(row, { income, rest, facts, rounding, citation });
    const rule = { id: row.id, label: row.name, formula: FORMULAS[row.by] };
    lines.push({ rule, operands, amount: fen(-amount), citation });
    rest = subtractFen(rest, amount);
    if (rest < 0n) throw new PricingError('PRICING_BELOW_ZERO', { of: facts.consortium, field: row.id, value: printYuan(rest) });
  }
  return { rest, lines };
}

interface Before {
  readonly income: Fen;
  readonly rest: Fen;
  readonly facts: PackageFacts;
  readonly rounding: Rounding;
  readonly citation: Citation;
}

function amountOf(
  row: Deduction,
  { income, rest, facts, rounding, citation }: Before,
): { readonly amount: Fen; readonly operands: readonly Operand[] } {
  switch (row.by) {
    case 'head': {
      const operands = [operand(TERMS.heads, facts.heads), operand(TERMS.perHead, row.amount, citation)];
      return { amount: roundToFen(times(facts.heads, row.amount), rounding), operands };
    }
    case 'sum':
      return { amount: roundToFen(row.amount, rounding), operands: [operand(TERMS.sum, row.amount, citation)] };
    case 'income':
    case 'rest': {
      const base = row.by === 'income' ? income : rest;
      const operands = [amountOperand(TERMS[row.by], base), operand(TERMS.share, row.share, citation)];
      return { amount: roundToFen(times(yuanOf(base), row.share), rounding), operands };
    }
    case 'risk-fund': {
      const balance = neededOf(facts, 'riskFundBalance');
      const operands = [
        amountOperand(TERMS.income, income),
        operand(TERMS.share, row.yearShare, citation),
        operand(TERMS.ceiling, row.ceiling, citation),
        amountOperand(TERMS.balance, balance),
      ];
      return { amount: riskFundTransfer(income, balance, row, rounding), operands };
    }
  }
}
