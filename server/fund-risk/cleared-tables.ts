import { printYuan } from '../../pricing/index.js';
import type { AssessedYear } from './cleared-years.js';
import { alarmWords, four, long, number, text, type RiskTable } from './risk-table.js';

/** What cleared years say of a fund: its pools by points, and what was paid of what was billed. */
export function clearedTables(years: readonly AssessedYear[]): readonly RiskTable[] {
  return [
    {
      title: { zh: '清算后的点值（元/点）与基金额度', en: 'Point values (yuan per point) and money of cleared years' },
      columns: [
        text('年度', 'year'),
        text('资金池', 'pool'),
        number('基金额度', 'released'),
        number('清算额', 'cleared'),
        number('额度 ÷ 清算额', 'released ÷ cleared'),
        number('年初点值', 'opening value'),
        number('结算点值', 'final value'),
        number('结算 ÷ 年初', 'final ÷ opening'),
        number('与上年之比', '÷ year before'),
        long('预警', 'alarms'),
      ],
      rows: years.flatMap(({ pools }) =>
        pools.map((one) => [
          String(one.year),
          one.pool,
          printYuan(one.released),
          printYuan(one.paid),
          four(one.releasedToPaid),
          four(one.opening),
          four(one.value),
          four(one.toOpening),
          four(one.toYearBefore),
          alarmWords(one.alarms),
        ]),
      ),
    },
    {
      title: { zh: '医保结算支付比（支付 ÷ 按项目记账）', en: 'Paid of what was billed by item' },
      columns: [
        text('年度', 'year'),
        number('支付', 'paid'),
        number('按项目记账', 'billed'),
        number('支付比', 'share'),
        long('预警', 'alarms'),
      ],
      rows: years.map(({ year, paid, billed, ratio: { share, alarms } }) => [
        String(year),
        printYuan(paid),
        printYuan(billed),
        four(share),
        alarmWords(alarms),
      ]),
    },
  ];
}
