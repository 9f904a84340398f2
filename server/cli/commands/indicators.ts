import { indicatorsOfFile } from '../../leads/indicators-of-file.js';
import { indicatorsRecord } from '../../leads/indicators-record.js';
import { printIndicators } from '../../leads/print-indicators.js';
import type { GroupedCasesOptions } from '../../leads/read-grouped-cases.js';
import { print, type CommandContext } from '../console.js';
import { policyTitle } from '../policy-title.js';

export interface IndicatorsOptions extends GroupedCasesOptions {
  readonly json?: boolean;
}

/** `dianzhi indicators`: how hospitals group, how costly and how long they treat, and how far the reform has come. */
export async function indicatorsCommand(options: IndicatorsOptions, { language }: CommandContext): Promise<void> {
  const { policy, report } = await indicatorsOfFile(options);
  if (options.json === true) print(`${JSON.stringify(indicatorsRecord(report), null, 2)}\n`);
  else print(printIndicators(report, policyTitle(policy, language), language));
}
