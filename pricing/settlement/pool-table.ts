import { z } from 'zod';
import { bounds, flag, positive, share, word, words } from '../policy/values.js';
import { BUDGETS } from '../router/router-section.js';

/** Where a patient is insured, seen from the region of the hospital. */
export const PLACES = ['local', 'in-province', 'out-of-province'] as const;
export type Place = (typeof PLACES)[number];

/**
 * What a pool of money stands for. `fund-money`: the fund's money alone. `total-cost`: that and what all others paid for the cases, of which
 * each hospital's comes off again. `fund-share`: the fund's money over the region's fund share; each hospital is paid its own fund share (V4).
 */
export const POOL_BASES = ['fund-money', 'total-cost', 'fund-share'] as const;
export type PoolBase = (typeof POOL_BASES)[number];

const cap = positive.optional();
const elastic = { fixedValue: positive, cap };

const regime = z.discriminatedUnion('regime', [
  /** Paid as the cases were priced. */
  z.strictObject({ regime: z.literal('fixed') }),
  /** The value of a point is what the money of the pool comes to. */
  z.strictObject({ regime: z.literal('floating'), cap }),
  /**
   * A base volume at a fixed value, what goes beyond it at the value that the rest of the money comes to. The volume is stated
   * (`basePoints`), or is what a share of the pool buys at the fixed value (`baseShare`), or each hospital has its own.
   */
  z.strictObject({
    regime: z.literal('elastic-volume'),
    ...elastic,
    baseOf: z.enum(['region', 'hospital']),
    basePoints: positive.optional(),
    baseShare: share.optional(),
  }),
  /** Severe cases at a fixed value, all others at the value that the rest of the money comes to. */
  z.strictObject({
    regime: z.literal('elastic-severity'),
    ...elastic,
    severe: z.strictObject({ by: z.enum(['groupPoints', 'relativeWeight', 'casePoints']), when: bounds }),
  }),
  /** Of each case the part that drugs and consumables have of its charges at a fixed value, the rest floating. */
  z.strictObject({ regime: z.literal('elastic-material'), ...elastic }),
]);

const pool = z.strictObject({
  id: word,
  name: z.strictObject({ zh: word, en: word }),
  /** Everything here must hold; the first pool that takes a case settles it. */
  when: z
    .strictObject({
      methods: words.optional(),
      budgets: z.array(z.enum(BUDGETS)).min(1).optional(),
      places: z.array(z.enum(PLACES)).min(1).optional(),
    })
    .prefault({}),
  /** Line of the budget whose money the pool releases. */
  line: word.optional(),
  /** Pool that pays for this one before its own points are valued. */
  comesOff: word.optional(),
  /** What is counted: points of the cases, or yuan of their payment standards (DRG by rate). */
  measure: z.enum(['points', 'standards']).default('points'),
  base: z.enum(POOL_BASES).default('fund-money'),
  value: regime,
  /** Whether its surplus and overspend are shared. */
  shares: flag.prefault('false'),
});

export type PoolRow = z.output<typeof pool>;

/** Every fault that rows have alone or with one another, as text of its own. */
function faultOf(row: PoolRow, place: number, rows: readonly PoolRow[]): string | undefined {
  if (rows.findIndex(({ id }) => id === row.id) !== place) return `id ${row.id} ×2`;
  if (row.line !== undefined && rows.findIndex(({ line }) => line === row.line) !== place) return `line ${row.line} ×2`;
  if (row.line !== undefined && row.comesOff !== undefined) return 'line | comesOff';
  const isFixed = row.value.regime === 'fixed';
  if (!isFixed && row.line === undefined) return `${row.value.regime}: line`;
  if (row.comesOff !== undefined && rows.every(({ id, line }) => id !== row.comesOff || line === undefined))
    return `comesOff ${row.comesOff}: line`;
  if (row.value.regime !== 'elastic-volume') return undefined;
  const { baseOf, basePoints, baseShare } = row.value;
  const stated = [basePoints, baseShare].filter((one) => one !== undefined).length;
  return stated === (baseOf === 'region' ? 1 : 0) ? undefined : 'baseOf: region → basePoints | baseShare; hospital → none';
}

/** How the money of a fund is released: pools are asked in order, and the first that takes a case settles it. */
export const poolTable = z
  .array(pool)
  .min(1)
  .superRefine((rows, context) => {
    for (const [place, row] of rows.entries()) {
      const message = faultOf(row, place, rows);
      if (message !== undefined) context.addIssue({ code: 'custom', path: [place], message });
    }
  });
