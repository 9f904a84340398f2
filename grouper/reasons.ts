import type { BilingualText } from '../reference-data/index.js';

/** What a reason does to the case: refuses it, says why it has no group, or only warns. */
export type ReasonKind = 'invalid' | 'ungrouped' | 'ambiguous' | 'warning';

interface ReasonEntry {
  readonly kind: ReasonKind;
  readonly text: BilingualText;
}

/**
 * Every reason a result can carry, in order of precedence: results list their reasons in this order.
 * `{detail}` is the column, code or value that the reason is about.
 */
export const REASONS = {
  'case-id-missing': { kind: 'invalid', text: { zh: '缺少病例标识', en: 'The case has no identifier' } },
  'field-unreadable': { kind: 'invalid', text: { zh: '字段无法识别：{detail}', en: 'A field cannot be read: {detail}' } },
  'record-unreadable': { kind: 'invalid', text: { zh: '记录无法识别：{detail}', en: 'The record cannot be read: {detail}' } },
  'sex-missing': { kind: 'invalid', text: { zh: '缺少性别', en: 'Sex is missing' } },
  'sex-not-1-or-2': { kind: 'invalid', text: { zh: '性别不是1或2：{detail}', en: 'Sex is neither 1 nor 2: {detail}' } },
  'age-missing': { kind: 'invalid', text: { zh: '缺少年龄', en: 'Age is missing' } },
  'age-out-of-range': {
    kind: 'invalid',
    text: { zh: '年龄不在0-150岁：{detail}', en: 'Age is not within 0-150 years: {detail}' },
  },
  'age-days-missing': {
    kind: 'invalid',
    text: { zh: '不足1周岁而缺少年龄天数', en: 'Age in days is missing for a case under one year' },
  },
  'age-days-out-of-range': {
    kind: 'invalid',
    text: { zh: '年龄天数不在0-400天：{detail}', en: 'Age in days is not within 0-400: {detail}' },
  },
  'birth-weight-missing': {
    kind: 'invalid',
    text: { zh: '28天及以下新生儿缺少出生体重', en: 'Birth weight is missing for a newborn of up to 28 days' },
  },
  'admission-weight-missing': {
    kind: 'invalid',
    text: { zh: '28天及以下新生儿缺少入院体重', en: 'Admission weight is missing for a newborn of up to 28 days' },
  },
  'newborn-weight-out-of-range': {
    kind: 'invalid',
    text: { zh: '新生儿体重不在100-9999克：{detail}', en: 'Newborn weight is not within 100-9999 g: {detail}' },
  },
  'principal-diagnosis-missing': { kind: 'invalid', text: { zh: '缺少主要诊断', en: 'The principal diagnosis is missing' } },
  'discharge-before-admission': {
    kind: 'invalid',
    text: { zh: '出院日期早于入院日期', en: 'The discharge date is before the admission date' },
  },
  'two-principal-diagnoses': {
    kind: 'invalid',
    text: { zh: '有两个主要诊断标志', en: 'Two diagnoses are flagged as principal' },
  },
  'too-many-codes': {
    kind: 'invalid',
    text: { zh: '诊断或手术操作超过100个：{detail}', en: 'More than 100 diagnoses or procedures: {detail}' },
  },

  'principal-diagnosis-unknown': {
    kind: 'ungrouped',
    text: { zh: '主要诊断不在本方案的任何表内', en: 'The principal diagnosis is on no sheet of the scheme' },
  },
  'diagnosis-excluded': {
    kind: 'ungrouped',
    text: { zh: '主要诊断不纳入分组：{detail}', en: 'The main diagnosis is on the list of those not grouped: {detail}' },
  },
  'no-group-row': { kind: 'ungrouped', text: { zh: '目录中没有符合的病种', en: 'No row of the directory fits' } },
  'sex-conflict': {
    kind: 'ungrouped',
    text: {
      zh: '主要诊断与性别不相符：{detail}',
      en: 'The principal diagnosis belongs to {detail}, which asks for the other sex',
    },
  },
  'no-mdc-matches': { kind: 'ungrouped', text: { zh: '不符合任何主要诊断大类', en: 'No MDC matches' } },
  'no-adrg-matches': {
    kind: 'ungrouped',
    text: { zh: '符合{detail}，但不符合其中任何ADRG', en: '{detail} matches, but none of its ADRGs does' },
  },
  'no-drg-row-matches': {
    kind: 'warning',
    text: { zh: '{detail}的DRG条件均不符合', en: 'No DRG row of {detail} matches' },
  },
  'procedure-fits-no-adrg': {
    kind: 'ambiguous',
    text: { zh: '主要手术操作有效，但不符合{detail}的任何ADRG', en: 'The main procedure is valid but fits no ADRG of {detail}' },
  },

  'tie-decided': {
    kind: 'warning',
    text: {
      zh: '多个病种同等符合，按地区规则取其一：{detail}',
      en: 'Several groups fit alike; the rule of the region chose: {detail}',
    },
  },
  'attribute-unknown': {
    kind: 'warning',
    text: {
      zh: '手术操作不在治疗方式表内：{detail}',
      en: 'The table of treatment attributes does not know the procedure {detail}',
    },
  },
  'newborn-weight-unknown': {
    kind: 'warning',
    text: {
      zh: '28天及以下新生儿缺少体重，不按新生儿分组',
      en: 'The weight of a newborn is missing; the newborn rows are passed over',
    },
  },
  'unknown-diagnosis': { kind: 'warning', text: { zh: '未知诊断编码：{detail}', en: 'Unknown diagnosis code: {detail}' } },
  'unknown-procedure': { kind: 'warning', text: { zh: '未知手术操作编码：{detail}', en: 'Unknown procedure code: {detail}' } },
  'lone-asterisk-code': {
    kind: 'warning',
    text: { zh: '单独的星号编码：{detail}', en: 'An asterisk code without its dagger code: {detail}' },
  },
  'principal-repeated': {
    kind: 'warning',
    text: { zh: '主要诊断在其他诊断中重复', en: 'The principal diagnosis stands among the others as well' },
  },
  'code-repeated': { kind: 'warning', text: { zh: '编码重复，只计一次：{detail}', en: 'A repeated code counts once: {detail}' } },
  'gap-in-slots': { kind: 'warning', text: { zh: '编码栏位之间有空缺：{detail}', en: 'An empty slot between codes: {detail}' } },
  'code-count-differs': {
    kind: 'warning',
    text: { zh: '编码个数与声明不符：{detail}', en: 'The number of codes differs from the number stated: {detail}' },
  },
  'age-days-over-365': { kind: 'warning', text: { zh: '年龄天数为366-400天：{detail}', en: 'Age in days is 366-400: {detail}' } },
  'age-days-ignored': {
    kind: 'warning',
    text: { zh: '年满1周岁，忽略年龄天数：{detail}', en: 'Age in days beside an age of a year or more is ignored: {detail}' },
  },
  'age-days-estimated': {
    kind: 'warning',
    text: { zh: '年龄天数由月龄估算：{detail}', en: 'Age in days is estimated from months: {detail}' },
  },
  'weight-implausible': {
    kind: 'warning',
    text: {
      zh: '体重不在100-9999克，仍按所填值分组：{detail}',
      en: 'The weight is not within 100-9999 g and is used as stated: {detail}',
    },
  },
  'weight-ignored': {
    kind: 'warning',
    text: { zh: '忽略不合理的体重：{detail}', en: 'An implausible weight is ignored: {detail}' },
  },
  'length-of-stay-zero': { kind: 'warning', text: { zh: '住院天数0按1计', en: 'A length of stay of 0 reads as 1' } },
  'length-of-stay-differs': {
    kind: 'warning',
    text: {
      zh: '住院天数与日期相差超过1天：{detail}',
      en: 'The stated stay differs from the dates by more than a day: {detail}',
    },
  },
  'value-ignored': {
    kind: 'warning',
    text: { zh: '忽略无法识别的值：{detail}', en: 'A value that is none of the list is ignored: {detail}' },
  },
  'code-repaired': { kind: 'warning', text: { zh: '编码已修复：{detail}', en: 'A damaged code was repaired: {detail}' } },
  'charges-do-not-add-up': {
    kind: 'warning',
    text: { zh: '费用合计不符：{detail}', en: 'The charges do not add up: {detail}' },
  },
  'total-charges-zero': { kind: 'warning', text: { zh: '总费用为0', en: 'The total of the charges is 0' } },
  'personal-value-removed': {
    kind: 'warning',
    text: {
      zh: '{detail}列的值像身份证号或手机号，未输出',
      en: 'A value of column {detail} looks like a personal number and was left out',
    },
  },
} as const satisfies Record<string, ReasonEntry>;

export type ReasonCode = keyof typeof REASONS;

/** Why a result is as it is, or what about the case deserves a look. */
export interface Reason {
  readonly code: ReasonCode;
  /** The column, code or value that the reason is about. */
  readonly detail?: string;
}

const PRECEDENCE = new Map((Object.keys(REASONS) as ReasonCode[]).map((code, index) => [code, index]));

/** Puts reasons in their order of precedence; equal ones keep the order in which they were found. */
export function inPrecedence(reasons: readonly Reason[]): readonly Reason[] {
  // Most lists are short and found in order, and sorting costs more than looking.
  for (let place = 1; place < reasons.length; place++) {
    if (rank(reasons[place]!) < rank(reasons[place - 1]!)) return [...reasons].sort((a, b) => rank(a) - rank(b));
  }
  return reasons;
}

function rank({ code }: Reason): number {
  return PRECEDENCE.get(code)!;
}

/** The form in which a reason stands in a file: `code` or `code:detail`; `|` separates reasons and is not let into one. */
export function printReason({ code, detail }: Reason): string {
  return detail === undefined ? code : `${code}:${detail.replaceAll('|', '/')}`;
}
