import { printRounded } from '../../../pricing/index.js';
import type { BilingualText } from '../../../reference-data/index.js';
import { both, figure, type PageSection } from '../../html/html-page.js';
import { linePlot, type PlotSeries } from '../../html/line-plot.js';
import { seriesColour } from '../../html/plot-colours.js';
import { exactValue, type PoolValueRow } from '../pool-values.js';
import { basisOf } from './citations.js';
import type { ReportContent } from './report-content.js';
import { fundInBoth, near } from './report-text.js';

const KINDS: Readonly<Record<'floating' | 'fixed', BilingualText>> = {
  floating: { zh: '浮动', en: 'floating' },
  fixed: { zh: '固定', en: 'fixed' },
};

/** What points were worth over the months, a line for each pool and kind of value. */
export function pointValues({ values, period }: ReportContent): PageSection {
  const title = { zh: '点值', en: 'Point value' };
  const periods = [...new Set(values.map((row) => row.period))].sort((a, b) => (order(a) < order(b) ? -1 : 1));
  const lines = [...new Map(values.map((row) => [`${row.fund}\n${row.pool}`, row])).values()].flatMap(({ fund, pool }) =>
    (['floating', 'fixed'] as const).flatMap((kind) => {
      const own = values.filter((one) => one.fund === fund && one.pool === pool && one[kind] !== '');
      return own.length === 0 ? [] : [{ fund, pool, kind, own }];
    }),
  );
  if (lines.length === 0)
    return { title, content: `<p>${both({ zh: '没有按点值分配的资金池', en: 'no pool has a point value' })}</p>` };
  const pools = new Set(lines.map(({ pool }) => pool)).size;
  const series = lines.map(({ fund, pool, kind, own }, at): PlotSeries => {
    const ofPool = pools === 1 ? '' : ` ${period.pools.get(fund)?.find(({ id }) => id === pool)?.name.zh ?? pool}`;
    return {
      name: `${fundInBoth(fund)}${ofPool}${kind === 'fixed' ? ` ${KINDS.fixed.zh} ${KINDS.fixed.en}` : ''}`,
      colour: seriesColour(at),
      points: periods.map((of) => pointOf(own.find((row) => row.period === of)?.[kind])),
    };
  });
  const plot = linePlot({
    what: `${title.zh} ${title.en}`,
    unit: '元/点 yuan per point',
    places: periods.map((of) => (of.length === 4 ? '终 final' : of.slice(5))),
    series,
  });
  return {
    title,
    note: {
      zh: '各月及终值；纵轴不从零开始，只用于看变化；封顶与否见资金池表',
      en: 'by month and final; the axis does not begin at zero and shows change only; the table of pools says where a cap held',
    },
    basis: basisOf(period.steps, ['pool-money', 'point-value']),
    content: figure(plot),
  };
}

/** The final value of a year stands behind those of its months. */
const order = (of: string): string => (of.length === 4 ? `${of}-99` : of);

function pointOf(printed: PoolValueRow['floating'] | undefined): PlotSeries['points'][number] {
  if (printed === undefined) return undefined;
  const exact = exactValue(printed);
  return { value: near(exact), printed: printRounded(exact, { rule: 'half-up', decimals: 4 }) };
}
