import { DEMONSTRATION } from '../../../pricing/index.js';
import { htmlPage } from '../../html/html-page.js';
import { balances } from './balances.js';
import { foundation } from './foundation.js';
import { hospitalTables } from './hospital-tables.js';
import { invariants } from './invariants.js';
import { limits } from './limits.js';
import { methodShares } from './method-shares.js';
import { multiples } from './multiples.js';
import { overview } from './overview.js';
import { parameters } from './parameters.js';
import { pointValues } from './point-values.js';
import { poolTable } from './pool-table.js';
import type { ReportContent } from './report-content.js';
import { specialCases } from './special-cases.js';
import { terms } from './terms.js';

/** The report of a run as one HTML file. */
export function reportPage(content: ReportContent): string {
  const { policy, identity } = content;
  const { name } = policy.documents[0];
  const what =
    identity.kind === 'month' ? { zh: '月度预结算', en: 'monthly settlement' } : { zh: '年度清算', en: 'annual clearing' };
  return htmlPage({
    title: { zh: `${name.zh} ${identity.period} ${what.zh}`, en: `${name.en} ${identity.period}, ${what.en}` },
    warning: identity.demonstration ? DEMONSTRATION : undefined,
    sections: [
      overview(content),
      pointValues(content),
      balances(content),
      methodShares(content),
      multiples(content),
      hospitalTables(content),
      poolTable(content),
      ...specialCases(content),
      ...limits(content),
      invariants(content),
      terms(content),
      parameters(content),
      foundation(content),
    ],
  });
}
