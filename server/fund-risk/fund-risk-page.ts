import { DEMONSTRATION, printRounded, printYuan, type FundAssessment, type Ratio, type Zones } from '../../pricing/index.js';
import type { BilingualText } from '../../reference-data/index.js';
import { fundName } from '../fund-name.js';
import { both, figure, htmlPage, subtitle, type PageSection } from '../html/html-page.js';
import { htmlTable, type PageCell } from '../html/html-table.js';
import { inThrees } from '../html/in-threes.js';
import { linePlot, type PlotBand, type PlotSeries } from '../html/line-plot.js';
import { seriesColour } from '../html/plot-colours.js';
import type { AssessedYear } from './cleared-years.js';
import { clearedTables } from './cleared-tables.js';
import { fundRiskTables, prepaymentText } from './fund-risk-tables.js';
import type { RiskTable } from './risk-table.js';

/** A fund with the zones that its months payable lie in. */
export interface AssessedFund {
  readonly assessment: FundAssessment;
  readonly zones: Zones;
  /** That were cleared, where runs of them are known. */
  readonly years: readonly AssessedYear[];
}

const PAST = { zh: '实际', en: 'past' };
const MONTHS = { zh: '可支付月数', en: 'months payable' };

/** A page that needs no network: months payable of each fund, past and under every scenario, over its zones, and the tables. */
export function fundRiskPage(region: BilingualText, funds: readonly AssessedFund[], isDemonstration: boolean): string {
  return htmlPage({
    title: { zh: `${region.zh} 基金运行风险`, en: `${region.en}, fund risk` },
    warning: isDemonstration ? DEMONSTRATION : undefined,
    sections: funds.map(fundSection),
  });
}

function fundSection({ assessment, zones, years }: AssessedFund): PageSection {
  const all = [...fundRiskTables(assessment), ...(years.length === 0 ? [] : clearedTables(years))];
  const tables = all.map(({ title, columns, rows }) => subtitle(title) + htmlTable(columns, pageRows(rows)));
  return {
    title: fundName(assessment.fund),
    note: {
      zh: '可支付月数 = 累计结余 ÷（近12个月支出 ÷ 12）；底色为政策规定的分区；情景自最后一个月起预测',
      en: 'months payable = accumulated balance over a twelfth of the last twelve months of spending; bands are the zones of the policy; scenarios begin with the last month',
    },
    content:
      figure(fundRiskPlot(assessment, zones)) +
      `<p>${both(prepaymentText(assessment, (amount) => inThrees(printYuan(amount))))}</p>` +
      tables.join(''),
  };
}

const pageRows = (rows: RiskTable['rows']): readonly (readonly PageCell[])[] =>
  rows.map((row) => row.map((cell) => (typeof cell === 'string' && /^-?\d+\.\d+$/.test(cell) ? inThrees(cell) : cell)));

/** Months payable of one fund as a drawing. */
export function fundRiskPlot({ positions, forecasts, fund }: FundAssessment, zones: Zones): string {
  const past = new Map(positions.map(({ month, monthsPayable }) => [month, monthsPayable]));
  const [lastMonth] = [...past].at(-1)!;
  const lines = [
    { name: PAST, values: past },
    ...forecasts.map(({ scenario, months }) => ({
      name: scenario.name,
      values: new Map([[lastMonth, past.get(lastMonth)!], ...months.map((one) => [one.month, one.monthsPayable] as const)]),
    })),
  ];
  const months = [...new Set(lines.flatMap(({ values }) => [...values.keys()]))].sort();
  const series = lines.map(({ name, values }, at): PlotSeries => ({
    name: `${name.zh} ${name.en}`,
    colour: seriesColour(at),
    points: months.map((month) => pointOf(values.get(month))),
  }));
  const { zh, en } = fundName(fund);
  return linePlot({
    what: `${zh} ${en} ${MONTHS.zh} ${MONTHS.en}`,
    unit: `${MONTHS.zh} ${MONTHS.en}`,
    places: months,
    series,
    bands: zones.map(({ name, colour, when }): PlotBand => {
      const ends = when?.all.map(({ value }) => Number(value.printed));
      return {
        name: `${name.zh} ${name.en} ${when?.printed ?? ''}`.trim(),
        colour,
        until: ends === undefined ? undefined : Math.max(...ends),
      };
    }),
    shows: [0, 1],
  });
}

/** Places on paper are the only numbers here that are not exact: nothing is read back from a plot. */
function pointOf(value: Ratio | undefined): PlotSeries['points'][number] {
  if (value === undefined) return undefined;
  const printed = printRounded(value, { rule: 'half-up', decimals: 2 });
  return { value: Number(printed), printed };
}
