import { z } from 'zod';

/** Identifier or name of a document. */
const document = z.string().min(1).max(200);
const batches = z
  .array(z.string().regex(/^[\w-]{1,64}$/))
  .min(1)
  .max(100);
/** A table of figures as CSV. Unit: characters. */
const table = z.string().min(1).max(4_000_000);

/** Tables that a settlement may be handed, by the names that the command line has for them. */
export const TABLES = ['corrections', 'audits', 'assessment', 'hospitals', 'prepayments'] as const;
export type TableName = (typeof TABLES)[number];

const common = {
  policy: document,
  budget: document,
  scheme: document.optional(),
  groupingPolicy: document.optional(),
  cases: batches,
  tables: z
    .strictObject({
      corrections: table.optional(),
      audits: table.optional(),
      assessment: table.optional(),
      hospitals: table.optional(),
      prepayments: table.optional(),
    })
    .default({}),
  firstStay: z.boolean().default(false),
  /** Lets the decisions of the region's register of special cases stand in place of the ordinary price. */
  review: z.boolean().default(false),
  undecidedAsOrdinary: z.boolean().default(false),
  /** Only tried: nothing stands in the way of settling the period afterwards. */
  dryRun: z.boolean().default(false),
};

/** What a bureau asks to have settled. */
export const askedSettlement = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('month'),
    period: z.string().regex(/^(19|20)\d{2}-(0[1-9]|1[0-2])$/, 'YYYY-MM'),
    lateCases: batches.optional(),
    ...common,
  }),
  z.strictObject({
    kind: z.literal('year'),
    period: z.string().regex(/^(19|20)\d{2}$/, 'YYYY'),
    withoutMonths: z.boolean().default(false),
    ...common,
  }),
]);
export type AskedSettlement = z.infer<typeof askedSettlement>;
