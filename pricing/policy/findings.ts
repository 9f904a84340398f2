import { fillIn, type FindingEntry, type FindingLevel, type Language, type TextDetails } from '../../reference-data/index.js';

/** Everything that checking a policy can find. */
export const POLICY_FINDINGS = {
  'yaml-unreadable': { level: 'error', text: { zh: '不是可读的 YAML：{why}', en: 'It is not readable YAML: {why}' } },
  'value-invalid': { level: 'error', text: { zh: '取值不对：{why}', en: 'The value is wrong: {why}' } },
  'key-missing': { level: 'error', text: { zh: '缺少此项', en: 'This key is missing' } },
  'key-unknown': { level: 'error', text: { zh: '没有名为“{key}”的项', en: 'There is no key "{key}"' } },
  'unit-wrong': { level: 'error', text: { zh: '单位应为 {unit}', en: 'The unit is {unit}' } },
  'fund-unknown': {
    level: 'error',
    text: { zh: 'funds 中没有基金“{fund}”', en: 'The funds of the policy do not name "{fund}"' },
  },
  'funds-mixed': {
    level: 'error',
    text: { zh: '此参数必须按基金分别规定', en: 'Each fund needs its own value of this parameter' },
  },
  'source-unknown': { level: 'error', text: { zh: 'sources 中没有“{source}”', en: 'The sources do not name "{source}"' } },
  'source-unused': { level: 'warning', text: { zh: '没有参数引用此文件', en: 'No parameter cites this document' } },
  'evidence-raised': {
    level: 'error',
    text: { zh: '等级 {evidence} 高于所引文件', en: 'Grade {evidence} is better than that of the document' },
  },
  'evidence-assumed': {
    level: 'warning',
    text: { zh: '等级为 assumed，只能测算，不能结算', en: 'Of grade assumed: it serves estimates and settles nothing' },
  },
  'evidence-invented': {
    level: 'warning',
    text: {
      zh: '虚构数值，政策未标明 demonstration: true，只能测算，不能结算',
      en: 'Invented, and the policy does not say demonstration: true: it serves estimates and settles nothing',
    },
  },
  'period-empty': {
    level: 'error',
    text: { zh: '{from} 开始，{until} 已结束', en: 'It begins on {from} and has ended by {until}' },
  },
  overlap: { level: 'error', text: { zh: '{from} 起有两个数值', en: 'Two values are in force from {from}' } },
  gap: {
    level: 'error',
    text: {
      zh: '基金 {fund} 自 {from} 至 {until}（不含）没有数值',
      en: 'Fund {fund} has no value from {from} until {until}, exclusive',
    },
  },
  'parameter-missing': {
    level: 'error',
    text: { zh: '基金 {fund} 缺少此参数', en: 'Fund {fund} has no value of this parameter' },
  },
  'values-disagree': {
    level: 'error',
    text: { zh: '基金 {fund} 自 {from} 起：{why}', en: 'Fund {fund} from {from}: {why}' },
  },
  'section-missing': {
    level: 'error',
    text: {
      zh: '“{row}”指向 {section}，但政策没有这一部分',
      en: '"{row}" leads to {section}, of which the policy has no section',
    },
  },
  'extends-circular': { level: 'error', text: { zh: '上级政策又引用了本政策', en: 'The policies extend one another' } },
} as const satisfies Record<string, FindingEntry>;

export type PolicyFindingCode = keyof typeof POLICY_FINDINGS;

/** One thing that is wrong or odd in a policy, with its place. */
export interface PolicyFinding {
  readonly level: FindingLevel;
  readonly code: PolicyFindingCode;
  /** File. */
  readonly path: string;
  /** Keys with points between: `sections.dip.pointValue.history.resident.0.value`. */
  readonly at: string;
  readonly details: TextDetails;
}

export function policyFinding(
  code: PolicyFindingCode,
  path: string,
  at: readonly PropertyKey[] | string,
  details: TextDetails = {},
): PolicyFinding {
  return { level: POLICY_FINDINGS[code].level, code, path, at: typeof at === 'string' ? at : at.map(String).join('.'), details };
}

/** A finding in words: place first. */
export function describePolicyFinding({ code, path, at, details }: PolicyFinding, language: Language): string {
  const words = fillIn(POLICY_FINDINGS[code].text[language], localised(details, language));
  return `${[path, at].filter((part) => part !== '').join(' · ')}: ${words}`;
}

/** A detail may have words of its own in each language: `whyZh` beside `why`. */
function localised(details: TextDetails, language: Language): TextDetails {
  return language === 'zh' && details['whyZh'] !== undefined ? { ...details, why: details['whyZh'] } : details;
}
