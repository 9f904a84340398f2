import { both, subtitle, type PageSection } from '../../html/html-page.js';
import { htmlTable } from '../../html/html-table.js';
import { counted, numberColumn, textColumn } from '../../settlement/report/report-text.js';
import { whyUnsettled } from '../../settlement/why-unsettled.js';
import type { Simulated, SimulatedSide } from '../simulated.js';

/** Reasons that a page lists. */
const LISTED = 40;

/** Cases that a side pays nothing for, by why. */
export function unpaidCases({ before, after }: Simulated): PageSection {
  return {
    title: { zh: '未支付的病例', en: 'Cases that are not paid' },
    note: {
      zh: '退回医疗机构，或该方案不能计价；其在另一方案下的金额计入各表',
      en: 'returned to the hospital, or not priced by this side; a settled year counts what the other side pays for them',
    },
    content: reasons({ zh: '现行', en: 'now' }, before) + reasons({ zh: '模拟', en: 'simulated' }, after),
  };
}

function reasons(title: Parameters<typeof subtitle>[0], { unpaid }: SimulatedSide): string {
  if (unpaid.size === 0) return `${subtitle(title)}<p>${both({ zh: '无', en: 'none' })}</p>`;
  const shown = [...unpaid].slice(0, LISTED).map(([why, count]) => [whyUnsettled(why), why, counted(count)]);
  const left = unpaid.size - shown.length;
  const more = left === 0 ? '' : `<p>${both({ zh: `另有 ${left} 种原因`, en: `${left} more reasons` })}</p>`;
  return (
    subtitle(title) +
    htmlTable(
      [{ ...textColumn('原因', 'why'), isLong: true }, textColumn('代码', 'code'), numberColumn('病例', 'cases')],
      shown,
    ) +
    more
  );
}
