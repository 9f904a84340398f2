import { amountOperand, operand, type Operand } from '../breakdown.js';
import { lesserFen, yuanOf } from '../money.js';
import { inPolicy } from '../payment-method.js';
import { ONE, times, ZERO } from '../ratio.js';
import { roundToFen } from '../rounding.js';
import { rowFor } from './bill-rows.js';
import { burdenOf, type Burden } from './burden.js';
import type { SupplementId } from './layers.js';
import { payment, type BillContext, type PaidLayer } from './payer.js';
import type { SupplementTilt, SupplementValues } from './supplement-section.js';
import { TERMS } from './terms.js';
import { raised, tieredIncrease, type Tier, type TieredRule } from './tiers.js';
import { withinYearCap, yearCapOf } from './year-cap.js';

const FORMULA = {
  zh: '分段（本年累计）− 分段（本次之前），不超过年度限额',
  en: 'tiers (year to date) − tiers (before this stay), within the yearly cap',
};

/**
 * What a supplement pays of the burden that the layers before it left. The tiers are those of the whole year, so that the start line is
 * taken once and a stay goes on in the tier where the year stands. The increase is rounded once.
 */
export function supplement(layer: SupplementId, burden: Burden, values: SupplementValues, context: BillContext): PaidLayer {
  const { facts, year, rounding, waived } = context;
  const counts = inPolicy(values.counts, `${layer}.counts`, facts);
  const tiers = inPolicy(values.tiers, `${layer}.tiers`, facts);
  const tilt = rowFor(facts, values.tilts?.value);
  const counted = burdenOf(burden, counts.value);
  const before = year.layers[layer];
  const rule = ruleOf(values, tiers.value, tilt);
  const increase = roundToFen(tieredIncrease(yuanOf(before.counted), yuanOf(counted), rule), rounding);
  const isCapLifted = waived.includes('year-caps') || tilt?.liftsYearCap === true;
  const cap = isCapLifted ? undefined : yearCapOf(facts, values.yearCaps);
  const { paid } = withinYearCap(lesserFen(counted, increase), cap, before.paid);
  const operands: Operand[] = [
    amountOperand(TERMS.countedBefore, before.counted),
    amountOperand(TERMS.counted, counted),
    operand(TERMS.start, rule.start, values.start?.citation),
    ...rule.tiers.flatMap(({ upTo, ratio }) => [
      operand(TERMS.ratio, ratio, tiers.citation),
      ...(upTo === undefined ? [] : [operand(TERMS.tierEdge, upTo, tiers.citation)]),
    ]),
    ...(cap === undefined ? [] : [operand(TERMS.yearCap, yuanOf(cap), values.yearCaps?.citation)]),
    amountOperand(TERMS.paidBefore, before.paid),
  ];
  return payment(layer, burden, { counted, paid, parts: counts.value, formula: FORMULA, operands, citation: tiers.citation });
}

/** The rule as it holds for the person. Without a start line it does not matter from where tiers count. */
function ruleOf({ start, tierBase }: SupplementValues, tiers: readonly Tier[], tilt: SupplementTilt | undefined): TieredRule {
  return {
    start: times(start?.value ?? ZERO, tilt?.startTimes ?? ONE),
    tiers: raised(tiers, tilt?.ratioPlus ?? ZERO),
    tierBase: tierBase?.value ?? 'wholeBurden',
  };
}
