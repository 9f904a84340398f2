import { wasSubmitted } from '../../../pricing/index.js';
import { openOutput } from '../../grouping/output-file.js';
import { refuseSameFiles } from '../../grouping/refuse-same-files.js';
import { applicationKey } from '../../leads/grouped-case.js';
import type { LeadTable } from '../../leads/lead-table.js';
import { leadsOfFile } from '../../leads/leads-of-file.js';
import type { GroupedCasesOptions } from '../../leads/read-grouped-cases.js';
import { openRegister } from '../../review/register-file.js';
import { tell, type CommandContext } from '../console.js';
import { policyTitle } from '../policy-title.js';
import { textTable } from '../text-table.js';

export interface LeadsOptions extends GroupedCasesOptions {
  readonly output: string;
  /** Register of special cases. */
  readonly register?: string;
}

/** `dianzhi leads`: what somebody should look into, and the records that say so. A lead is never a verdict. */
export async function leadsCommand(options: LeadsOptions, { language }: CommandContext): Promise<void> {
  const { output: path } = options;
  await refuseSameFiles(options.cases, path, undefined);
  const applied = options.register === undefined ? undefined : await appliedCases(options.register);
  const { policy, leads, rows, linkedRows } = await leadsOfFile(options, language, applied);
  const output = await openOutput(path);
  try {
    for (const line of leads.text()) await output.write(line);
    await output.commit();
  } catch (error) {
    await output.discard();
    throw error;
  }
  tell(`${policyTitle(policy, language)}\n${summary(leads, rows, linkedRows, language === 'zh')}`);
}

/** What a register says was applied for, whatever became of it. */
async function appliedCases(path: string): Promise<ReadonlySet<string>> {
  const { register } = await openRegister(path);
  return new Set(register.applications.filter(wasSubmitted).map(({ case: one }) => applicationKey(one.hospital, one.caseId)));
}

function summary(leads: LeadTable, rows: number, linkedRows: number, zh: boolean): string {
  const columns = [
    { title: zh ? '规则' : 'rule' },
    { title: zh ? '名称' : 'name' },
    { title: zh ? '线索' : 'leads', isNumber: true },
  ];
  const byRule = textTable(
    columns,
    leads.counts().map(([rule, name, count]) => [rule, name, String(count)]),
  ).map((line) => `  ${line}`);
  const head = zh
    ? `线索 ${leads.count} 条（只是线索，不是结论），病例 ${rows} 例，其中 ${linkedRows} 例有人员标识`
    : `${leads.count} leads, none of them a verdict; ${rows} cases, ${linkedRows} of known persons`;
  return leads.count === 0 ? head : [head, ...byRule].join('\n');
}
