import { amountOperand, operand, type CalculationStep, type Operand, type Rule } from '../breakdown.js';
import { PricingError } from '../errors.js';
import { addFen, greaterFen, lesserFen, NO_MONEY, subtractFen, yuanOf, type Fen } from '../money.js';
import { inPolicy } from '../payment-method.js';
import type { Sourced } from '../policy/citation.js';
import { greater, lesser, minus, ONE, plus, productOf, ZERO, type Ratio } from '../ratio.js';
import { roundToFen } from '../rounding.js';
import type { BasicPoolValues } from './basic-pool-section.js';
import type { BillFacts } from './bill-facts.js';
import { isFor, rowFor, type BillConditions } from './bill-rows.js';
import type { Burden } from './burden.js';
import type { CostParts } from './cost-parts.js';
import { deductibleOf, deductibleOperands } from './deductible.js';
import { payment, type BillContext, type PaidLayer } from './payer.js';
import { poolPayment, type PoolPayment } from './pool-payment.js';
import { TERMS } from './terms.js';
import { yearCapOf } from './year-cap.js';

const DEDUCTIBLE: Rule = {
  id: 'deductible',
  label: { zh: '起付线', en: 'Deductible' },
  formula: { zh: '起付线 × 倍数，不超过符合政策范围费用', en: 'deductible × factors, no more than the in-scope charges' },
};
const CUT: Rule = {
  id: 'over-year-cap',
  label: { zh: '超年度限额', en: 'Over the yearly cap' },
  formula: { zh: '应付 −（年度限额 − 本年已支付）', en: 'by ratio − (yearly cap − paid earlier this year)' },
};
const FORMULA = {
  zh: '（符合政策范围 − 起付线）× 支付比例，不低于保底，不超过年度限额',
  en: '(in-scope charges − deductible) × ratio, not under the guaranteed minimum, within the yearly cap',
};

/** The basic pool's payment, with what the national interface reports of it. */
export interface PaidByPool extends PaidLayer {
  readonly deductiblePaid: Fen;
  readonly ratio: Ratio;
}

/** The basic pool pays first (基本医保). */
export function basicPool(parts: CostParts, values: BasicPoolValues, context: BillContext): PaidByPool {
  const { facts, year, rounding, waived } = context;
  const paidBefore = year.layers['basic-pool'].paid;
  const ratio = ratioFor(values, context);
  const deductible = deductibleFor(parts, values, context);
  const floor = floorFor(parts, deductible.amount, values, context);
  const cap = waived.includes('year-caps') ? undefined : yearCapOf(facts, values.yearCaps);
  const inputs = { inScope: parts.inScope, deductible: deductible.amount, ratio: ratio.value, floor, cap, paidBefore };
  const found = poolPayment(inputs, rounding);
  const paid = payment('basic-pool', burdenBefore(parts, found), {
    counted: parts.inScope,
    paid: found.pool,
    parts: ['in-scope', 'first-self-paid', 'outside'],
    formula: FORMULA,
    operands: [
      amountOperand(TERMS.inScope, parts.inScope),
      amountOperand(TERMS.deductiblePaid, found.deductiblePaid),
      ...ratio.operands,
      ...(floor === undefined ? [] : [amountOperand(TERMS.floorBase, floor.base), operand(TERMS.floorRatio, floor.ratio)]),
    ],
    citation: values.ratios.citation,
    steps: [deductibleStep(deductible, found, values), ...cutSteps(found, cap, paidBefore, values)],
  });
  return { ...paid, deductiblePaid: found.deductiblePaid, ratio: ratio.value };
}

/** What the yearly cap cut off is told apart before anyone pays: layers differ in whether they count it. */
function burdenBefore({ inScope, firstSelfPaid, selfPaid, overLimit }: CostParts, found: PoolPayment): Burden {
  const overCap = lesserFen(found.movedToBurden, found.leftInScope);
  return {
    'in-scope': subtractFen(inScope, overCap),
    'over-cap': overCap,
    'first-self-paid': firstSelfPaid,
    outside: addFen(selfPaid, overLimit),
  };
}

interface Adjusted {
  readonly operands: readonly Operand[];
}

function adjustmentsFor({ adjustments }: BasicPoolValues, { facts }: BillContext) {
  return adjustments?.value.filter((row) => isFor(facts, row)) ?? [];
}

function ratioFor(values: BasicPoolValues, context: BillContext): Adjusted & { readonly value: Ratio } {
  const { ratios, adjustments } = values;
  const row = neededRow(context.facts, ratios);
  const changes = adjustmentsFor(values, context);
  const value = changes.reduce<Ratio>(
    (sum, { ratioPlus = ZERO, ratioMinus = ZERO }) => minus(plus(sum, ratioPlus), ratioMinus),
    row.ratio,
  );
  const operands = changes.flatMap((change) => [
    ...(change.ratioPlus === undefined ? [] : [operand(TERMS.ratioPlus, change.ratioPlus, adjustments?.citation)]),
    ...(change.ratioMinus === undefined ? [] : [operand(TERMS.ratioMinus, change.ratioMinus, adjustments?.citation)]),
  ]);
  // Adjustments may meet in one person; a ratio stays a share.
  return { value: greater(ZERO, lesser(ONE, value)), operands: [operand(TERMS.ratio, row.ratio, ratios.citation), ...operands] };
}

function deductibleFor(parts: CostParts, values: BasicPoolValues, context: BillContext): Adjusted & { readonly amount: Fen } {
  if (context.waived.includes('deductible')) return { amount: NO_MONEY, operands: [] };
  const { deductibles, adjustments } = values;
  const row = neededRow(context.facts, deductibles);
  const factors = adjustmentsFor(values, context).flatMap(({ deductibleTimes }) => deductibleTimes ?? []);
  return {
    amount: roundToFen(productOf([deductibleOf(row, parts.total), ...factors]), context.rounding),
    operands: [
      ...deductibleOperands(row, parts.total, deductibles.citation),
      ...factors.map((factor) => operand(TERMS.factor, factor, adjustments?.citation)),
    ],
  };
}

function floorFor(parts: CostParts, deductible: Fen, { floorRatios, floorBase }: BasicPoolValues, { facts }: BillContext) {
  const row = rowFor(facts, floorRatios?.value);
  if (row === undefined) return undefined;
  const whole = inPolicy(floorBase, 'basic-pool.floorBase', facts).value === 'total' ? parts.total : parts.inScope;
  return { base: greaterFen(NO_MONEY, subtractFen(whole, deductible)), ratio: row.ratio };
}

function deductibleStep(
  { operands }: Adjusted,
  { deductiblePaid }: PoolPayment,
  { deductibles }: BasicPoolValues,
): CalculationStep {
  const result = amountOperand(TERMS.deductiblePaid, deductiblePaid);
  return { rule: DEDUCTIBLE, operands, result, citation: deductibles.citation };
}

function cutSteps(
  { computed, movedToBurden }: PoolPayment,
  cap: Fen | undefined,
  paidBefore: Fen,
  { yearCaps }: BasicPoolValues,
): readonly CalculationStep[] {
  if (cap === undefined || yearCaps === undefined || movedToBurden === NO_MONEY) return [];
  const operands = [
    amountOperand(TERMS.computed, computed),
    operand(TERMS.yearCap, yuanOf(cap), yearCaps.citation),
    amountOperand(TERMS.paidBefore, paidBefore),
  ];
  return [{ rule: CUT, operands, result: amountOperand(TERMS.overCap, movedToBurden), citation: yearCaps.citation }];
}

/** The row that decides. @throws PRICING_NO_ROW */
function neededRow<Row extends BillConditions>(facts: BillFacts, { value, citation }: Sourced<readonly Row[]>): Row {
  const row = rowFor(facts, value);
  if (row === undefined) throw new PricingError('PRICING_NO_ROW', { parameter: citation.parameter, of: facts.caseId });
  return row;
}
