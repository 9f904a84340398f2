import { sql } from 'kysely';
import type { Logger } from 'pino';
import { chinaDay } from '../china-day.js';
import { Batches, BATCH_CHUNK } from '../batches/index.js';
import { packageVersion } from '../cli/package-version.js';
import { Jobs } from '../jobs/index.js';
import { Documents } from '../documents/index.js';
import { ApiKeys, AuditLog, openStore, Shelf, SYSTEM, type Caller, type Store } from '../store/index.js';
import { WorkFolder } from '../work-folder.js';
import { DATABASE_AWAY } from './answer-problem.js';
import { createApp } from './app.js';
import { Changes } from './carry-out.js';
import { CallerCache } from './caller-cache.js';
import type { ServiceConfig } from './config.js';
import { FoundDocuments } from './found-documents.js';
import { ensureAdministrator } from './first-administrator.js';
import { listen } from './listen.js';
import { Metrics } from './metrics.js';
import { openApiOf } from './openapi.js';
import { PolicyCache } from './policy-cache.js';
import { auditRoute } from './routes/audit.js';
import { batchCasesRoute } from './routes/batch-cases.js';
import { batchRoutes } from './routes/batches.js';
import type { Route } from './route.js';
import { caseRoutes } from './routes/cases.js';
import { keyRoutes } from './routes/keys.js';
import { uploadRoute } from './routes/upload-batch.js';
import { SchemeCache } from './scheme-cache.js';
import { KINDS_OF_BATCHES, workOfBatches } from './work-of-batches.js';
import { COLLECTIONS } from './routes/document-wire.js';
import { documentRoutes } from './routes/documents.js';
import { documentUploads } from './routes/upload-documents.js';
import { specialCaseRoutes } from './routes/special-cases.js';

/** A service that listens. */
export interface Service {
  /** `http://127.0.0.1:8420` */
  readonly address: string;
  /** The administrator's key, where one was made: nobody can show it again. */
  readonly madeKey: string | undefined;
  /** Lets requests that are under way end, takes no more, and closes the database. */
  stop(): Promise<void>;
}

/** What a service is started with beside its settings. */
export interface StartedBeside {
  /** Routes beside those of the service: what a benchmark holds them against. */
  readonly routes?: readonly Route[];
  /** Takes a line for every request. */
  readonly log?: Logger;
  /** The clock by which days are told. */
  readonly now?: () => Date;
}

/**
 * Opens the database, brings it up to date, and listens.
 *
 * @throws STORE_UNREACHABLE, SERVER_ADDRESS_UNUSABLE
 */
export async function startService(
  config: ServiceConfig,
  onFault: (error: unknown, request: string) => void,
  { now = () => new Date(), ...more }: StartedBeside = {},
): Promise<Service> {
  const store = await openStore(config.store);
  const opened = [() => store.close()];
  const closeAll = async () => {
    for (const close of opened) await close();
  };
  try {
    const jobs = await Jobs.open(store, [BATCH_CHUNK, ...KINDS_OF_BATCHES], (error) => onFault(error, 'job'));
    opened.unshift(() => jobs.stop());
    const madeKey = await ensureAdministrator(store, config.adminKey);
    const audit = new AuditLog(store);
    const { data, batchThreads: threads } = config;
    const shelf = new Shelf(store, data);
    const folder = new WorkFolder(data);
    await Promise.all([shelf.tidy(), folder.sweep()]);
    const documents = new Documents(store, shelf, data);
    const batches = new Batches({ store, jobs, folder, documents, data, threads });
    opened.splice(1, 0, () => batches.close());
    const ofBatches = workOfBatches({ store, jobs, shelf, documents, folder, data, threads });
    if (config.role !== 'api') {
      batches.work();
      ofBatches.work();
    }
    const callers = new CallerCache((key) => store.unit(SYSTEM, ({ db }) => new ApiKeys(db).callerOf(key, new Date())));
    const found = new FoundDocuments(documents);
    const schemes = new SchemeCache(data, found);
    const policies = new PolicyCache(data, found);
    const answered = [
      ...Object.values(COLLECTIONS).flatMap((collection) => documentRoutes(documents, collection)),
      ...documentUploads(documents),
      ...caseRoutes(schemes, policies),
      uploadRoute(batches),
      ...batchRoutes(store),
      batchCasesRoute(store, schemes, policies),
      ...ofBatches.routes,
      ...specialCaseRoutes({
        store,
        async policyOn(scope, name, day) {
          const { path } = await documents.open(scope, 'payment-policy', name, day);
          return policies.policyAt(path);
        },
        runOf: ofBatches.runOf,
        today: () => chinaDay(now()),
      }),
      ...keyRoutes(store, (id) => callers.forget(id)),
      auditRoute(audit),
      ...(more.routes ?? []),
    ];
    // A process that only works on jobs says how it is, and answers nothing else.
    const routes = config.role === 'worker' ? [] : answered;
    const stopping = new AbortController();
    const app = createApp({
      routes,
      document: openApiOf(routes, packageVersion()),
      callerOf: (key): Promise<Caller | undefined> => callers.callerOf(key),
      notReady: async () => (stopping.signal.aborted ? '正在停止 (it is stopping)' : await whyUnreachable(store)),
      metrics: new Metrics(() => jobs.counts()),
      perMinute: config.perMinute,
      changes: new Changes(store, audit),
      audit,
      longestUpload: config.longestUpload,
      stopping: stopping.signal,
      onFault,
      log: more.log,
    });
    const listening = await listen(app, config);
    const stop = async () => {
      stopping.abort();
      await listening.close();
      await closeAll();
    };
    return { address: listening.address, madeKey, stop };
  } catch (error) {
    await closeAll();
    throw error;
  }
}

async function whyUnreachable(store: Store): Promise<string | undefined> {
  return sql`select 1`.execute(store.owner).then(
    () => undefined,
    () => DATABASE_AWAY,
  );
}
