import type { PaymentPolicy, PolicySection, Parameters, Purpose, SectionValues, Stay } from '../../pricing/index.js';
import { isCalendarDate } from '../../reference-data/index.js';
import { ServerError } from '../errors.js';
import type { CaseFormat } from '../intake/index.js';
import { openCases } from '../open-cases.js';
import { groupedAs } from '../pricing/found-group.js';
import { readPolicyFile } from '../pricing/policy-file.js';
import { findPricingScheme } from '../pricing/price-scheme.js';
import { findWeights, NO_WEIGHTS, openWeights } from '../pricing/weights-store.js';
import { dataDirectory } from '../schemes/scheme-directory.js';
import { withScratchFolder } from '../scratch-folder.js';
import { GroupedCaseReader, type GroupedCase } from './grouped-case.js';
import { PersonStays } from './person-stays.js';

/** Options of every command that reads grouped cases under a policy. */
export interface GroupedCasesOptions {
  readonly cases: string;
  readonly policy: string;
  readonly scheme?: string;
  readonly purpose: Purpose;
  /** Day whose policy holds. */
  readonly on: string;
  readonly inputFormat?: CaseFormat;
  readonly encoding?: string;
  readonly data?: string;
}

/** Who takes what is read of a file of grouped cases. */
export interface GroupedCasesTaker {
  /** Every case, as it comes. */
  readonly onCase: (one: GroupedCase) => void;
  /** After all cases: the stays of each person, in their order; only of records that say whose they are. */
  readonly onPerson: (stays: readonly Stay[]) => void;
  /** Cases of which special-case review was applied for, by `applicationKey`. */
  readonly applied?: ReadonlySet<string> | undefined;
}

/** What was read of a file of grouped cases. */
export interface GroupedCases {
  readonly rows: number;
  readonly linkedRows: number;
}

/**
 * Reads a file that was grouped, once, and hands over each case as it comes and each person behind them. What linking asks of a stay lies
 * on the disk meanwhile, since a file may have a person's stays in any order.
 *
 * @throws SERVER_OPTION_INVALID for a file that was not grouped
 */
export async function readGroupedCases(
  policy: PaymentPolicy,
  options: GroupedCasesOptions,
  { onCase, onPerson, applied }: GroupedCasesTaker,
): Promise<GroupedCases> {
  const { cases: path } = options;
  const data = dataDirectory(options.data);
  const source = await openCases(path, options);
  try {
    const grouped = groupedAs(await source.columns());
    if (grouped === undefined)
      throw new ServerError('SERVER_OPTION_INVALID', { option: '--cases', value: path, allowed: 'dianzhi group | price' });
    const { words } = await findPricingScheme({ data, policy, named: options.scheme, grouped });
    const weights = words === undefined ? NO_WEIGHTS : await findWeights(data, words.id, policy);
    const reader = new GroupedCaseReader(words, openWeights(weights), applied);
    return await withScratchFolder(async (place) => {
      const stays = new PersonStays(place);
      let [rows, linkedRows] = [0, 0];
      for await (const batch of source.batches()) {
        rows += batch.length;
        const linked = batch.flatMap((record): (readonly [string, Stay])[] => {
          const one = reader.read(record);
          onCase(one);
          return one.stay === undefined || one.personKey === undefined ? [] : [[one.personKey, one.stay]];
        });
        linkedRows += linked.length;
        await stays.add(linked);
      }
      for await (const person of stays.persons()) onPerson(person);
      return { rows, linkedRows };
    });
  } finally {
    await source.close();
  }
}

/** The policy of the options. @throws SERVER_OPTION_INVALID for a day that is none, and as `readPolicyFile` */
export async function readPolicyOfOptions({ policy, on }: GroupedCasesOptions): Promise<PaymentPolicy> {
  if (!isCalendarDate(on)) throw new ServerError('SERVER_OPTION_INVALID', { option: '--on', value: on, allowed: 'YYYY-MM-DD' });
  return (await readPolicyFile(policy)).policy;
}

/** What a policy says on a day in a section that holds for every fund alike. @throws as `PaymentPolicy.section` */
export function sectionForAllFunds<P extends Parameters>(
  policy: PaymentPolicy,
  section: PolicySection<P>,
  { on, purpose }: Pick<GroupedCasesOptions, 'on' | 'purpose'>,
): SectionValues<P> {
  return policy.section(section, { fund: policy.documents[0].funds[0]!, on, purpose });
}
