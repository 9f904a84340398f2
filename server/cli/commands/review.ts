import { STATES, type ReviewEvent, type ReviewValues } from '../../../pricing/index.js';
import { isCalendarDate } from '../../../reference-data/index.js';
import { ServerError } from '../../errors.js';
import { readPolicyFile } from '../../pricing/policy-file.js';
import { enter, reviewRulesOn } from '../../review/enter.js';
import { openRegister, type OpenedRegister } from '../../review/register-file.js';
import { whileHolding } from '../../review/register-lock.js';
import { print, tell, type CommandContext } from '../console.js';

/** Options of every entry: where it goes, under which policy, and who, when, why. */
export interface EntryOptions {
  readonly register: string;
  readonly policy: string;
  readonly by: string;
  readonly why: string;
  /** Today where it is absent. */
  readonly at?: string;
  readonly dryRun?: boolean;
}

/** The entries that a command makes of its options, once the register is open. */
export type MakeEntries = (opened: OpenedRegister, values: ReviewValues) => Promise<readonly object[]> | readonly object[];

/** Opens the register, makes entries, asks the policy, and adds them: `--dry-run` does all but the last. */
export async function reviewEntry(options: EntryOptions, make: MakeEntries, { language }: CommandContext): Promise<void> {
  const { by, why, dryRun = false } = options;
  const at = options.at ?? new Date().toISOString().slice(0, 10);
  if (!isCalendarDate(at)) throw new ServerError('SERVER_OPTION_INVALID', { option: '--at', value: at, allowed: 'YYYY-MM-DD' });
  const { policy } = await readPolicyFile(options.policy);
  const rules = reviewRulesOn(policy, at);
  const work = async (): Promise<{ readonly opened: OpenedRegister; readonly added: readonly ReviewEvent[] }> => {
    const opened = await openRegister(options.register);
    const made = await make(opened, rules.values);
    const entries = made.map((entry) => ({ ...entry, at, by, why }));
    return { opened, added: await enter(opened, entries, rules, dryRun) };
  };
  const { opened, added } = dryRun ? await work() : await whileHolding(options.register, work);
  for (const event of added) print(`${JSON.stringify(event)}\n`);
  const states = added.flatMap((event) => ('application' in event ? [stateLine(opened, event, language)] : []));
  const isWritten = dryRun ? { zh: '试运行，未写入', en: 'dry run, nothing was written' } : { zh: '已写入', en: 'written' };
  tell([...new Set(states), `${options.register}: ${isWritten[language]}`].join('\n'));
}

function stateLine(
  { register }: OpenedRegister,
  event: Extract<ReviewEvent, { application: string }>,
  language: 'zh' | 'en',
): string {
  return `${event.application}: ${STATES[register.application(event.application).state][language]}`;
}
