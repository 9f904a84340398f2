import type { ReviewPayment, Vote } from '../../../pricing/index.js';
import { ServerError } from '../../errors.js';
import { clearingsOf, settledApplications } from '../../review/clear-by-run.js';
import { decisionOf, draftOf, swapOf } from '../../review/make-entries.js';
import type { CommandContext } from '../console.js';
import { caseOf, drawFrom, openingOf, type CaseOfReview, type DrawOptions, type OpenOptions } from './review-entries.js';
import { reviewEntry, type EntryOptions } from './review.js';

// Every step of special-case review: the entries of the register that its options make.

export const openPeriod = (options: EntryOptions & OpenOptions, context: CommandContext): Promise<void> =>
  reviewEntry(options, async (_opened, values) => [await openingOf(options, values)], context);

export const apply = (options: EntryOptions & CaseOfReview, context: CommandContext): Promise<void> =>
  reviewEntry(options, ({ register }) => [draftOf(register, options.period, caseOf(options))], context);

/** A step that says no more than that it was taken. */
export const takeStep = (action: string, application: string, options: EntryOptions, context: CommandContext): Promise<void> =>
  reviewEntry(options, () => [{ action, application }], context);

export const draw = (application: string, options: EntryOptions & DrawOptions, context: CommandContext): Promise<void> =>
  reviewEntry(options, async (opened, { panelSize }) => [await drawFrom(opened, application, options, panelSize.value)], context);

export interface VoteOptions extends EntryOptions {
  readonly expert: string;
  readonly vote: Vote;
}

export const vote = (application: string, options: VoteOptions, context: CommandContext): Promise<void> =>
  reviewEntry(options, () => [{ action: 'vote', application, expert: options.expert, vote: options.vote }], context);

export interface DecideOptions extends EntryOptions {
  /** How an approved case is paid; with the amount, or it is rejected. */
  readonly pays?: ReviewPayment;
  readonly amount?: string;
}

/** @throws SERVER_USAGE for one of `--pays` and `--amount` without the other */
export async function decide(application: string, options: DecideOptions, context: CommandContext): Promise<void> {
  const { pays, amount } = options;
  if ((pays === undefined) !== (amount === undefined)) throw new ServerError('SERVER_USAGE', { why: '--pays HOW --amount YUAN' });
  const payment = pays === undefined || amount === undefined ? undefined : { pays, amount };
  await reviewEntry(options, () => [decisionOf(application, payment)], context);
}

export const swap = (application: string, options: EntryOptions & CaseOfReview, context: CommandContext): Promise<void> =>
  reviewEntry(options, ({ register }) => swapOf(register, application, options.period, caseOf(options)), context);

export interface ClearOptions extends EntryOptions {
  readonly run: string;
  readonly fundPaid: string;
}

export const clear = (application: string, options: ClearOptions, context: CommandContext): Promise<void> =>
  reviewEntry(options, () => [{ action: 'clear', application, run: options.run, fundPaid: options.fundPaid }], context);

export const clearRun = (run: string, options: EntryOptions, context: CommandContext): Promise<void> =>
  reviewEntry(options, async ({ register }) => clearingsOf(register, await settledApplications(run)), context);
