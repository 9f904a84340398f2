import { fen, yuanOf } from '../../../pricing/index.js';
import { fundName } from '../../fund-name.js';
import { figure, legend, subtitle, type PageSection } from '../../html/html-page.js';
import { OVERSPEND_COLOUR, SURPLUS_COLOUR } from '../../html/plot-colours.js';
import { signedBars } from '../../html/signed-bars.js';
import type { HospitalFigures } from '../settled-period.js';
import { basisOf } from './citations.js';
import type { ReportContent } from './report-content.js';
import { fundInBoth, near, shown } from './report-text.js';

/** Hospitals at either end that a plot shows. */
const ENDS = 15;

const TITLE = { zh: '各机构结余与超支', en: "Hospitals' surplus and overspend" };

/** What is due to each hospital against what care by item would have billed, fund by fund. */
export function balances({ period }: ReportContent): PageSection {
  const plots = [...period.pools.keys()].map((fund) =>
    balancesOf(
      fund,
      period.hospitals.filter((one) => one.fund === fund),
    ),
  );
  return {
    title: TITLE,
    note: {
      zh: `应付减按项目记账，元：分担之后的结果。每个基金最多画两端各 ${ENDS} 家，其余见医疗机构表`,
      en: `due less billed by item, yuan: what is left after sharing. At most ${ENDS} at either end of a fund are drawn; the table of hospitals has all`,
    },
    basis: basisOf(period.steps, ['surplus-not-kept', 'overspend-shared', 'reserve-limit', 'advance']),
    content:
      legend([
        { name: '结余 surplus', colour: SURPLUS_COLOUR },
        { name: '超支 overspend', colour: OVERSPEND_COLOUR },
      ]) + plots.join(''),
  };
}

function balancesOf(fund: string, hospitals: readonly HospitalFigures[]): string {
  const all = hospitals
    .map((one) => ({ ...one, balance: fen(one.due - one.billed) }))
    .sort((a, b) => (a.balance === b.balance ? 0 : a.balance < b.balance ? 1 : -1));
  const drawn = all.length <= 2 * ENDS ? all : [...all.slice(0, ENDS), ...all.slice(-ENDS)];
  const bars = drawn.map(({ hospital, balance }) => ({
    name: hospital,
    value: near(yuanOf(balance)),
    printed: shown(balance),
    colour: balance < 0n ? OVERSPEND_COLOUR : SURPLUS_COLOUR,
  }));
  return subtitle(fundName(fund)) + figure(signedBars(`${TITLE.zh} ${TITLE.en} ${fundInBoth(fund)}`, bars));
}
