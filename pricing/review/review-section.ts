import { z } from 'zod';
import { required } from '../policy/parameter.js';
import { policySection, type SectionFault, type ValuesOf } from '../policy/section.js';
import { bounds, share, whole } from '../policy/values.js';
import { groundTable } from './grounds.js';
import { quotaTable } from './quota.js';
import { RHYTHMS } from './review-period.js';

/** How an approved case is paid: by its items, or by a standard of its own. */
export const REVIEW_PAYMENTS = ['by-item', 'changed-standard'] as const;
export type ReviewPayment = (typeof REVIEW_PAYMENTS)[number];

const oneOrMore = whole.refine((count) => count >= 1, '≥ 1');

/** What a region decides about special-case review (特例单议). It concerns hospitals, not funds. */
export const REVIEW = policySection({
  id: 'review',
  title: { zh: '特例单议', en: 'Special-case review' },
  parameters: {
    rhythm: required('choice', { zh: '申报周期', en: 'How often cases are applied for' }, z.enum(RHYTHMS)),
    /** From the first day after the period. */
    windowDays: required('day', { zh: '申报期工作日数', en: 'Working days of the window' }, oneOrMore),
    /** Of the discharges of the whole region in the period, rounded down. */
    quotas: required('table', { zh: '名额', en: 'Quotas' }, quotaTable),
    grounds: required('table', { zh: '申报理由', en: 'Grounds' }, groundTable),
    panelSize: required('1', { zh: '抽取专家数', en: 'Experts of a panel' }, oneOrMore),
    minimumExperts: required('1', { zh: '最少专家数', en: 'Experts that a decision needs' }, oneOrMore),
    majority: required('1', { zh: '同意比例', en: 'Share of votes that approves' }, bounds),
    payments: required(
      'choice',
      { zh: '通过后的支付方式', en: 'How approved cases may be paid' },
      z.array(z.enum(REVIEW_PAYMENTS)).min(1),
    ),
    appealDays: required('day', { zh: '申诉期工作日数', en: 'Working days for an appeal' }, whole),
    appealsAtMost: required('1', { zh: '申诉次数上限', en: 'Appeals at most' }, whole),
    swapShare: required('1', { zh: '置换比例', en: 'Share of cases that may be swapped' }, share),
    /** Whose cases the share is taken of. */
    swapsOf: required('choice', { zh: '置换比例的基数', en: 'Base of the swaps' }, z.enum(['hospital', 'region'])),
  },
  check: ({ panelSize, minimumExperts }): readonly SectionFault[] =>
    panelSize.value < minimumExperts.value ? [PANEL_TOO_SMALL] : [],
});

export type ReviewValues = ValuesOf<typeof REVIEW>;

const PANEL_TOO_SMALL: SectionFault = {
  parameter: 'panelSize',
  message: { zh: '少于 minimumExperts，任何申请都不会通过', en: 'is below minimumExperts: no case could ever be approved' },
};
