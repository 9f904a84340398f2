import { z } from 'zod';
import { operand, type Operand } from '../breakdown.js';
import { countedCharges, needed, neededAmount, type CaseFacts } from '../case-facts.js';
import { PricingError } from '../errors.js';
import { divide } from '../measurement/divide.js';
import { yuanOf } from '../money.js';
import type { Sourced } from '../policy/citation.js';
import { share, word, words } from '../policy/values.js';
import { isZero, minus, ONE, over, plus, ratio, sumOf, times, ZERO, type Ratio } from '../ratio.js';
import { checkPhases, daysOf, phaseDays, segments, sharedDays, type PaidDays, type Segment } from './phases.js';
import { BED_DAY_TERMS as TERMS } from './terms.js';

const shareRow = z.strictObject({
  hospital: word.optional(),
  level: z.enum(['1', '2', '3']).transform(Number).optional(),
  personClasses: words.optional(),
});
const catalogueClass = z.strictObject({ ratio: share, share: share.optional() });

/**
 * The fund's share of a rate that covers the whole cost. `ratio`: the first row that fits, which
 * may state the ratio of the patient instead. `phases`: shares fall as the stay grows long; each
 * counts with the worth of its days. `catalogue`: class A share × ratio + class B share × ratio, the shares from the policy or, where it has
 * none, from the charges of the case.
 */
export const fundShareRule = z.discriminatedUnion('by', [
  z.strictObject({
    by: z.literal('ratio'),
    rows: z.array(z.union([shareRow.extend({ patientRatio: share }), shareRow.extend({ ratio: share })])).min(1),
  }),
  z.strictObject({
    by: z.literal('phases'),
    phases: z
      .array(z.strictObject({ ...phaseDays, share }))
      .min(1)
      .superRefine(checkPhases),
  }),
  z.strictObject({ by: z.literal('catalogue'), classA: catalogueClass, classB: catalogueClass }),
]);

export type FundShareRule = z.output<typeof fundShareRule>;

/** A share of the whole, exact, and what it was made of. */
export interface FoundShare {
  readonly share: Ratio;
  readonly operands: readonly Operand[];
}

/**
 * The fund's share of a stay.
 *
 * @param stay What the days are worth beside one another.
 * @throws PRICING_NO_ROW when no row or phase holds; PRICING_FACT_MISSING
 */
export function fundShare(
  { value: rule, citation }: Sourced<FundShareRule>,
  facts: CaseFacts,
  paid: PaidDays,
  stay: readonly Segment<Ratio>[],
): FoundShare {
  switch (rule.by) {
    case 'ratio': {
      const found = rule.rows.find(
        ({ hospital, level, personClasses }) =>
          (hospital === undefined || hospital === needed(facts, 'hospitalId')) &&
          (level === undefined || level === needed(facts, 'hospitalLevel')) &&
          (personClasses === undefined || personClasses.includes(facts.personClass ?? '')),
      );
      if (found === undefined) throw new PricingError('PRICING_NO_ROW', { parameter: citation.parameter, of: facts.caseId });
      if ('ratio' in found) return { share: found.ratio, operands: [operand(TERMS.fundShare, found.ratio, citation)] };
      return { share: minus(ONE, found.patientRatio), operands: [operand(TERMS.patientRatio, found.patientRatio, citation)] };
    }
    case 'phases': {
      const laid = segments(rule.phases, paid, 'marginal', { parameter: citation.parameter, of: facts.caseId });
      const operands = laid.flatMap((segment) => [
        operand(TERMS.fundShare, segment.value.share, citation),
        operand(TERMS.days, ratio(daysOf(segment))),
      ]);
      return { share: weightedShare(stay, laid), operands };
    }
    case 'catalogue': {
      const a = rule.classA.share ?? shareOfCharges(facts, 'classACharges');
      const b = rule.classB.share ?? shareOfCharges(facts, 'classBCharges');
      const operands = [
        operand(TERMS.classAShare, a, rule.classA.share && citation),
        operand(TERMS.classARatio, rule.classA.ratio, citation),
        operand(TERMS.classBShare, b, rule.classB.share && citation),
        operand(TERMS.classBRatio, rule.classB.ratio, citation),
      ];
      return { share: plus(times(a, rule.classA.ratio), times(b, rule.classB.ratio)), operands };
    }
  }
}

function weightedShare(stay: readonly Segment<Ratio>[], shares: readonly Segment<{ readonly share: Ratio }>[]): Ratio {
  const whole = sumOf(stay.map((segment) => times(segment.value, ratio(daysOf(segment)))));
  if (isZero(whole)) return ZERO;
  const parts = stay.flatMap((a) => shares.map((b) => times(times(a.value, b.value.share), ratio(sharedDays(a, b)))));
  return over(sumOf(parts), whole);
}

function shareOfCharges(facts: CaseFacts, field: 'classACharges' | 'classBCharges'): Ratio {
  return divide(yuanOf(neededAmount(facts, field)), yuanOf(countedCharges(facts)), 'totalCharges');
}
