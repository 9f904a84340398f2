import type { QueryResult } from 'kysely';

/** What a statement gave, and what it was: `INSERT`, `COMMIT`, … */
export interface Answer<R> extends QueryResult<R> {
  readonly command: string | undefined;
}

/** A connection that one piece of work has for itself. */
export interface Session {
  query<R>(text: string, values: readonly unknown[]): Promise<Answer<R>>;
  /** Loads COPY text into a table that no policy guards. @returns how many rows */
  copyIn(table: string, columns: readonly string[], bytes: AsyncIterable<Uint8Array>): Promise<bigint>;
  /** What a query without parameters gives, as COPY text. Whoever stops reading before the end has given up the transaction. */
  copyOut(select: string): AsyncIterable<Uint8Array>;
  /** Gives the connection back. @param isBroken It cannot be used any more. */
  leave(isBroken: boolean): void;
}

/** Where connections come from. */
export interface SessionSource {
  enter(): Promise<Session>;
  end(): Promise<void>;
}
