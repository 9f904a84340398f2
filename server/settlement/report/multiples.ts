import { fundName } from '../../fund-name.js';
import { histogram } from '../../html/histogram.js';
import { figure, subtitle, type PageSection } from '../../html/html-page.js';
import { seriesColour } from '../../html/plot-colours.js';
import type { ReportContent } from './report-content.js';
import { fundInBoth } from './report-text.js';

/** How charges lie against payment standards, fund by fund. */
export function multiples({ cases }: ReportContent): PageSection {
  const columns = cases.multiples.columns();
  const title = { zh: '病例倍率分布', en: 'Distribution of case multiples' };
  const plots = [...(columns[0]?.counts.keys() ?? [])].map((fund, at) => {
    const bins = columns.map(({ name, counts }) => ({ name, count: counts.get(fund)! }));
    const axes = { up: '病例数 cases', along: '总费用 ÷ 支付标准（倍） charges ÷ payment standard (times)' };
    const plot = histogram(`${title.zh} ${title.en} ${fundInBoth(fund)}`, bins, seriesColour(at), axes);
    return subtitle(fundName(fund)) + figure(plot);
  });
  return {
    title,
    note: {
      zh: '病例按总费用与支付标准之比归档，含下限、不含上限；1 倍左边是结余，右边是超支',
      en: 'cases by total charges against payment standard, from the lower bound to below the upper; left of 1 the hospital gains, right of it loses',
    },
    content: plots.join(''),
  };
}
