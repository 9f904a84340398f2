import type { Discharge } from '../../grouper/index.js';
import type { CaseFacts, SettledSplit } from '../../pricing/index.js';

/** How the text of a column is read. */
export type ColumnKind = 'text' | 'level' | 'flags' | 'whole' | 'number' | 'yuan' | 'ratio' | 'yesNo' | 'stays';

/** A column that payment needs beside the discharge: the names under which it comes, the product's own first. */
export interface PaymentColumn {
  readonly kind: ColumnKind;
  readonly headers: readonly string[];
}

const column = (kind: ColumnKind, ...headers: string[]): PaymentColumn => ({ kind, headers });

/** Facts that take several columns. */
type FactsOfSeveral = 'laterAdmission';

/** Facts of payment that a file may state, by field. A new fact needs its line here, or nobody could state it. */
export const FACT_COLUMNS = {
  visitType: column('text', 'visitType', 'med_type', '医疗类别'),
  stayHours: column('number', 'stayHours', '住院小时数', '住院时长'),
  signedInstitutionId: column('text', 'signedInstitutionId', '签约机构', '签约机构编码', '签约医疗机构编码'),
  packageId: column('text', 'packageId', '付费包', '病种包'),
  wardType: column('text', 'wardType', '病区类型'),
  gestationWeeks: column('whole', 'gestationWeeks', 'geso_val', '孕周', '孕周数'),
  insuredRegion: column('text', 'insuredRegion', 'insuplc', 'insu_admdvs', 'insuplc_admdvs', '参保地'),
  personClass: column(
    'text',
    'personClass',
    'sp_psn_type',
    'psn_idet_type',
    'psn_type',
    '特殊人员类型',
    '人员身份类别',
    '人员类别',
  ),
  hospitalLevel: column('level', 'hospitalLevel', 'hi_setl_lv', '医保结算等级', '医疗机构级别', '医院级别'),
  specialListFlags: column('flags', 'specialListFlags', '所属清单'),
  allowedCharges: column('yuan', 'allowedCharges', '审核后费用'),
  /** Joined bed-day stays, the latest first: days to the stay that followed and days counted, `3:20|5:10`. */
  earlierStays: column('stays', 'earlierStays', '此前床日住院'),
  leaveDays: column('whole', 'leaveDays', '请假天数'),
  wardDays: column('whole', 'wardDays', '病区天数'),
  bedDaysThisYear: column('whole', 'bedDaysThisYear', '年内床日数'),
  classACharges: column('yuan', 'classACharges', '甲类费用'),
  classBCharges: column('yuan', 'classBCharges', '乙类费用'),
  fundAdvanced: column('yuan', 'fundAdvanced', '基金垫付'),
  outpatientFundThisYear: column('yuan', 'outpatientFundThisYear', '年内门诊基金支付'),
  sessions: column('whole', 'sessions', '治疗次数'),
  babies: column('whole', 'babies', '胎儿数'),
  antenatalPaid: column('yuan', 'antenatalPaid', '产前检查已付'),
  tcmCharges: column('yuan', 'tcmCharges', '中医费用'),
  tcmProcedureCharges: column('yuan', 'tcmProcedureCharges', '中医技术操作费用'),
  bedAndNursingCharges: column('yuan', 'bedAndNursingCharges', '床位护理费'),
  serviceItems: column('flags', 'serviceItems', '项目编码'),
} as const satisfies Record<Exclude<keyof CaseFacts, keyof Discharge | FactsOfSeveral>, PaymentColumn>;

/** What the settlement with the patient left. */
export const SPLIT_COLUMNS = {
  deductible: column('yuan', 'deductible', 'act_pay_dedc', '起付线', '实际支付起付线'),
  policyRatio: column('ratio', 'policyRatio', 'pool_prop_selfpay', '政策支付比例', '统筹支付比例'),
  patient: column('yuan', 'patient', 'psn_part_amt', '个人负担', '个人支付'),
  otherFunds: column('yuan', 'otherFunds', '其他基金支付'),
  deductions: column('yuan', 'deductions', '扣款'),
  hospitalFundShare: column('ratio', 'hospitalFundShare', '机构医保支付比例', '医保支付比例'),
} as const satisfies Partial<Record<keyof SettledSplit, PaymentColumn>>;

/** What linking the cases of a person found of a later admission. */
export const LATER_ADMISSION_COLUMNS = {
  gapDays: column('whole', 'laterAdmissionGapDays', '再入院间隔天数'),
  isSameGroup: column('yesNo', 'laterAdmissionSameGroup', '再入院同组'),
  isExempt: column('yesNo', 'laterAdmissionExempt', '再入院豁免'),
} as const satisfies Record<string, PaymentColumn>;

/** Kind of stay of a settlement list (住院医疗类型), where no visit type is stated: 1 is 21, 2 is 28. */
export const STAY_KIND: PaymentColumn = column('text', 'ipt_med_type', '住院医疗类型');
