import { allocate, LARGEST_REMAINDER, type Allocation } from '../../../pricing/allocate.js';
import { parseYuan, printYuan } from '../../../pricing/money.js';
import { parseRatio } from '../../../pricing/ratio.js';
import { HALF_UP_TO_FEN, printRounded } from '../../../pricing/rounding.js';
import { numberOf, type Adapter } from './vector.js';

/** The rule of a split stands in the source of the example, not in its inputs. */
const RULES: Readonly<Record<string, Allocation>> = {
  'Largest remainder': LARGEST_REMAINDER,
  'Half up, last takes the rest': { method: 'last-takes-rest', rule: 'half-up' },
  'Floor, last takes the rest': { method: 'last-takes-rest', rule: 'down' },
};

export const rounding: Adapter = (inputs, { source }) => {
  if ('value' in inputs) return { rounded: printRounded(numberOf(inputs, 'value'), HALF_UP_TO_FEN) };
  const rule = RULES[source];
  if (rule === undefined) throw new Error(`no rule for ${source}`);
  const weights = (inputs['weights'] as unknown as string[]).map(parseRatio);
  return { shares: allocate(parseYuan(inputs['total']!), weights, rule).map(printYuan) };
};
