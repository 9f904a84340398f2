import { z } from 'zod';
import { countedCharges, type CaseFacts } from '../case-facts.js';
import { published, type GroupValues } from '../group-values.js';
import { yuanOf } from '../money.js';
import { additionTable, withAddedPoints } from '../points/added-points.js';
import { blankGroupDiscounts, blankGroupPoints } from '../points/blank-group.js';
import { NO_COEFFICIENT, type PointsOfCase } from '../points/case-points.js';
import { zoneTable } from '../points/deviation.js';
import { coefficientTable, hospitalCoefficient } from '../points/hospital-coefficient.js';
import { chargesResult, pointsResult, type FoundPoints } from '../points/points-result.js';
import { meanCostFactors, referenceCharges, referenceRule } from '../points/reference-charges.js';
import { pointsByZone, type ZoneResult } from '../points/zone-result.js';
import { optional, required } from '../policy/parameter.js';
import { policySection, type SectionFault, type ValuesOf } from '../policy/section.js';
import { positive } from '../policy/values.js';
import { isZero } from '../ratio.js';
import type { Outcome } from '../outcome.js';
import { inPolicy, neededGroup, paymentMethod, type MethodResult } from '../payment-method.js';

/** What a region decides about paying by points of groups (按病种分值付费). */
const SECTION = policySection({
  id: 'dip',
  title: { zh: '按病种分值付费（DIP）', en: 'Payment by points of groups (DIP)' },
  parameters: {
    pointValue: required('yuan-per-point', { zh: '点值', en: 'Point value' }, positive, { isPerFund: true }),
    hospitalCoefficients: required('table', { zh: '医疗机构系数', en: 'Hospital coefficients' }, coefficientTable),
    /** In place of the hospital coefficient; without it primary-care groups have none. */
    primaryCareCoefficient: optional('1', { zh: '基层病种系数', en: 'Coefficient of primary-care groups' }, positive),
    zones: optional('table', { zh: '偏差病例', en: 'Zones of deviation' }, zoneTable),
    /** What zones compare the charges with. */
    reference: optional('choice', { zh: '偏差比较基准', en: 'Reference of the zones' }, referenceRule),
    meanCostFactors: optional('yuan-per-point', { zh: '均费调整系数', en: 'Mean-cost factors' }, meanCostFactors),
    blankGroupDiscounts: optional('1', { zh: '空白病组折算系数', en: 'Discounts of the blank group' }, blankGroupDiscounts),
    /** What becomes of a group with 0 points. */
    zeroPoints: optional('choice', { zh: '零分值病组', en: 'Groups of 0 points' }, z.enum(['actual-charges'])),
    additions: optional('point', { zh: '新药新技术加成', en: 'Additions for new drugs and techniques' }, additionTable),
  },
  check: (values): readonly SectionFault[] => [
    ...(values.zones !== undefined && values.reference === undefined ? [ZONES_WITHOUT_REFERENCE] : []),
    ...(values.reference?.value.of === 'simulated-mean' && values.meanCostFactors === undefined ? [MEAN_WITHOUT_FACTORS] : []),
  ],
});

type DipValues = ValuesOf<typeof SECTION>;

const ZONES_WITHOUT_REFERENCE: SectionFault = {
  parameter: 'reference',
  message: { zh: '有 zones 就要规定 reference', en: 'zones need a reference' },
};
const MEAN_WITHOUT_FACTORS: SectionFault = {
  parameter: 'meanCostFactors',
  message: { zh: 'simulated-mean 需要均费调整系数', en: 'the simulated mean needs mean-cost factors' },
};

const UNGROUPED: Outcome = { id: 'ungrouped', zh: '未入组病例', en: 'Case without a group' };
const ZERO_POINTS: Outcome = { id: 'zero-points', zh: '零分值病组', en: 'Group of 0 points' };

/** DIP: group points × hospital coefficient × auxiliary coefficient, other rules for cases far from their group, × point value. */
export const DIP = paymentMethod({
  section: SECTION,
  title: SECTION.title,
  price(facts, group, values, { rounding }): MethodResult {
    const known = neededGroup(facts, group, SECTION.id);
    const found = foundPoints(facts, known, values);
    if ('paysCharges' in found) return chargesResult(SECTION.id, found.outcome, countedCharges(facts), found.paysCharges);
    return pointsResult(SECTION.id, withAddedPoints(found, facts, values.additions), values.pointValue, rounding);
  },
});

function foundPoints(facts: CaseFacts, group: GroupValues, values: DipValues): ZoneResult {
  if (group.status === 'ungrouped') return blankPoints(facts, group, values);
  const groupPoints = published(group, 'groupPoints');
  if (isZero(groupPoints.value))
    return { outcome: ZERO_POINTS, paysCharges: inPolicy(values.zeroPoints, 'dip.zeroPoints', facts).citation };
  if (group.status === 'blank') return blankPoints(facts, group, values);
  const ofCase = { groupPoints, coefficients: coefficientsOf(facts, group, values) };
  return pointsByZone(ofCase, values.zones, () => ({
    charges: yuanOf(countedCharges(facts)),
    reference: referenceCharges({ ...values, reference: inPolicy(values.reference, 'dip.reference', facts) }, group, ofCase),
  }));
}

function blankPoints(facts: CaseFacts, group: GroupValues, { blankGroupDiscounts: discounts }: DipValues): FoundPoints {
  const rule = inPolicy(discounts, 'dip.blankGroupDiscounts', facts);
  return { outcome: UNGROUPED, ...blankGroupPoints(group, yuanOf(countedCharges(facts)), rule) };
}

/** Primary-care groups (基层病种) are paid alike in every hospital, but for a factor of their own that a region may set. */
function coefficientsOf(facts: CaseFacts, group: GroupValues, values: DipValues): PointsOfCase['coefficients'] {
  const { hospitalCoefficients, primaryCareCoefficient } = values;
  const hospital = group.isPrimaryCare ? primaryCareCoefficient : hospitalCoefficient(hospitalCoefficients, facts, group);
  return { hospital: hospital ?? NO_COEFFICIENT, auxiliary: group.auxiliaryCoefficient ?? NO_COEFFICIENT };
}
