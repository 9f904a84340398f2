import type { ExactDecimal } from '../../reference-data/index.js';
import { operand, type Operand, type Rule, type Steps } from '../breakdown.js';
import type { Citation, Sourced } from '../policy/citation.js';
import { lesser, minus, ONE, plus, productOf, times, type Ratio } from '../ratio.js';
import { FACTORS, type Factor, type RatioRule, type Zone } from './deviation.js';
import { TERMS } from './terms.js';

/** A coefficient and the document that set it. */
export interface Coefficient {
  readonly value: Ratio;
  readonly citation?: Citation | undefined;
}

/** What the points of a case are made of. */
export interface PointsOfCase {
  readonly groupPoints: Sourced<ExactDecimal>;
  readonly coefficients: Readonly<Record<Factor, Coefficient>>;
}

/** Points, and how they came about. */
export interface CountedPoints {
  readonly points: Ratio;
  readonly steps: Steps;
}

export const NO_COEFFICIENT: Coefficient = { value: ONE };

const RULES = {
  normal: {
    id: 'normal-points',
    label: { zh: '正常病例分值', en: 'Points of a normal case' },
    formula: { zh: '病种分值 × 医疗机构系数 × 辅助分型系数', en: 'group points × hospital coefficient × auxiliary coefficient' },
  },
  ratio: {
    id: 'ratio-points',
    label: { zh: '按费用倍率折算', en: 'Points by the charges' },
    formula: { zh: '病种分值 × 费用倍率 × 适用系数', en: 'group points × multiple × the coefficients that apply' },
  },
  excess: {
    id: 'excess-points',
    label: { zh: '高倍率追加', en: 'Points with the excess added' },
    formula: {
      zh: '病种分值 ×（费用倍率 − 倍率界值 + 正常部分）× 适用系数',
      en: 'group points × (multiple − multiple exceeded + normal part) × the coefficients that apply',
    },
  },
} as const satisfies Record<string, Rule>;

/** Points of a case between the zones, or of one that is paid like it. */
export function normalPoints({ groupPoints, coefficients }: PointsOfCase, citation?: Citation): CountedPoints {
  const points = productOf([groupPoints.value, ...FACTORS.map((factor) => coefficients[factor].value)]);
  const operands = () => [pointsOperand(groupPoints), ...factorOperands(FACTORS, coefficients)];
  return counted(RULES.normal, points, operands, citation);
}

/** Points in proportion to the charges. @param multiple Charges as a multiple of the reference. */
export function ratioPoints(
  { groupPoints, coefficients }: PointsOfCase,
  multiple: Ratio,
  { factors, cap }: RatioRule,
  citation: Citation,
): CountedPoints {
  const byCharges = times(groupPoints.value, multiple);
  const first = cap === 'before-factors' ? lesser(byCharges, groupPoints.value) : byCharges;
  const all = times(first, productOf(factors.map((factor) => coefficients[factor].value)));
  const points = cap === 'after-factors' ? lesser(all, groupPoints.value) : all;
  const operands = () => [
    pointsOperand(groupPoints),
    operand(TERMS.multiple, multiple),
    ...factorOperands(factors, coefficients),
  ];
  return counted(RULES.ratio, points, operands, citation);
}

/** Points of a case whose charges exceed its group's so far that the excess counts. */
export function excessPoints(
  { groupPoints, coefficients }: PointsOfCase,
  multiple: Ratio,
  { above, normal, factors }: Extract<Zone, { pays: 'excess' }>,
  citation: Citation,
): CountedPoints {
  const bracket = plus(minus(multiple, above), normal === 'one' ? ONE : coefficients.hospital.value);
  const points = productOf([groupPoints.value, bracket, ...factors.map((factor) => coefficients[factor].value)]);
  const inside: Factor[] = normal === 'hospital' ? ['hospital'] : [];
  const operands = () => [
    pointsOperand(groupPoints),
    operand(TERMS.multiple, multiple),
    operand(TERMS.above, above, citation),
    ...factorOperands([...inside, ...factors], coefficients),
  ];
  return counted(RULES.excess, points, operands, citation);
}

/** Points, with the one step that has them as its result. @param operands Asked when someone reads the step. */
export function counted(rule: Rule, points: Ratio, operands: () => readonly Operand[], citation?: Citation): CountedPoints {
  const steps = () => [
    {
      rule,
      operands: operands(),
      result: operand(TERMS.casePoints, points),
      ...(citation === undefined ? {} : { citation }),
    },
  ];
  return { points, steps };
}

const pointsOperand = ({ value, citation }: Sourced<ExactDecimal>): Operand => operand(TERMS.groupPoints, value, citation);

function factorOperands(factors: readonly Factor[], coefficients: PointsOfCase['coefficients']): Operand[] {
  return factors.map((factor) => operand(TERMS[factor], coefficients[factor].value, coefficients[factor].citation));
}
