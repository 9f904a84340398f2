import { createReadStream } from 'node:fs';
import { z } from 'zod';
import type { BilingualText } from '../../../reference-data/index.js';
import {
  askedDirectory,
  askedIndicators,
  askedLeads,
  DERIVATION_STATES,
  findDerivation,
  listDerivations,
  startDerivation,
  type Asked,
  type Derivation,
  type DerivedKind,
} from '../../derived/index.js';
import type { Jobs } from '../../jobs/index.js';
import type { Role, Scope, Shelf, Store, Unit } from '../../store/index.js';
import { Download } from '../answers.js';
import { HttpError } from '../errors.js';
import { A_NAME, A_TIME, pageOf, pageOfSchema, pageQuery, placeOf } from '../paging.js';
import { changingRoute, route, type Route } from '../route.js';
import { INPUT_PROBLEMS } from '../wire-names.js';

export interface DerivedRouteParts {
  readonly store: Store;
  readonly jobs: Jobs;
  readonly shelf: Shelf;
  /** Finds what is named on its asker's behalf. @throws where the asker sees no such batch or document */
  readonly refuseUnknown: (scope: Scope, asked: Asked) => Promise<void>;
}

/** One kind of what can be derived, as it is asked for. */
interface Derived {
  readonly kind: DerivedKind;
  readonly path: `/v1/${string}`;
  readonly roles: readonly Role[];
  readonly body: z.ZodType<Asked['asked']>;
  readonly words: BilingualText;
}

const KINDS: readonly Derived[] = [
  {
    kind: 'indicators',
    path: '/v1/indicators',
    roles: ['bureau', 'hospital', 'researcher'],
    body: askedIndicators,
    words: { zh: '指标', en: 'indicators' },
  },
  {
    kind: 'leads',
    path: '/v1/leads',
    roles: ['bureau', 'hospital'],
    body: askedLeads,
    words: { zh: '监管线索', en: 'supervision leads' },
  },
  {
    kind: 'directory',
    path: '/v1/directories',
    roles: ['bureau'],
    body: askedDirectory,
    words: { zh: '病种目录', en: 'directories' },
  },
];

const shownDerivation = z.object({
  id: z.string(),
  state: z.enum(DERIVATION_STATES),
  asked: z.looseObject({}),
  progress: z.object({ cases: z.int(), share: z.number().nullable() }),
  failure: z.object({ code: z.string(), zh: z.string(), en: z.string() }).nullable(),
  result: z.looseObject({}).nullable(),
  startedAt: z.string(),
  finishedAt: z.string().nullable(),
});

/** Indicators, leads and directories over batches: asked for, listed, read. A hospital's are of its own cases alone. */
export function derivedRoutes(parts: DerivedRouteParts): readonly Route[] {
  return [...KINDS.flatMap((one) => routesOf(one, parts)), leadsFile(parts)];
}

function routesOf({ kind, path, roles, body, words }: Derived, { store, jobs, refuseUnknown }: DerivedRouteParts): Route[] {
  return [
    changingRoute<Asked['asked']>({
      method: 'post',
      path,
      summary: { zh: `由批次计算${words.zh}`, en: `Have ${words.en} worked out of batches` },
      roles,
      body,
      longestBody: LONGEST_ASKED,
      status: 202,
      answer: shownDerivation,
      problems: INPUT_PROBLEMS,
      change: {
        action: `${kind}.start`,
        prepare: ({ scope, body: asked }) => refuseUnknown(scope, { kind, asked } as Asked) as Promise<undefined>,
        async write(unit, { body: asked }) {
          const started = await startDerivation(unit, jobs, { kind, asked } as Asked);
          return { object: started.id, answer: shown(started) };
        },
      },
    }),
    route<undefined, z.infer<typeof pageQuery>>({
      method: 'get',
      path,
      summary: { zh: `列出${words.zh}`, en: `List ${words.en}` },
      roles,
      query: pageQuery,
      answer: pageOfSchema(shownDerivation),
      async handle({ scope, query: { limit, cursor } }) {
        const [startedAt, id] = placeOf(cursor, A_TIME, A_NAME) ?? [];
        const before = startedAt === undefined ? undefined : { startedAt, id: id! };
        const rows = await store.unit(scope, (unit) => listDerivations(unit, kind, limit + 1, before));
        const { items, next } = pageOf(rows, limit, (row) => [row.startedAt.toISOString(), row.id]);
        return { items: items.map(shown), next };
      },
    }),
    route({
      method: 'get',
      path: `${path}/{id}`,
      summary: { zh: `读取${words.zh}`, en: `Read ${words.en}` },
      roles,
      answer: shownDerivation,
      handle: ({ scope, params }) => store.unit(scope, async (unit) => shown(await found(unit, kind, params['id']!))),
    }),
  ];
}

/** Leads name cases. */
const leadsFile = ({ store, shelf }: DerivedRouteParts): Route =>
  route({
    method: 'get',
    path: '/v1/leads/{id}/file',
    summary: { zh: '下载监管线索', en: 'Download supervision leads' },
    roles: ['bureau', 'hospital'],
    answer: [CSV],
    patientLevel: true,
    async handle({ scope, params, noteRead }) {
      const { id, item, result } = await store.unit(scope, (unit) => found(unit, 'leads', params['id']!));
      if (item === null) throw new HttpError('HTTP_NOT_FOUND', { what: `file of leads ${id}` });
      await noteRead('leads.read', id, (result as { readonly leads: number }).leads);
      return new Download({ type: CSV, name: 'leads.csv', bytes: createReadStream(await shelf.place(item)) });
    },
  });

const CSV = 'text/csv';
/** With a policy in it. Unit: bytes. */
const LONGEST_ASKED = 4 * 1024 * 1024;

/** @throws HTTP_NOT_FOUND, also for what belongs to others */
async function found(unit: Unit, kind: DerivedKind, id: string): Promise<Derivation> {
  const derivation = await findDerivation(unit, kind, id);
  if (derivation === undefined) throw new HttpError('HTTP_NOT_FOUND', { what: `${kind} ${id}` });
  return derivation;
}

const shown = ({ id, state, what, rows, share, failure, result, startedAt, finishedAt }: Derivation) => ({
  id,
  state,
  asked: askedShown(what),
  progress: { cases: rows, share },
  failure,
  result,
  startedAt: startedAt.toISOString(),
  finishedAt: finishedAt?.toISOString() ?? null,
});

/** The policy of a directory is long, and its asker has it. */
function askedShown({ kind, asked }: Asked): object {
  if (kind !== 'directory') return asked;
  const { policy: _, ...rest } = asked;
  return rest;
}
