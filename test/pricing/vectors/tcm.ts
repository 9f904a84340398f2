import { printOperand } from '../../../pricing/breakdown.js';
import { TCM } from '../../../pricing/methods/tcm.js';
import { TCM_DAY_WARD } from '../../../pricing/methods/tcm-day-ward.js';
import { parseYuan, printYuan } from '../../../pricing/money.js';
import { printExactly } from '../../../pricing/rounding.js';
import { bedAndNursing, dayPrice } from '../../../pricing/tcm/bed-and-nursing.js';
import { caseOf } from '../case-of.js';
import { contextOf, valuesOf } from '../policy-of.js';
import type { Adapter, Inputs } from './vector.js';

/** The examples ask for points, and for no money. */
const ANY_POINT_VALUE = '1';

export const tcm: Adapter = (inputs) => {
  if ('courseLimit' in inputs) return dayWard(inputs);
  if ('westernTotal' in inputs) return ceiling(inputs);
  if ('featureAddition' in inputs) return advantageOrFeature(inputs);
  if ('westernGroupPoints' in inputs) {
    const western = { group: 'W1', points: inputs['westernGroupPoints'] };
    return { casePoints: printExactly(price({ rules: [{ rule: 'link', western, ratio: inputs['ratio'] }] }).casePoints!) };
  }
  const ofDay = bedAndNursing.parse({ perDay: inputs['bedAndNursingPerDay'], factor: inputs['factor'] });
  return { perDay: printExactly(dayPrice(ofDay), 2) };
};

function dayWard({ cost, courseLimit, ratio }: Inputs) {
  const values = valuesOf(TCM_DAY_WARD.section, {
    courseLimits: [{ id: 'course', limit: courseLimit }],
    fundShare: ratio,
    base: 'charges',
  });
  const result = TCM_DAY_WARD.price(caseOf({ totalCharges: parseYuan(cost!) }), undefined, values, contextOf());
  return { fund: printYuan(result.amount) };
}

function ceiling({ westernTotal, maxShare }: Inputs) {
  const { breakdown } = price({ pays: 'charges', ceiling: { westernTotal, maxShare } });
  return { ceiling: printOperand(breakdown.steps.find(({ rule }) => rule.id === 'tcm-ceiling')!.result) };
}

function advantageOrFeature({ tcmScore, westernScore, floorShare, featureAddition }: Inputs) {
  const { casePoints, breakdown } = price({
    points: tcmScore,
    takeHigher: 'true',
    rules: [
      { rule: 'advantage', western: { group: 'W1', points: westernScore }, floorShare },
      { rule: 'addition', points: featureAddition },
    ],
  });
  const by = (id: string): string => printOperand(breakdown.steps.find(({ rule }) => rule.id === id)!.result);
  return { byAdvantage: by('tcm-advantage'), byFeature: by('tcm-feature'), casePoints: printExactly(casePoints!) };
}

function price(disease: object) {
  const values = valuesOf(TCM.section, { pointValue: ANY_POINT_VALUE, diseases: [{ id: 'disease', ...disease }] });
  return TCM.price(caseOf({ totalCharges: parseYuan('10000.00') }), undefined, values, contextOf());
}
