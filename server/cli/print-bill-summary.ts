import { BILL_FIELDS, DEMONSTRATION, PRICING_ERRORS, type BillField, type PricingErrorCode } from '../../pricing/index.js';
import type { Language } from '../../reference-data/index.js';
import type { BillSummary } from '../bills/bill-counts.js';
import { share, table } from './print-summary.js';

/** Sums that are nothing are left out of the summary, but for these. */
const ALWAYS: readonly BillField[] = ['medfee_sumamt', 'hifp_pay', 'fund_pay_sumamt', 'psn_part_amt'];

/** Prints a summary of split bills as lines of text. */
export function printBillSummary(summary: BillSummary, language: Language): string {
  const zh = language === 'zh';
  const { policy, input, rows, bills, fields } = summary;
  const speed = Math.round(rows / Math.max(summary.seconds, 0.001));
  const purpose = { settlement: zh ? '结算' : 'settlement', estimate: zh ? '测算' : 'estimate' }[summary.purpose];
  const shown = Object.entries(fields).filter(([name, sum]) => ALWAYS.includes(name as BillField) || sum !== '0.00');
  const widest = Math.max(...shown.map(([, sum]) => sum.length));
  return [
    `${zh ? '政策' : 'Policy'}: ${policy.path} ${policy.name[language]} (${policy.region}) · ${purpose}`,
    ...(policy.demonstration ? [DEMONSTRATION[language]] : []),
    `${zh ? '输入' : 'Input'}: ${input.path} (${input.format}, ${input.encoding}, ${input.dialect})`,
    ...(input.droppedColumns.length > 0
      ? [`${zh ? '个人信息列已去除' : 'Columns dropped as personal'}: ${input.droppedColumns.join(', ')}`]
      : []),
    `${zh ? '输出' : 'Output'}: ${[summary.output, summary.breakdown].filter((path) => path !== undefined).join(', ')}`,
    `${zh ? '共' : 'Rows'} ${rows}${zh ? '行，用时' : ' in '}${summary.seconds.toFixed(1)} s (${speed}/s)`,
    ...table([
      [zh ? '已分割 settled' : 'settled', bills.settled, share(bills.settled, rows)],
      [zh ? '不能分割 refused' : 'refused', bills.refused, share(bills.refused, rows)],
    ]),
    zh ? '合计（元）:' : 'Sums, yuan:',
    ...shown.map(([name, sum]) => `  ${sum.padStart(widest)}  ${name} ${BILL_FIELDS[name as BillField][language]}`),
    ...refusals(summary, language),
  ].join('\n');
}

function refusals({ errors }: BillSummary, language: Language): string[] {
  const found = Object.entries(errors).sort(([, a], [, b]) => b - a);
  if (found.length === 0) return [];
  const title = language === 'zh' ? '不能分割的原因（行数）:' : 'Why bills were refused (rows):';
  return [title, ...table(found.map(([code, count]) => [code, count, what(code, language)]))];
}

/** What a code means, without the case that it was met with. */
function what(code: string, language: Language): string {
  const entry = PRICING_ERRORS[code as PricingErrorCode];
  return entry === undefined ? '' : entry.what[language].replaceAll(/\{\w+\}/g, '…');
}
