import type { BilingualText } from '../../reference-data/index.js';
import type { Fen } from '../money.js';
import type { Ratio } from '../ratio.js';

/** Amounts of a settled bill, by their names in the national interface. */
export const BILL_FIELDS = {
  medfee_sumamt: { zh: '医疗费总额', en: 'total charges' },
  fulamt_ownpay_amt: { zh: '全自费', en: 'full self-pay' },
  overlmt_selfpay: { zh: '超限价自费', en: 'above price limits' },
  preselfpay_amt: { zh: '先行自付', en: 'first self-pay' },
  inscp_scp_amt: { zh: '符合政策范围', en: 'in-scope charges' },
  act_pay_dedc: { zh: '实际支付起付线', en: 'deductible really paid' },
  hifp_pay: { zh: '统筹基金支出', en: 'basic pool' },
  cvlserv_pay: { zh: '公务员医疗补助', en: 'civil-servant aid' },
  hifes_pay: { zh: '企业补充医疗保险', en: 'enterprise supplement' },
  hifmi_pay: { zh: '居民大病保险', en: "residents' major illness" },
  hifob_pay: { zh: '职工大额医疗费用补助', en: "employees' large-sum aid" },
  maf_pay: { zh: '医疗救助', en: 'medical assistance' },
  oth_pay: { zh: '其他支出', en: 'other payers' },
  fund_pay_sumamt: { zh: '基金支付总额', en: 'all funds' },
  acct_pay: { zh: '个人账户支出', en: 'personal account' },
  psn_cash_pay: { zh: '个人现金支出', en: 'cash' },
  psn_part_amt: { zh: '个人负担总金额', en: 'all that the person pays' },
  hosp_part_amt: { zh: '医院负担', en: 'borne by the hospital' },
} as const satisfies Record<string, BilingualText>;

export type BillField = keyof typeof BILL_FIELDS;

/** The four kinds of charges that make up the total. */
export const COST_FIELDS = ['fulamt_ownpay_amt', 'overlmt_selfpay', 'preselfpay_amt', 'inscp_scp_amt'] as const;

/** Everything that counts as a fund. */
export const FUND_FIELDS = [
  'hifp_pay',
  'cvlserv_pay',
  'hifes_pay',
  'hifmi_pay',
  'hifob_pay',
  'maf_pay',
  'oth_pay',
] as const satisfies readonly BillField[];

/** What the person pays. */
export const PERSON_FIELDS = ['acct_pay', 'psn_cash_pay'] as const;

/** A settled bill as the national interface names it. Unit: fen; `pool_prop_selfpay` (统筹支付比例) is a share. */
export interface NationalFields extends Readonly<Record<BillField, Fen>> {
  readonly pool_prop_selfpay: Ratio;
}
