import { z } from 'zod';
import { STATES, type PaymentPolicy, type ReviewRegister, type ReviewValues } from '../../../pricing/index.js';
import { isCalendarDate } from '../../../reference-data/index.js';
import { reviewRulesOn } from '../../review/enter.js';
import type { MadeEntry } from '../../review/make-entries.js';
import { enterLines, seesApplication, type KeptRegister, type MakeLines } from '../../reviews/index.js';
import type { Role } from '../../store/index.js';
import { HttpError } from '../errors.js';
import type { KnownErrorCode } from '../openapi/known-errors.js';
import { changingRoute, type Call, type Route, type RouteExample } from '../route.js';
import { namedRegister, scopeOfRegister, type SpecialCaseParts } from './parts.js';

/** What every entry states: why it is made, and by a bureau, where it is written down later, the day. */
export const entryBody = {
  why: z.string().min(1).max(200).meta({ description: '理由 | the reason' }),
  at: z
    .string()
    .refine(isCalendarDate, 'YYYY-MM-DD')
    .optional()
    .meta({ description: '日期，默认当日；医院不填 | the day, today unless stated; not for hospitals' }),
};
interface StatedEntry {
  readonly why: string;
  readonly at?: string | undefined;
}

const tried = z.strictObject({
  dryRun: z.stringbool().default(false).meta({ description: '只检查，不写入 | check only, write nothing' }),
});

const entered = z.object({
  dryRun: z.boolean(),
  applications: z.array(z.object({ application: z.string(), state: z.enum(Object.keys(STATES) as [string, ...string[]]) })),
  entries: z.array(z.looseObject({ action: z.string(), at: z.string(), by: z.string(), why: z.string() })),
});

/** An entry that can be made over HTTP. */
export interface EntryRoute<Body extends StatedEntry> {
  /** Behind the register: `/applications/{application}/submit`. */
  readonly path: string;
  readonly action: string;
  readonly summary: Route['summary'];
  readonly roles: readonly Role[];
  readonly body: z.ZodType<Body>;
  readonly problems?: readonly KnownErrorCode[];
  readonly example?: RouteExample;
  /** What is made of the request; whatever takes long is done here, before the register is held. */
  readonly make: (body: Body, call: Call<Body>, policy: ReviewValues) => MakeLines | Promise<MakeLines>;
  /** What is answered beside the entries, and its schema. */
  readonly more?: { readonly schema: z.ZodRawShape; readonly of: (register: ReviewRegister, body: Body) => object };
}

interface PreparedEntry {
  readonly kept: KeptRegister;
  readonly policy: PaymentPolicy;
  readonly at: string;
  readonly lines: MakeLines;
}

/** Makes a route of an entry: the register is held, the policy of the day is asked, and all that is made is added, or nothing. */
export function entryRoute<Body extends StatedEntry>(
  { store, cache, policyOn, today }: SpecialCaseParts,
  { path, action, summary, roles, body, problems = [], example, make, more }: EntryRoute<Body>,
): Route {
  return changingRoute<Body, z.infer<typeof tried>, PreparedEntry>({
    method: 'post',
    path: `/v1/special-cases/{register}${path}`,
    summary,
    roles,
    query: tried,
    body,
    answer: more === undefined ? entered : entered.extend(more.schema),
    problems: ['PRICING_REVIEW_TRANSITION', 'PRICING_REVIEW_BEFORE_LAST', 'SERVER_OPTION_INVALID', ...problems],
    ...(example === undefined ? {} : { example }),
    change: {
      action: `special-case.${action}`,
      async prepare(call) {
        const at = dayOf(call as Call<Body>, today());
        const kept = await store.unit(call.scope, (unit) => namedRegister(unit, call));
        const policy = await policyOn(scopeOfRegister(kept), kept.policy, at);
        const lines = await make(call.body, call as Call<Body>, reviewRulesOn(policy, at).values);
        return { kept, at, policy, lines };
      },
      async write(unit, call, { kept, at, policy, lines }) {
        const { application } = call.params;
        if (application !== undefined && !(await seesApplication(unit, kept, application)))
          throw new HttpError('HTTP_NOT_FOUND', { what: `application ${application}` });
        const { why } = call.body;
        const terms = { policy, at, by: call.caller.keyId, why };
        const { register, added } = await enterLines(unit, cache, kept, terms, lines);
        const touched = [...new Set(added.flatMap((event) => ('application' in event ? [event.application] : [])))];
        const { dryRun } = call.query;
        return {
          object: [kept.id, ...touched].join(' '),
          rows: added.length,
          purpose: why,
          isDry: dryRun,
          answer: {
            dryRun,
            applications: touched.map((one) => ({ application: one, state: register.application(one).state })),
            entries: added,
            ...more?.of(register, call.body),
          },
        };
      },
    },
  });
}

/** Nobody writes down what is still to come, and a hospital's day is the day on which it comes in. */
function dayOf({ body: { at }, caller }: Call<StatedEntry>, today: string): string {
  if (at === undefined) return today;
  if (caller.role === 'hospital' || at > today) throw new HttpError('HTTP_BODY_INVALID', { why: `at: ≤ ${today}` });
  return at;
}

/** An entry of an application that states nothing but itself. */
export const step =
  (action: string) =>
  (_: unknown, { params }: Pick<Call, 'params'>): MakeLines =>
  () => [{ action, application: params['application']! } satisfies MadeEntry];
