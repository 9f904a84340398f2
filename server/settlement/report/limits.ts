import { printRounded } from '../../../pricing/index.js';
import { fundName } from '../../fund-name.js';
import type { PageSection } from '../../html/html-page.js';
import { htmlTable } from '../../html/html-table.js';
import type { ReportContent } from './report-content.js';
import { numberColumn, textColumn } from './report-text.js';

const SHARE = { rule: 'half-up', decimals: 4 } as const;

/** What the policy wants of a cleared year within limits, and by when it is to be cleared; nothing where it says nothing of either. */
export function limits({ period }: ReportContent): readonly PageSection[] {
  const rows = period.limits.flatMap(({ fund, measured }) =>
    measured.map(({ name, measured: share, limit, isWithin, citation: { source } }) => [
      fundName(fund),
      name,
      printRounded(share, SHARE),
      limit.printed,
      isWithin ? '✓' : { zh: '须说明', en: 'to be explained' },
      [source.document, source.number].filter((word) => word !== undefined).join(' '),
    ]),
  );
  const deadline = period.limits.find((one) => one.deadline !== undefined)?.deadline;
  if (rows.length === 0 && deadline === undefined) return [];
  const by = deadline === undefined ? { zh: '', en: '' } : { zh: `清算时限 ${deadline}；`, en: `to be cleared by ${deadline}; ` };
  return [
    {
      title: { zh: '清算限值', en: 'Limits of clearing' },
      note: {
        zh: `${by.zh}超出限值不影响支付，但应说明原因`,
        en: `${by.en}what lies beyond a limit changes no payment, and should be explained`,
      },
      content: htmlTable(
        [
          textColumn('基金', 'fund'),
          textColumn('项目', 'what'),
          numberColumn('实际', 'measured'),
          numberColumn('限值', 'limit'),
          textColumn('结果', 'result'),
          textColumn('文件', 'document'),
        ],
        rows,
      ),
    },
  ];
}
