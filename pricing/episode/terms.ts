import type { Term } from '../breakdown.js';

/** What the numbers of prices for an episode are called, as breakdowns print them. */
export const TERMS = {
  charges: { zh: '审核后费用', en: 'allowed charges', unit: 'yuan' },
  inScope: { zh: '符合政策范围费用', en: 'in-scope charges', unit: 'yuan' },
  price: { zh: '价格', en: 'price', unit: 'yuan' },
  shared: { zh: '分担基数', en: 'amount that is shared', unit: 'yuan' },
  deductible: { zh: '住院起付线', en: 'inpatient deductible', unit: 'yuan' },
  deductibleFactor: { zh: '起付线倍数', en: 'factor of the deductible', unit: '1' },
  fundShare: { zh: '基金支付比例', en: 'share of the fund', unit: '1' },
  patientShare: { zh: '个人负担比例', en: 'share of the patient', unit: '1' },
  pool: { zh: '统筹基金支付', en: "the pool's part", unit: 'yuan' },
  patient: { zh: '个人负担', en: "the patient's part", unit: 'yuan' },
  babies: { zh: '胎儿数', en: 'babies', unit: 'head' },
  extraBaby: { zh: '每多一胎加付', en: 'for each further baby', unit: 'yuan' },
  weeks: { zh: '孕周', en: 'weeks of gestation', unit: 'week' },
  antenatalPaid: { zh: '产前检查已支付', en: 'paid for antenatal care', unit: 'yuan' },
  tierEnd: { zh: '分段上限', en: 'end of the tier', unit: 'yuan' },
} as const satisfies Record<string, Term>;
