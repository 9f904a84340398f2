import { printRounded, type PoolResult, type Ratio } from '../../../pricing/index.js';
import { fundName } from '../../fund-name.js';
import { inThrees } from '../../html/in-threes.js';
import type { PageSection } from '../../html/html-page.js';
import { htmlTable, type PageCell } from '../../html/html-table.js';
import { basisOf } from './citations.js';
import type { ReportContent } from './report-content.js';
import { numberColumn, shown, textColumn } from './report-text.js';

/** What became of the money of every pool. */
export function poolTable({ period }: ReportContent): PageSection {
  const rows = [...period.pools].flatMap(([fund, pools]) =>
    pools.filter(({ cases, released }) => cases > 0 || released !== 0n).map((pool) => poolRow(fund, pool)),
  );
  return {
    title: { zh: '资金池', en: 'Pools of money' },
    note: {
      zh: '元；点值：元/点。拨付额 = 医疗机构合计 + 未用额 + 尾差。未用额为负：支付超出拨付额',
      en: 'yuan; values: yuan per point. Released = paid to hospitals + not paid out + residue. Below zero not paid out: paid beyond what was released',
    },
    basis: basisOf(period.steps, ['pool-money', 'point-value', 'points-times-value', 'residue']),
    content: htmlTable(
      [
        textColumn('基金', 'fund'),
        textColumn('资金池', 'pool'),
        numberColumn('点数或标准', 'points or standards'),
        numberColumn('浮动点值', 'floating value'),
        numberColumn('固定点值', 'fixed value'),
        numberColumn('拨付额', 'released'),
        numberColumn('医疗机构合计', 'to hospitals'),
        numberColumn('未用额', 'not paid out'),
        numberColumn('尾差', 'residue'),
      ],
      rows,
    ),
  };
}

function poolRow(
  fund: string,
  { name, cases, quantity, value, released, gross, unspent, residue }: PoolResult,
): readonly PageCell[] {
  const four = (one: Ratio | undefined): string =>
    one === undefined ? '' : inThrees(printRounded(one, { rule: 'half-up', decimals: 4 }));
  const floating = four(value?.floating);
  return [
    fundName(fund),
    name,
    cases === 0 ? '' : four(quantity),
    value?.isCapped === true ? `${floating}（封顶 cap）` : floating,
    four(value?.fixed),
    ...[released, gross, unspent, residue].map(shown),
  ];
}
