import { DEMONSTRATION, METHODS, PRICING_ERRORS, type PricingErrorCode } from '../../pricing/index.js';
import type { BilingualText, Language } from '../../reference-data/index.js';
import type { PriceSummary } from '../pricing/price-summary.js';
import { share, table } from './print-summary.js';

/** Prints a summary of pricing as lines of text. */
export function printPriceSummary(summary: PriceSummary, language: Language): string {
  const zh = language === 'zh';
  const { policy, input, rows, pricing, methods } = summary;
  const speed = Math.round(rows / Math.max(summary.seconds, 0.001));
  const purpose = { settlement: zh ? '结算' : 'settlement', estimate: zh ? '测算' : 'estimate' }[summary.purpose];
  const lines = [
    `${zh ? '政策' : 'Policy'}: ${policy.path} ${policy.name[language]} (${policy.region}) · ${purpose}`,
    ...(policy.demonstration ? [DEMONSTRATION[language]] : []),
    ...(summary.scheme === undefined ? [] : [`${zh ? '方案' : 'Scheme'}: ${summary.scheme}`]),
    `${zh ? '输入' : 'Input'}: ${input.path} (${input.format}, ${input.encoding}, ${input.dialect})`,
    ...(input.droppedColumns.length > 0
      ? [`${zh ? '个人信息列已去除' : 'Columns dropped as personal'}: ${input.droppedColumns.join(', ')}`]
      : []),
    `${zh ? '输出' : 'Output'}: ${[summary.output, summary.breakdown].filter((path) => path !== undefined).join(', ')}`,
    `${zh ? '共' : 'Rows'} ${rows}${zh ? '行，用时' : ' in '}${summary.seconds.toFixed(1)} s (${speed}/s)`,
    ...table([
      [zh ? '已计价 priced' : 'priced', pricing.priced, share(pricing.priced, rows)],
      [zh ? '退回 returned' : 'returned', pricing.returned, share(pricing.returned, rows)],
      [zh ? '不能计价 refused' : 'refused', pricing.refused, share(pricing.refused, rows)],
    ]),
  ];
  if (methods.length > 0) {
    lines.push(zh ? '按支付方式（支付标准 / 基金支付，元）:' : 'By method (payment standard / fund payment, yuan):');
    const rowsOf = methods.map((method) => {
      const name = `${method.method} ${titleOf(method.method, language)}`;
      return [name, method.cases, `${method.paymentStandard} / ${fundOf(method, zh)}`] as const;
    });
    lines.push(...table(rowsOf));
  }
  const notices = Object.entries(summary.notices).sort(([, a], [, b]) => b.rows - a.rows);
  if (notices.length > 0) {
    lines.push(zh ? '提示（行数）:' : 'Notices (rows):');
    lines.push(...table(notices.map(([id, notice]) => [id, notice.rows, notice[language]])));
    const isSplit = ['split-by-policy', 'bill-not-split'].some((id) => id in summary.notices);
    if ('split-incomplete' in summary.notices && !isSplit) lines.push(HOW_TO_SPLIT[language]);
  }
  const errors = Object.entries(summary.errors).sort(([, a], [, b]) => b - a);
  if (errors.length > 0) {
    lines.push(zh ? '不能计价的原因（行数），逐例见 errors 列:' : 'Why rows were refused (rows), each in the column errors:');
    lines.push(...table(errors.map(([code, count]) => [code, count, what(code, language)])));
  }
  return lines.join('\n');
}

/** What the fund pays; a sum of some cases says of how many. */
function fundOf({ cases, fundPayment, casesWithFundPayment: known }: PriceSummary['methods'][number], zh: boolean): string {
  if (known === 0) return zh ? '未知' : 'not known';
  if (known === cases) return fundPayment;
  return zh ? `${fundPayment}（其中${known}例）` : `${fundPayment} (of ${known} cases)`;
}

function titleOf(method: string, language: Language): string {
  return METHODS.find(({ section }) => section.id === method)?.title[language] ?? '';
}

/** Files of whoever groups before upload state no settlement: how to go on is not to be guessed. */
const HOW_TO_SPLIT: BilingualText = {
  zh: '  没有实际结算数据时，加 --first-stay 或提供 earlierStaysThisYear 列，即按待遇政策分割费用。',
  en: "  Without a settlement, --first-stay or a column earlierStaysThisYear lets the policy's benefits split the bills.",
};

/** What a code means and what to do, without the case that it was met with. */
function what(code: string, language: Language): string {
  const entry = PRICING_ERRORS[code as PricingErrorCode];
  if (entry === undefined) return '';
  const text = [entry.what[language], entry.fix[language]].join(language === 'zh' ? '' : ' ');
  return text.replaceAll(/\{\w+\}/g, '…');
}
