import { printRounded } from '../../../pricing/index.js';
import type { FundLimits } from '../settled-period.js';
import { htmlTable, type PageSection } from './html-page.js';

/** What the policy wants of a cleared year within limits, and by when it is to be cleared; undefined where it says nothing of either. */
export function limitsSection(limits: readonly FundLimits[], fundName: (fund: string) => string): PageSection | undefined {
  const rows = limits.flatMap(({ fund, measured }) =>
    measured.map(({ name, measured: share, limit, isWithin, citation: { source } }) => [
      fundName(fund),
      `${name.zh} ${name.en}`,
      printRounded(share, SHARE),
      limit.printed,
      isWithin ? '✓' : '须说明 to be explained',
      `${source.document} ${source.number ?? ''}`.trim(),
    ]),
  );
  const deadline = limits.find((one) => one.deadline !== undefined)?.deadline;
  if (rows.length === 0 && deadline === undefined) return undefined;
  const note =
    deadline === undefined
      ? { zh: '超出限值不影响支付，但应说明原因。', en: 'What lies beyond a limit changes no payment, and should be explained.' }
      : {
          zh: `清算时限 ${deadline}。超出限值不影响支付，但应说明原因。`,
          en: `To be cleared by ${deadline}. What lies beyond a limit changes no payment, and should be explained.`,
        };
  const titles = [
    { zh: '基金', en: 'fund' },
    { zh: '项目', en: 'what' },
    { zh: '实际', en: 'measured' },
    { zh: '限值', en: 'limit' },
    { zh: '结果', en: 'result' },
    { zh: '文件', en: 'document' },
  ];
  return {
    title: { zh: '清算限值', en: 'Limits of clearing' },
    note,
    content: htmlTable(
      titles.map((title) => ({ title })),
      rows,
    ),
  };
}

const SHARE = { rule: 'half-up', decimals: 4 } as const;
