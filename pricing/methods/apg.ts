import { z } from 'zod';
import { countedCharges, type CaseFacts } from '../case-facts.js';
import { apgTable, type ApgRow } from '../outpatient-groups/apg-table.js';
import { groupVisit, VISIT_RULES } from '../outpatient-groups/group-visit.js';
import { visitPoints } from '../outpatient-groups/visit-points.js';
import type { Outcome } from '../outcome.js';
import { inPolicy, paymentMethod, type MethodResult } from '../payment-method.js';
import { chargesResult, pointsResult } from '../points/points-result.js';
import { optional, required } from '../policy/parameter.js';
import { policySection, type ValuesOf } from '../policy/section.js';
import { positive, share } from '../policy/values.js';

/** What a region decides about outpatient groups (APG 门诊病例分组). */
const SECTION = policySection({
  id: 'apg',
  title: { zh: '门诊病例分组付费（APG）', en: 'Outpatient groups (APG)' },
  parameters: {
    pointValue: required('yuan-per-point', { zh: '点值', en: 'Point value' }, positive, { isPerFund: true }),
    /** Groups, what is in them, and their points. */
    groups: required('table', { zh: '分组与分值', en: 'Groups and points' }, apgTable),
    /** Of unrelated procedures the highest counts in full, every further one so much. */
    secondDiscount: optional('1', { zh: '后续操作折扣', en: 'Discount of further procedures' }, share),
    medicalVisit: required('choice', { zh: '就诊分值计入', en: 'When a medical visit counts' }, z.enum(VISIT_RULES)),
    /** What the pool buys: the whole visit, of which the form of fund payment takes the others' parts, or the fund's part of it. */
    pays: required('choice', { zh: '点值所含', en: 'What a point pays' }, z.enum(['visit', 'fund'])),
    /** What becomes of a visit that no row takes. */
    ungrouped: optional('choice', { zh: '未入组就诊', en: 'Visits without a group' }, z.enum(['actual-charges'])),
  },
});

type ApgValues = ValuesOf<typeof SECTION>;

const OUTCOMES = {
  procedure: { id: 'significant-procedure', zh: '重要操作', en: 'Significant procedure' },
  visit: { id: 'medical-visit', zh: '门诊就诊', en: 'Medical visit' },
  ancillary: { id: 'ancillary-only', zh: '仅辅助项目', en: 'Ancillaries only' },
} as const satisfies Record<ApgRow['kind'], Outcome>;
const UNGROUPED: Outcome = { id: 'ungrouped', zh: '未入组就诊', en: 'Visit without a group' };
const CODES_WITHOUT_GROUP: Outcome = { id: 'codes-without-group', zh: '部分编码未入组', en: 'Some codes are in no group' };

/** APG: the points of a visit's services, consolidated, discounted and packaged, × point value. */
export const APG = paymentMethod({
  section: SECTION,
  title: SECTION.title,
  price(facts, _group, values, { rounding }): MethodResult {
    const { groups, pointValue, pays, medicalVisit } = values;
    const { services, without } = groupVisit(facts, groups.value, medicalVisit.value);
    if (services.length === 0) return ungrouped(facts, values);
    const secondDiscount = () => inPolicy(values.secondDiscount, 'apg.secondDiscount', facts);
    const found = visitPoints(services, { groups: groups.citation, secondDiscount });
    const notices = without.length > 0 ? [CODES_WITHOUT_GROUP] : [];
    const ofVisit = { outcome: outcomeOf(services), points: found.points, steps: () => found.steps, notices };
    const result = pointsResult(SECTION.id, ofVisit, pointValue, rounding);
    return { ...result, covers: pays.value === 'visit' ? 'stay' : 'fund' };
  },
});

const outcomeOf = (services: readonly ApgRow[]): Outcome =>
  OUTCOMES[(['procedure', 'visit'] as const).find((kind) => services.some((row) => row.kind === kind)) ?? 'ancillary'];

function ungrouped(facts: CaseFacts, values: ApgValues): MethodResult {
  const { citation } = inPolicy(values.ungrouped, 'apg.ungrouped', facts);
  return chargesResult(SECTION.id, UNGROUPED, countedCharges(facts), citation);
}
