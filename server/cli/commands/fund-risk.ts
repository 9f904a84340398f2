import { assessFund, FUND_RISK, ROUNDING, type Purpose } from '../../../pricing/index.js';
import { isCalendarDate } from '../../../reference-data/index.js';
import { ServerError } from '../../errors.js';
import { assessYears, readClearedYears } from '../../fund-risk/cleared-years.js';
import { fundRiskPage } from '../../fund-risk/fund-risk-page.js';
import { fundRiskRecord } from '../../fund-risk/fund-risk-record.js';
import { printFundRisk } from '../../fund-risk/print-fund-risk.js';
import { readFundAccounts } from '../../fund-risk/read-fund-accounts.js';
import { openOutput } from '../../grouping/output-file.js';
import { refuseSameFiles } from '../../grouping/refuse-same-files.js';
import { readPolicyFile } from '../../pricing/policy-file.js';
import { print, tell, type CommandContext } from '../console.js';
import { policyTitle } from '../policy-title.js';

export interface FundRiskOptions {
  /** Payment policy. */
  readonly policy: string;
  readonly purpose: Purpose;
  /** Day whose policy holds; the last day of the accounts where it is absent. */
  readonly on?: string;
  /** Runs of years that were cleared. */
  readonly runs?: readonly string[];
  /** Page with plots. */
  readonly plot?: string;
  readonly json?: boolean;
}

/** `dianzhi fund-risk`: how long each fund lasts, what it is held against, and what scenarios make of it. Each fund by itself. */
export async function fundRiskCommand(file: string, options: FundRiskOptions, { language }: CommandContext): Promise<void> {
  const { plot, on, purpose, json = false } = options;
  if (on !== undefined && !isCalendarDate(on))
    throw new ServerError('SERVER_OPTION_INVALID', { option: '--on', value: on, allowed: 'YYYY-MM-DD' });
  if (plot !== undefined) await refuseSameFiles(file, plot, undefined);
  const { policy } = await readPolicyFile(options.policy);
  const accounts = await readFundAccounts(file);
  const cleared = await readClearedYears(options.runs ?? [], policy);
  const assessed = [...accounts].map(([fund, months]) => {
    const query = { fund, on: on ?? `${months.at(-1)!.month}-28`, purpose };
    const values = policy.section(FUND_RISK, query);
    const rounding = policy.section(ROUNDING, query).amount.value;
    const assessment = assessFund(fund, months, values, rounding);
    return { assessment, zones: values.zones.value, years: assessYears(cleared.get(fund) ?? [], values) };
  });
  const demonstration = policy.isDemonstration ? { demonstration: true } : {};
  if (json) {
    const record = {
      region: policy.region,
      ...demonstration,
      funds: assessed.map(({ assessment, years }) => fundRiskRecord(assessment, years)),
    };
    print(`${JSON.stringify(record, null, 2)}\n`);
  } else {
    print(`${policyTitle(policy, language)}\n\n`);
    for (const { assessment, years } of assessed) print(`${printFundRisk(assessment, years, language)}\n`);
  }
  if (plot === undefined) return;
  const output = await openOutput(plot);
  await output.write(fundRiskPage(policy.documents[0].name, assessed, policy.isDemonstration));
  await output.commit();
  tell(`${language === 'zh' ? '图表' : 'Page with plots'}: ${plot}`);
}
