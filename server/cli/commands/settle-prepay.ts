import { DEMONSTRATION, printYuan, sumFen } from '../../../pricing/index.js';
import { isCalendarDate } from '../../../reference-data/index.js';
import { ServerError } from '../../errors.js';
import { fundName } from '../../fund-name.js';
import { openOutput } from '../../grouping/output-file.js';
import { readPolicyFile } from '../../pricing/policy-file.js';
import { SettlementError } from '../../settlement/errors.js';
import { prepay, printPrepayments, type FundPrepayment } from '../../settlement/prepay.js';
import { tell, type CommandContext } from '../console.js';

export interface PrepayOptions {
  readonly policy: string;
  readonly on: string;
  readonly runs: readonly string[];
  readonly output: string;
}

/** `dianzhi settle prepay`: whether each fund may prepay its hospitals, and what each of them is prepaid. */
export async function prepayCommand(accounts: string, options: PrepayOptions, { language }: CommandContext): Promise<void> {
  const { on, runs, output: path } = options;
  if (!isCalendarDate(on)) throw new ServerError('SERVER_OPTION_INVALID', { option: '--on', value: on, allowed: 'YYYY-MM-DD' });
  const { policy } = await readPolicyFile(options.policy);
  const funds = await prepay({ policy, accounts, runs, on });
  if (funds.every(({ decision }) => !decision.isAllowed)) {
    const why = funds.map(({ fund, decision }) => `${fund}: ${decision.refusals.map((one) => one[language]).join(', ')}`);
    throw new SettlementError('SETTLEMENT_PREPAYMENT_CLOSED', { why: why.join('; ') });
  }
  const output = await openOutput(path);
  for (const line of printPrepayments(funds, policy.isDemonstration)) await output.write(line);
  await output.commit();
  const notice = policy.isDemonstration ? [DEMONSTRATION[language]] : [];
  tell([...notice, ...funds.map((one) => fundLine(one, language))].join('\n'));
}

function fundLine({ fund, decision, days, amounts }: FundPrepayment, language: 'zh' | 'en'): string {
  const name = fundName(fund)[language];
  const zh = language === 'zh';
  if (!decision.isAllowed) {
    const why = decision.refusals.map((one) => one[language]).join(zh ? '；' : '; ');
    return zh ? `${name}：不能预付（${why}）` : `${name}: may not prepay (${why})`;
  }
  const sum = printYuan(sumFen([...amounts.values()]));
  const by =
    days === undefined
      ? ''
      : zh
        ? `，${days.paidBy} 前拨付，${days.setOffBy} 前抵扣`
        : `, paid by ${days.paidBy}, set off by ${days.setOffBy}`;
  return zh ? `${name}：${amounts.size} 家机构，共 ${sum} 元${by}` : `${name}: ${sum} yuan to ${amounts.size} hospitals${by}`;
}
