import { outpatientPointValue, outpatientPool } from '../../../pricing/measurement/outpatient-pool.js';
import { relativeCost } from '../../../pricing/measurement/relative-cost.js';
import { APG } from '../../../pricing/methods/apg.js';
import type { MethodResult } from '../../../pricing/payment-method.js';
import { parseYuan, printYuan } from '../../../pricing/money.js';
import { parseRatio } from '../../../pricing/ratio.js';
import { printExactly } from '../../../pricing/rounding.js';
import { caseOf } from '../case-of.js';
import { contextOf, valuesOf } from '../policy-of.js';
import { numberOf, printed, type Adapter, type Inputs } from './vector.js';

/** Where the example does not say what a point is worth, it asks for no money. */
const ANY_POINT_VALUE = '1';
/** The rate of the handbook, where the example states none. */
const HALF = '0.5';

interface Service {
  readonly kind: 'procedure' | 'ancillary';
  readonly points: string;
  readonly relatedTo?: string;
  readonly packaged?: string;
}

export const apg: Adapter = (inputs) => {
  if ('procedurePoints' in inputs) {
    const related = inputs['related'] === 'yes' ? { relatedTo: 'same' } : {};
    const points = inputs['procedurePoints'] as unknown as string[];
    const services = points.map((one): Service => ({ kind: 'procedure', points: one, ...related }));
    return { points: printExactly(priced(services, inputs).casePoints!) };
  }
  if ('lines' in inputs) return { points: printExactly(priced(inputs['lines'] as unknown as Service[], inputs).casePoints!) };
  return value(inputs);
};

function value(inputs: Inputs) {
  const budget = parseYuan(inputs['outpatientBudget']!);
  const signedPackages = parseYuan(inputs['signedPackage']!);
  const points = numberOf(inputs, 'poolPoints');
  const rounding = { rule: 'half-up', decimals: Number(inputs['dp']) } as const;
  const pointValue = printed(outpatientPointValue({ budget, signedPackages, points }, rounding), inputs);
  const means = { mean: numberOf(inputs, 'groupMean'), base: numberOf(inputs, 'allVisitMean') };
  const ofGroup = printExactly(relativeCost(means, parseRatio(inputs['scale']!)));
  const { amount, casePoints } = priced([{ kind: 'procedure', points: ofGroup }], { ...inputs, pointValue });
  return {
    pool: printYuan(outpatientPool(budget, signedPackages)),
    pointValue,
    points: printExactly(casePoints!),
    amount: printYuan(amount),
  };
}

/** Every service is a group of its own with a code of its own. */
function priced(services: readonly Service[], { secondDiscount = HALF, pointValue = ANY_POINT_VALUE }: Inputs): MethodResult {
  const code = (place: number): string => `${10 + place}.00`;
  const groups = services.map(({ kind, points, relatedTo, packaged }, place) => ({
    kind,
    apg: `APG${place}`,
    codes: [code(place)],
    points,
    ...(relatedTo === undefined ? {} : { family: relatedTo }),
    ...(packaged === undefined ? {} : { packaged: String(packaged === 'yes') }),
  }));
  const values = valuesOf(APG.section, {
    pointValue,
    groups,
    medicalVisit: 'without-procedure',
    pays: 'visit',
    secondDiscount,
  });
  return APG.price(caseOf({ otherProcedures: services.map((_, place) => code(place)) }), undefined, values, contextOf());
}
