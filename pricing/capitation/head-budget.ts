import { allocate } from '../allocate.js';
import { amountOperand, operand, type BreakdownLine, type CalculationStep, type Operand, type Rule } from '../breakdown.js';
import { NO_MONEY, type Fen } from '../money.js';
import type { Citation } from '../policy/citation.js';
import { isZero, ONE, plus, productOf, sumOf, times, ZERO, type Ratio } from '../ratio.js';
import { roundToFen } from '../rounding.js';
import type { RoundingRules } from '../rounding-section.js';
import type { CapitationValues } from './capitation-section.js';
import { CAPITATION_RULES as RULES, CAPITATION_TERMS as TERMS } from './capitation-terms.js';
import { cellOf, headYears, upliftOf, type SignedHeads } from './signed-heads.js';

/** What the heads of an institution are worth before anything comes off. */
export interface HeadBudget {
  /** Of a head of the average cell, family doctor included. Unit: yuan per head. */
  readonly headRate: Ratio;
  /** Heads in years. */
  readonly heads: Ratio;
  /** Unit: fen; the sum of the lines. */
  readonly budget: Fen;
  readonly lines: readonly BreakdownLine[];
  readonly steps: readonly CalculationStep[];
}

/** A part of the budget before it is rounded. */
interface Part {
  readonly rule: Rule;
  readonly operands: readonly Operand[];
  /** Unit: yuan. */
  readonly exact: Ratio;
  readonly citation: Citation;
}

/** The budget of signed people: cells, uplift and family doctor fees, added up exactly and rounded once. */
export function headBudget(
  institution: string,
  signed: readonly SignedHeads[],
  values: CapitationValues,
  { amount: { value: rounding } }: RoundingRules,
): HeadBudget {
  const rows = signed.map((row) => ({ row, years: headYears(row, values.headCount.value, institution) }));
  const heads = sumOf(rows.map(({ years }) => years));
  const cells = cellParts(institution, rows, values);
  const ofCells = sumOf(cells.map(({ exact }) => exact));
  const { headRate, familyDoctorFee, uplifts } = values;
  const uplift = uplifts && upliftOf(rows, uplifts.value, institution);
  const parts: Part[] = [...cells];
  if (uplifts !== undefined && uplift !== undefined) {
    const operands = [operand(TERMS.ofCells, ofCells), operand(TERMS.uplift, uplift, uplifts.citation)];
    parts.push({ rule: RULES.uplift, operands, exact: times(ofCells, uplift), citation: uplifts.citation });
  }
  if (familyDoctorFee !== undefined) {
    const { value, citation } = familyDoctorFee;
    const operands = [operand(TERMS.headYears, heads), operand(TERMS.doctorFee, value, citation)];
    parts.push({ rule: RULES.doctor, operands, exact: times(heads, value), citation });
  }
  const whole = plus(headRate.value, familyDoctorFee?.value ?? ZERO);
  const exact = sumOf(parts.map((part) => part.exact));
  const budget = roundToFen(exact, rounding);
  // The parts are cut so that they add up to the budget, which alone is rounded.
  const amounts = isZero(exact)
    ? parts.map(() => NO_MONEY)
    : allocate(
        budget,
        parts.map((part) => part.exact),
      );
  const lines = parts.map(({ rule, operands, citation }, place) => ({ rule, operands, amount: amounts[place]!, citation }));
  return { headRate: whole, heads, budget, lines, steps: [rateStep(values, whole), budgetStep(exact, budget)] };
}

/** One part for each cell, in the order in which the roll names them. */
function cellParts(
  institution: string,
  rows: readonly { readonly row: SignedHeads; readonly years: Ratio }[],
  { cells, headRate }: CapitationValues,
): readonly Part[] {
  const found = new Map<string, { coefficient: Ratio; years: Ratio }>();
  for (const { row, years } of rows) {
    const { cell, coefficient } = cells === undefined ? { cell: '', coefficient: ONE } : cellOf(row, cells, institution);
    found.set(cell, { coefficient, years: plus(found.get(cell)?.years ?? ZERO, years) });
  }
  return [...found].map(([cell, { coefficient, years }]): Part => {
    const rate = operand(TERMS.headRate, headRate.value, headRate.citation);
    const ofCell =
      cells === undefined ? [] : [operand(TERMS.cell, cell), operand(TERMS.coefficient, coefficient, cells.citation)];
    const exact = productOf([years, headRate.value, coefficient]);
    return { rule: RULES.cell, operands: [operand(TERMS.headYears, years), rate, ...ofCell], exact, citation: headRate.citation };
  });
}

function rateStep({ headRate, familyDoctorFee }: CapitationValues, whole: Ratio): CalculationStep {
  const operands = [operand(TERMS.headRate, headRate.value, headRate.citation)];
  if (familyDoctorFee !== undefined) operands.push(operand(TERMS.doctorFee, familyDoctorFee.value, familyDoctorFee.citation));
  return { rule: RULES.headRate, operands, result: operand(TERMS.wholeRate, whole), citation: headRate.citation };
}

const budgetStep = (exact: Ratio, budget: Fen): CalculationStep => ({
  rule: RULES.budget,
  operands: [operand(TERMS.budget, exact)],
  result: amountOperand(TERMS.budget, budget),
});
