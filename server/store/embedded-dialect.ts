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
  type QueryResult,
  type TransactionSettings,
} from 'kysely';
import type { Turnstile } from './turnstile.js';

/** Kysely over the embedded database: the SQL is PostgreSQL's own, only the way there is another. */
export class EmbeddedDialect implements Dialect {
  readonly #turnstile: Turnstile;

  constructor(turnstile: Turnstile) {
    this.#turnstile = turnstile;
  }

  createDriver(): Driver {
    return new EmbeddedDriver(this.#turnstile);
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

interface Turn extends DatabaseConnection {
  readonly leave: () => void;
}

class EmbeddedDriver implements Driver {
  readonly #turnstile: Turnstile;

  constructor(turnstile: Turnstile) {
    this.#turnstile = turnstile;
  }

  async init(): Promise<void> {}

  /** A connection is a turn: it lasts until it is released, so that a transaction has the database for itself. */
  async acquireConnection(): Promise<Turn> {
    const { lite, leave } = await this.#turnstile.enter();
    return {
      leave,
      async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
        const { rows, affectedRows } = await lite.query<R>(sql, [...parameters]);
        return { rows, ...(affectedRows === undefined ? {} : { numAffectedRows: BigInt(affectedRows) }) };
      },
      streamQuery() {
        throw new Error('the embedded database does not stream: read in pages');
      },
    };
  }

  async releaseConnection(connection: DatabaseConnection): Promise<void> {
    (connection as Turn).leave();
  }

  async beginTransaction(connection: DatabaseConnection, { isolationLevel }: TransactionSettings): Promise<void> {
    await send(connection, isolationLevel === undefined ? 'begin' : `begin isolation level ${isolationLevel}`);
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await send(connection, 'commit');
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await send(connection, 'rollback');
  }

  async destroy(): Promise<void> {}
}

const send = (connection: DatabaseConnection, text: string) => connection.executeQuery(CompiledQuery.raw(text));
