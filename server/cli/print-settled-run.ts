import { join } from 'node:path';
import { DEMONSTRATION, EVIDENCE_NAMES, printRounded, printYuan, sumFen, type MeasuredLimit } from '../../pricing/index.js';
import type { Language } from '../../reference-data/index.js';
import { fundName } from '../fund-name.js';
import { whyUnsettled } from '../settlement/why-unsettled.js';
import type { SettledRun } from '../settlement/settle.js';
import { textTable } from './text-table.js';

/** A run for people: what each fund pays, what was left out, and where the report lies. */
export function printSettledRun(
  { identity, fingerprint, evidence, cases, period, invariants }: SettledRun,
  { output, isDry, seconds }: { readonly output: string; readonly isDry: boolean; readonly seconds: number },
  language: Language,
): string {
  const zh = language === 'zh';
  const isMonth = identity.kind === 'month';
  const title = isMonth ? (zh ? '月度预结算' : 'month settled') : zh ? '年度清算' : 'year cleared';
  const funds = [...period.pools.keys()].map((fund) => {
    const own = period.hospitals.filter((one) => one.fund === fund);
    const count = own.reduce((all, one) => all + one.cases, 0);
    const sums = (['billed', 'due', 'paid'] as const).map((which) => printYuan(sumFen(own.map((one) => one[which]))));
    return [fundName(fund)[language], String(own.length), String(count), ...sums];
  });
  const paid = isMonth ? (zh ? '本次拨付' : 'paid now') : zh ? '清算应拨' : 'final payment';
  const columns = [
    { title: zh ? '基金' : 'fund' },
    ...[zh ? '机构' : 'hospitals', zh ? '病例' : 'cases', zh ? '按项目记账' : 'billed by item', zh ? '应付' : 'due', paid].map(
      (one) => ({ title: one, isNumber: true }),
    ),
  ];
  const unsettled = [...cases.unsettled].map(([why, count]) => `  ${count}  ${whyUnsettled(why)[language]} [${why}]`);
  return [
    `${identity.region} ${identity.period} ${title} (${seconds.toFixed(1)} s)`,
    ...(identity.demonstration ? [DEMONSTRATION[language]] : []),
    `${zh ? '依据等级' : 'Grade of evidence'}: ${EVIDENCE_NAMES[evidence][language]}`,
    ...textTable(columns, funds).map((line) => `  ${line}`),
    ...(unsettled.length === 0 ? [] : [zh ? '未结算的病例：' : 'Cases that nothing is settled for:', ...unsettled]),
    ...period.limits.flatMap(({ fund, measured }) =>
      measured.flatMap((one) => (one.isWithin ? [] : [limitLine(fund, one, language)])),
    ),
    zh ? `守恒关系 ${invariants.length} 条全部成立` : `All ${invariants.length} invariants hold`,
    `${zh ? '指纹' : 'Fingerprint'}: ${fingerprint}`,
    isDry
      ? zh
        ? '仅核对，未写结果'
        : 'Dry run: nothing was written'
      : `${zh ? '结果' : 'Run'}: ${output}\n${zh ? '报告' : 'Report'}: ${join(output, 'report.html')}`,
  ].join('\n');
}

/** What lies beyond a limit of the policy. */
function limitLine(fund: string, { name, measured, limit }: MeasuredLimit, language: Language): string {
  const share = printRounded(measured, SHARE);
  return language === 'zh'
    ? `${fundName(fund).zh}：${name.zh} ${share}，政策限值 ${limit.printed}`
    : `${fundName(fund).en}: ${name.en} is ${share}, and the policy says ${limit.printed}`;
}

const SHARE = { rule: 'half-up', decimals: 4 } as const;
