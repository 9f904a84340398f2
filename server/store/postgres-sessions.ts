import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { DATE, INT8 } from './column-types.js';
import type { Answer, Session, SessionSource } from './session.js';

const MOST_CONNECTIONS = 10;
/** Unit: milliseconds. */
const LONGEST_STATEMENT = 60_000;
const LONGEST_WAIT_FOR_A_CONNECTION = 10_000;

/** Connections to a PostgreSQL, kept open and handed out again. @param schema Where the tables are; the user's own without it. */
export function postgresSessions(url: string, schema: string | undefined): SessionSource {
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
  // A connection that breaks while nothing is asked of it is replaced by the next; its error would end the process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return { enter: async () => new PostgresSession(await pool.connect()), end: () => pool.end() };
}

class PostgresSession implements Session {
  readonly #client: pg.PoolClient;

  constructor(client: pg.PoolClient) {
    this.#client = client;
  }

  async query<R>(text: string, values: readonly unknown[]): Promise<Answer<R>> {
    const answer = await this.#client.query(text, [...values]);
    // Several statements in one text have several answers.
    const { rows, rowCount, command } = Array.isArray(answer) ? (answer as pg.QueryResult[]).at(-1)! : answer;
    return { rows, command, ...(rowCount === null ? {} : { numAffectedRows: BigInt(rowCount) }) };
  }

  async copyIn(table: string, columns: readonly string[], bytes: AsyncIterable<Uint8Array>): Promise<bigint> {
    const [into, ...fields] = [table, ...columns].map((name) => pg.escapeIdentifier(name));
    const copying = this.#client.query(copyFrom(`copy ${into} (${fields.join(', ')}) from stdin`));
    await pipeline(bytes, copying);
    return BigInt(copying.rowCount);
  }

  async *copyOut(select: string): AsyncGenerator<Uint8Array> {
    const rows = this.#client.query(copyTo(`copy (${select}) to stdout`));
    let isLeft = true;
    try {
      for await (const piece of rows) yield piece as Buffer;
      isLeft = false;
    } catch (error) {
      isLeft = false;
      throw error;
    } finally {
      // The database would go on sending until the last row.
      if (isLeft) await (this.#client as unknown as pg.Client).end();
    }
  }

  leave(isBroken: boolean): void {
    this.#client.release(isBroken);
  }
}
