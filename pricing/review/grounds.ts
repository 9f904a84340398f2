import { z } from 'zod';
import { isWithin, type Bounds } from '../../reference-data/index.js';
import { divide } from '../measurement/divide.js';
import { yuanOf, type Fen } from '../money.js';
import { bounds, word, words } from '../policy/values.js';
import { parseRatio, ratio, type Ratio } from '../ratio.js';
import { printExactly } from '../rounding.js';

/** What is stated about a case that is applied for. Absent means not stated. */
export interface ReviewFacts {
  readonly cost?: Fen | undefined;
  /** Payment standard by the ordinary rule. */
  readonly standard?: Fen | undefined;
  /** Mean charges of all cases of the region. */
  readonly cityMean?: Fen | undefined;
  /** Mean charges of the group. */
  readonly groupMean?: Fen | undefined;
  readonly weightGrams?: number | undefined;
  readonly lengthOfStayDays?: number | undefined;
  /** Hours in intensive care. */
  readonly icuHours?: number | undefined;
  /** Specialties that treated the case together. */
  readonly specialties?: number | undefined;
  /** Words of the policy: `newDrug`, `newTechnique`, `complexCritical` … */
  readonly marks?: readonly string[] | undefined;
}

const costAgainst = (base: 'standard' | 'cityMean' | 'groupMean') => (facts: ReviewFacts) => {
  const [cost, mean] = [facts.cost, facts[base]];
  return cost === undefined || mean === undefined ? undefined : divide(yuanOf(cost), yuanOf(mean), base);
};

const count = (field: 'weightGrams' | 'lengthOfStayDays' | 'icuHours' | 'specialties') => (facts: ReviewFacts) => {
  const stated = facts[field];
  // Hours come with minutes as a part; nine decimals tell any two minutes apart.
  if (stated === undefined || Number.isInteger(stated)) return stated === undefined ? undefined : ratio(stated);
  return parseRatio(stated.toFixed(9));
};

/** Everything that a ground may measure; costs as multiples of what they are held against. */
const MEASURES = {
  cost: ({ cost }) => (cost === undefined ? undefined : yuanOf(cost)),
  costToStandard: costAgainst('standard'),
  costToCityMean: costAgainst('cityMean'),
  costToGroupMean: costAgainst('groupMean'),
  weightGrams: count('weightGrams'),
  lengthOfStayDays: count('lengthOfStayDays'),
  icuHours: count('icuHours'),
  specialties: count('specialties'),
} as const satisfies Readonly<Record<string, (facts: ReviewFacts) => Ratio | undefined>>;

type Measure = keyof typeof MEASURES;
const MEASURE_NAMES = Object.keys(MEASURES) as Measure[];

const measured = Object.fromEntries(MEASURE_NAMES.map((name) => [name, bounds.optional()])) as Record<
  Measure,
  z.ZodOptional<typeof bounds>
>;

const conditions = z
  .strictObject({
    ...measured,
    /** One of them is enough. */
    marks: words.optional(),
  })
  .refine((asked) => Object.values(asked).some((one) => one !== undefined), '≥ 1');

/** Reasons for which a case may be reviewed; all conditions of one must hold. */
export const groundTable = z
  .array(
    z.strictObject({
      id: word,
      name: z.strictObject({ zh: word, en: word }),
      when: conditions,
    }),
  )
  .min(1)
  .refine((rows) => new Set(rows.map(({ id }) => id)).size === rows.length, 'id ×2');

export type Ground = z.output<typeof groundTable>[number];

/** A condition that a case does not meet. */
export interface UnmetCondition {
  readonly condition: string;
  readonly asked: string;
  /** Empty where the case does not state it. */
  readonly stated: string;
}

/**
 * What a case lacks for a ground; nothing where it is eligible. What is not stated is not met.
 *
 * @throws PRICING_DIVISION_BY_ZERO for a mean of zero
 */
export function unmetConditions(facts: ReviewFacts, { when }: Ground): readonly UnmetCondition[] {
  const unmet: UnmetCondition[] = [];
  for (const name of MEASURE_NAMES) {
    const asked: Bounds | undefined = when[name];
    if (asked === undefined) continue;
    const stated = MEASURES[name](facts);
    if (stated === undefined || !isWithin(stated, asked))
      unmet.push({ condition: name, asked: asked.printed, stated: stated === undefined ? '' : printExactly(stated) });
  }
  const { marks } = when;
  if (marks !== undefined && !marks.some((mark) => facts.marks?.includes(mark) === true))
    unmet.push({ condition: 'marks', asked: marks.join('|'), stated: facts.marks?.join('|') ?? '' });
  return unmet;
}
