import { DEMONSTRATION } from '../../../pricing/index.js';
import { htmlPage } from '../../html/html-page.js';
import type { Simulated } from '../simulated.js';
import { gainBars } from './gain-bars.js';
import { gainTable } from './gain-table.js';
import { methodFlows } from './method-flows.js';
import { overview } from './overview.js';
import { unpaidCases } from './unpaid-cases.js';

/** The report of a simulation as one HTML file. */
export function simulationReport(simulated: Simulated): string {
  const { year, isDemonstration } = simulated;
  const title =
    year === undefined
      ? { zh: '换方案计价得失', en: 'Gains and losses under another scheme or policy: prices' }
      : { zh: `${year} 年换方案清算得失`, en: `Gains and losses of ${year} under another scheme or policy: the year settled` };
  return htmlPage({
    title,
    warning: isDemonstration ? DEMONSTRATION : undefined,
    sections: [
      overview(simulated),
      gainBars(simulated, 'hospital'),
      gainBars(simulated, 'mdc'),
      gainBars(simulated, 'severity'),
      methodFlows(simulated),
      gainTable(simulated, 'hospital'),
      unpaidCases(simulated),
    ],
  });
}
