import { z } from 'zod';
import { calendarDate } from '../../reference-data/index.js';
import { REVIEW_PAYMENTS } from './review-section.js';
import { VOTES } from './panel-decision.js';

const word = z.string().min(1).max(200);
const yuan = z.string().regex(/^\d{1,15}(?:\.\d{1,2})?$/);
const count = z.number().int().min(0);

/** Who did something, when and why. Accounts and numbers of experts, never names. */
const done = {
  /** `YYYY-MM-DD` */
  at: calendarDate,
  by: word,
  why: word,
};

const of = { application: word };

/** What an application states of its case; amounts in yuan as they are printed. */
export const statedFacts = z.strictObject({
  cost: yuan.optional(),
  standard: yuan.optional(),
  cityMean: yuan.optional(),
  groupMean: yuan.optional(),
  weightGrams: z.number().min(0).optional(),
  lengthOfStayDays: count.optional(),
  icuHours: z.number().min(0).optional(),
  specialties: count.optional(),
  marks: z.array(word).optional(),
});

export type StatedFacts = z.output<typeof statedFacts>;

/** The case that is applied for. */
export const appliedCase = z.strictObject({
  caseId: word,
  hospital: word,
  /** Method that prices the case by the ordinary rule. */
  method: word,
  fund: word,
  dischargeDate: calendarDate,
  ground: word,
  facts: statedFacts,
});

export type AppliedCase = z.output<typeof appliedCase>;

const excluded = z.strictObject({ expert: word, why: z.enum(['own-hospital', 'recused', 'earlier-panel']) });

/** One entry of the register. Entries are only added; everything that stands in one is what was known when it was written. */
export const reviewEvent = z.discriminatedUnion('action', [
  /** Discharges of the region by method: what quotas are taken of. */
  z.strictObject({
    action: z.literal('open'),
    ...done,
    period: word,
    discharges: z.record(word, count),
    /** Runs and files that they were counted from, by fingerprint or SHA-256; absent where they were stated. */
    countedFrom: z.array(word).optional(),
  }),
  z.strictObject({ action: z.literal('apply'), ...done, ...of, period: word, case: appliedCase, replaces: word.optional() }),
  z.strictObject({ action: z.literal('submit'), ...done, ...of }),
  z.strictObject({ action: z.literal('return'), ...done, ...of }),
  z.strictObject({ action: z.literal('expire'), ...done, ...of }),
  z.strictObject({ action: z.literal('screen'), ...done, ...of }),
  z.strictObject({
    action: z.literal('draw'),
    ...done,
    ...of,
    seed: word,
    panel: z.array(word).min(1),
    excluded: z.array(excluded),
    candidates: count,
  }),
  z.strictObject({ action: z.literal('vote'), ...done, ...of, expert: word, vote: z.enum(VOTES) }),
  z.strictObject({
    action: z.literal('approve'),
    ...done,
    ...of,
    pays: z.enum(REVIEW_PAYMENTS),
    /** By item: charges struck out. Changed standard: the standard. Unit: yuan. */
    amount: yuan,
  }),
  z.strictObject({ action: z.literal('reject'), ...done, ...of }),
  z.strictObject({ action: z.literal('appeal'), ...done, ...of }),
  z.strictObject({ action: z.literal('swap'), ...done, ...of, replacement: word }),
  z.strictObject({ action: z.literal('price'), ...done, ...of }),
  /** What the fund paid for the case at clearing, and by which run. */
  z.strictObject({ action: z.literal('clear'), ...done, ...of, run: word, fundPaid: yuan }),
  z.strictObject({ action: z.literal('publish'), ...done, ...of }),
]);

export type ReviewEvent = z.output<typeof reviewEvent>;

/** An entry of one kind. */
export type EventOf<Action extends ReviewEvent['action']> = Extract<ReviewEvent, { action: Action }>;
