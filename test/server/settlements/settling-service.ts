// The service as far as settlements go, over documents and batches that lie in files.
import { copyFileSync, createReadStream, existsSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createApp } from '../../../server/http/app.js';
import { Changes } from '../../../server/http/carry-out.js';
import { HttpError } from '../../../server/http/index.js';
import { Metrics } from '../../../server/http/metrics.js';
import { openApiOf } from '../../../server/http/openapi.js';
import { settlementFileRoutes } from '../../../server/http/routes/settlement-files.js';
import { settlementRoutes } from '../../../server/http/routes/settlements.js';
import { derivedRoutes } from '../../../server/http/routes/derived.js';
import { DERIVE_JOB, workOnDerivations, type Asked } from '../../../server/derived/index.js';
import { Jobs } from '../../../server/jobs/index.js';
import { SETTLE_JOB, Settlements, VERIFY_JOB, workOnSettlements, type NamedThings } from '../../../server/settlements/index.js';
import { shippedPolicy } from '../../../server/pricing/policy-path.js';
import { AuditLog, Shelf, type Caller, type Scope, type Store } from '../../../server/store/index.js';
import { WorkFolder } from '../../../server/work-folder.js';
import type { Workplace } from '../tiny-workplace.js';

/** Who may come in, by their keys. */
export const CALLERS: Readonly<Record<string, Caller>> = {
  clerk: { keyId: 'clerk', role: 'bureau', region: 'test', institution: '' },
  head: { keyId: 'head', role: 'bureau', region: 'test', institution: '' },
  neighbour: { keyId: 'neighbour', role: 'bureau', region: 'next', institution: '' },
  hospitalA: { keyId: 'hospitalA', role: 'hospital', region: 'test', institution: 'A' },
  hospitalZ: { keyId: 'hospitalZ', role: 'hospital', region: 'test', institution: 'Z' },
  researcher: { keyId: 'researcher', role: 'researcher', region: '', institution: '' },
  admin: { keyId: 'admin', role: 'admin', region: '', institution: '' },
};

/** An answer with its body, read. */
export interface Answered {
  readonly status: number;
  readonly text: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- whatever the service says
  readonly json: any;
}

export interface SettlingService {
  readonly audit: AuditLog;
  readonly faults: unknown[];
  readonly jobs: Jobs;
  ask(key: string, method: string, path: string, body?: unknown): Promise<Answered>;
  /** Names a file as a batch. */
  batch(path: string): string;
  stop(): Promise<void>;
}

export interface SettlingOptions {
  /** Only answers: other processes settle. */
  readonly isApi?: boolean;
  /** Told when the cases of a batch are read. */
  readonly onCases?: () => Promise<void>;
}

export async function settlingService(
  store: Store,
  place: Workplace,
  { isApi = false, onCases = async () => undefined }: SettlingOptions = {},
): Promise<SettlingService> {
  const faults: unknown[] = [];
  const audit = new AuditLog(store);
  const jobs = await Jobs.open(store, [SETTLE_JOB, VERIFY_JOB, DERIVE_JOB], (error) => faults.push(error));
  const settlements = new Settlements(jobs);
  const batches = new Set<string>();
  const pathOf = (batch: string) => place.path(`batch-${batch}.csv`);
  const shelf = new Shelf(store, place.data);
  const folder = new WorkFolder(place.data);
  const things: NamedThings = {
    async document(_, kind, name) {
      const path = place.path(name);
      if (kind !== 'scheme' && !existsSync(path)) throw new HttpError('HTTP_NOT_FOUND', { what: `document ${name}` });
      return { id: name, name, path };
    },
    async refuseUnknownBatch(_, id) {
      if (!batches.has(id)) throw new HttpError('HTTP_NOT_FOUND', { what: `batch ${id}` });
    },
  };
  const sources = {
    documentPath: async (_: string, id: string) => place.path(id),
    async *casesOf(id: string) {
      await onCases();
      yield* createReadStream(pathOf(id));
    },
    async registerOf(_: object, path: string) {
      const hasOne = existsSync(place.path('register'));
      if (hasOne) copyFileSync(place.path('register'), path);
      return hasOne;
    },
    data: place.data,
  };
  if (!isApi) workOnSettlements(jobs, { store, sources, shelf, folder, threads: 1 });
  const parts = { store, settlements, things, shelf };
  const deriving = {
    pathOf: async (_: Scope, __: string, name: string) => shippedPolicy(name),
    casesOf: (_: Scope, id: string) => sources.casesOf(id),
    data: place.data,
  };
  const addDirectory = async () => undefined;
  if (!isApi) workOnDerivations(jobs, 1, { store, shelf, folder, sources: deriving, addDirectory });
  const refuseUnknown = async (_: Scope, { asked }: Asked) => {
    for (const id of 'batch' in asked ? [asked.batch] : asked.batches)
      if (!batches.has(id)) throw new HttpError('HTTP_NOT_FOUND', { what: `batch ${id}` });
  };
  const routes = [
    ...settlementRoutes(parts),
    ...settlementFileRoutes(parts),
    ...derivedRoutes({ store, jobs, shelf, refuseUnknown }),
  ];
  const app = createApp({
    routes,
    document: openApiOf(routes, '0'),
    callerOf: async (key) => CALLERS[key],
    notReady: async () => undefined,
    metrics: new Metrics(() => jobs.counts()),
    perMinute: 10_000,
    onFault: (error) => faults.push(error),
    changes: new Changes(store, audit),
    audit,
    longestUpload: 1_000,
    stopping: new AbortController().signal,
  });
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    audit,
    faults,
    jobs,
    async ask(key, method, path, body) {
      const answer = await fetch(`${address}${path}`, {
        method,
        headers: {
          authorization: `Bearer ${key}`,
          'accept-language': 'en',
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await answer.text();
      const isJson = /^application\/(problem\+)?json/.test(answer.headers.get('content-type') ?? '') && text !== '';
      return { status: answer.status, text, json: isJson ? JSON.parse(text) : undefined };
    },
    batch(path) {
      const id = randomUUID();
      copyFileSync(path, pathOf(id));
      batches.add(id);
      return id;
    },
    async stop() {
      server.close();
      server.closeAllConnections();
      await jobs.stop();
    },
  };
}
