import { caseLeads, HospitalSigns, PersonHistory, SUPERVISION, type Lead } from '../../../pricing/index.js';
import { csvLine } from '../../../reference-data/index.js';
import { openOutput } from '../../grouping/output-file.js';
import { refuseSameFiles } from '../../grouping/refuse-same-files.js';
import { LEAD_COLUMNS, leadValues } from '../../leads/lead-row.js';
import {
  readGroupedCases,
  readPolicyOfOptions,
  sectionForAllFunds,
  type GroupedCasesOptions,
} from '../../leads/read-grouped-cases.js';
import { tell, type CommandContext } from '../console.js';

export interface LeadsOptions extends GroupedCasesOptions {
  readonly output: string;
}

/** `dianzhi leads`: what somebody should look into, and the records that say so. A lead is never a verdict. */
export async function leadsCommand(options: LeadsOptions, { language }: CommandContext): Promise<void> {
  const { output: path } = options;
  await refuseSameFiles(options.cases, path, undefined);
  const policy = await readPolicyOfOptions(options);
  const values = sectionForAllFunds(policy, SUPERVISION, options);
  const leads: Lead[] = [];
  const hospitals = new HospitalSigns(values);
  const { rows, linkedRows, persons } = await readGroupedCases(policy, options, ({ signed }) => {
    const raised = caseLeads(signed, values.caseSigns);
    hospitals.add(signed, raised);
    leads.push(...raised);
  });
  for (const stays of persons) {
    const history = new PersonHistory(values);
    for (const stay of stays) leads.push(...history.push(stay));
    leads.push(...history.end());
  }
  leads.push(...hospitals.end());
  const output = await openOutput(path);
  try {
    await output.write(csvLine(LEAD_COLUMNS));
    for (const lead of inOrder(leads)) await output.write(csvLine(leadValues(lead, language)));
    await output.commit();
  } catch (error) {
    await output.discard();
    throw error;
  }
  tell(summary(leads, rows, linkedRows, language === 'zh'));
}

/** By the last record that raised them, so that neither persons nor the order of rules moves a lead. */
function inOrder(leads: readonly Lead[]): readonly Lead[] {
  const key = ({ records }: Lead): number => records.at(-1)?.row ?? Number.MAX_SAFE_INTEGER;
  return [...leads].sort((a, b) => key(a) - key(b) || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0));
}

function summary(leads: readonly Lead[], rows: number, linkedRows: number, zh: boolean): string {
  const counts = new Map<string, number>();
  for (const { rule } of leads) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  const byRule = [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([rule, count]) => `  ${rule}: ${count}`);
  const head = zh
    ? `线索 ${leads.length} 条（只是线索，不是结论），病例 ${rows} 例，其中 ${linkedRows} 例有人员标识`
    : `${leads.length} leads, none of them a verdict; ${rows} cases, ${linkedRows} of known persons`;
  return [head, ...byRule].join('\n');
}
