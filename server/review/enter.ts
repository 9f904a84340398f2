import {
  admit,
  REVIEW,
  reviewEvent,
  type PaymentPolicy,
  type ReviewEvent,
  type ReviewRegister,
  type ReviewRules,
} from '../../pricing/index.js';
import { WorkingDays } from '../../reference-data/index.js';
import { ServerError } from '../errors.js';
import { appendEntries, type OpenedRegister } from './register-file.js';

/** What a policy says of special-case review on a day. @throws as `PaymentPolicy.section` */
export function reviewRulesOn(policy: PaymentPolicy, on: string): ReviewRules {
  const query = { fund: policy.documents[0].funds[0]!, on, purpose: 'settlement' as const };
  return { values: policy.section(REVIEW, query), calendar: WorkingDays.read() };
}

/**
 * Asks the policy of entries and adds them to the register's file: all of them, or none where one is refused or nothing is to be written.
 *
 * @throws as `admitEntries`
 */
export async function enter(
  opened: OpenedRegister,
  entries: readonly unknown[],
  rules: ReviewRules,
  isDryRun: boolean,
): Promise<readonly ReviewEvent[]> {
  const added = admitEntries(opened.register, entries, rules);
  if (!isDryRun) await appendEntries(opened, added);
  return added;
}

/**
 * Asks the policy of entries, one after the other, and lets the register follow them.
 *
 * @throws SERVER_OPTION_INVALID for a word that no entry may have, and as `admit`
 */
export function admitEntries(register: ReviewRegister, entries: readonly unknown[], rules: ReviewRules): readonly ReviewEvent[] {
  const added = entries.map(readEntry);
  for (const event of added) {
    admit(register, event, rules);
    register.add(event);
  }
  return added;
}

function readEntry(entry: unknown): ReviewEvent {
  const parsed = reviewEvent.safeParse(entry);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new ServerError('SERVER_OPTION_INVALID', {
    option: issue!.path.join('.'),
    value: '',
    allowed: issue!.message,
  });
}
