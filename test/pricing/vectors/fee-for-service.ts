import { FEE_FOR_SERVICE } from '../../../pricing/methods/fee-for-service.js';
import { parseYuan, printYuan } from '../../../pricing/money.js';
import { caseOf } from '../case-of.js';
import { contextOf, valuesOf } from '../policy-of.js';
import { stepResult } from './breakdown-of.js';
import { printed, type Adapter, type Inputs } from './vector.js';

export const feeForService: Adapter = (inputs) => {
  const facts = caseOf({ allowedCharges: parseYuan(inputs['allowedCost']!) });
  const { amount, casePoints, breakdown } = FEE_FOR_SERVICE.price(
    facts,
    undefined,
    valuesOf(FEE_FOR_SERVICE.section, rulesOf(inputs)),
    contextOf(),
  );
  return {
    amount: printYuan(amount),
    ...(casePoints === undefined ? {} : { points: printed(casePoints, inputs) }),
    differenceToCost: stepResult(breakdown, 'difference-to-charges'),
  };
};

/** The scale of Tianjin's points is that of all DRG points. */
function rulesOf({ payShare, meanCaseCost, pointValue }: Inputs): Readonly<Record<string, unknown>> {
  if (payShare !== undefined) return { rules: [{ pays: 'charges', share: payShare }] };
  return { rules: [{ pays: 'points' }], overallMean: meanCaseCost, scale: '100', pointValue };
}
