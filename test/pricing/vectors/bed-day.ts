import { dayRateOfPoints } from '../../../pricing/bed-day/day-points.js';
import { hospitalResult } from '../../../pricing/fund-payment/fund-payment.js';
import { BED_DAY } from '../../../pricing/methods/bed-day.js';
import { NO_MONEY, parseYuan, printYuan } from '../../../pricing/money.js';
import { parseRatio, type Ratio } from '../../../pricing/ratio.js';
import { caseOf } from '../case-of.js';
import { contextOf, valuesOf } from '../policy-of.js';
import { stepResult, stepValue, takenOff } from './breakdown-of.js';
import { numberOf, printed, printedYuan, type Adapter, type Inputs } from './vector.js';

/** Where the example does not say what a point is worth, it asks for no money. */
const ANY_POINT_VALUE = '1';
/** The examples keep points of a hundred for an average case, and do not say so. */
const SCALE = '100';
/** A package is for the whole stay, however long; the example does not state its days. */
const ANY_DAYS = '1';

export const bedDay: Adapter = (inputs) => {
  if ('dayPoints' in inputs && !('days' in inputs)) {
    const scale = { meanCharges: numberOf(inputs, 'meanCaseCost'), scale: parseRatio(SCALE) };
    return { yuanPerDay: printedYuan(dayRateOfPoints(numberOf(inputs, 'dayPoints'), scale)) };
  }
  const { days = ANY_DAYS, cost, hospitalAdvance, fundPartOfCost = hospitalAdvance } = inputs;
  const facts = caseOf({
    lengthOfStayDays: Number(days),
    hospitalLevel: inputs['level'] === undefined ? undefined : (Number(inputs['level']) as 1 | 2 | 3),
    ...(cost === undefined ? {} : { totalCharges: parseYuan(cost) }),
    ...(fundPartOfCost === undefined ? {} : { fundAdvanced: parseYuan(fundPartOfCost) }),
  });
  const values = valuesOf(BED_DAY.section, { dayCount: 'stated', ...ratesOf(inputs), ...rulesOf(inputs) });
  const { amount, casePoints, breakdown } = BED_DAY.price(facts, undefined, values, contextOf());
  const paid = printYuan(amount);
  const compared = cost ?? fundPartOfCost;
  return {
    ...points(inputs, casePoints, stepValue(breakdown, 'day-points')),
    amount: paid,
    fund: paid,
    pay: paid,
    fundDue: stepResult(breakdown, 'fund-part'),
    cap: stepResult(breakdown, 'advance-cap'),
    counted: stepResult(breakdown, 'counted'),
    patient: takenOff(breakdown, 'patient-part'),
    fullSelfPayMax: stepResult(breakdown, 'self-paid-limit'),
    ...(compared === undefined ? {} : { hospitalGain: printYuan(hospitalResult(amount, NO_MONEY, parseYuan(compared)).result) }),
  };
};

const points = (inputs: Inputs, casePoints: Ratio | undefined, dayPoints: unknown) =>
  casePoints === undefined ? {} : { casePoints: printed(casePoints, inputs), dayPoints: printed(dayPoints as Ratio, inputs) };

/** What the days of the example are worth. */
function ratesOf(inputs: Inputs): Readonly<Record<string, unknown>> {
  const { dayPoints, dayRate, dayCeiling = dayRate, fundDayRate = dayCeiling, meanCaseCost, pointValue, dp, mode } = inputs;
  const money = { counts: 'yuan', covers: inputs['fundDayRate'] === undefined ? 'stay' : 'fund' };
  const inPoints = { counts: 'points', covers: 'stay', pointValue: pointValue ?? ANY_POINT_VALUE };
  if (dayPoints !== undefined) return { ...inPoints, rates: [{ pays: 'points', points: dayPoints }] };
  if (meanCaseCost !== undefined) {
    const measured = { meanCaseCharges: meanCaseCost, scale: SCALE, dayPointsRounding: `half-up ${dp}` };
    return { ...inPoints, ...measured, rates: [{ pays: 'rate', rate: dayRate }] };
  }
  if (inputs['package'] !== undefined) return { ...money, rates: [{ pays: 'package', package: inputs['package'] }] };
  if (fundDayRate !== undefined) return { ...money, rates: [{ pays: 'rate', rate: fundDayRate }] };
  const phaseReading = mode === 'last' ? 'whole-stay' : mode;
  return { ...money, phaseReading, rates: [{ pays: 'phases', phases: phasesOf(inputs) }] };
}

/** What is paid of it. */
function rulesOf(inputs: Inputs): Readonly<Record<string, unknown>> {
  const { mode, cost, dayCeiling, personFactor, capRatio, fullSelfPayLimit } = inputs;
  const isCeiling = mode === 'actual_up_to_ceiling' || (mode === undefined && dayCeiling !== undefined && cost !== undefined);
  return {
    settles: isCeiling ? 'actual-up-to-rate' : 'fixed-rate',
    ...(personFactor === undefined ? {} : { personFactors: [{ factor: personFactor }] }),
    ...(capRatio === undefined ? {} : { advanceCap: capRatio }),
    ...(fullSelfPayLimit === undefined ? {} : { selfPaidLimits: [{ share: fullSelfPayLimit }] }),
    ...fundShareOf(inputs),
  };
}

function fundShareOf(inputs: Inputs): Readonly<Record<string, unknown>> {
  const { classAShare, classARatio, classBShare, classBRatio, patientShare, fundRatio, dayCeiling, phases } = inputs;
  if (classAShare !== undefined) {
    const classA = { share: classAShare, ratio: classARatio };
    return { fundShare: { by: 'catalogue', classA, classB: { share: classBShare, ratio: classBRatio } } };
  }
  if (patientShare !== undefined) return { fundShare: { by: 'ratio', rows: [{ patientRatio: patientShare }] } };
  if (fundRatio !== undefined) return { fundShare: { by: 'ratio', rows: [{ ratio: fundRatio }] } };
  if (phases !== undefined && dayCeiling !== undefined) return { fundShare: { by: 'phases', phases: phasesOf(inputs) } };
  return {};
}

/** Phases with the names of the policy; the last of a table may have no end. */
function phasesOf(inputs: Inputs): readonly object[] {
  return (inputs['phases'] as unknown as Inputs[]).map(({ from, to, rate, fundShare }) => ({
    from,
    ...(to === '' ? {} : { to }),
    ...(rate === undefined ? { share: fundShare } : { rate }),
  }));
}
