import { caseMix, consumptionIndex, shareOf } from '../../../pricing/indicators/index.js';
import { parseRatio, ratio, times } from '../../../pricing/ratio.js';
import { printExactly } from '../../../pricing/rounding.js';
import { printed, printedYuan, type Adapter, type Inputs } from './vector.js';

export const indicator: Adapter = (inputs) => {
  if ('groups' in inputs) return mix(inputs);
  if ('submitted' in inputs) {
    const share = shareOf(BigInt(inputs['grouped']!), BigInt(inputs['submitted']))!;
    return { ratePct: printedYuan(times(share, ratio(100))) };
  }
  const cases = inputs['cases'] as unknown as Inputs[];
  const indexed = cases.map(({ value, regionMean }) => ({
    value: parseRatio(value!),
    cases: 1,
    regionMean: parseRatio(regionMean!),
  }));
  return { index: printed(consumptionIndex(indexed), inputs) };
};

function mix(inputs: Inputs) {
  const groups = inputs['groups'] as unknown as Inputs[];
  const weighted = groups.map(({ weight, cases }) => ({ weight: parseRatio(weight!), cases: Number(cases) }));
  const { totalWeight, index } = caseMix(weighted);
  return { totalWeight: printExactly(totalWeight), cmi: printExactly(index) };
}
