import { sql, type CompiledQuery, type Kysely, type Transaction } from 'kysely';
import { StoreError } from './errors.js';
import { inletOf } from './inlet.js';
import { inlineValues } from './inline-values.js';
import { enterScope, type Scope } from './scope.js';
import { SessionConnection } from './session-dialect.js';
import type { Tables } from './tables.js';

/** Where rows are loaded. */
export interface CopyTarget<T extends keyof Tables = keyof Tables> {
  /** A table that has an inlet. */
  readonly table: T;
  /** Its columns in the order of the fields. */
  readonly columns: readonly (keyof Tables[T] & string)[];
  /** What all these rows have in common: by it they are found again. */
  readonly among: Readonly<Record<string, string | number>>;
}

/**
 * One transaction on somebody's behalf: all of it stands, or nothing. It holds a connection, and of the embedded database the only one,
 * so nobody waits for a client inside it.
 */
export interface Unit {
  readonly db: Transaction<Tables>;
  readonly scope: Scope;
  /**
   * Loads COPY text, as `copyLine` writes it. What came in is held against what the policies of the table show of it. A source that breaks
   * off takes the whole unit back.
   *
   * @returns how many rows
   * @throws STORE_ROWS_FOREIGN
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
  #isTimeLimited = true;

  constructor(db: Transaction<Tables>, scope: Scope) {
    this.db = db;
    this.scope = scope;
  }

  async copyIn<T extends keyof Tables>(
    { table, columns, among }: CopyTarget<T>,
    bytes: AsyncIterable<Uint8Array>,
  ): Promise<bigint> {
    await this.#liftTimeLimit();
    const before = await this.#count(table, among);
    const copied = await this.#connection(({ session }) => session.copyIn(inletOf(table), columns, bytes));
    // COPY passes by policies.
    const seen = (await this.#count(table, among)) - before;
    if (seen !== copied) throw new StoreError('STORE_ROWS_FOREIGN', { table, rows: Number(copied - seen) });
    return copied;
  }

  async #count(table: string, among: CopyTarget['among']): Promise<bigint> {
    const conditions = Object.entries(among).map(([column, value]) => sql`${sql.id(column)} = ${value}`);
    const condition = conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `);
    const { rows } = await sql<{ rows: bigint }>`select count(*) as rows from ${sql.table(table)} where ${condition}`.execute(
      this.db,
    );
    return rows[0]!.rows;
  }

  async *copyOut(query: CompiledQuery): AsyncGenerator<Uint8Array> {
    await this.#liftTimeLimit();
    const { session } = await this.#connection(async (connection) => connection);
    yield* session.copyOut(inlineValues(query));
  }

  /** Copying takes as long as there are rows: the time of a statement, which is for single requests, no longer holds. */
  async #liftTimeLimit(): Promise<void> {
    if (!this.#isTimeLimited) return;
    await sql`set local statement_timeout = 0`.execute(this.db);
    this.#isTimeLimited = false;
  }

  /** Nothing else of the unit is asked while `work` has the connection. */
  #connection<T>(work: (connection: SessionConnection) => Promise<T>): Promise<T> {
    return this.db.getExecutor().provideConnection((connection) => work(connection as SessionConnection));
  }
}
