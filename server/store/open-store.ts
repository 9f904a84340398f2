import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { EmbeddedDialect } from './embedded-dialect.js';
import { migrate } from './migrate.js';
import { takeLock } from '../file-lock.js';
import { StoreError } from './errors.js';
import { showEmbeddedPresence, showPresence, type Presence, type PresenceTerms } from './presence.js';
import { runScript } from './run-script.js';
import type { Tables } from './tables.js';
import { Turnstile } from './turnstile.js';
import type { Scope, Unit } from './unit.js';

/** Where the service keeps what it must not forget. */
export interface Store {
  readonly db: Kysely<Tables>;
  readonly kind: 'embedded' | 'postgres';
  /** Runs a text of several statements, such as a library sets itself up with. @returns The rows of the last. */
  script(text: string): Promise<unknown[]>;
  /** Shows the others that this process lives. @throws where the database does not answer */
  showPresence(terms: PresenceTerms): Promise<Presence>;
  /** One transaction, with the rows of its scope. */
  unit<T>(scope: Scope, work: (unit: Unit) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export type StoreOptions =
  /** `postgres://…`: PostgreSQL 15 or newer. */
  | { readonly url: string; readonly schema?: string }
  /** Folder of the embedded database; in memory without one. */
  | { readonly folder: string | undefined };

/** Types of PostgreSQL whose values the two drivers would read differently. */
const INT8 = 20;
const DATE = 1082;

const MOST_CONNECTIONS = 10;
/** Unit: milliseconds. */
const LONGEST_STATEMENT = 60_000;
const LONGEST_WAIT_FOR_A_CONNECTION = 10_000;

/** Opens the database and brings its tables up to date. @throws STORE_UNREACHABLE, STORE_IN_USE */
export async function openStore(options: StoreOptions): Promise<Store> {
  const store = 'url' in options ? openPostgres(options.url, options.schema) : await openEmbedded(options.folder);
  try {
    await migrate(store.db);
    return store;
  } catch (cause) {
    await store.close();
    throw new StoreError('STORE_UNREACHABLE', { where: whereOf(options), why: (cause as Error).message }, { cause });
  }
}

function openPostgres(url: string, schema: string | undefined): Store {
  const types = new pg.TypeOverrides();
  types.setTypeParser(INT8, BigInt);
  types.setTypeParser(DATE, (text) => text);
  const pool = new pg.Pool({
    connectionString: url,
    types,
    max: MOST_CONNECTIONS,
    connectionTimeoutMillis: LONGEST_WAIT_FOR_A_CONNECTION,
    statement_timeout: LONGEST_STATEMENT,
    idle_in_transaction_session_timeout: LONGEST_STATEMENT,
    ...(schema === undefined ? {} : { options: `-c search_path=${schema}` }),
  });
  // A connection that breaks while nobody uses it is replaced by the next; its error would end the process.
  pool.on('error', () => undefined);
  // The same of one that is in use: whoever uses it hears of it by what they asked.
  pool.on('connect', (client) => client.on('error', () => undefined));
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  return {
    db,
    kind: 'postgres',
    script: (text) => runScript(pool, text),
    showPresence: (terms) => showPresence(url, terms),
    unit: (_, work) => db.transaction().execute((one) => work({ db: one })),
    close: () => db.destroy(),
  };
}

async function openEmbedded(folder: string | undefined): Promise<Store> {
  if (folder === undefined) return embedded(undefined);
  await mkdir(folder, { recursive: true });
  // Two processes in one folder would destroy it.
  const giveUp = await takeLock(join(folder, 'database.lock'), {
    patience: 0,
    held: (path, pid) => new StoreError('STORE_IN_USE', { path, pid }),
  });
  try {
    const store = await embedded(folder);
    return { ...store, close: () => store.close().finally(giveUp) };
  } catch (error) {
    await giveUp();
    throw error;
  }
}

async function embedded(folder: string | undefined): Promise<Store> {
  const parsers = { [INT8]: BigInt, [DATE]: (text: string) => text };
  const lite = await PGlite.create({ ...(folder === undefined ? {} : { dataDir: join(folder, 'database') }), parsers }).catch(
    (cause: Error) => {
      throw new StoreError('STORE_UNREACHABLE', { where: folder ?? 'memory', why: cause.message }, { cause });
    },
  );
  const turnstile = new Turnstile(lite);
  const db = new Kysely<Tables>({ dialect: new EmbeddedDialect(turnstile) });
  const close = async () => {
    await db.destroy();
    await turnstile.run((one) => one.close());
  };
  return {
    db,
    kind: 'embedded',
    unit: (_, work) => db.transaction().execute((one) => work({ db: one })),
    script: (text) => turnstile.run(async (one) => (await one.exec(text)).at(-1)?.rows ?? []),
    showPresence: (terms) => showEmbeddedPresence(turnstile, terms),
    close,
  };
}

/** Without the password that a URL holds. */
function whereOf(options: StoreOptions): string {
  if (!('url' in options)) return options.folder ?? 'memory';
  if (!URL.canParse(options.url)) return 'DATABASE_URL';
  const { host, pathname } = new URL(options.url);
  return `${host}${pathname}`;
}
