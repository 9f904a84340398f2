// Years of the small region, settled under two sides in the process of the test.
import { requestOf } from '../../../server/cli/commands/settle.js';
import type { ComparedCase } from '../../../server/simulate/compared-case.js';
import type { GainRow } from '../../../server/simulate/gains-and-losses.js';
import { simulateYear } from '../../../server/simulate/simulate-year.js';
import type { Workplace } from '../tiny-workplace.js';

/** Files of one side. */
export interface SideFiles {
  readonly policy: string;
  readonly budget?: string;
  readonly audits?: string;
}

/** What a simulation gives: rows and cases. */
export interface Tried {
  readonly rows: readonly GainRow[];
  readonly cases: readonly ComparedCase[];
  readonly unpaid: readonly (readonly [string, number])[];
}

/** Settles the year of a file of cases twice. */
export async function tried(place: Workplace, file: string, before: SideFiles, after: SideFiles): Promise<Tried> {
  const side = ({ policy, budget = 'budget.yaml', audits }: SideFiles) => ({
    request: requestOf('year', {
      policy: place.path(policy),
      budget: place.path(budget),
      year: '2026',
      cases: [place.path(file)],
      scheme: 'tiny',
      withoutMonths: true,
      data: place.data,
      threads: 1,
      ...(audits === undefined ? {} : { audits: place.path(audits) }),
    }),
    trial: { purpose: 'estimate', on: undefined } as const,
  });
  const cases: ComparedCase[] = [];
  const comparison = await simulateYear(side(before), side(after), {
    threads: 1,
    onCases: (some) => {
      cases.push(...some);
      return Promise.resolve();
    },
  });
  return { rows: comparison.gains.rows(), cases, unpaid: [...comparison.unpaid('before'), ...comparison.unpaid('after')] };
}
