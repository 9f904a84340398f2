import { printRounded, ratio, sumFen, times, type Fen } from '../../../pricing/index.js';
import { fundName } from '../../fund-name.js';
import { figure, legend, type PageSection } from '../../html/html-page.js';
import { htmlTable } from '../../html/html-table.js';
import { seriesColour } from '../../html/plot-colours.js';
import { shareBars } from '../../html/share-bars.js';
import type { ReportContent } from './report-content.js';
import { counted, fundInBoth, methodInBoth, near, numberColumn, shown, textColumn } from './report-text.js';

/** Of what was settled, how much each method paid. */
export function methodShares({ methods }: ReportContent): PageSection {
  const all = [...methods.values()].sort((a, b) => (`${a.fund}\n${a.method}` < `${b.fund}\n${b.method}` ? -1 : 1));
  const names = [...new Set(all.map(({ method }) => method))].sort();
  const colours = new Map(names.map((name, at) => [name, seriesColour(at)]));
  const wholes = new Map([...new Set(all.map(({ fund }) => fund))].map((fund) => [fund, wholeOf(fund, all)]));
  const shareOf = (fund: string, amount: Fen) => {
    const whole = wholes.get(fund)!;
    return whole > 0n && amount > 0n ? ratio(amount, whole) : undefined;
  };
  const rows = [...wholes.keys()].map((fund) => ({
    name: fundInBoth(fund),
    parts: all.flatMap((one) => {
      const share = one.fund === fund ? shareOf(fund, one.amount) : undefined;
      if (share === undefined) return [];
      return [
        { name: methodInBoth(one.method), colour: colours.get(one.method)!, share: near(share), printed: shown(one.amount) },
      ];
    }),
  }));
  const title = { zh: '各支付方式占比', en: 'Share by method' };
  const table = htmlTable(
    [
      textColumn('基金', 'fund'),
      textColumn('支付方式', 'method'),
      numberColumn('病例', 'cases'),
      numberColumn('金额（元）', 'amount (yuan)'),
      numberColumn('占基金', 'of the fund'),
    ],
    all.map(({ fund, method, cases, amount }) => {
      const share = shareOf(fund, amount);
      const printed = share === undefined ? '' : `${printRounded(times(share, ratio(100)), { rule: 'half-up', decimals: 2 })} %`;
      return [fundName(fund), methodInBoth(method), counted(cases), shown(amount), printed];
    }),
  );
  return {
    title,
    note: {
      zh: '按病例结算金额（cases.csv 的 settledPayment）',
      en: 'by what the cases were settled at (settledPayment of cases.csv)',
    },
    content:
      figure(shareBars(`${title.zh} ${title.en}`, rows)) +
      legend(names.map((name) => ({ name: methodInBoth(name), colour: colours.get(name)! }))) +
      table,
  };
}

const wholeOf = (of: string, all: readonly { readonly fund: string; readonly amount: Fen }[]): Fen =>
  sumFen(all.flatMap(({ fund, amount }) => (fund === of ? [amount] : [])));
