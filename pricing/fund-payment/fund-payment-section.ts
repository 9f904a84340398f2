import { z } from 'zod';
import { optional, required } from '../policy/parameter.js';
import { policySection, type SectionFault, type ValuesOf } from '../policy/section.js';
import { flag } from '../policy/values.js';

/**
 * How the fund's part of a stay follows from its payment standard (V1-V4). `policy-ratio`: what the patient bears by rule comes off the
 * standard, and the policy ratio of the rest is paid. `less-others`: the standard less what everyone else pays. `whole-stay`: fund and
 * insured buy the stay together; patient, other funds and deductions come off. `hospital-share`: the standard times the hospital's fund share.
 */
export const FUND_FORMS = ['policy-ratio', 'less-others', 'whole-stay', 'hospital-share'] as const;
export type FundForm = (typeof FUND_FORMS)[number];

/** Steps between the gross amount of a hospital and what is due to it. */
export const DUE_STEPS = ['assessment', 'deductions', 'cap', 'rounding'] as const;
export type DueStep = (typeof DUE_STEPS)[number];

/** What a region decides about the fund's payment to the hospital. */
export const FUND_PAYMENT = policySection({
  id: 'fund-payment',
  title: { zh: '基金与医疗机构结算', en: "The fund's payment to the hospital" },
  parameters: {
    form: required('choice', { zh: '结算公式', en: 'Form' }, z.enum(FUND_FORMS)),
    /** Under `policy-ratio`: whether charges above price limits leave the base too. */
    overLimitLeavesBase: optional('choice', { zh: '超限价费用移出基数', en: 'Over-limit charges leave the base' }, flag),
    /** Where the formula comes out below zero; `policy-ratio` never does. */
    negativeRule: required('choice', { zh: '负数处理', en: 'Negative results' }, z.enum(['floor-at-zero', 'keep'])),
    /** Each step once; without the parameter, assessment and then deductions. */
    dueOrder: optional(
      'choice',
      { zh: '应付总额计算次序', en: 'Order of steps to the amount due' },
      z.array(z.enum(DUE_STEPS)).min(1),
    ),
  },
  check: ({ form, overLimitLeavesBase, dueOrder }): readonly SectionFault[] => [
    ...(form.value === 'policy-ratio' && overLimitLeavesBase === undefined ? [BASE_OPEN] : []),
    ...(dueOrder !== undefined && new Set(dueOrder.value).size < dueOrder.value.length ? [STEP_TWICE] : []),
  ],
});

export type FundPaymentValues = ValuesOf<typeof FUND_PAYMENT>;

const BASE_OPEN: SectionFault = {
  parameter: 'overLimitLeavesBase',
  message: {
    zh: 'policy-ratio 须说明超限价费用是否移出基数',
    en: 'policy-ratio must say whether over-limit charges leave the base',
  },
};
const STEP_TWICE: SectionFault = { parameter: 'dueOrder', message: { zh: '有步骤重复', en: 'a step stands twice' } };
