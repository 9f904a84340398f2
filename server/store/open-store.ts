import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { Kysely } from 'kysely';
import { appRoleOf } from './app-role.js';
import { DATE, INT8 } from './column-types.js';
import { embeddedSessions } from './embedded-sessions.js';
import { migrate } from './migrate.js';
import { takeLock } from '../file-lock.js';
import { StoreError } from './errors.js';
import { postgresSessions } from './postgres-sessions.js';
import { showEmbeddedPresence, showPresence, type Presence, type PresenceTerms } from './presence.js';
import { runScript } from './run-script.js';
import type { Scope } from './scope.js';
import { SessionDialect } from './session-dialect.js';
import type { SessionSource } from './session.js';
import type { Tables } from './tables.js';
import { Turnstile } from './turnstile.js';
import { runUnit, type Unit } from './unit.js';

/** Where the service keeps what it must not forget. */
export interface Store {
  readonly kind: 'embedded' | 'postgres';
  /** Runs work as one transaction on somebody's behalf. A statement that fails takes all of it back. */
  unit<T>(scope: Scope, work: (unit: Unit) => Promise<T>): Promise<T>;
  /** The database as the user who owns the tables, on nobody's behalf: for what sets tables up. Whatever else is asked is asked in a unit. */
  readonly owner: Kysely<Tables>;
  /** Runs a text of several statements as the same, such as a library sets itself up with. @returns The rows of the last. */
  script(text: string): Promise<unknown[]>;
  /** Shows the others that this process lives. @throws where the database does not answer */
  showPresence(terms: PresenceTerms): Promise<Presence>;
  close(): Promise<void>;
}

export type StoreOptions =
  /** `postgres://…`: PostgreSQL 15 or newer. */
  | { readonly url: string; readonly schema?: string }
  /** Folder of the embedded database; in memory without one. */
  | { readonly folder: string | undefined };

/** Opens the database and brings its tables up to date. @throws STORE_UNREACHABLE, STORE_IN_USE, STORE_UNGUARDED */
export async function openStore(options: StoreOptions): Promise<Store> {
  if ('url' in options) return storeOver(postgresAt(options), options);
  if (options.folder === undefined) return storeOver(await embeddedIn(undefined), options);
  await mkdir(options.folder, { recursive: true });
  // Two processes in one folder would destroy it.
  const giveUp = await takeLock(join(options.folder, 'database.lock'), {
    patience: 0,
    held: (path, pid) => new StoreError('STORE_IN_USE', { path, pid }),
  });
  try {
    const store = await storeOver(await embeddedIn(options.folder), options);
    return { ...store, close: () => store.close().finally(giveUp) };
  } catch (error) {
    await giveUp();
    throw error;
  }
}

/** What differs between the two databases. */
interface Database extends Pick<Store, 'kind' | 'showPresence'> {
  readonly sessions: SessionSource;
}

async function storeOver({ sessions, ...database }: Database, options: StoreOptions): Promise<Store> {
  const owner = new Kysely<Tables>({ dialect: new SessionDialect(sessions) });
  const close = () => owner.destroy();
  try {
    await migrate(owner);
    const appRole = await appRoleOf(owner);
    return {
      ...database,
      owner,
      unit: (scope, work) => runUnit(owner, scope, appRole, work),
      script: (text) => runScript(sessions, text),
      close,
    };
  } catch (cause) {
    await close();
    if (cause instanceof StoreError) throw cause;
    throw new StoreError('STORE_UNREACHABLE', { where: whereOf(options), why: (cause as Error).message }, { cause });
  }
}

const postgresAt = ({ url, schema }: Extract<StoreOptions, { readonly url: string }>): Database => ({
  kind: 'postgres',
  sessions: postgresSessions(url, schema),
  showPresence: (terms) => showPresence(url, terms),
});

async function embeddedIn(folder: string | undefined): Promise<Database> {
  const parsers = { [INT8]: BigInt, [DATE]: (text: string) => text };
  const lite = await PGlite.create({ ...(folder === undefined ? {} : { dataDir: join(folder, 'database') }), parsers }).catch(
    (cause: Error) => {
      throw new StoreError('STORE_UNREACHABLE', { where: folder ?? 'memory', why: cause.message }, { cause });
    },
  );
  const turnstile = new Turnstile(lite);
  return {
    kind: 'embedded',
    sessions: embeddedSessions(turnstile),
    showPresence: (terms) => showEmbeddedPresence(turnstile, terms),
  };
}

/** Without the password that a URL holds. */
function whereOf(options: StoreOptions): string {
  if (!('url' in options)) return options.folder ?? 'memory';
  if (!URL.canParse(options.url)) return 'DATABASE_URL';
  const { host, pathname } = new URL(options.url);
  return `${host}${pathname}`;
}
