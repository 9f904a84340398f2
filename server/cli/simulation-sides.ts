import { stat } from 'node:fs/promises';
import { isCalendarDate } from '../../reference-data/index.js';
import { ServerError } from '../errors.js';
import { readPolicyFile, type PolicyFile } from '../pricing/policy-file.js';
import { dataDirectory } from '../schemes/scheme-directory.js';
import type { SimulateOptions } from './simulate-options.js';

/** One side of a simulation as the options name it. */
export interface SimulationSide extends PolicyFile {
  readonly scheme: string;
  readonly policyPath: string;
  /** Present where the year is settled. */
  readonly budget: string | undefined;
  readonly groupingPolicy: string | undefined;
  readonly amendment: readonly string[] | undefined;
  readonly data: string;
  /** Day whose rules and weights hold for every case. `YYYY-MM-DD` */
  readonly on: string | undefined;
}

export interface SimulationSides {
  readonly before: SimulationSide;
  readonly after: SimulationSide;
}

/** What the second side may have of its own. */
const OF_SECOND = ['toScheme', 'toPolicy', 'toBudget', 'toData', 'toGroupingPolicy', 'toAmendment', 'toOn'] as const;

/**
 * Both sides: the second has what the options give it and else what the first has; what is laid over a scheme goes with it.
 *
 * @throws SERVER_USAGE where the second side is the first; SERVER_OPTION_INVALID; and as reading the policies does
 */
export async function sidesOf(options: SimulateOptions): Promise<SimulationSides> {
  if (OF_SECOND.every((name) => options[name] === undefined))
    throw new ServerError('SERVER_USAGE', {
      why: '--to-scheme ID | --to-policy FILE | --to-budget FILE | --to-data DIR | --to-on DATE',
    });
  for (const [option, value] of [
    ['--on', options.on],
    ['--to-on', options.toOn],
  ] as const)
    if (value !== undefined && !isCalendarDate(value))
      throw new ServerError('SERVER_OPTION_INVALID', { option, value, allowed: 'YYYY-MM-DD' });
  if (options.toData !== undefined) await refuseNoFolder(options.toData);
  const { scheme, policy, budget, groupingPolicy, amendment, on } = options;
  const data = dataDirectory(options.data);
  const before = { scheme, policyPath: policy, budget, groupingPolicy, amendment, data, on };
  const ofScheme = options.toScheme === undefined ? { groupingPolicy, amendment } : {};
  const after = {
    scheme: options.toScheme ?? scheme,
    policyPath: options.toPolicy ?? policy,
    budget: options.toBudget ?? budget,
    groupingPolicy: options.toGroupingPolicy ?? ofScheme.groupingPolicy,
    amendment: options.toAmendment ?? ofScheme.amendment,
    data: options.toData === undefined ? data : dataDirectory(options.toData),
    on: options.toOn ?? on,
  };
  return {
    before: { ...before, ...(await readPolicyFile(before.policyPath)) },
    after: { ...after, ...(await readPolicyFile(after.policyPath)) },
  };
}

/** A folder that is not there would hold no weights of its own, and both sides would be the same. */
async function refuseNoFolder(path: string): Promise<void> {
  const isFolder = await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isFolder) throw new ServerError('SERVER_OPTION_INVALID', { option: '--to-data', value: path, allowed: 'DIR' });
}
