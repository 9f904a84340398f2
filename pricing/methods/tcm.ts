import { operand, stepsAfter, type Rule } from '../breakdown.js';
import { countedCharges, type CaseFacts } from '../case-facts.js';
import { rowOfCase } from '../episode/row-of-case.js';
import type { GroupValues } from '../group-values.js';
import type { Outcome } from '../outcome.js';
import { neededGroup, paymentMethod, type MethodResult } from '../payment-method.js';
import { counted } from '../points/case-points.js';
import { coefficientTable, hospitalCoefficient } from '../points/hospital-coefficient.js';
import { chargesResult, pointsResult, type FoundPoints } from '../points/points-result.js';
import { TERMS } from '../points/terms.js';
import { optional, required } from '../policy/parameter.js';
import { policySection, type ValuesOf } from '../policy/section.js';
import { positive } from '../policy/values.js';
import { times } from '../ratio.js';
import { heldToCeiling } from '../tcm/ceiling.js';
import { tcmPoints } from '../tcm/tcm-points.js';
import { tcmTable } from '../tcm/tcm-table.js';

/** What a region decides about stays for TCM diseases (中医病种付费). */
const SECTION = policySection({
  id: 'tcm',
  title: { zh: '中医病种付费', en: 'TCM diseases' },
  parameters: {
    pointValue: required('yuan-per-point', { zh: '点值', en: 'Point value' }, positive, { isPerFund: true }),
    /** Links, additions and ceilings of each disease. */
    diseases: required('table', { zh: '中医病种', en: 'TCM diseases' }, tcmTable),
    /** Without it no hospital has a coefficient here. */
    hospitalCoefficients: optional('table', { zh: '医疗机构系数', en: 'Hospital coefficients' }, coefficientTable),
  },
});

type TcmValues = ValuesOf<typeof SECTION>;

const BY_CHARGES: Outcome = { id: 'tcm-charges', zh: '按费用支付，不超过上限', en: 'By charges, up to the ceiling' };
const WITH_COEFFICIENT: Rule = {
  id: 'tcm-coefficient',
  label: { zh: '医疗机构系数', en: 'Hospital coefficient' },
  formula: { zh: '分值 × 医疗机构系数', en: 'points × hospital coefficient' },
};

/** TCM: points of the disease by its link to a western group or its addition × hospital coefficient × point value, up to its ceiling. */
export const TCM = paymentMethod({
  section: SECTION,
  title: SECTION.title,
  price(facts, group, values, { rounding, linkedGroup }): MethodResult {
    const { citation } = values.diseases;
    const disease = rowOfCase(values.diseases, facts, group);
    const paid =
      disease.pays === 'charges'
        ? chargesResult(SECTION.id, BY_CHARGES, countedCharges(facts), citation)
        : pointsResult(
            SECTION.id,
            withCoefficient(tcmPoints(disease, { facts, group, linkedGroup, citation }), facts, group, values),
            values.pointValue,
            rounding,
          );
    return heldToCeiling(paid, disease.ceiling, citation, rounding.amount.value);
  },
});

function withCoefficient(
  found: FoundPoints,
  facts: CaseFacts,
  group: GroupValues | undefined,
  { hospitalCoefficients }: TcmValues,
): FoundPoints {
  if (hospitalCoefficients === undefined) return found;
  const { value, citation } = hospitalCoefficient(hospitalCoefficients, facts, neededGroup(facts, group, SECTION.id));
  const operands = () => [operand(TERMS.casePoints, found.points), operand(TERMS.hospital, value, citation)];
  const { points, steps } = counted(WITH_COEFFICIENT, times(found.points, value), operands, citation);
  return { ...found, points, steps: stepsAfter(found.steps, steps) };
}
