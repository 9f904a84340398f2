import { z } from 'zod';
import { stepsAfter } from '../breakdown.js';
import { countedCharges, needed, type CaseFacts } from '../case-facts.js';
import { PricingError } from '../errors.js';
import { published, type GroupValues } from '../group-values.js';
import { relativeCost } from '../measurement/relative-cost.js';
import { yuanOf } from '../money.js';
import type { Outcome } from '../outcome.js';
import { inPolicy, neededGroup, paymentMethod, type MethodResult } from '../payment-method.js';
import { NO_COEFFICIENT, ratioPoints, type Coefficient, type PointsOfCase } from '../points/case-points.js';
import { additionTable, withAddedPoints } from '../points/added-points.js';
import { ratioRule, zoneTable } from '../points/deviation.js';
import { coefficientTable, hospitalCoefficient } from '../points/hospital-coefficient.js';
import { chargesResult, pointsResult, type FoundPoints } from '../points/points-result.js';
import { afterReadmission, readmissionRule, REDUCED } from '../points/readmission.js';
import { isUnstable, pointsByCharges, unstableRule } from '../points/unstable-group.js';
import { pointsByZone, type ComparedCharges, type ZoneResult } from '../points/zone-result.js';
import { optional, required } from '../policy/parameter.js';
import { policySection, type SectionFault, type ValuesOf } from '../policy/section.js';
import { decimal, positive } from '../policy/values.js';
import { isZero, over } from '../ratio.js';

/** Stays that ended before the treatment did (未完成住院), told by the disposition, and how their points follow the charges. */
const incompleteStay = z.strictObject({
  dispositions: z.array(z.enum(['1', '2', '3', '4', '5', '9']).transform(Number)).min(1),
  ...ratioRule.shape,
});

/** What a region decides about paying by DRG points (点数法). */
const SECTION = policySection({
  id: 'drg-points',
  title: { zh: 'DRG 付费（点数法）', en: 'Payment by DRG points' },
  parameters: {
    pointValue: required('yuan-per-point', { zh: '点值', en: 'Point value' }, positive, { isPerFund: true }),
    /** `table`: the rows of `hospitalCoefficients`; `own-mean`: the hospital's mean charges of the group over the region's. */
    coefficientSource: required(
      'choice',
      { zh: '系数来源', en: 'Source of coefficients' },
      z.enum(['table', 'own-mean', 'fixed-at-one']),
    ),
    hospitalCoefficients: optional('table', { zh: '医疗机构系数', en: 'Hospital coefficients' }, coefficientTable),
    /** Under `own-mean`, for a group that is new in the hospital. */
    newGroupCoefficient: optional('1', { zh: '新病组系数', en: 'Coefficient of a new group' }, positive),
    incompleteStay: optional('choice', { zh: '未完成住院', en: 'Incomplete stays' }, incompleteStay),
    /** On the charges as a multiple of the mean charges of the group. */
    zones: optional('table', { zh: '高低倍率病例', en: 'High and low multiples' }, zoneTable),
    unstableGroups: optional('choice', { zh: '不稳定病组', en: 'Unstable groups' }, unstableRule),
    /** Cases of unstable groups, and cases without a group, get points by their charges. */
    unstableDiscount: optional('1', { zh: '不稳定病组折算系数', en: 'Discount of unstable groups' }, decimal),
    ungroupedDiscount: optional('1', { zh: '未入组折算系数', en: 'Discount of cases without a group' }, decimal),
    overallMean: optional('yuan', { zh: '全部病例次均费用', en: 'Mean charges of all cases' }, positive, { isPerFund: true }),
    scale: optional('point', { zh: '点数基数', en: 'Points of an average case' }, positive),
    readmission: optional('choice', { zh: '同组再入院', en: 'Readmission to the same group' }, readmissionRule),
    additions: optional('point', { zh: '加成点数', en: 'Added points' }, additionTable),
  },
  check: (values): readonly SectionFault[] =>
    values.coefficientSource.value === 'table' && values.hospitalCoefficients === undefined ? [NO_TABLE] : [],
});

type DrgPointsValues = ValuesOf<typeof SECTION>;

const NO_TABLE: SectionFault = {
  parameter: 'hospitalCoefficients',
  message: { zh: 'coefficientSource 为 table 时必须给出系数表', en: 'coefficientSource "table" needs the table' },
};

const UNGROUPED: Outcome = { id: 'ungrouped', zh: '未入组病例', en: 'Case without a group' };
const UNSTABLE: Outcome = { id: 'unstable-group', zh: '不稳定病组', en: 'Unstable group' };
const INCOMPLETE: Outcome = { id: 'incomplete-stay', zh: '未完成住院', en: 'Incomplete stay' };

/** DRG by points: group points × coefficient; other rules for cases and groups that are not ordinary; × point value. */
export const DRG_POINTS = paymentMethod({
  section: SECTION,
  title: SECTION.title,
  price(facts, group, values, { rounding }): MethodResult {
    const known = neededGroup(facts, group, SECTION.id);
    const found = foundPoints(facts, known, values);
    if ('paysCharges' in found) return chargesResult(SECTION.id, found.outcome, countedCharges(facts), found.paysCharges);
    const all = reduced(withAddedPoints(found, facts, values.additions), facts, values);
    return pointsResult(SECTION.id, all, values.pointValue, rounding);
  },
});

/** The first kind of case that fits decides: without a group, of an unstable group, an incomplete stay, in a zone, normal. */
function foundPoints(facts: CaseFacts, group: GroupValues, values: DrgPointsValues): ZoneResult {
  if (group.status !== 'grouped') return byCharges(facts, values, 'ungroupedDiscount', UNGROUPED);
  if (values.unstableGroups !== undefined && isUnstable(group, values.unstableGroups.value))
    return byCharges(facts, values, 'unstableDiscount', UNSTABLE);
  const ofCase = { groupPoints: published(group, 'groupPoints'), coefficients: coefficientsOf(facts, group, values) };
  const compared = (): ComparedCharges => ({
    charges: yuanOf(countedCharges(facts)),
    reference: published(group, 'meanCharges').value,
  });
  const { incompleteStay } = values;
  if (incompleteStay?.value.dispositions.includes(needed(facts, 'disposition')) !== true)
    return pointsByZone(ofCase, values.zones, compared);
  const { charges, reference } = compared();
  if (isZero(reference)) throw new PricingError('PRICING_GROUP_WITHOUT_VALUE', { group: group.group, value: 'meanCharges' });
  const points = ratioPoints(ofCase, over(charges, reference), incompleteStay.value, incompleteStay.citation);
  return { outcome: INCOMPLETE, ...points };
}

function byCharges(
  facts: CaseFacts,
  values: DrgPointsValues,
  discount: 'unstableDiscount' | 'ungroupedDiscount',
  outcome: Outcome,
): FoundPoints {
  const points = pointsByCharges(yuanOf(countedCharges(facts)), {
    overallMean: inPolicy(values.overallMean, 'drg-points.overallMean', facts),
    scale: inPolicy(values.scale, 'drg-points.scale', facts),
    discount: inPolicy(values[discount], `drg-points.${discount}`, facts),
  });
  return { outcome, ...points };
}

/** Primary-care groups (基层病组) are paid alike in every hospital. */
function coefficientsOf(facts: CaseFacts, group: GroupValues, values: DrgPointsValues): PointsOfCase['coefficients'] {
  return { hospital: group.isPrimaryCare ? NO_COEFFICIENT : coefficientOf(facts, group, values), auxiliary: NO_COEFFICIENT };
}

function coefficientOf(facts: CaseFacts, group: GroupValues, values: DrgPointsValues): Coefficient {
  switch (values.coefficientSource.value) {
    case 'fixed-at-one':
      return NO_COEFFICIENT;
    case 'table':
      return hospitalCoefficient(inPolicy(values.hospitalCoefficients, 'drg-points.hospitalCoefficients', facts), facts, group);
    case 'own-mean': {
      const { hospitalMeanCharges: own } = group;
      if (own === undefined) return inPolicy(values.newGroupCoefficient, 'drg-points.newGroupCoefficient', facts);
      return { value: relativeCost({ mean: own.value, base: published(group, 'meanCharges').value }), citation: own.citation };
    }
  }
}

function reduced(found: FoundPoints, { laterAdmission }: CaseFacts, { readmission }: DrgPointsValues): FoundPoints {
  const less = afterReadmission(found.points, laterAdmission, readmission);
  if (less === undefined) return found;
  const steps = stepsAfter(found.steps, less.steps);
  return { ...found, points: less.points, steps, notices: [...(found.notices ?? []), REDUCED] };
}
