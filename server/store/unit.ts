import { sql, type CompiledQuery, type Kysely, type Transaction } from 'kysely';
import { inlineValues } from './inline-values.js';
import { enterScope, type Scope } from './scope.js';
import { SessionConnection } from './session-dialect.js';
import type { Tables } from './tables.js';

/** Columns of a table that rows are loaded into, in the order of the fields. */
export interface CopyTarget<T extends keyof Tables = keyof Tables> {
  readonly table: T;
  readonly columns: readonly (keyof Tables[T] & string)[];
}

/**
 * One transaction on somebody's behalf: all of it stands, or nothing. It holds a connection, and of the embedded database the only one,
 * so nobody waits for a client inside it.
 */
export interface Unit {
  readonly db: Transaction<Tables>;
  readonly scope: Scope;
  /**
   * Loads COPY text, as `copyLine` writes it, under the policies of the table. A source that breaks off takes the whole unit back.
   *
   * @returns how many rows
   */
  copyIn<T extends keyof Tables>(target: CopyTarget<T>, bytes: AsyncIterable<Uint8Array>): Promise<bigint>;
  /**
   * What a query gives as COPY text, read no faster than it is taken; `copyRows` takes it apart. Values that stand in the query are
   * texts, numbers, booleans, times or null. Whoever stops reading before the end has given up the unit.
   */
  copyOut(query: CompiledQuery): AsyncIterable<Uint8Array>;
}

/** Runs work as one unit. @param appRole as `enterScope` takes it */
export async function runUnit<T>(
  db: Kysely<Tables>,
  scope: Scope,
  appRole: string,
  work: (unit: Unit) => Promise<T>,
): Promise<T> {
  return db.transaction().execute(async (transaction) => {
    await enterScope(transaction, scope, appRole);
    return work(new OpenUnit(transaction, scope));
  });
}

class OpenUnit implements Unit {
  readonly db: Transaction<Tables>;
  readonly scope: Scope;
  #copies = 0;

  constructor(db: Transaction<Tables>, scope: Scope) {
    this.db = db;
    this.scope = scope;
  }

  async copyIn<T extends keyof Tables>({ table, columns }: CopyTarget<T>, bytes: AsyncIterable<Uint8Array>): Promise<bigint> {
    const gate = `copied_in_${await this.#nextCopy()}`;
    const names = sql.join(columns.map((column) => sql.id(column)));
    // COPY passes by policies, and PostgreSQL refuses it where there are any: the rows come in by a table of the transaction's own.
    await sql`create temporary table ${sql.id(gate)} on commit drop as select ${names} from ${sql.table(table)} with no data`.execute(
      this.db,
    );
    await this.#connection(({ session }) => session.copyIn(gate, bytes));
    const inserted =
      await sql`insert into ${sql.table(table)} (${names}) select ${names} from ${sql.id('pg_temp', gate)}`.execute(this.db);
    await sql`drop table ${sql.id('pg_temp', gate)}`.execute(this.db);
    return inserted.numAffectedRows!;
  }

  async *copyOut(query: CompiledQuery): AsyncGenerator<Uint8Array> {
    await this.#nextCopy();
    const { session } = await this.#connection(async (connection) => connection);
    yield* session.copyOut(inlineValues(query));
  }

  /** Copying takes as long as there are rows: the time of a statement, which is for single requests, no longer holds. */
  async #nextCopy(): Promise<number> {
    if (this.#copies === 0) await sql`set local statement_timeout = 0`.execute(this.db);
    return (this.#copies += 1);
  }

  /** Nothing else of the unit is asked while `work` has the connection. */
  #connection<T>(work: (connection: SessionConnection) => Promise<T>): Promise<T> {
    return this.db.getExecutor().provideConnection((connection) => work(connection as SessionConnection));
  }
}
