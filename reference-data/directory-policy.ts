import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { ReferenceDataError } from './errors.js';
import { parseYaml } from './parse-yaml.js';

/** Digits as printed: read exactly, never through a float. */
const decimal = z.string().regex(/^\d{1,12}(?:\.\d{1,9})?$/, 'a decimal of zero or more, such as 0.95');
const positive = decimal.refine((text) => /[1-9]/.test(text), 'above zero');
const share = decimal.refine((text) => /^(?:0(?:\.\d+)?|1(?:\.0+)?)$/.test(text), 'a share from 0 to 1');
const whole = z
  .string()
  .regex(/^\d{1,9}$/, 'a whole number')
  .transform(Number);
const count = whole.refine((number) => number >= 1, 'a whole number from 1');
const places = whole.refine((number) => number <= 9, 'from 0 to 9 decimals');
const flag = z.enum(['true', 'false']).transform((text) => text === 'true');
const rounding = z.enum(['half-up', 'half-even', 'down']);

/** Step 3: how many cases a core group needs. */
const threshold = z.discriminatedUnion('method', [
  z.strictObject({ method: z.literal('fixed'), cases: count, lowered: loweredThreshold() }),
  z.strictObject({ method: z.literal('coverage'), share, lowered: loweredThreshold() }),
]);

/** A group whose costs hardly differ may be core with fewer cases. */
function loweredThreshold() {
  return z.strictObject({ cases: count, maximumVariation: decimal }).optional();
}

/** Step 5: when a related procedure makes a group of its own. */
const related = z.strictObject({
  rise: decimal.default('0.10'),
  operator: z.enum(['>=', '>']).default('>='),
  /** Whose mean the rise is measured from. */
  base: z.enum(['without-related', 'all-cases']).default('without-related'),
  /** Whether cases with a costlier related procedure below the threshold help the plain group to reach it. */
  rareRiseCountsForPlain: flag.default(false),
});

/** Step 6. Without `minimumCases` the threshold of core groups holds. */
const pooling = z.strictObject({
  minimumCases: count.optional(),
  maximumVariation: positive.optional(),
  maximumPools: count.optional(),
  interventionAs: z.enum(['surgical', 'therapeutic']).default('surgical'),
});

/** Step 7. */
const trimming = z.discriminatedUnion('method', [
  z.strictObject({ method: z.literal('none') }),
  z
    .strictObject({
      method: z.literal('quantiles'),
      low: share.default('0.025'),
      high: share.default('0.975'),
      minimumCases: count.default(25),
      warnAboveShare: share.default('0.08'),
    })
    .refine(({ low, high }) => Number(low) < Number(high), { path: ['high'], message: 'above the low quantile' }),
]);

/** Step 8: weights from the oldest year to the newest. */
const yearWeights = z.strictObject({
  weights: z.array(count).min(1).default([1, 2, 7]),
  mode: z.enum(['mean-of-year-means', 'pooled']).default('mean-of-year-means'),
});

/** Step 9. */
const pointsForm = { decimals: places.default(4), rounding: rounding.default('half-up') };
const overallMean = z.enum(['all-discharges', 'grouped-cases']).default('all-discharges');
const points = z.discriminatedUnion('method', [
  z.strictObject({ method: z.literal('mean-cost'), overallMean, ...pointsForm }),
  z.strictObject({ method: z.literal('reference-group'), referenceGroup: z.string().min(1), ...pointsForm }),
  /** `standard` in yuan. */
  z.strictObject({ method: z.literal('fixed-standard'), standard: positive, ...pointsForm }),
]);

/** Step 10: points that experts agreed on; all points are then rescaled to the total before. */
const tunedGroup = z.strictObject({ group: z.string().min(1), points: decimal });

/** Step 11 and section 4.1. */
const subtypes = z.strictObject({
  candidateVariation: decimal.default('0.7'),
  /** N1: the group's cases of the newest year must be more. */
  groupCasesAbove: whole.default(15),
  /** N2: the subtype's cases of the newest year must be more. */
  subtypeCasesAbove: whole.default(5),
  minimumFall: share.default('0.20'),
});

/** Step 12. */
const primaryCare = z.strictObject({
  maximumVariation: decimal.default('0.7'),
  /** Smallest share of the group's cases at institutions of the named levels. */
  minimumShare: share.default('0.5'),
  levels: z
    .array(z.enum(['1', '2', '3']).transform(Number))
    .min(1)
    .default([1, 2]),
  /** `listed`: only pairs of the list below or of the national library; `any`: every core group that passes. */
  pairs: z.enum(['listed', 'any']).default('listed'),
  list: z.array(z.strictObject({ diagnosis: z.string().min(1), procedure: z.string().default('') })).default([]),
});

const hospital = z.strictObject({
  id: z.string().min(1),
  level: z.enum(['1', '2', '3']).transform(Number),
  /** Institutions of one class share a coefficient. */
  class: z.string().min(1),
});

const policySchema = z
  .strictObject({
    kind: z.literal('dip-directory'),
    region: z.string().min(1),
    source: z.string().min(1),
    threshold,
    related: related.prefault({}),
    pooling: pooling.prefault({}),
    trimming: trimming.default({ method: 'none' }),
    years: yearWeights.prefault({}),
    points: points.prefault({ method: 'mean-cost' }),
    tuning: z.array(tunedGroup).default([]),
    /** Divisor of the variance: the cases, or one less. */
    deviation: z.enum(['population', 'sample']).default('population'),
    subtypes: subtypes.prefault({}),
    primaryCare: primaryCare.prefault({}),
    coefficients: z.strictObject(pointsForm).prefault({}),
    hospitals: z.array(hospital).default([]),
  })
  .superRefine(({ hospitals, tuning }, context) => {
    reportRepeated(
      hospitals.map(({ id }) => id),
      'hospitals',
      context,
    );
    reportRepeated(
      tuning.map(({ group }) => group),
      'tuning',
      context,
    );
  });

function reportRepeated(names: readonly string[], path: string, context: z.RefinementCtx): void {
  names.forEach((name, place) => {
    if (names.indexOf(name) !== place) context.addIssue({ code: 'custom', path: [path, place], message: `${name} stands twice` });
  });
}

/** What a region decided about building its directory: every choice of the algorithm, with the national reading as default. */
export type DirectoryPolicy = z.infer<typeof policySchema>;
export type RoundingRule = z.infer<typeof rounding>;
export type TrimmingChoice = DirectoryPolicy['trimming'];
export type YearWeightMode = DirectoryPolicy['years']['mode'];

/** Reads a builder policy (YAML). @throws REFERENCE_DATA_FILE_UNREADABLE, REFERENCE_DATA_POLICY_INVALID with every fault and its path. */
export async function readDirectoryPolicy(path: string): Promise<{ readonly policy: DirectoryPolicy; readonly text: string }> {
  const text = await readFile(path, 'utf8').catch((error: Error) => {
    throw new ReferenceDataError('REFERENCE_DATA_FILE_UNREADABLE', { path, why: error.message });
  });
  return { policy: parseDirectoryPolicy(text, path), text };
}

/** @param path Named in errors. @throws REFERENCE_DATA_POLICY_INVALID */
export function parseDirectoryPolicy(text: string, path: string): DirectoryPolicy {
  const invalid = (why: string) => new ReferenceDataError('REFERENCE_DATA_POLICY_INVALID', { path, why });
  const content = parseYaml(text, invalid);
  const parsed = policySchema.safeParse(content);
  if (!parsed.success)
    throw invalid(parsed.error.issues.map(({ path: at, message }) => `${at.join('.')}: ${message}`).join('; '));
  return parsed.data;
}
