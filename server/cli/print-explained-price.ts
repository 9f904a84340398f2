import {
  EVIDENCE_NAMES,
  METHODS,
  printYuan,
  type Citation,
  type PaymentBreakdown,
  type PricedCase,
} from '../../pricing/index.js';
import type { Language } from '../../reference-data/index.js';
import { fundName } from '../fund-name.js';
import type { ExplainedPrice } from '../pricing/explained-price.js';
import { printCitation } from '../pricing/print-policy.js';
import { standardLessCharges } from '../pricing/priced-columns.js';
import { amountLines, stepLines } from './print-steps.js';

const WORDS = {
  payment: { zh: '支付', en: 'Payment' },
  policy: { zh: '政策', en: 'Policy' },
  refused: { zh: '不能计价', en: 'Cannot be priced' },
  route: { zh: '路由', en: 'Route' },
  because: { zh: '符合', en: 'because' },
  otherwise: { zh: '不走', en: 'not' },
  method: { zh: '支付方式', en: 'Method' },
  outcome: { zh: '病例类型', en: 'Kind of case' },
  steps: { zh: '计算步骤', en: 'Steps' },
  lines: { zh: '金额明细（元）', en: 'Lines, yuan' },
  standard: { zh: '支付标准', en: 'Payment standard' },
  bill: { zh: '个人费用分割（按待遇政策）', en: "The patient's bill, split by the policy" },
  fundPart: { zh: '基金支付', en: "The fund's payment" },
  hospital: { zh: '医疗机构盈亏', en: "The hospital's result" },
  difference: { zh: '支付标准减费用', en: 'Standard less charges' },
  notices: { zh: '提示', en: 'Notices' },
} as const;

const INDENT = '    ';

/** Why a case is paid what it is: route, method, every step and line with its numbers, rules and documents. */
export function printExplainedPrice({ policy, row, passed }: ExplainedPrice, language: Language): string {
  const word = (name: keyof typeof WORDS): string => WORDS[name][language];
  const { name, region } = policy.documents[0];
  const lines = [`${word('payment')}`, `  ${word('policy')}: ${name[language]} (${region})`];
  const { priced, error } = row;
  if (priced === undefined) return [...lines, `  ${word('refused')}: ${error.text(language)} [${error.code}]`, ''].join('\n');
  const { result, paymentStandard, fundPayment, bill, hospital } = priced;
  lines[1] += ` · ${priced.on} · ${fundName(priced.fund)[language]} · ${EVIDENCE_NAMES[priced.evidence][language]}`;
  for (const { route, because } of passed)
    lines.push(
      `  ${word('otherwise')} ${route.id} → ${route.to}: ${because.label[language]} ${because.stated || '–'} [${because.asked}]`,
    );
  lines.push(...routeLines(priced, language));
  if (result !== undefined) {
    lines.push(`  ${word('method')}: ${result.method} ${titleOf(result.method, language)}`);
    lines.push(`  ${word('outcome')}: ${result.outcome[language]}`);
    lines.push(...breakdownLines(result.breakdown, language));
  }
  if (paymentStandard !== undefined) lines.push(`  ${word('standard')}: ${printYuan(paymentStandard)}`);
  if (bill !== undefined) lines.push(`  ${word('bill')}`, ...breakdownLines(bill.breakdown, language));
  if (fundPayment !== undefined) {
    if (paymentStandard !== undefined) lines.push(...breakdownLines(fundPayment.breakdown, language));
    lines.push(`  ${word('fundPart')}: ${printYuan(fundPayment.fund)}`);
  }
  if (hospital !== undefined) lines.push(`  ${word('hospital')}: ${printYuan(hospital.result)}`);
  const difference = standardLessCharges(row, priced);
  if (difference !== undefined) lines.push(`  ${word('difference')}: ${printYuan(difference)}`);
  for (const notice of priced.notices) lines.push(`  ${word('notices')}: ${notice[language]} (${notice.id})`);
  return `${lines.join('\n')}\n`;
}

function routeLines({ route }: PricedCase, language: Language): string[] {
  return [
    `  ${WORDS.route[language]}: ${route.route.id} → ${route.to}`,
    ...route.because.map(
      ({ label, stated, asked }) => `    ${WORDS.because[language]} ${label[language]} ${stated || '–'} [${asked}]`,
    ),
    sourceLine(route.citation, language),
  ];
}

function breakdownLines({ steps, lines }: PaymentBreakdown, language: Language): string[] {
  return [
    ...(steps.length === 0 ? [] : [`  ${WORDS.steps[language]}`]),
    ...steps.flatMap((step) => stepLines(step, language, INDENT)),
    `  ${WORDS.lines[language]}`,
    ...lines.flatMap((line) => amountLines(line, language, INDENT)),
  ];
}

const sourceLine = (citation: Citation, language: Language): string =>
  `    ← ${citation.parameter} · ${printCitation(citation, language)}`;

function titleOf(method: string, language: Language): string {
  return METHODS.find(({ section }) => section.id === method)?.title[language] ?? '';
}
