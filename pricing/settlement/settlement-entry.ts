import { amountOperand, type Operand } from '../breakdown.js';
import { PricingError } from '../errors.js';
import { sumFen, type Fen } from '../money.js';

/** Why an amount is booked beside the cases. */
export const ENTRY_KINDS = ['audit-deduction', 'clawback', 'late-case', 'appeal', 'special-case', 'correction'] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];

/**
 * An amount of one hospital that is booked beside its cases. What was settled is never edited: a later entry says what it corrects, and the
 * two together are right.
 */
export interface SettlementEntry {
  /** Unlike that of any other entry of the region. */
  readonly id: string;
  readonly kind: EntryKind;
  /** Case, month, run or earlier entry that it corrects or follows from. */
  readonly refersTo: string;
  /** Below zero: taken off what is due. */
  readonly amount: Fen;
  readonly reason: string;
  /** Document or decision behind it. */
  readonly document?: string | undefined;
}

const OF_AUDIT: readonly EntryKind[] = ['audit-deduction', 'clawback'];

export const sumOfEntries = (entries: readonly SettlementEntry[]): Fen => sumFen(entries.map(({ amount }) => amount));

/** Each entry by itself, with what it refers to and the document behind it, for the line that books them. */
export const operandsOfEntries = (entries: readonly SettlementEntry[]): readonly Operand[] =>
  entries.map(({ id, refersTo, reason, document, amount }) => {
    const words = [`${id} → ${refersTo}`, reason, ...(document === undefined ? [] : [document])].join(' · ');
    return amountOperand({ zh: words, en: words, unit: 'yuan' }, amount);
  });

/** What the audit struck out, as an amount below zero. */
export const struckOut = (entries: readonly SettlementEntry[]): Fen =>
  sumOfEntries(entries.filter(({ kind }) => OF_AUDIT.includes(kind)));

/**
 * Sees to it that entries can be booked: each has an id of its own among all hospitals', and says what it refers to, which is not itself.
 *
 * @throws PRICING_SETTLEMENT_ENTRY
 */
export function heldToEntries(
  booked: readonly { readonly hospital: string; readonly entries: readonly SettlementEntry[] }[],
): void {
  const known = new Set<string>();
  for (const { hospital, entries } of booked) {
    for (const { id, refersTo } of entries) {
      const why = known.has(id) ? `id ${id} ×2` : refersTo === '' || refersTo === id ? `refersTo: "${refersTo}"` : undefined;
      if (why !== undefined) throw new PricingError('PRICING_SETTLEMENT_ENTRY', { hospital, entry: id, why });
      known.add(id);
    }
  }
}

/** Refuses every entry, where nothing would become of it. @throws PRICING_SETTLEMENT_ENTRY naming the first */
export function refuseEntries(
  booked: readonly { readonly hospital: string; readonly entries: readonly SettlementEntry[] }[],
  why: string,
): void {
  for (const { hospital, entries } of booked)
    for (const { id } of entries) throw new PricingError('PRICING_SETTLEMENT_ENTRY', { hospital, entry: id, why });
}
