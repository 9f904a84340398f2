import { z } from 'zod';
import { PricingError } from '../errors.js';
import { whole } from '../policy/values.js';

/** Where a phase of the stay begins and ends, in days of the count; the first day of the stay is 1. */
export const phaseDays = {
  from: whole,
  /** Last day; without it the phase lasts until the next one begins, and the last phase for ever. */
  to: whole.optional(),
};

/** A phase, whatever it sets. */
export interface Phase {
  readonly from: number;
  readonly to?: number | undefined;
}

/** Refuses tables of phases that leave a day out, or have it twice. */
export function checkPhases(phases: readonly Phase[], context: z.core.$RefinementCtx<readonly Phase[]>): void {
  for (const [place, { from, to }] of phases.entries()) {
    const first = place === 0 ? 1 : (phases[place - 1]!.to ?? from - 1) + 1;
    const isAfter = place === 0 || from > phases[place - 1]!.from;
    if (from !== first || !isAfter || (to !== undefined && to < from))
      context.addIssue({ code: 'custom', path: [place, 'from'], message: '1 … 30, 31 … 60, 61 …' });
  }
}

/** Days of a stay that follow one another and are alike. */
export interface Segment<Value> {
  /** Unit: days of the count. */
  readonly first: bigint;
  readonly last: bigint;
  readonly value: Value;
}

/** The days of a stay that are paid. */
export interface PaidDays {
  /** Days of joined stays before it; the first paid day is the one after them. */
  readonly before: bigint;
  readonly days: bigint;
}

/** `marginal`: each day at the phase that it falls into. `whole-stay`: all days at the phase of the last. */
export type PhaseReading = 'marginal' | 'whole-stay';

/**
 * Lays the days of a stay into phases. Joined stays and the end of a year do not start the count anew.
 *
 * @param parameter Named where the table ends before the stay does.
 * @throws PRICING_NO_ROW when a day is in no phase.
 */
export function segments<P extends Phase>(
  phases: readonly P[],
  { before, days }: PaidDays,
  reading: PhaseReading,
  place: { readonly parameter: string; readonly of: string },
): readonly Segment<P>[] {
  const [first, last] = [before + 1n, before + days];
  const found = phases.flatMap((value, number): Segment<P>[] => {
    const next = phases[number + 1]?.from;
    const end = value.to ?? (next === undefined ? undefined : next - 1);
    const segment = {
      first: later(first, BigInt(value.from)),
      last: end === undefined ? last : earlier(last, BigInt(end)),
      value,
    };
    return segment.first <= segment.last ? [segment] : [];
  });
  if (days > 0n && found.at(-1)?.last !== last) throw new PricingError('PRICING_NO_ROW', place);
  return reading === 'marginal' ? found : found.slice(-1).map(({ value }) => ({ first, last, value }));
}

/** Days that two segments have in common. */
export function sharedDays(a: Segment<unknown>, b: Segment<unknown>): bigint {
  return later(0n, earlier(a.last, b.last) - later(a.first, b.first) + 1n);
}

export const daysOf = ({ first, last }: Segment<unknown>): bigint => last - first + 1n;

const earlier = (a: bigint, b: bigint): bigint => (a < b ? a : b);
const later = (a: bigint, b: bigint): bigint => (a > b ? a : b);
