import { EVIDENCE_NAMES, sumFen } from '../../../pricing/index.js';
import { fundName } from '../../fund-name.js';
import { subtitle, type PageSection } from '../../html/html-page.js';
import { htmlTable } from '../../html/html-table.js';
import { whyUnsettled } from '../why-unsettled.js';
import type { ReportContent } from './report-content.js';
import { counted, numberColumn, shown, textColumn } from './report-text.js';

/** What each fund pays, and what was left out. */
export function overview({ identity, cases, period, evidence }: ReportContent): PageSection {
  const isMonth = identity.kind === 'month';
  const grade = EVIDENCE_NAMES[evidence];
  const funds = htmlTable(
    [
      textColumn('基金', 'fund'),
      numberColumn('机构', 'hospitals'),
      numberColumn('病例', 'cases'),
      numberColumn('按项目记账', 'billed by item'),
      isMonth ? numberColumn('当月应付', 'due for the month') : numberColumn('年度应付', 'due for the year'),
      isMonth ? numberColumn('本次拨付', 'paid now') : numberColumn('清算应拨', 'final payment'),
    ],
    [...period.pools.keys()].map((fund) => {
      const own = period.hospitals.filter((one) => one.fund === fund);
      const count = own.reduce((sum, one) => sum + one.cases, 0);
      const sums = (['billed', 'due', 'paid'] as const).map((which) => shown(sumFen(own.map((one) => one[which]))));
      return [fundName(fund), counted(own.length), counted(count), ...sums];
    }),
  );
  const left = [...cases.unsettled].map(([why, count]) => [whyUnsettled(why), why, counted(count)]);
  const unsettled =
    left.length === 0
      ? ''
      : subtitle({ zh: '未结算的病例（退回或不能计价）', en: 'Cases that nothing is settled for (returned, or not priced)' }) +
        htmlTable(
          [{ ...textColumn('原因', 'why'), isLong: true }, textColumn('代码', 'code'), numberColumn('病例', 'cases')],
          left,
        );
  return {
    title: { zh: '总览', en: 'Overview' },
    note: {
      zh: `金额单位：元。依据等级：${grade.zh}。两个基金分开结算，互不相加。${isMonth ? '' : '清算应拨为负的，在以后月份抵扣。'}`,
      en: `Yuan. Grade of evidence: ${grade.en}. Funds never mix.${isMonth ? '' : ' A final payment below zero is set off in later months.'}`,
    },
    content: funds + unsettled,
  };
}
