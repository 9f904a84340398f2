import { subtypeOf, SubtypingLists } from '../../../grouper/index.js';
import { checkSubtyping } from '../../../reference-data/index.js';
import { printOperand } from '../../../pricing/breakdown.js';
import { DIP } from '../../../pricing/methods/dip.js';
import { openingPointValue, settlementPointValue } from '../../../pricing/measurement/point-value.js';
import { relativeCost } from '../../../pricing/measurement/relative-cost.js';
import { weightedMean } from '../../../pricing/measurement/weighted-mean.js';
import { parseYuan, printYuan } from '../../../pricing/money.js';
import { parseRatio } from '../../../pricing/ratio.js';
import { printExactly } from '../../../pricing/rounding.js';
import { caseOf, groupOf, publishedValue } from '../case-of.js';
import { contextOf, valuesOf } from '../policy-of.js';
import { numberOf, partsOf, printed, printedYuan, type Adapter, type Inputs } from './vector.js';

/** The example does not say what a point is worth, and asks for no money. */
const ANY_POINT_VALUE = '10';

export const dip: Adapter = (inputs) => {
  const has = (name: string): boolean => name in inputs;
  if (has('year1')) return { weightedMean: printedYuan(weightedMean(years(inputs), partsOf(inputs['weights']!))) };
  if (has('totalCostByYear')) return { openingPointValue: printed(opening(inputs), inputs) };
  if (has('dipFund')) {
    const value = settlementPointValue(
      numberOf(inputs, 'dipFund'),
      numberOf(inputs, 'fundShareOfCost'),
      numberOf(inputs, 'totalPoints'),
    );
    return { settlementPointValue: printed(value, inputs) };
  }
  if (has('levelMean')) return { coefficient: relative(inputs, 'levelMean', 'cityMean') };
  if (has('subtypeMean')) return { coefficient: relative(inputs, 'subtypeMean', 'groupMean') };
  if (has('allMean')) return { points: relative(inputs, 'groupMean', 'allMean') };
  if (has('baseDiseaseMean')) return { points: relative(inputs, 'groupMean', 'baseDiseaseMean') };
  if (has('fixedSum')) return { points: relative(inputs, 'groupMean', 'fixedSum') };
  if (has('subtypes')) return { subtype: winningSubtype(inputs['subtypes'] as unknown as Inputs) };
  return priced(inputs);
};

const years = (inputs: Inputs) => ['year1', 'year2', 'year3'].map((year) => numberOf(inputs, year));

function opening(inputs: Inputs) {
  const listed = (name: string) => (inputs[name] as unknown as string[]).map(parseRatio);
  const weights = partsOf(inputs['weights']!);
  return openingPointValue({ costs: listed('totalCostByYear'), points: listed('totalPointsByYear'), weights });
}

function relative(inputs: Inputs, mean: string, base: string): string {
  const scale = inputs['scale'] === undefined ? undefined : parseRatio(inputs['scale']);
  return printed(relativeCost({ mean: numberOf(inputs, mean), base: numberOf(inputs, base) }, scale), inputs);
}

/** Each subtype is a family of its own, of one level that every case has; the rule of the draft chooses. */
function winningSubtype(triggers: Inputs): string {
  const families = Object.entries(triggers).map(([id, trigger]) => {
    const name = { zh: id, en: id };
    return { id, name, levels: [{ id, name, trigger, coefficient: trigger }] };
  });
  const rules = checkSubtyping({ winner: 'highest-trigger', families }, 'example');
  const lists = new SubtypingLists({ lists: new Map(), coefficients: [] });
  const result = subtypeOf(caseOf(), { key: 'G1', layer: 'core' }, rules, lists);
  return result.status === 'subtype' ? result.level : '';
}

function priced(inputs: Inputs): Readonly<Record<string, unknown>> {
  const { groupPoints, score = groupPoints, hospitalCoefficient, k, h = k ?? hospitalCoefficient, avg, blankGroupAvg } = inputs;
  const { auxiliaryCoefficient, aux = auxiliaryCoefficient, pointValue, caseCost, primaryCareDisease } = inputs;
  const mean = avg ?? blankGroupAvg;
  const values = valuesOf(DIP.section, {
    pointValue: pointValue ?? ANY_POINT_VALUE,
    hospitalCoefficients: [{ coefficient: h ?? '1' }],
    zeroPoints: 'actual-charges',
    ...rulesOf(inputs),
  });
  const group = groupOf({
    status: blankGroupAvg === undefined ? 'grouped' : 'blank',
    isPrimaryCare: primaryCareDisease === 'yes',
    groupPoints: publishedValue(score!),
    ...(mean === undefined ? {} : { meanCharges: publishedValue(mean) }),
    ...(aux === undefined ? {} : { auxiliaryCoefficient: publishedValue(aux) }),
  });
  const facts = caseOf(caseCost === undefined ? {} : { totalCharges: parseYuan(caseCost) });
  const result = DIP.price(facts, group, values, contextOf());
  const edge = result.breakdown.steps.find(({ rule }) => rule.id === 'edge-of-low');
  return {
    amount: printYuan(result.amount),
    ...(result.casePoints === undefined ? {} : { casePoints: printExactly(result.casePoints) }),
    ...(edge === undefined ? {} : { lowThreshold: printOperand(edge.result) }),
    abnormal: result.outcome.id === 'low' ? 'ultra_low' : 'none',
  };
}

/** The rule of the city: which zones there are, what they compare with, and what they pay. */
function rulesOf(inputs: Inputs): Readonly<Record<string, unknown>> {
  const { lowOperator, lowLine, highOperator, highLine, extremeMultiple, discount, discount1, discount2 } = inputs;
  if (discount !== undefined) return { blankGroupDiscounts: [discount] };
  if (discount1 !== undefined) return { blankGroupDiscounts: [discount1, discount2] };
  if (lowOperator === undefined) return {};
  const low = { zone: 'low', when: `${lowOperator} ${lowLine}`, pays: 'ratio' };
  // The national draft: the standard of the same level, and the coefficient stays in the points.
  if (highOperator === undefined)
    return { reference: { of: 'payment-standard', factors: ['hospital'] }, zones: [{ ...low, factors: ['hospital'] }] };
  const high = { zone: 'high', when: `${highOperator} ${highLine}`, pays: 'excess', above: highLine };
  const reference = { of: 'group-mean' };
  // Hubei: both coefficients outside the bracket, in either zone.
  if (highOperator === '>=') {
    const factors = ['hospital', 'auxiliary'];
    return {
      reference,
      zones: [
        { ...low, factors },
        { ...high, normal: 'one', factors },
      ],
    };
  }
  // Jining and Tai'an: the hospital coefficient inside the bracket, none in the low zone.
  const factors = ['auxiliary'];
  const extreme = extremeMultiple === undefined ? [] : [{ zone: 'extreme', when: `> ${extremeMultiple}`, pays: 'normal' }];
  return { reference, zones: [{ ...low, factors }, ...extreme, { ...high, normal: 'hospital', factors }] };
}
