import { yuanOf } from '../../../pricing/index.js';
import { fundName } from '../../fund-name.js';
import { figure, legend, subtitle, type PageSection } from '../../html/html-page.js';
import { OVERSPEND_COLOUR, SURPLUS_COLOUR } from '../../html/plot-colours.js';
import { signedBars } from '../../html/signed-bars.js';
import { fundInBoth, near, shown } from '../../settlement/report/report-text.js';
import { DIMENSION_TITLES } from '../dimension-titles.js';
import type { Dimension } from '../gains-and-losses.js';
import { mostMoved } from '../most-moved.js';
import { differenceOf, type Simulated, type ToldRow } from '../simulated.js';

/** Rows of a fund that a plot shows, half of them from either end. */
const DRAWN = 30;

/** Gains and losses of a dimension as bars, fund by fund, the largest gain first. */
export function gainBars({ gains }: Simulated, dimension: Dimension): PageSection {
  const rows = gains.filter((row) => row.dimension === dimension);
  const title = DIMENSION_TITLES[dimension];
  const plots = [...new Set(rows.map(({ fund }) => fund))].map((fund) => {
    const own = mostMoved(
      rows.filter((row) => row.fund === fund),
      DRAWN,
    );
    return subtitle(fundName(fund)) + figure(signedBars(`${title.zh} ${title.en} ${fundInBoth(fund)}`, own.map(barOf)));
  });
  return {
    title: { zh: `${title.zh}得失`, en: `${title.en}: gains and losses` },
    note: {
      zh: `模拟减现行，元；每个基金最多画 ${DRAWN} 项，增减最多的在两端`,
      en: `simulated less now, yuan; at most ${DRAWN} of a fund, those that move most at the ends`,
    },
    content:
      legend([
        { name: '受益 gain', colour: SURPLUS_COLOUR },
        { name: '受损 loss', colour: OVERSPEND_COLOUR },
      ]) + plots.join(''),
  };
}

function barOf(row: ToldRow) {
  const difference = differenceOf(row);
  return {
    name: row.key,
    value: near(yuanOf(difference)),
    printed: shown(difference),
    colour: difference < 0n ? OVERSPEND_COLOUR : SURPLUS_COLOUR,
  };
}
