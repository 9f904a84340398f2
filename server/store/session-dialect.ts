import {
  CompiledQuery,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type DatabaseConnection,
  type DatabaseIntrospector,
  type Dialect,
  type DialectAdapter,
  type Driver,
  type Kysely,
  type QueryCompiler,
  type TransactionSettings,
} from 'kysely';
import type { Session, SessionSource } from './session.js';

/** Kysely over sessions: both databases speak PostgreSQL's own SQL, only the way there is another. */
export class SessionDialect implements Dialect {
  readonly #source: SessionSource;

  constructor(source: SessionSource) {
    this.#source = source;
  }

  createDriver(): Driver {
    return new SessionDriver(this.#source);
  }

  createQueryCompiler(): QueryCompiler {
    return new PostgresQueryCompiler();
  }

  createAdapter(): DialectAdapter {
    return new PostgresAdapter();
  }

  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- Kysely's own signature
  createIntrospector(db: Kysely<any>): DatabaseIntrospector {
    return new PostgresIntrospector(db);
  }
}

/** Kysely's connection, with the session that it goes over. */
export class SessionConnection implements DatabaseConnection {
  readonly session: Session;
  isBroken = false;

  constructor(session: Session) {
    this.session = session;
  }

  executeQuery<R>({ sql, parameters }: CompiledQuery) {
    return this.session.query<R>(sql, parameters);
  }

  streamQuery(): never {
    throw new Error('rows are read in pages, or as a stream by copyOut of a unit');
  }
}

class SessionDriver implements Driver {
  readonly #source: SessionSource;

  constructor(source: SessionSource) {
    this.#source = source;
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<SessionConnection> {
    return new SessionConnection(await this.#source.enter());
  }

  async releaseConnection(connection: DatabaseConnection): Promise<void> {
    const { session, isBroken } = connection as SessionConnection;
    session.leave(isBroken);
  }

  async beginTransaction(connection: DatabaseConnection, { isolationLevel }: TransactionSettings): Promise<void> {
    await send(connection, isolationLevel === undefined ? 'begin' : `begin isolation level ${isolationLevel}`);
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    const { command } = await send(connection, 'commit');
    // After a statement that failed, PostgreSQL takes a commit for a rollback, and says so without an error.
    if (command !== 'COMMIT') throw new Error('nothing was committed: a statement of the transaction had failed');
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    // What cannot be rolled back ends with its connection; the fault that led here is the one to be told of.
    await send(connection, 'rollback').catch(() => ((connection as SessionConnection).isBroken = true));
  }

  async destroy(): Promise<void> {
    await this.#source.end();
  }
}

const send = (connection: DatabaseConnection, text: string) =>
  (connection as SessionConnection).executeQuery(CompiledQuery.raw(text));
