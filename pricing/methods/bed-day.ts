import { z } from 'zod';
import { countDays, dayCount } from '../bed-day/day-count.js';
import {
  dayRateTable,
  diseaseClassTable,
  personFactor,
  personFactorTable,
  rateOfStay,
  type DayRate,
} from '../bed-day/day-rates.js';
import { fundShareRule } from '../bed-day/fund-share.js';
import { asItCost, capped, counted, fundPart, worth } from '../bed-day/paid-part.js';
import { selfPaidLimit, selfPaidLimits } from '../bed-day/self-paid-limit.js';
import { stayValue } from '../bed-day/stay-value.js';
import { paymentBreakdown } from '../breakdown.js';
import { NORMAL, type Outcome } from '../outcome.js';
import { paymentMethod, type MethodResult } from '../payment-method.js';
import { optional, required } from '../policy/parameter.js';
import { policySection, type SectionFault } from '../policy/section.js';
import { bounds, positive, rounding, whole } from '../policy/values.js';
import { SETTLES } from '../unit-price/pay-units.js';

/** What a region decides about paying by the day (按床日付费). */
const SECTION = policySection({
  id: 'bed-day',
  title: { zh: '按床日付费', en: 'Payment by bed-days' },
  parameters: {
    counts: required('choice', { zh: '计量方式', en: 'What days count as' }, z.enum(['yuan', 'points'])),
    dayCount: required('choice', { zh: '床日计算', en: 'Which days count' }, dayCount),
    leave: optional('choice', { zh: '请假日', en: 'Days of leave' }, z.enum(['not-paid'])),
    /** On the days between discharge and next admission. */
    joinedStays: optional('day', { zh: '合并计算间隔', en: 'Gap within which stays are joined' }, bounds),
    yearDayLimit: optional('day', { zh: '年度床日上限', en: 'Bed-days of a person in a year' }, whole),
    diseaseClasses: optional('table', { zh: '疾病分类', en: 'Classes of diseases' }, diseaseClassTable),
    rates: required('table', { zh: '床日标准', en: 'Day rates' }, dayRateTable, { isPerFund: true }),
    phaseReading: optional('choice', { zh: '分段计算方式', en: 'Reading of phases' }, z.enum(['marginal', 'whole-stay'])),
    personFactors: optional('table', { zh: '人员系数', en: 'Factors of persons' }, personFactorTable),
    pointValue: optional('yuan-per-point', { zh: '点值', en: 'Point value' }, positive, { isPerFund: true }),
    meanCaseCharges: optional('yuan', { zh: '全部病例次均费用', en: 'Mean charges of all cases' }, positive, {
      isPerFund: true,
    }),
    scale: optional('point', { zh: '点数基数', en: 'Points of an average case' }, positive),
    dayPointsRounding: optional('choice', { zh: '床日点数取整', en: 'Rounding of points a day' }, rounding()),
    /** `fund`: the rate is the fund's part by itself, whatever the rest of the stay costs. */
    covers: required('choice', { zh: '标准包含的费用', en: 'What the rate covers' }, z.enum(['stay', 'fund'])),
    /** A stay that cost less than its days are worth is paid as it cost, or as its days are worth. Above them the hospital bears it. */
    settles: required('choice', { zh: '低于标准时', en: 'Where the stay cost less' }, z.enum(SETTLES)),
    fundShare: optional('1', { zh: '基金支付比例', en: 'Fund share' }, fundShareRule, { isPerFund: true }),
    /** As a multiple of the pool's part that the hospital advanced. */
    advanceCap: optional('1', { zh: '按垫付额封顶', en: 'Cap by the advance' }, positive),
    selfPaidLimits: optional('1', { zh: '全自费比例上限', en: 'Largest share of full self-pay' }, selfPaidLimits),
  },
  check: ({ counts, rates, phaseReading, pointValue, meanCaseCharges, scale, covers, fundShare, advanceCap }) => {
    const days = rates.value.flatMap(dayValues);
    const hasPhases = rates.value.some(({ pays }) => pays === 'phases');
    const isPoints = counts.value === 'points';
    const isMeasured = isPoints && days.some((day) => 'rate' in day);
    return [
      ...(!isPoints && days.some((day) => 'points' in day) ? [POINTS_AS_YUAN] : []),
      ...(isPoints && pointValue === undefined ? [NO_POINT_VALUE] : []),
      ...(isMeasured && (meanCaseCharges === undefined || scale === undefined) ? [NOT_MEASURED] : []),
      ...(hasPhases && phaseReading === undefined ? [PHASES_UNREAD] : []),
      ...(covers.value === 'fund' && fundShare !== undefined ? [SHARED_TWICE] : []),
      ...(covers.value === 'stay' && fundShare === undefined && advanceCap !== undefined ? [CAP_OF_STAY] : []),
    ];
  },
});

const fault = (parameter: string, zh: string, en: string): SectionFault => ({ parameter, message: { zh, en } });
const POINTS_AS_YUAN = fault('rates', '按金额计算时不能用点数', 'days that count as yuan have rates, not points');
const NO_POINT_VALUE = fault('pointValue', '按点数计算须有点值', 'days that count as points need a point value');
const NOT_MEASURED = fault(
  'meanCaseCharges',
  '由床日标准换算点数须有 meanCaseCharges 和 scale',
  'points from rates need meanCaseCharges and scale',
);
const PHASES_UNREAD = fault('phaseReading', '分段标准须说明计算方式', 'phases need their reading');
const SHARED_TWICE = fault('fundShare', '标准本身就是基金部分', 'the rate is the part of the fund already');
const CAP_OF_STAY = fault(
  'advanceCap',
  '封顶的是基金部分，须有 fundShare',
  'the cap is on the part of the fund, which needs fundShare',
);

const dayValues = (row: DayRate): readonly object[] => (row.pays === 'phases' ? row.phases : row.pays === 'package' ? [] : [row]);

const BELOW_RATE: Outcome = { id: 'below-rate', zh: '低于床日标准，按实际费用', en: 'Below the day rate: paid as it cost' };

/** Bed-days: what the days of the stay are worth, as far as the stay cost it where the region says so, and the fund's part of it. */
export const BED_DAY = paymentMethod({
  section: SECTION,
  title: SECTION.title,
  price(facts, _group, values, rules): MethodResult {
    const rounding = rules.rounding.amount.value;
    const { covers, settles, fundShare, advanceCap } = values;
    const days = countDays(facts, values);
    const row = rateOfStay(values.rates, facts, days, values.diseaseClasses);
    const stay = stayValue(facts, row, days, personFactor(facts, values.personFactors), values, rules.rounding);
    const start = worth(stay);
    const settled = settles.value === 'fixed-rate' ? start : asItCost(start, facts, covers.value, settles.citation);
    const whole = counted(settled, settles.citation);
    const fund = fundShare === undefined ? whole : fundPart(whole, fundShare, facts, days, stay, rounding);
    const { amount, lines, steps } = advanceCap === undefined ? fund : capped(fund, advanceCap, facts, rounding);
    const selfPaid = selfPaidLimit(facts, values.selfPaidLimits, rounding);
    return {
      method: SECTION.id,
      outcome: settled === start ? NORMAL : BELOW_RATE,
      covers: fundShare === undefined ? covers.value : 'fund',
      amount,
      ...(stay.casePoints === undefined ? {} : { casePoints: stay.casePoints }),
      breakdown: paymentBreakdown(amount, lines, [...days.steps, ...steps, ...selfPaid.steps]),
      notices: [...days.notices, ...selfPaid.notices],
    };
  },
});
