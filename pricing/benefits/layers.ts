import type { BilingualText } from '../../reference-data/index.js';
import type { BillField } from './national-fields.js';

interface LayerEntry {
  readonly title: BilingualText;
  /** Where the national interface reports it. */
  readonly field: BillField;
}

/** Everyone who may pay a part of a bill. */
export const LAYERS = {
  'basic-pool': { title: { zh: '基本医保统筹基金', en: 'Basic pool' }, field: 'hifp_pay' },
  'large-sum': { title: { zh: '职工大额医疗费用补助', en: "Employees' large-sum aid" }, field: 'hifob_pay' },
  'civil-servant-aid': { title: { zh: '公务员医疗补助', en: 'Civil-servant aid' }, field: 'cvlserv_pay' },
  'enterprise-supplement': { title: { zh: '企业补充医疗保险', en: 'Enterprise supplement' }, field: 'hifes_pay' },
  'major-illness': { title: { zh: '居民大病保险', en: "Residents' major-illness insurance" }, field: 'hifmi_pay' },
  'medical-assistance': { title: { zh: '医疗救助', en: 'Medical assistance' }, field: 'maf_pay' },
  'assistance-tilt': { title: { zh: '倾斜救助', en: 'Medical assistance, tilt' }, field: 'maf_pay' },
  'other-payers': { title: { zh: '其他支付', en: 'Other payers' }, field: 'oth_pay' },
  waiver: { title: { zh: '减免后财政兜底', en: 'Waived, paid from public money' }, field: 'oth_pay' },
  hospital: { title: { zh: '医院负担', en: 'Borne by the hospital' }, field: 'hosp_part_amt' },
  'personal-account': { title: { zh: '个人账户', en: 'Personal account' }, field: 'acct_pay' },
  cash: { title: { zh: '个人现金', en: 'Cash' }, field: 'psn_cash_pay' },
} as const satisfies Record<string, LayerEntry>;

export type LayerId = keyof typeof LAYERS;

/** Layers that pay by tiers of a burden that adds up over the year. */
export const SUPPLEMENTS = ['large-sum', 'civil-servant-aid', 'enterprise-supplement', 'major-illness'] as const;
export type SupplementId = (typeof SUPPLEMENTS)[number];

/** Layers that a region puts in its order. Basic pool first, account and cash last: that is the law, and no choice. */
export const ORDERED_LAYERS = [...SUPPLEMENTS, 'medical-assistance', 'other-payers'] as const;
export type OrderedLayer = (typeof ORDERED_LAYERS)[number];

/** Layers for which only members of a scheme are insured (公务员, 企业). */
export const MEMBERS_ONLY: readonly LayerId[] = ['civil-servant-aid', 'enterprise-supplement'];
