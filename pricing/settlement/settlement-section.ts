import { z } from 'zod';
import { scoreTable } from '../consortium/score-factor.js';
import { optional, required } from '../policy/parameter.js';
import { policySection, type SectionFault, type ValuesOf } from '../policy/section.js';
import { bounds, decimal, flag, rounding, share, word, words } from '../policy/values.js';
import { compare } from '../ratio.js';
import { overspendBands, surplusBands } from './marginal-bands.js';
import { poolTable } from './pool-table.js';

/** Steps from what a month's cases come to, to what is paid for them. */
export const MONTH_STEPS = ['advance', 'deposit', 'deductions', 'set-off'] as const;
export type MonthStep = (typeof MONTH_STEPS)[number];

/** Steps from what a year's cases come to, to what is due for them. */
export const YEAR_STEPS = ['assessment', 'deductions', 'sharing', 'reserve', 'caps', 'rounding'] as const;
export type YearStep = (typeof YEAR_STEPS)[number];

const PER_FUND = { isPerFund: true };
const POINT_DECIMALS = 8;

const once = (steps: readonly string[]): boolean => new Set(steps).size === steps.length;

/** What a region decides about paying months and clearing a year (月度预结算, 年度清算). */
export const SETTLEMENT = policySection({
  id: 'settlement',
  title: { zh: '月度预结算与年度清算', en: 'Monthly and annual settlement' },
  parameters: {
    /** How the fund's money is released, and what a point is worth. */
    pools: required('table', { zh: '结算资金池', en: 'Pools of money' }, poolTable, PER_FUND),
    /** Decimals in which a case's points are settled: sums of points stay numbers that can be printed. */
    points: required('choice', { zh: '结算点数取整', en: 'Points as settled' }, rounding(POINT_DECIMALS)),
    /** Without it the value of a point stays exact. */
    pointValue: optional('choice', { zh: '结算点值取整', en: 'Point value' }, rounding()),
    /** Who has what rounding the value of a point leaves: the fund, its reserve, or the hospitals by their points. */
    residueTo: required('choice', { zh: '尾差归属', en: 'Home of the residue' }, z.enum(['fund', 'reserve', 'hospitals'])),
    /** Who has money that a pool does not pay out, because the value has a cap or a price was lower. */
    unspentTo: required('choice', { zh: '未用额归属', en: 'Home of money not paid out' }, z.enum(['fund', 'reserve'])),
    /** Of the pools by fund share: the region's share; without it, what the cases of the pool show. */
    regionFundShare: optional('1', { zh: '统筹区基金支付比例', en: "The region's fund share" }, share, PER_FUND),
    /** Where hospitals' fund shares do not average to the region's: pay all by one factor more or less, or only say so. */
    shareMismatch: required(
      'choice',
      { zh: '基金支付比例不平时', en: 'Shares that do not average' },
      z.enum(['rescale', 'report']),
    ),
    /** Prefixes of insured regions that are the region itself, and its province; without them every patient is a local one. */
    localRegions: optional('choice', { zh: '本统筹区代码', en: 'Codes of the region' }, words),
    provinceRegions: optional('choice', { zh: '本省代码', en: 'Codes of the province' }, words),

    /**
     * How a case is settled whose price special-case review changed: paid from its pool as it was priced, before points are valued; or with
     * its points in proportion to its new price. Without it no result of a review can be settled.
     */
    specialCases: optional('choice', { zh: '特例单议病例清算方式', en: 'Special cases' }, z.enum(['as-priced', 'in-points'])),
    /** Whether months settle special cases too; without it only the year does. */
    specialCasesInMonths: optional('choice', { zh: '特例单议计入月度预结算', en: 'Special cases in months' }, flag),

    /** What a month is valued at: as its cases were priced, or at the value that a twelfth of the year's money comes to. */
    monthValue: required('choice', { zh: '月度点值口径', en: 'Value of a month' }, z.enum(['as-priced', 'twelfth'])),
    advanceShare: required('1', { zh: '月度预拨比例', en: 'Share paid in advance' }, share, PER_FUND),
    /** The least that the share may be. */
    leastAdvanceShare: optional('1', { zh: '预拨比例下限', en: 'Least share in advance' }, share),
    monthOrder: required(
      'choice',
      { zh: '月度计算次序', en: 'Order of steps of a month' },
      z.array(z.enum(MONTH_STEPS)).min(1).refine(once, '×2'),
    ),

    /** Without it no deposit (质量保证金) is withheld. */
    depositShare: optional('1', { zh: '质量保证金比例', en: 'Deposit' }, share, PER_FUND),
    depositMaximum: required('1', { zh: '质量保证金比例上限', en: 'Largest deposit' }, share),
    /** Withheld from each month, or from what the year comes to. */
    depositFrom: required('choice', { zh: '质量保证金预留方式', en: 'Deposit is withheld from' }, z.enum(['months', 'year'])),
    /** Share of the deposit that goes back, by score; without it all of it does. */
    depositRelease: optional('table', { zh: '质量保证金返还', en: 'Deposit returned by score' }, scoreTable),

    yearOrder: required(
      'choice',
      { zh: '年度计算次序', en: 'Order of steps of a year' },
      z.array(z.enum(YEAR_STEPS)).min(1).refine(once, '×2'),
    ),
    /** Coefficient by score; without it no amount hangs on the assessment. */
    assessment: optional('table', { zh: '年度考核系数', en: 'Assessment coefficient by score' }, scoreTable),
    sharingLevel: required(
      'choice',
      { zh: '结余留用、超支分担层级', en: 'Level at which surplus and overspend are shared' },
      z.enum(['region', 'hospital', 'group']),
    ),
    /** Without them hospitals keep the whole surplus. */
    surplusBands: optional('table', { zh: '结余留用', en: 'Surplus kept' }, surplusBands, PER_FUND),
    /** Largest surplus kept, as a share of what was due. */
    surplusCap: optional('1', { zh: '结余留用上限', en: 'Largest surplus kept' }, share, PER_FUND),
    /** Without them hospitals bear every overspend. */
    overspendBands: optional('table', { zh: '超支分担', en: 'Overspend shared' }, overspendBands, PER_FUND),
    /** Whether all overspend is shared, or as much as people found to have a reasonable cause. */
    overspendShared: required('choice', { zh: '分担的超支', en: 'Overspend that is shared' }, z.enum(['all', 'reasonable'])),
    surplusTo: required('choice', { zh: '不予留用的结余归属', en: 'Home of surplus not kept' }, z.enum(['fund', 'reserve'])),
    /** Line of the budget that overspend is drawn from; without it nothing can be drawn. */
    reserveLine: optional('choice', { zh: '风险储备金科目', en: 'Line of the reserve' }, word),
    /** Of draws as they are printed, and of fund shares as they are rescaled. */
    factor: required('choice', { zh: '折算系数取整', en: 'Factors' }, rounding()),
    /** Most that is due, as a share of what the hospital billed the fund. */
    cap: optional('1', { zh: '支付上限（占记账额）', en: 'Most that is paid, of what was billed' }, decimal, PER_FUND),
    /** How far what is due may lie from what hospitals advanced for a scheme to fit. */
    fairness: optional('1', { zh: '付费偏差限值', en: 'Limit of the gap to what was advanced' }, bounds),
  },
  check: (values): readonly SectionFault[] => {
    const {
      advanceShare,
      leastAdvanceShare,
      depositShare,
      depositMaximum,
      yearOrder,
      overspendBands: bands,
      reserveLine,
    } = values;
    const order = yearOrder.value;
    const drawsLate = order.includes('reserve') && order.indexOf('reserve') > order.indexOf('sharing');
    return [
      ...(leastAdvanceShare !== undefined && compare(advanceShare.value, leastAdvanceShare.value) < 0 ? [ADVANCE_TOO_SMALL] : []),
      ...(depositShare !== undefined && compare(depositShare.value, depositMaximum.value) > 0 ? [DEPOSIT_TOO_LARGE] : []),
      ...(order.includes('sharing') && bands !== undefined && (!drawsLate || reserveLine === undefined)
        ? [DRAW_WITHOUT_LIMIT]
        : []),
    ];
  },
});

export type SettlementValues = ValuesOf<typeof SETTLEMENT>;

const ADVANCE_TOO_SMALL: SectionFault = {
  parameter: 'advanceShare',
  message: { zh: '预拨比例低于下限', en: 'the share in advance is below its least' },
};
const DEPOSIT_TOO_LARGE: SectionFault = {
  parameter: 'depositShare',
  message: { zh: '质量保证金比例高于上限', en: 'the deposit is above its largest share' },
};
const DRAW_WITHOUT_LIMIT: SectionFault = {
  parameter: 'yearOrder',
  message: {
    zh: '分担超支须有 reserveLine，且 reserve 排在 sharing 之后',
    en: 'sharing overspend needs a reserveLine, and reserve after sharing',
  },
};
