import { INDICATORS, IndicatorTally, metTargets, ReadmissionTally } from '../../../pricing/index.js';
import { indicatorsRecord } from '../../leads/indicators-record.js';
import { printIndicators } from '../../leads/print-indicators.js';
import {
  readGroupedCases,
  readPolicyOfOptions,
  sectionForAllFunds,
  type GroupedCasesOptions,
} from '../../leads/read-grouped-cases.js';
import { print, type CommandContext } from '../console.js';
import { policyTitle } from '../policy-title.js';

export interface IndicatorsOptions extends GroupedCasesOptions {
  readonly json?: boolean;
}

/** `dianzhi indicators`: how hospitals group, how costly and how long they treat, and how far the reform has come. */
export async function indicatorsCommand(options: IndicatorsOptions, { language }: CommandContext): Promise<void> {
  const policy = await readPolicyOfOptions(options);
  const values = sectionForAllFunds(policy, INDICATORS, options);
  const tally = new IndicatorTally(values);
  const readmissions = new ReadmissionTally(values.readmission.value);
  const { rows, linkedRows } = await readGroupedCases(policy, options, {
    onCase: ({ indicator }) => tally.add(indicator),
    onPerson: (stays) => readmissions.addPerson(stays),
  });
  const report = {
    region: policy.region,
    isDemonstration: policy.isDemonstration,
    rows,
    linkedRows,
    indicators: tally.indicators(),
    readmissions,
    groups: tally.groups(),
    targets: metTargets(tally.planShares(), Number(options.on.slice(0, 4)), values.targets.value),
    shares: tally.planShares(),
  };
  if (options.json === true) print(`${JSON.stringify(indicatorsRecord(report), null, 2)}\n`);
  else print(printIndicators(report, policyTitle(policy, language), language));
}
