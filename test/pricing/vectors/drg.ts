import { printOperand } from '../../../pricing/breakdown.js';
import { predictedRate } from '../../../pricing/measurement/predicted-rate.js';
import { relativeCost } from '../../../pricing/measurement/relative-cost.js';
import { DRG_POINTS } from '../../../pricing/methods/drg-points.js';
import { DRG_RATE } from '../../../pricing/methods/drg-rate.js';
import { parseYuan, printYuan } from '../../../pricing/money.js';
import { REDUCED } from '../../../pricing/points/readmission.js';
import { parseRatio } from '../../../pricing/ratio.js';
import { printExactly } from '../../../pricing/rounding.js';
import { caseOf, groupOf, publishedValue } from '../case-of.js';
import { contextOf, valuesOf } from '../policy-of.js';
import { numberOf, printed, printedYuan, type Adapter, type Inputs } from './vector.js';

/** Where the example does not say what a point is worth, it asks for no money. */
const ANY_POINT_VALUE = '100';
/** Against advice: the examples say "incomplete" and not why. */
const LEFT = 4;

export const drg: Adapter = (inputs) => {
  const has = (name: string): boolean => name in inputs;
  if (has('inpatientFundBudget')) return rate(inputs);
  if (has('rate')) return byRate(inputs);
  if (has('allCaseMeanCost') && has('groupMeanCost')) {
    const weight = relativeCost({ mean: numberOf(inputs, 'groupMeanCost'), base: numberOf(inputs, 'allCaseMeanCost') });
    return { weight: printed(weight, inputs) };
  }
  if (has('regionMean')) return ownMean(inputs);
  if (has('earlierCasePoints')) return readmission(inputs);
  return byPoints(inputs);
};

function rate(inputs: Inputs) {
  const [budget, share, weight] = ['inpatientFundBudget', 'fundShareOfCost', 'predictedTotalWeight'].map((name) =>
    numberOf(inputs, name),
  );
  const { totalCost, rate: predicted } = predictedRate(budget!, share!, weight!);
  return { predictedTotalCost: printedYuan(totalCost), rate: printedYuan(predicted) };
}

function byRate(inputs: Inputs) {
  const values = valuesOf(DRG_RATE.section, {
    baseRate: inputs['rate'],
    hospitalCoefficients: [{ coefficient: inputs['coefficient'] }],
  });
  const group = groupOf({ relativeWeight: publishedValue(inputs['weight']!) });
  return { standard: printYuan(DRG_RATE.price(caseOf(), group, values, contextOf()).amount) };
}

/** Base points from the means, and the coefficient from the hospital's own mean. */
function ownMean(inputs: Inputs) {
  const base = relativeCost({ mean: numberOf(inputs, 'groupMean'), base: numberOf(inputs, 'regionMean') }, parseRatio('100'));
  const values = valuesOf(DRG_POINTS.section, { pointValue: ANY_POINT_VALUE, coefficientSource: 'own-mean' });
  const group = groupOf({
    groupPoints: publishedValue(printExactly(base)),
    meanCharges: publishedValue(inputs['groupMean']!),
    hospitalMeanCharges: publishedValue(inputs['hospitalGroupMean']!),
  });
  const { casePoints, breakdown } = DRG_POINTS.price(caseOf(), group, values, contextOf());
  const coefficient = breakdown.steps[0]?.operands.find(({ term }) => term.en === 'hospital coefficient');
  return { basePoints: printExactly(base), coefficient: printOperand(coefficient!), casePoints: printExactly(casePoints!) };
}

function readmission(inputs: Inputs) {
  const rule = valuesOf(DRG_POINTS.section, {
    pointValue: ANY_POINT_VALUE,
    coefficientSource: 'fixed-at-one',
    readmission: { days: `<= ${inputs['windowDays']}`, factor: inputs['factor'] },
  });
  const group = groupOf({ groupPoints: publishedValue(inputs['earlierCasePoints']!) });
  const laterAdmission = {
    gapDays: Number(inputs['gapDays']),
    isSameGroup: inputs['sameGroup'] === 'yes',
    isExempt: inputs['exempt'] === 'yes',
  };
  const { casePoints, notices } = DRG_POINTS.price(caseOf({ laterAdmission }), group, rule, contextOf());
  return { earlierCasePoints: printExactly(casePoints!), flag: notices.includes(REDUCED) ? 'reduced' : 'none' };
}

function byPoints(inputs: Inputs) {
  const {
    basePoints,
    points = basePoints,
    groupMean,
    caseCost,
    allowedCost = caseCost,
    coefficient,
    useCoefficient,
    fund,
  } = inputs;
  const isIncomplete = useCoefficient !== undefined && inputs['upperMultiple'] === undefined;
  const values = valuesOf(
    DRG_POINTS.section,
    {
      pointValue: inputs['pointValue'] ?? ANY_POINT_VALUE,
      coefficientSource: coefficient === undefined ? 'fixed-at-one' : 'table',
      ...(coefficient === undefined ? {} : { hospitalCoefficients: [{ coefficient }] }),
      ...rulesOf(inputs),
    },
    fund,
  );
  const group = groupOf({
    isPrimaryCare: inputs['groupCode'] === 'primary-level group',
    cases: publishedValue('1'),
    ...(points === undefined ? {} : { groupPoints: publishedValue(points) }),
    ...(groupMean === undefined ? {} : { meanCharges: publishedValue(groupMean) }),
  });
  const facts = caseOf({
    ...(allowedCost === undefined ? {} : { totalCharges: parseYuan(allowedCost) }),
    ...(isIncomplete ? { disposition: LEFT } : {}),
  });
  const { amount, casePoints } = DRG_POINTS.price(facts, group, values, contextOf());
  return { amount: printYuan(amount), casePoints: printExactly(casePoints!) };
}

/** Which rule the example is about: high multiple, unstable group, or points that follow the charges up to the base points. */
function rulesOf({ upperMultiple, useCoefficient, discount, allCaseMeanCost }: Inputs): Readonly<Record<string, unknown>> {
  if (upperMultiple !== undefined) {
    const zone = {
      zone: 'high',
      when: `> ${upperMultiple}`,
      pays: 'excess',
      above: upperMultiple,
      normal: 'hospital',
      factors: [],
    };
    return { zones: [zone] };
  }
  if (discount !== undefined)
    return { unstableGroups: { cases: '<= 5' }, unstableDiscount: discount, overallMean: allCaseMeanCost, scale: '100' };
  if (useCoefficient === undefined) return {};
  const factors = useCoefficient === 'yes' ? ['hospital'] : [];
  return { incompleteStay: { dispositions: [String(LEFT)], factors, cap: 'after-factors' } };
}
