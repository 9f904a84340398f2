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
  },
  check: ({ form, overLimitLeavesBase }): readonly SectionFault[] =>
    form.value === 'policy-ratio' && overLimitLeavesBase === undefined ? [BASE_OPEN] : [],
});

export type FundPaymentValues = ValuesOf<typeof FUND_PAYMENT>;

const BASE_OPEN: SectionFault = {
  parameter: 'overLimitLeavesBase',
  message: {
    zh: 'policy-ratio 须说明超限价费用是否移出基数',
    en: 'policy-ratio must say whether over-limit charges leave the base',
  },
};
