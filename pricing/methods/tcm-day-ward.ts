import { z } from 'zod';
import { amountOperand, operand, paymentBreakdown, type BreakdownLine, type CalculationStep, type Rule } from '../breakdown.js';
import type { CaseFacts } from '../case-facts.js';
import { CASE_CONDITIONS } from '../episode/case-conditions.js';
import { baseOf, baseOperand, countedBase } from '../episode/counted-base.js';
import { rowOfCase } from '../episode/row-of-case.js';
import { lesserFen, yuanOf, type Fen } from '../money.js';
import { NORMAL, type Outcome } from '../outcome.js';
import { paymentMethod, type MethodResult } from '../payment-method.js';
import { optional, required } from '../policy/parameter.js';
import { policySection, type ValuesOf } from '../policy/section.js';
import { share, word, yuan } from '../policy/values.js';
import { times } from '../ratio.js';
import { roundToFen } from '../rounding.js';
import type { RoundingRules } from '../rounding-section.js';
import { bedAndNursing, withinDayPrice } from '../tcm/bed-and-nursing.js';
import { TERMS } from '../tcm/tcm-terms.js';

/** Limits of a course, in the order in which rows are tried. */
const courseLimits = z.array(z.strictObject({ id: word, ...CASE_CONDITIONS, limit: yuan })).min(1);

/** What a region decides about TCM day wards (中医日间病房): no deductible, and a limit for each course. */
const SECTION = policySection({
  id: 'tcm-day-ward',
  title: { zh: '中医日间病房', en: 'TCM day ward' },
  parameters: {
    courseLimits: required('table', { zh: '疗程限额', en: 'Limits of a course' }, courseLimits, { isPerFund: true }),
    fundShare: required('1', { zh: '基金支付比例', en: 'Share of the fund' }, share, { isPerFund: true }),
    /** What is held against the limit. */
    base: required('choice', { zh: '计算基数', en: 'Charges that count' }, countedBase),
    bedAndNursing: optional('table', { zh: '床位和护理费', en: 'Bed and nursing' }, bedAndNursing),
  },
});

type DayWardValues = ValuesOf<typeof SECTION>;

const LIMITED: Outcome = { id: 'course-limit', zh: '超过疗程限额', en: 'Above the limit of a course' };
const PAYS: Rule = {
  id: 'tcm-day-ward',
  label: { zh: '中医日间病房支付', en: 'TCM day ward' },
  formula: { zh: '费用与疗程限额的较低者 × 基金支付比例', en: 'the lower of charges and limit × share of the fund' },
};

/** TCM day ward: the fund's share of a course, counted up to its limit. */
export const TCM_DAY_WARD = paymentMethod({
  section: SECTION,
  title: SECTION.title,
  price(facts, group, values, { rounding }): MethodResult {
    const { courseLimits: limits, fundShare } = values;
    const { limit } = rowOfCase(limits, facts, group);
    const { counted, steps } = countedFor(facts, values, rounding);
    const most = roundToFen(limit);
    const base = lesserFen(counted, most);
    // A coarse rounding rule never makes the fund pay more than counts.
    const amount = lesserFen(base, roundToFen(times(yuanOf(base), fundShare.value), rounding.amount.value));
    const line: BreakdownLine = {
      rule: PAYS,
      operands: [
        amountOperand(TERMS.counted, counted),
        operand(TERMS.limit, limit, limits.citation),
        operand(TERMS.fundShare, fundShare.value, fundShare.citation),
      ],
      amount,
      citation: limits.citation,
    };
    const outcome = counted > most ? LIMITED : NORMAL;
    const breakdown = paymentBreakdown(amount, [line], steps);
    return { method: SECTION.id, outcome, covers: 'fund', amount, breakdown, notices: [] };
  },
});

function countedFor(
  facts: CaseFacts,
  { base, bedAndNursing: rule }: DayWardValues,
  { amount }: RoundingRules,
): { readonly counted: Fen; readonly steps: readonly CalculationStep[] } {
  const charges = baseOf(facts, base.value);
  if (rule === undefined) return { counted: charges, steps: [] };
  const { counted, step } = withinDayPrice(charges, baseOperand(charges, base.value), facts, rule, amount.value);
  return { counted, steps: [step] };
}
