import { z } from 'zod';
import { optional, required } from '../policy/parameter.js';
import { policySection, type ValuesOf } from '../policy/section.js';
import { bounds, share, words, whole } from '../policy/values.js';

/** What the plans set targets for. */
export const PLAN_SHARES = ['institutions', 'diseases', 'fund'] as const;
export type PlanShare = (typeof PLAN_SHARES)[number];

const target = z.strictObject({ of: z.enum(PLAN_SHARES), year: whole, least: share });

/** Targets of a plan by year, such as at least 30, 50, 70 % of the inpatient fund in 2022, 2023, 2024. */
const targetTable = z
  .array(target)
  .min(1)
  .refine((rows) => new Set(rows.map(({ of, year }) => `${of} ${year}`)).size === rows.length, 'of, year ×2');

export type PlanTarget = z.output<typeof target>;

/** By what service indicators are measured, and what they are held against. */
export const INDICATORS = policySection({
  id: 'indicators',
  title: { zh: '服务与改革指标', en: 'Indicators of care and of the reform' },
  parameters: {
    /** Methods that count as paid by disease (按病种付费). */
    byDisease: required('choice', { zh: '按病种付费的方式', en: 'Methods that pay by disease' }, words),
    /** Beginnings of the visit types that are inpatient stays; a case without a visit type is one. */
    inpatientVisitTypes: required('choice', { zh: '住院医疗类别', en: 'Visit types of inpatient stays' }, words),
    targets: required('table', { zh: '分年目标', en: 'Targets by year' }, targetTable),
    /** Charges over the mean of the group. */
    lowMultiple: required('1', { zh: '低倍率', en: 'Low multiple' }, bounds),
    highMultiple: required('1', { zh: '高倍率', en: 'High multiple' }, bounds),
    /** Groups are of low risk where few of so many cases die in the whole region. */
    lowRisk: required(
      'choice',
      { zh: '低风险组', en: 'Groups of low risk' },
      z.strictObject({ mortality: bounds, cases: bounds }),
    ),
    /** Days from a discharge to the next admission of the same person. */
    readmission: required('day', { zh: '再入院间隔', en: 'Days to a readmission' }, bounds),
    /** Variation above which a group is a candidate for auxiliary types. */
    splitVariation: optional('1', { zh: '辅助分型候选变异系数', en: 'Variation of candidates for auxiliary types' }, bounds),
  },
});

export type IndicatorValues = ValuesOf<typeof INDICATORS>;
