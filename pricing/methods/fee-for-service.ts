import { z } from 'zod';
import type { ExactDecimal } from '../../reference-data/index.js';
import { amountOperand, operand, paymentBreakdown, type BreakdownLine, type CalculationStep, type Rule } from '../breakdown.js';
import { countedCharges, type CaseFacts } from '../case-facts.js';
import { PricingError } from '../errors.js';
import { subtractFen, yuanOf, type Fen } from '../money.js';
import type { Outcome } from '../outcome.js';
import { inPolicy, paymentMethod, type MethodContext, type MethodResult } from '../payment-method.js';
import { pointsResult } from '../points/points-result.js';
import { TERMS } from '../points/terms.js';
import { pointsByCharges } from '../points/unstable-group.js';
import { optional, required } from '../policy/parameter.js';
import { policySection, type SectionFault, type ValuesOf } from '../policy/section.js';
import { positive, share, words } from '../policy/values.js';
import { times } from '../ratio.js';
import { roundToFen } from '../rounding.js';
import { heldToBudget } from '../router/held-to-budget.js';

/** Ids of the routes whose cases a row is for; the router has asked everything else. Without them a row is for all. */
const routes = words.optional();

/** `charges`: the charges, or a share of them, are paid. `points`: the charges become points of the pool. */
const row = z.discriminatedUnion('pays', [
  z.strictObject({ routes, pays: z.literal('charges'), share }),
  z.strictObject({ routes, pays: z.literal('points'), discount: positive.prefault('1') }),
]);
type Row = z.output<typeof row>;

/** What a region decides about paying by item (按项目付费). */
const SECTION = policySection({
  id: 'fee-for-service',
  title: { zh: '按项目付费', en: 'Fee for service' },
  parameters: {
    /** The first row that fits decides. */
    rules: required('table', { zh: '支付规则', en: 'Rules' }, z.array(row).min(1)),
    overallMean: optional('yuan', { zh: '全部病例次均费用', en: 'Mean charges of all cases' }, positive, { isPerFund: true }),
    scale: optional('point', { zh: '点数基数', en: 'Points of an average case' }, positive),
    pointValue: optional('yuan-per-point', { zh: '点值', en: 'Point value' }, positive, { isPerFund: true }),
  },
  check: ({ rules, overallMean, scale, pointValue }): readonly SectionFault[] =>
    rules.value.some(({ pays }) => pays === 'points') && [overallMean, scale, pointValue].includes(undefined)
      ? [POINTS_WITHOUT_VALUE]
      : [],
});

type FeeForServiceValues = ValuesOf<typeof SECTION>;

const POINTS_WITHOUT_VALUE: SectionFault = {
  parameter: 'rules',
  message: {
    zh: '折算点数须有 overallMean、scale 和 pointValue',
    en: 'points need overallMean, scale and pointValue',
  },
};

const BESIDE_POOL: Outcome = { id: 'paid-by-item', zh: '按项目支付', en: 'Paid by item' };
const IN_POOL: Outcome = { id: 'points-by-item', zh: '按项目折算点数', en: 'Points by item' };

const SHARE_TERM = { zh: '支付比例', en: 'share that is paid', unit: '1' } as const;
const STANDARD_TERM = { zh: '支付标准', en: 'payment standard', unit: 'yuan' } as const;
const GAP_TERM = { zh: '与费用之差', en: 'difference to the charges', unit: 'yuan' } as const;

const PAYS_SHARE: Rule = {
  id: 'share-of-charges',
  label: { zh: '按项目支付', en: 'Paid by item' },
  formula: { zh: '审核后费用 × 支付比例', en: 'allowed charges × share that is paid' },
};
const GAP: Rule = {
  id: 'difference-to-charges',
  label: { zh: '与费用之差', en: 'Difference to the charges' },
  formula: { zh: '审核后费用 − 支付标准', en: 'allowed charges − payment standard' },
};

/** Fee for service: the charges that the audit left, beside the pool at a share of them, or turned into points inside it. */
export const FEE_FOR_SERVICE = paymentMethod({
  section: SECTION,
  title: SECTION.title,
  price(facts, _group, values, context): MethodResult {
    const found = rowOf(values.rules, facts, context);
    const charges = countedCharges(facts);
    return found.pays === 'points'
      ? inPool(found.discount, charges, facts, values, context)
      : atCharges(found.share, charges, values, context);
  },
});

function rowOf({ value: rules, citation }: FeeForServiceValues['rules'], { caseId }: CaseFacts, { route }: MethodContext): Row {
  const found = rules.find((one) => one.routes === undefined || one.routes.includes(route?.route.id ?? ''));
  if (found === undefined) throw new PricingError('PRICING_NO_ROW', { parameter: citation.parameter, of: caseId });
  return found;
}

function atCharges(
  paid: ExactDecimal,
  charges: Fen,
  { rules: { citation } }: FeeForServiceValues,
  { rounding }: MethodContext,
): MethodResult {
  const operands = [amountOperand(TERMS.allowedCharges, charges), operand(SHARE_TERM, paid, citation)];
  const amount = roundToFen(times(yuanOf(charges), paid), rounding.amount.value);
  const line: BreakdownLine = { rule: PAYS_SHARE, operands, amount, citation };
  return {
    method: SECTION.id,
    outcome: BESIDE_POOL,
    covers: 'stay',
    amount,
    breakdown: paymentBreakdown(amount, [line]),
    notices: [],
  };
}

function inPool(
  discount: ExactDecimal,
  charges: Fen,
  facts: CaseFacts,
  values: FeeForServiceValues,
  { rounding, route }: MethodContext,
): MethodResult {
  heldToBudget(route, 'in-budget', SECTION.id);
  const points = pointsByCharges(yuanOf(charges), {
    overallMean: inPolicy(values.overallMean, 'fee-for-service.overallMean', facts),
    scale: inPolicy(values.scale, 'fee-for-service.scale', facts),
    discount: { value: discount, citation: values.rules.citation },
  });
  const pointValue = inPolicy(values.pointValue, 'fee-for-service.pointValue', facts);
  const result = pointsResult(SECTION.id, { outcome: IN_POOL, ...points }, pointValue, rounding);
  const { breakdown, amount } = result;
  const steps = () => [...breakdown.steps, gapStep(charges, amount)];
  return { ...result, breakdown: paymentBreakdown(amount, breakdown.lines, steps) };
}

/** What being paid in points makes of the charges; below zero where the points are worth more. */
function gapStep(charges: Fen, amount: Fen): CalculationStep {
  return {
    rule: GAP,
    operands: [amountOperand(TERMS.allowedCharges, charges), amountOperand(STANDARD_TERM, amount)],
    result: amountOperand(GAP_TERM, subtractFen(charges, amount)),
  };
}
