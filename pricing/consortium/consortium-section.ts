import { z } from 'zod';
import { optional, required } from '../policy/parameter.js';
import { policySection, type SectionFault, type ValuesOf } from '../policy/section.js';
import { positive, share, word, words, yuan } from '../policy/values.js';
import { compare, ratio } from '../ratio.js';
import { deductionTable } from './deductions.js';
import { bandTable } from './overspend-bands.js';
import { scoreTable } from './score-factor.js';

const PER_FUND = { isPerFund: true };
const HALF = ratio(1, 2);

const parties = z
  .array(z.strictObject({ to: word, name: z.strictObject({ zh: word, en: word }), weight: positive }))
  .min(1)
  .refine((rows) => new Set(rows.map(({ to }) => to)).size === rows.length, 'to ×2');

/** What a region decides about the package of a tight county consortium (紧密型县域医共体按人头总额付费). */
export const CONSORTIUM = policySection({
  id: 'consortium',
  title: { zh: '紧密型县域医共体按人头总额付费', en: 'Capitated package of a county consortium' },
  parameters: {
    headIncome: required('yuan-per-head', { zh: '人均筹资', en: 'Income for each head' }, yuan, PER_FUND),
    /** In the order in which they come off. */
    deductions: required('table', { zh: '扣减项目', en: 'Deductions' }, deductionTable, PER_FUND),
    packageShare: required('1', { zh: '总额包干比例', en: 'Share that is the package' }, share, PER_FUND),
    /** Lead hospital, township, village: what is kept of a surplus goes to them by weight. */
    surplusSplit: required('table', { zh: '结余分配', en: 'Split of the surplus' }, parties, PER_FUND),
    /** Where the fen go that do not come out even: `largest-remainder`, or to the last party. */
    allocation: required(
      'choice',
      { zh: '尾差处理', en: 'Fen that do not come out even' },
      z.enum(['largest-remainder', 'last-takes-rest']),
    ),
    /** Without it the whole surplus is kept. */
    scoreFactors: optional('table', { zh: '考核系数', en: 'Kept shares by score' }, scoreTable, PER_FUND),
    /** Of the kept surplus, before it is split; half of it at most (财社〔2004〕96号). */
    surplusToRiskFund: optional(
      '1',
      { zh: '结余转入风险基金比例', en: 'Share of the surplus for the risk fund' },
      share.refine((value) => compare(value, HALF) <= 0, '≤ 0.5'),
      PER_FUND,
    ),
    /** Without it the consortium bears every overspend. */
    overspendBands: optional('table', { zh: '超支分担', en: 'Shares of an overspend' }, bandTable, PER_FUND),
    /** Only overspend of these causes is shared; without them the causes do not matter. */
    reasonableCauses: optional('choice', { zh: '合理超支原因', en: 'Causes that are reasonable' }, words),
  },
  check: ({ overspendBands, reasonableCauses }): readonly SectionFault[] =>
    reasonableCauses !== undefined && overspendBands === undefined ? [CAUSES_OF_NOTHING] : [],
});

export type ConsortiumValues = ValuesOf<typeof CONSORTIUM>;

const CAUSES_OF_NOTHING: SectionFault = {
  parameter: 'reasonableCauses',
  message: { zh: '没有 overspendBands，合理超支不会分担', en: 'without overspendBands no overspend is shared' },
};
