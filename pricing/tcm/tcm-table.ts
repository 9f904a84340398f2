import { z } from 'zod';
import { CASE_CONDITIONS } from '../episode/case-conditions.js';
import { bounds, flag, positive, share, word, yuan } from '../policy/values.js';

/** The western group that a TCM disease is linked to. Its points are those that the region published, unless the link states them. */
const western = z.strictObject({ group: word, points: positive.optional() });

/** What a rule asks of the charges: nothing, or least parts of TCM. The operators are the region's. */
const asks = {
  /** On the TCM charges as a share of all charges. */
  tcmShare: bounds.optional(),
  /** On the charges of TCM procedures, in yuan. */
  tcmProcedureCharges: bounds.optional(),
};

const rule = z.discriminatedUnion('rule', [
  /** Same disease, effect and price (同病同效同价): points of the western group × ratio. */
  z.strictObject({ rule: z.literal('link'), ...asks, western, ratio: positive }),
  /** Advantage disease (优势病种): its own points, no less than a share of those of the western group. */
  z.strictObject({ rule: z.literal('advantage'), ...asks, western, floorShare: share }),
  /** Feature disease (特色病种): its own points and more. */
  z.strictObject({ rule: z.literal('addition'), ...asks, points: positive }),
]);

export type TcmRule = z.output<typeof rule>;

const disease = z
  .strictObject({
    id: word,
    ...CASE_CONDITIONS,
    /** Points of the TCM disease itself; without them those of the case's own group. */
    points: positive.optional(),
    rules: z.array(rule).optional(),
    /** Of several rules that fit, the one with the most points; otherwise the first. */
    takeHigher: flag.optional(),
    /** `charges`: the stay is paid at its charges, and the ceiling is all that limits them. */
    pays: z.enum(['points', 'charges']).default('points'),
    /** No more than a share of what the western treatment costs in all. */
    ceiling: z.strictObject({ westernTotal: yuan, maxShare: share }).optional(),
  })
  .refine(
    ({ pays, rules, ceiling }) => pays === 'points' || (rules === undefined && ceiling !== undefined),
    'pays: charges ⇒ ceiling, no rules',
  );

/** TCM diseases in the order in which they are tried; the first that a case fits decides. */
export const tcmTable = z.array(disease).min(1);

export type TcmDisease = z.output<typeof disease>;
