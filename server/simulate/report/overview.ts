import { both, type PageSection } from '../../html/html-page.js';
import { htmlTable } from '../../html/html-table.js';
import { counted, textColumn } from '../../settlement/report/report-text.js';
import type { Simulated, SimulatedSide } from '../simulated.js';
import { tableOfGains } from './gain-table.js';

/** Both sides, and what each fund would pay. */
export function overview({ year, rows, compared, gains, before, after }: Simulated): PageSection {
  const side = ({ policy, scheme }: SimulatedSide) => [
    { markup: policy.documents.map(({ name, region }) => `${both(name)} (${region})`).join(' ← ') },
    scheme,
  ];
  const sides = htmlTable(
    [textColumn('', ''), textColumn('政策', 'policy'), textColumn('分组方案', 'scheme')],
    [
      [{ zh: '现行', en: 'now' }, ...side(before)],
      [{ zh: '模拟', en: 'simulated' }, ...side(after)],
    ],
  );
  const funds = tableOfGains(gains.filter(({ dimension }) => dimension === 'fund'));
  const what =
    year === undefined
      ? {
          zh: '同一批病例按两套方案计价的基金支付额，未清算；总额不变时：该基金按现行总额重新分配',
          en: 'what the fund pays for the same cases as both sides price them, not settled; same pool: as the fund would share what it spent before',
        }
      : {
          zh: '同一批病例按两套方案各清算一次，金额为年度应付',
          en: 'the same cases settled under both sides; amounts are due of the year',
        };
  return {
    title: { zh: '总览', en: 'Overview' },
    note: {
      zh: `金额单位：元。病例 ${counted(rows)} 例，两套方案均支付 ${counted(compared)} 例。${what.zh}。`,
      en: `Yuan. ${counted(rows)} cases, ${counted(compared)} paid by both sides: ${what.en}.`,
    },
    content: sides + funds,
  };
}
