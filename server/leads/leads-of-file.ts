import { caseLeads, heldSigns, PersonHistory, SignClusters, SUPERVISION, type PaymentPolicy } from '../../pricing/index.js';
import type { Language } from '../../reference-data/index.js';
import { LeadTable } from './lead-table.js';
import {
  readGroupedCases,
  readPolicyOfOptions,
  sectionForAllFunds,
  type GroupedCases,
  type GroupedCasesOptions,
} from './read-grouped-cases.js';

/** Leads of a file of grouped cases, with the policy whose signs they bear. */
export interface LeadsOfFile extends GroupedCases {
  readonly policy: PaymentPolicy;
  readonly leads: LeadTable;
}

/**
 * Looks through a file of grouped cases for what somebody should look into.
 *
 * @param applied Cases of which special-case review was applied for, by `applicationKey`; absent where nobody knows.
 * @throws as `readGroupedCases`
 */
export async function leadsOfFile(
  options: GroupedCasesOptions,
  language: Language,
  applied?: ReadonlySet<string>,
): Promise<LeadsOfFile> {
  const policy = await readPolicyOfOptions(options);
  const values = sectionForAllFunds(policy, SUPERVISION, options);
  const leads = new LeadTable(language);
  const clusters = new SignClusters(values);
  const read = await readGroupedCases(policy, options, {
    applied,
    onCase: ({ signed }) => {
      const held = heldSigns(signed, values.caseSigns.value);
      clusters.add(signed, held);
      leads.add(caseLeads(signed, held, values.caseSigns));
    },
    onPerson: (stays) => {
      const history = new PersonHistory(values);
      for (const stay of stays) leads.add(history.push(stay));
      leads.add(history.end());
    },
  });
  leads.add(clusters.end());
  return { policy, leads, ...read };
}
