import { INDICATORS, IndicatorTally, metTargets, ReadmissionTally, type PaymentPolicy } from '../../pricing/index.js';
import type { IndicatorReport } from './indicators-record.js';
import { readGroupedCases, readPolicyOfOptions, sectionForAllFunds, type GroupedCasesOptions } from './read-grouped-cases.js';

/** Indicators of a file of grouped cases, with the policy that says how they are measured. @throws as `readGroupedCases` */
export async function indicatorsOfFile(
  options: GroupedCasesOptions,
): Promise<{ readonly policy: PaymentPolicy; readonly report: IndicatorReport }> {
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
  return { policy, report };
}
