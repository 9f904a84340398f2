import type { SourceCitation } from './citation.js';
import type { Unit } from './units.js';

/** A value from the day on which it takes effect. */
export interface HistoryEntry<Value> {
  /** undefined where the region states that from this day it has no such rule. */
  readonly value: Value | undefined;
  /** `YYYY-MM-DD`, the first day. */
  readonly from: string;
  /** `YYYY-MM-DD`, the first day on which it no longer holds; absent: until the next entry. */
  readonly until?: string | undefined;
  readonly source: SourceCitation;
}

/** Everything one region decided about one parameter of one fund, oldest first. */
export interface EffectiveHistory<Value = unknown> {
  /** `dip.pointValue` */
  readonly name: string;
  readonly unit: Unit;
  readonly region: string;
  readonly entries: readonly HistoryEntry<Value>[];
  /** Last day on which someone confirmed that the newest value still holds. */
  readonly checkedOn?: string | undefined;
}

/** Days from `from` (in) until `until` (out); without an end the period is open. */
export interface EffectivePeriod {
  readonly from: string;
  readonly until?: string | undefined;
}

/** The entry in force on a day; undefined before the first, and in a gap. Days compare as texts. */
export function inForceOn<Value>(history: EffectiveHistory<Value>, on: string): HistoryEntry<Value> | undefined {
  const entry = history.entries.findLast(({ from }) => from <= on);
  return entry?.until !== undefined && entry.until <= on ? undefined : entry;
}

/** Neighbours of which the earlier is still in force when the later begins. */
export function overlaps({ entries }: EffectiveHistory): readonly EffectivePeriod[] {
  return entries.slice(1).flatMap(({ from }, place) => {
    const { from: earlier, until } = entries[place]!;
    return from === earlier || (until !== undefined && until > from) ? [{ from, until }] : [];
  });
}

/**
 * Days of a period on which none of the histories has a value.
 *
 * @param histories Of one parameter: the city's own and those it inherits.
 */
export function gaps(histories: readonly EffectiveHistory[], period: EffectivePeriod): readonly EffectivePeriod[] {
  const found: EffectivePeriod[] = [];
  const days = changeDays(histories, period);
  days.forEach((from, place) => {
    if (histories.some((history) => inForceOn(history, from) !== undefined)) return;
    const until = days[place + 1] ?? period.until;
    const before = found.at(-1);
    if (before?.until === from) found[found.length - 1] = { from: before.from, until };
    else found.push({ from, until });
  });
  return found;
}

/** The days of a period on which something may begin or end, the first day included, in order. Between two of them nothing changes. */
export function changeDays(histories: readonly EffectiveHistory[], { from, until }: EffectivePeriod): readonly string[] {
  const days = new Set([from]);
  for (const { entries } of histories) {
    for (const entry of entries) {
      days.add(entry.from);
      if (entry.until !== undefined) days.add(entry.until);
    }
  }
  return [...days].filter((day) => day >= from && (until === undefined || day < until)).sort();
}
