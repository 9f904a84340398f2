import { z } from 'zod';
import { optional, required } from '../policy/parameter.js';
import type { SectionFault, SectionValues } from '../policy/section.js';
import { decimal, yuan } from '../policy/values.js';
import { CASE_CONDITIONS } from './case-conditions.js';
import { countedBase } from './counted-base.js';
import { deductibleTable, shareTable } from './shared-parts.js';

/**
 * Prices of episodes, in the order in which rows are tried. `fixed`: the price is paid whatever the episode cost. `limit`: the lower of price
 * and charges.
 */
const priceTable = z
  .array(z.strictObject({ id: z.string().min(1), ...CASE_CONDITIONS, pays: z.enum(['fixed', 'limit']), price: yuan }))
  .min(1);

export type PriceRow = z.output<typeof priceTable>[number];

const PER_FUND = { isPerFund: true };
const prices = { unit: 'table', title: { zh: '价格', en: 'Prices' } } as const;

const SHARING = {
  /** What is compared with the price, and shared. */
  base: required('choice', { zh: '计算基数', en: 'Charges that count' }, countedBase),
  /** Without it the amount is the standard of the whole episode, and the region's form of fund payment takes the others' parts off. */
  shares: optional('table', { zh: '分担比例', en: 'Shares' }, shareTable, PER_FUND),
  deductibles: optional('table', { zh: '住院起付线', en: 'Inpatient deductibles' }, deductibleTable, PER_FUND),
  /** 0: no deductible; 0.5: half of that of an inpatient stay. */
  deductibleFactor: optional('1', { zh: '起付线倍数', en: 'Factor of the deductible' }, decimal, PER_FUND),
};

/** Parameters of episodes that may go without a price. */
export const EPISODE_PARAMETERS = { prices: optional(prices.unit, prices.title, priceTable, PER_FUND), ...SHARING };

/** Parameters of episodes that are nothing but their price. */
export const PRICED_EPISODE_PARAMETERS = { prices: required(prices.unit, prices.title, priceTable, PER_FUND), ...SHARING };

export type EpisodeValues = SectionValues<typeof EPISODE_PARAMETERS>;

const fault = (parameter: string, zh: string, en: string): SectionFault => ({ parameter, message: { zh, en } });

const NOTHING_DECIDED = fault('prices', 'prices 和 shares 至少要有一项', 'either prices or shares are needed');
const SCOPE_OF_STANDARD = fault(
  'base',
  '没有 shares 时基数只能是 charges',
  'without shares the whole episode is priced: the base is charges',
);
const SCOPE_OF_FIXED = fault(
  'base',
  '固定价格包含全部费用，基数只能是 charges',
  'a fixed price buys the whole episode: the base is charges',
);
const NOTHING_TO_DEDUCT_FROM = fault('deductibles', '起付线要有 shares 才有意义', 'deductibles need shares');
const FACTOR_ALONE = fault('deductibleFactor', '起付线与倍数要同时规定', 'deductibles and their factor go together');

/** What prices, shares and deductibles of episodes get wrong together. */
export function checkEpisode({
  prices: table,
  base,
  shares,
  deductibles,
  deductibleFactor,
}: EpisodeValues): readonly SectionFault[] {
  const isInScope = base.value === 'in-scope';
  return [
    ...(table === undefined && shares === undefined ? [NOTHING_DECIDED] : []),
    ...(isInScope && shares === undefined ? [SCOPE_OF_STANDARD] : []),
    ...(isInScope && table?.value.some(({ pays }) => pays === 'fixed') === true ? [SCOPE_OF_FIXED] : []),
    ...(deductibles !== undefined && shares === undefined ? [NOTHING_TO_DEDUCT_FROM] : []),
    ...((deductibles === undefined) !== (deductibleFactor === undefined) ? [FACTOR_ALONE] : []),
  ];
}
