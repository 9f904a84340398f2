import { caseLeads, HospitalSigns, PersonHistory, SUPERVISION } from '../../../pricing/index.js';
import { openOutput } from '../../grouping/output-file.js';
import { refuseSameFiles } from '../../grouping/refuse-same-files.js';
import { LeadTable } from '../../leads/lead-table.js';
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
  const leads = new LeadTable(language);
  const hospitals = new HospitalSigns(values);
  const { rows, linkedRows } = await readGroupedCases(policy, options, {
    onCase: ({ signed }) => {
      const raised = caseLeads(signed, values.caseSigns);
      hospitals.add(signed, raised);
      leads.add(raised);
    },
    onPerson: (stays) => {
      const history = new PersonHistory(values);
      for (const stay of stays) leads.add(history.push(stay));
      leads.add(history.end());
    },
  });
  leads.add(hospitals.end());
  const output = await openOutput(path);
  try {
    for (const line of leads.text()) await output.write(line);
    await output.commit();
  } catch (error) {
    await output.discard();
    throw error;
  }
  tell(summary(leads, rows, linkedRows, language === 'zh'));
}

function summary(leads: LeadTable, rows: number, linkedRows: number, zh: boolean): string {
  const byRule = leads.counts().map(([rule, count]) => `  ${rule}: ${count}`);
  const head = zh
    ? `线索 ${leads.count} 条（只是线索，不是结论），病例 ${rows} 例，其中 ${linkedRows} 例有人员标识`
    : `${leads.count} leads, none of them a verdict; ${rows} cases, ${linkedRows} of known persons`;
  return [head, ...byRule].join('\n');
}
