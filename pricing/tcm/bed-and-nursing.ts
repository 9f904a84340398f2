import { z } from 'zod';
import { amountOperand, operand, type CalculationStep, type Operand, type Rule } from '../breakdown.js';
import { neededAmount, neededCount, type CaseFacts } from '../case-facts.js';
import { greaterFen, NO_MONEY, subtractFen, type Fen } from '../money.js';
import type { Sourced } from '../policy/citation.js';
import { share, yuan } from '../policy/values.js';
import { ratio, times, type Ratio } from '../ratio.js';
import { roundToFen, type Rounding } from '../rounding.js';
import { TERMS } from './tcm-terms.js';

/** Bed and nursing of a day ward: a part of what an ordinary day costs. */
export const bedAndNursing = z.strictObject({ perDay: yuan, factor: share });

export type BedAndNursing = z.output<typeof bedAndNursing>;

const LIMITS: Rule = {
  id: 'bed-and-nursing',
  label: { zh: '床位和护理费限额', en: 'Limit of bed and nursing' },
  formula: { zh: '超出 日费 × 系数 × 天数 的部分不计入', en: 'what exceeds day price × factor × days does not count' },
};

/** What a day in the ward may charge for bed and nursing. Unit: yuan, exactly. */
export const dayPrice = ({ perDay, factor }: BedAndNursing): Ratio => times(perDay, factor);

/**
 * The charges without what exceeds the day prices of bed and nursing.
 *
 * @param stated The charges as the region counts them.
 * @throws PRICING_FACT_MISSING, PRICING_FACT_INVALID, PRICING_NOT_A_COUNT for the bed and nursing charges and the days of the stay.
 */
export function withinDayPrice(
  charges: Fen,
  stated: Operand,
  facts: CaseFacts,
  { value, citation }: Sourced<BedAndNursing>,
  rounding: Rounding,
): { readonly counted: Fen; readonly step: CalculationStep } {
  const billed = neededAmount(facts, 'bedAndNursingCharges');
  const days = ratio(neededCount(facts, 'lengthOfStayDays'));
  const most = roundToFen(times(dayPrice(value), days), rounding);
  const excess = greaterFen(NO_MONEY, subtractFen(billed, most));
  const counted = greaterFen(NO_MONEY, subtractFen(charges, excess));
  const operands = [
    stated,
    amountOperand(TERMS.bedAndNursing, billed),
    operand(TERMS.perDay, value.perDay, citation),
    operand(TERMS.factor, value.factor, citation),
    operand(TERMS.days, days),
  ];
  return { counted, step: { rule: LIMITS, operands, result: amountOperand(TERMS.counted, counted), citation } };
}
