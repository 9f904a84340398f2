import { z } from 'zod';
import { STATES, type Settlement } from '../../settlements/index.js';
import type { Call } from '../route.js';

const failure = z.object({ code: z.string(), zh: z.string(), en: z.string() });

/** A settlement as it is answered with. */
export const shownSettlement = z.object({
  id: z.string(),
  kind: z.enum(['month', 'year']),
  period: z.string(),
  region: z.string(),
  state: z.enum(STATES),
  dryRun: z.boolean(),
  startedAt: z.string(),
  /** Of the whole region: not for a hospital. */
  progress: z.object({ cases: z.int(), share: z.number().nullable() }).optional(),
  failure: failure.nullable(),
  fingerprint: z.string().nullable(),
  settledAt: z.string().nullable(),
  publishedAt: z.string().nullable(),
  summary: z.looseObject({}).optional(),
  verification: z.looseObject({ state: z.string() }).nullable().optional(),
});

/** Whether the settlement's own region may see all of it. */
export const seesAll = ({ caller }: Call): boolean => caller.role === 'bureau';

/** @param isWhole Whether what counts or adds up the whole region is told. */
export function showSettlement(settlement: Settlement, isWhole: boolean): z.infer<typeof shownSettlement> {
  const { id, kind, period, policyRegion, state, isDry, startedAt, rows, share, fingerprint, settledAt, publishedAt } =
    settlement;
  return {
    id,
    kind,
    period,
    region: policyRegion,
    state,
    dryRun: isDry,
    startedAt: startedAt.toISOString(),
    failure: settlement.failure,
    fingerprint,
    settledAt: settledAt?.toISOString() ?? null,
    publishedAt: publishedAt?.toISOString() ?? null,
    ...(isWhole && settlement.result !== null ? { summary: { ...settlement.result.summary } } : {}),
    ...(isWhole ? { progress: { cases: rows, share }, verification: settlement.verification } : {}),
  };
}
