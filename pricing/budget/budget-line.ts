import assert from 'node:assert/strict';
import { z } from 'zod';
import { PricingError } from '../errors.js';
import { amountOperand, operand, type CalculationStep, type Operand, type Rule, type Term } from '../breakdown.js';
import { divide } from '../measurement/divide.js';
import { printYuan, subtractFen, sumFen, yuanOf, type Fen } from '../money.js';
import { decimal, share, word, yuan } from '../policy/values.js';
import { compare, ONE, plus, times, type Ratio } from '../ratio.js';
import { printExactly, roundToFen, type Rounding } from '../rounding.js';

/** What a line is for; reports put lines of one purpose together, and a settlement draws on the reserve. */
export const LINE_PURPOSES = [
  'risk-fund',
  'adjustment-fund',
  'major-illness',
  'outpatient',
  'chronic',
  'maternity',
  'dual-channel-drugs',
  'out-of-area',
  'consortium-package',
  'inpatient',
  'by-disease',
  'bed-day',
  'emergency',
  'reserve',
  'other',
] as const;

const named = {
  id: word,
  name: z.strictObject({ zh: word, en: word }),
  purpose: z.enum(LINE_PURPOSES).default('other'),
  /** Key of `sources`. */
  source: word.optional(),
};

/** How the amount of a line follows: stated; a share of the line above it; as last year's share of last year's line above; last year's amount and growth; or what the lines beside it leave. */
const derivation = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('amount'), amount: yuan }),
  z.strictObject({ by: z.literal('share'), share }),
  z.strictObject({ by: z.literal('last-year-share'), lastYear: yuan, lastYearWhole: yuan }),
  z.strictObject({ by: z.literal('growth'), lastYear: yuan, growth: decimal }),
  z.strictObject({ by: z.literal('rest') }),
]);

export type Derivation = z.output<typeof derivation>;

/** A line of a budget as a document writes it. */
export interface WrittenLine {
  readonly id: string;
  readonly name: { readonly zh: string; readonly en: string };
  readonly purpose: (typeof LINE_PURPOSES)[number];
  readonly source?: string | undefined;
  readonly derivation: Derivation;
  /** What the line must come to; a document may say so to have it checked. */
  readonly comesTo?: Ratio | undefined;
  /** Parts that add up to the line. */
  readonly lines?: readonly WrittenLine[] | undefined;
}

export const writtenLine: z.ZodType<WrittenLine> = z.strictObject({
  ...named,
  derivation,
  comesTo: yuan.optional(),
  get lines() {
    return z.array(writtenLine).min(1).optional();
  },
});

/** Growth that a budget may plan with at most, and how amounts are rounded. */
export interface BudgetRules {
  readonly growthLimit?: Ratio | undefined;
  readonly rounding: Rounding;
}

/** A line with its amount. Unit: fen. */
export interface BudgetLine extends Pick<WrittenLine, 'id' | 'name' | 'purpose' | 'source'> {
  readonly amount: Fen;
  /** Line that it is a part of; absent: part of the income. */
  readonly of?: string | undefined;
  /** Whether other lines are parts of it. */
  readonly isDivided: boolean;
  readonly step: CalculationStep;
}

const TERMS = {
  amount: { zh: '金额', en: 'amount', unit: 'yuan' },
  whole: { zh: '上级科目金额', en: 'line above', unit: 'yuan' },
  share: { zh: '比例', en: 'share', unit: '1' },
  lastYear: { zh: '上年金额', en: 'last year', unit: 'yuan' },
  lastYearWhole: { zh: '上年上级科目金额', en: 'last year, line above', unit: 'yuan' },
  growth: { zh: '增长率', en: 'growth', unit: '1' },
  others: { zh: '同级其他科目合计', en: 'lines beside it', unit: 'yuan' },
} as const satisfies Record<string, Term>;

const FORMULAS: Readonly<Record<Derivation['by'], Rule['formula']>> = {
  amount: { zh: '按文件列示', en: 'as the document states' },
  share: { zh: '上级科目 × 比例', en: 'line above × share' },
  'last-year-share': { zh: '上级科目 × 上年金额 ÷ 上年上级科目金额', en: 'line above × last year ÷ last year of the line above' },
  growth: { zh: '上年金额 ×（1 + 增长率）', en: 'last year × (1 + growth)' },
  rest: { zh: '上级科目 − 同级其他科目', en: 'line above − lines beside it' },
};

/**
 * Derives the lines of a budget from the income down: each line's parts add up to it, to the fen.
 *
 * @param of Line above; absent for the lines of the income.
 * @throws PRICING_BUDGET_DOES_NOT_ADD_UP, PRICING_BUDGET_GROWTH, PRICING_BELOW_ZERO, PRICING_DIVISION_BY_ZERO
 */
export function deriveLines(whole: Fen, lines: readonly WrittenLine[], rules: BudgetRules, of?: string): readonly BudgetLine[] {
  const rests = lines.filter(({ derivation }) => derivation.by === 'rest');
  const stated = new Map(lines.filter((line) => !rests.includes(line)).map((line) => [line.id, amountOf(line, whole, rules)]));
  const others = sumFen([...stated.values()].map(({ amount }) => amount));
  const rest = subtractFen(whole, others);
  const name = of ?? 'income';
  if (rests.length > 1 || (rests.length === 0 && rest !== 0n) || rest < 0n)
    throw new PricingError('PRICING_BUDGET_DOES_NOT_ADD_UP', { line: name, amount: printYuan(whole), sum: printYuan(others) });
  return lines.flatMap((line) => {
    const { amount, operands } = stated.get(line.id) ?? {
      amount: rest,
      operands: [amountOperand(TERMS.whole, whole), amountOperand(TERMS.others, others)],
    };
    heldToStatement(line, amount);
    const { id, purpose, source, derivation } = line;
    const rule: Rule = { id: `budget-line: ${id}`, label: line.name, formula: FORMULAS[derivation.by] };
    const step = { rule, operands, result: amountOperand(TERMS.amount, amount) };
    const isDivided = line.lines !== undefined;
    const own: BudgetLine = { id, name: line.name, purpose, source, amount, of, isDivided, step };
    return [own, ...(line.lines === undefined ? [] : deriveLines(amount, line.lines, rules, id))];
  });
}

function heldToStatement({ id, comesTo }: WrittenLine, amount: Fen): void {
  if (comesTo === undefined || compare(comesTo, yuanOf(amount)) === 0) return;
  const details = { line: id, amount: printExactly(comesTo, 2), sum: printYuan(amount) };
  throw new PricingError('PRICING_BUDGET_DOES_NOT_ADD_UP', details);
}

function amountOf(
  { id, derivation }: WrittenLine,
  whole: Fen,
  { growthLimit, rounding }: BudgetRules,
): { readonly amount: Fen; readonly operands: readonly Operand[] } {
  switch (derivation.by) {
    case 'amount':
      return { amount: roundToFen(derivation.amount), operands: [operand(TERMS.amount, derivation.amount)] };
    case 'share':
      return {
        amount: roundToFen(times(yuanOf(whole), derivation.share), rounding),
        operands: [amountOperand(TERMS.whole, whole), operand(TERMS.share, derivation.share)],
      };
    case 'last-year-share': {
      const { lastYear, lastYearWhole } = derivation;
      const operands = [
        amountOperand(TERMS.whole, whole),
        operand(TERMS.lastYear, lastYear),
        operand(TERMS.lastYearWhole, lastYearWhole),
      ];
      const exact = divide(times(yuanOf(whole), lastYear), lastYearWhole, 'lastYearWhole');
      return { amount: roundToFen(exact, rounding), operands };
    }
    case 'growth': {
      const { lastYear, growth } = derivation;
      if (growthLimit !== undefined && compare(growth, growthLimit) > 0)
        throw new PricingError('PRICING_BUDGET_GROWTH', {
          line: id,
          growth: growth.printed,
          limit: printExactly(growthLimit),
        });
      const operands = [operand(TERMS.lastYear, lastYear), operand(TERMS.growth, growth)];
      return { amount: roundToFen(times(lastYear, plus(ONE, growth)), rounding), operands };
    }
    case 'rest':
      return assert.fail('a rest follows from the lines beside it');
  }
}
