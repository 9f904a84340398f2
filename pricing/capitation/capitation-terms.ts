import type { Rule, Term } from '../breakdown.js';

/** What the numbers of head payment are called, as breakdowns print them. */
export const CAPITATION_TERMS = {
  headRate: { zh: '人头标准（诊疗）', en: 'head rate for visits', unit: 'yuan-per-head' },
  doctorFee: { zh: '家庭医生签约服务费', en: 'family doctor fee', unit: 'yuan-per-head' },
  wholeRate: { zh: '人头标准', en: 'head rate', unit: 'yuan-per-head' },
  headYears: { zh: '折算人数', en: 'heads, in years', unit: 'head' },
  coefficient: { zh: '人群系数', en: 'coefficient of the cell', unit: '1' },
  cell: { zh: '人群分组', en: 'cell', unit: 'choice' },
  uplift: { zh: '上浮比例', en: 'uplift', unit: '1' },
  ofCells: { zh: '各分组预算之和', en: 'budget of all cells', unit: 'yuan' },
  budget: { zh: '人头预算', en: 'head budget', unit: 'yuan' },
  elsewhere: { zh: '外出就诊基金支付', en: 'fund payments for care elsewhere', unit: 'yuan' },
  own: { zh: '本机构基金支付', en: 'fund payments for own care', unit: 'yuan' },
  surplus: { zh: '结余（负为超支）', en: 'surplus, below zero an overspend', unit: 'yuan' },
  kept: { zh: '留用比例', en: 'share kept', unit: '1' },
  keptMost: { zh: '留用上限（占预算）', en: 'most that is kept, of the budget', unit: '1' },
  shared: { zh: '分担比例', en: 'share borne by the fund', unit: '1' },
  inScope: { zh: '政策范围内费用', en: 'in-scope charges', unit: 'yuan' },
  ratio: { zh: '支付比例', en: 'ratio', unit: '1' },
  earlier: { zh: '本年度已支付', en: 'paid earlier in the year', unit: 'yuan' },
  cap: { zh: '年度限额', en: 'cap of the year', unit: 'yuan' },
  fund: { zh: '基金支付', en: "the fund's part", unit: 'yuan' },
} as const satisfies Record<string, Term>;

/** The rules of head payment. */
export const CAPITATION_RULES = {
  headRate: {
    id: 'head-rate',
    label: { zh: '人头标准', en: 'Head rate' },
    formula: { zh: '诊疗部分 + 家庭医生签约服务费', en: 'part for visits + family doctor fee' },
  },
  cell: {
    id: 'cell-budget',
    label: { zh: '分组预算', en: 'Budget of a cell' },
    formula: { zh: '折算人数 × 人头标准 × 人群系数', en: 'heads × head rate × coefficient of the cell' },
  },
  uplift: {
    id: 'uplift',
    label: { zh: '老幼上浮', en: 'Uplift for many old or young' },
    formula: { zh: '各分组预算之和 × 上浮比例', en: 'budget of all cells × uplift' },
  },
  doctor: {
    id: 'family-doctor',
    label: { zh: '家庭医生签约服务费', en: 'Family doctor fee' },
    formula: { zh: '折算人数 × 签约服务费', en: 'heads × family doctor fee' },
  },
  budget: {
    id: 'head-budget',
    label: { zh: '人头预算', en: 'Head budget' },
    formula: { zh: '各项精确相加后取整一次', en: 'the exact parts added up, rounded once' },
  },
  elsewhere: {
    id: 'care-elsewhere',
    label: { zh: '外出就诊扣减', en: 'Care elsewhere' },
    formula: { zh: '按转诊规则扣减', en: 'comes off as the rule on referrals says' },
  },
  surplus: {
    id: 'surplus',
    label: { zh: '结余或超支', en: 'Surplus or overspend' },
    formula: { zh: '人头预算 − 外出就诊 − 本机构支付', en: 'head budget − care elsewhere − own care' },
  },
  returned: {
    id: 'surplus-returned',
    label: { zh: '结余上缴', en: 'Surplus that is not kept' },
    formula: { zh: '留用部分 − 结余', en: 'part that is kept − surplus' },
  },
  shared: {
    id: 'overspend-shared',
    label: { zh: '超支分担', en: 'Overspend that the fund shares' },
    formula: { zh: '超支 × 分担比例', en: 'overspend × share borne by the fund' },
  },
  visit: {
    id: 'visit-fund-part',
    label: { zh: '门诊基金支付', en: "The fund's part of a visit" },
    formula: {
      zh: '政策范围内费用 × 支付比例，不超过年度余额',
      en: 'in-scope charges × ratio, as far as the cap of the year has room',
    },
  },
} as const satisfies Record<string, Rule>;
