import { METHODS } from '../../../pricing/index.js';
import { fundName } from '../../fund-name.js';
import { flowPlot, type FlowKind } from '../../html/flow-plot.js';
import { figure, subtitle, type PageSection } from '../../html/html-page.js';
import { seriesColour } from '../../html/plot-colours.js';
import { counted, fundInBoth, methodInBoth } from '../../settlement/report/report-text.js';
import { DIMENSION_TITLES } from '../dimension-titles.js';
import { methodsOf, NONE } from '../gains-and-losses.js';
import type { Simulated, ToldRow } from '../simulated.js';
import { tableOfGains } from './gain-table.js';

/** From which method to which the cases of each fund go, and what that does. */
export function methodFlows({ gains }: Simulated): PageSection {
  const rows = gains.filter(({ dimension }) => dimension === 'method');
  const kinds = kindsOf(rows);
  const plots = [...new Set(rows.map(({ fund }) => fund))].map((fund) => {
    const own = rows.filter((row) => row.fund === fund && row.cases > 0);
    const flows = own.map((row) => {
      const [from, to] = methodsOf(row).map((method) => kinds.get(method)!) as [FlowKind, FlowKind];
      return { from, to, size: row.cases, printed: `${pairName(row)}: ${counted(row.cases)}` };
    });
    return own.length === 0
      ? ''
      : subtitle(fundName(fund)) + figure(flowPlot(`${TITLE.zh} ${TITLE.en} ${fundInBoth(fund)}`, flows));
  });
  const table = tableOfGains(rows, (key) => pairName({ key }));
  return { title: TITLE, note: { zh: '按病例数', en: 'by cases' }, content: plots.join('') + table };
}

const TITLE = DIMENSION_TITLES.method;

/** Every method of either side with its colour. */
function kindsOf(rows: readonly ToldRow[]): ReadonlyMap<string, FlowKind> {
  const ids = [...new Set(rows.flatMap((row) => methodsOf(row)))].sort();
  return new Map(
    ids.map((id, at) => {
      const title = METHODS.find(({ section }) => section.id === id)?.title;
      return [id, { id, name: title ?? NOT_PAID, colour: seriesColour(at) }];
    }),
  );
}

const NOT_PAID = { zh: '未支付', en: 'not paid' };

const pairName = (row: Pick<ToldRow, 'key'>): string =>
  methodsOf(row)
    .map((id) => (id === NONE ? `${NOT_PAID.zh} ${NOT_PAID.en}` : methodInBoth(id)))
    .join(' > ');
