import { fundName } from '../../fund-name.js';
import type { PageSection } from '../../html/html-page.js';
import { htmlTable, type PageCell } from '../../html/html-table.js';
import type { CheckedInvariant } from '../settled-period.js';
import type { ReportContent } from './report-content.js';

/** What was checked, and for which funds it holds. */
export function invariants({ invariants: all }: ReportContent): PageSection {
  const funds = [...new Set(all.map(({ fund }) => fund))];
  const stated = [...new Map(all.map(({ states }) => [states.zh, states])).values()];
  const found = (zh: string, fund: string) => all.find((one) => one.states.zh === zh && one.fund === fund);
  return {
    title: { zh: '守恒关系', en: 'What must hold' },
    note: {
      zh: '每次结算后逐条核对，有一条不成立就不写结果',
      en: 'checked one by one after every settlement; a run that breaks one is not written',
    },
    content: htmlTable(
      [{ title: { zh: '关系', en: 'what' }, isLong: true }, ...funds.map((fund) => ({ title: fundName(fund) }))],
      stated.map((states) => [states, ...funds.map((fund) => verdict(found(states.zh, fund)))]),
    ),
  };
}

function verdict(one: CheckedInvariant | undefined): PageCell {
  if (one === undefined) return '';
  return { markup: one.holds ? '<span class="holds">✓ 成立</span>' : '<span class="broken">✗ 不成立</span>' };
}
