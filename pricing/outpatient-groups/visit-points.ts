import { operand, type CalculationStep, type Operand, type Rule, type Term } from '../breakdown.js';
import { TERMS } from '../points/terms.js';
import type { Citation, Sourced } from '../policy/citation.js';
import { compare, plus, sumOf, times, ZERO, type Ratio } from '../ratio.js';
import type { ApgRow } from './apg-table.js';

const APG: Term = { zh: '门诊病例分组', en: 'outpatient group', unit: 'choice' };
const SECOND_DISCOUNT: Term = { zh: '后续操作折扣', en: 'discount of further procedures', unit: '1' };

const RULES = {
  consolidated: {
    id: 'apg-consolidation',
    label: { zh: '合并', en: 'Consolidation' },
    formula: { zh: '相关操作只计分值最高的一项', en: 'of related procedures only the one with the most points counts' },
  },
  discounted: {
    id: 'apg-discounting',
    label: { zh: '折扣', en: 'Discounting' },
    formula: { zh: '最高一项 + 其余各项 × 折扣', en: 'the highest + every further one × discount' },
  },
  packaged: {
    id: 'apg-packaging',
    label: { zh: '打包', en: 'Packaging' },
    formula: { zh: '打包项目不另计，其余各计分值', en: 'packaged ancillaries add nothing, others their points' },
  },
  visit: {
    id: 'apg-visit',
    label: { zh: '就诊分值', en: 'Points of the visit' },
    formula: { zh: '操作 + 就诊 + 辅助项目', en: 'procedures + medical visit + ancillaries' },
  },
} as const satisfies Record<string, Rule>;

/** What the points of a visit follow from. */
export interface VisitRules {
  readonly groups: Citation;
  /** Asked only when a second procedure counts. */
  readonly secondDiscount: () => Sourced<Ratio>;
}

/**
 * Points of one visit: consolidation of related procedures, discounting of the unrelated ones that are left, packaging of ancillaries; the
 * sum of these and of the medical visit.
 *
 * @returns The points, with one step for each rule that had something to do and a last one for the sum.
 */
export function visitPoints(
  services: readonly ApgRow[],
  { groups, secondDiscount }: VisitRules,
): {
  readonly points: Ratio;
  readonly steps: readonly CalculationStep[];
} {
  const step = (rule: Rule, operands: readonly Operand[], points: Ratio): CalculationStep => ({
    rule,
    operands,
    result: operand(TERMS.casePoints, points),
    citation: groups,
  });
  const steps: CalculationStep[] = [];
  const of = (kind: ApgRow['kind']): readonly ApgRow[] => services.filter((row) => row.kind === kind);
  const procedures = of('procedure');
  const single = consolidated(procedures);
  if (single.length < procedures.length) steps.push(step(RULES.consolidated, pointsOf(procedures, groups), pointSum(single)));
  const [first, ...further] = single;
  let byProcedures = first?.points ?? (ZERO as Ratio);
  if (further.length > 0) {
    const discount = secondDiscount();
    byProcedures = plus(byProcedures, times(pointSum(further), discount.value));
    const operands = [...pointsOf(single, groups), operand(SECOND_DISCOUNT, discount.value, discount.citation)];
    steps.push(step(RULES.discounted, operands, byProcedures));
  }
  const ancillaries = of('ancillary');
  const byAncillaries = pointSum(ancillaries.filter((row) => !isPackaged(row)));
  if (ancillaries.length > 0) steps.push(step(RULES.packaged, pointsOf(ancillaries, groups), byAncillaries));
  const parts = [byProcedures, pointSum(of('visit')), byAncillaries];
  const points = sumOf(parts);
  return {
    points,
    steps: [
      ...steps,
      step(
        RULES.visit,
        parts.map((part) => operand(TERMS.casePoints, part)),
        points,
      ),
    ],
  };
}

/** One procedure for each family, the one with the most points; most points first. */
function consolidated(procedures: readonly ApgRow[]): readonly ApgRow[] {
  const byPoints = [...procedures].sort((a, b) => compare(b.points, a.points));
  return byPoints.filter((row, place) => byPoints.findIndex((other) => familyOf(other) === familyOf(row)) === place);
}

const familyOf = (row: ApgRow): string =>
  row.kind === 'procedure' && row.family !== undefined ? `family ${row.family}` : row.apg;
const isPackaged = (row: ApgRow): boolean => row.kind === 'ancillary' && row.packaged === true;
const pointSum = (rows: readonly ApgRow[]): Ratio => sumOf(rows.map(({ points }) => points));

const pointsOf = (rows: readonly ApgRow[], citation: Citation): Operand[] =>
  rows.flatMap(({ apg, points }) => [operand(APG, apg), operand(TERMS.groupPoints, points, citation)]);
