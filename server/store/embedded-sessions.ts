import type { PGlite } from '@electric-sql/pglite';
import { wholeLines } from './whole-lines.js';
import { copyLine } from './copy-text.js';
import type { Answer, Session, SessionSource } from './session.js';
import type { Turnstile } from './turnstile.js';

/** Rows of one page, and bytes of one portion, for which the database keeps the thread. */
const PAGE = 2_000;
const PORTION = 512 * 1024;

/** The embedded database, in turns: one lasts until it is left, so that a transaction has the database for itself. */
export function embeddedSessions(turnstile: Turnstile): SessionSource {
  const enter = async () => {
    const { lite, leave } = await turnstile.enter();
    return new EmbeddedSession(lite, leave);
  };
  return { enter, end: () => turnstile.run((lite) => lite.close()) };
}

class EmbeddedSession implements Session {
  readonly #lite: PGlite;
  readonly leave: () => void;
  #cursors = 0;

  constructor(lite: PGlite, leave: () => void) {
    this.#lite = lite;
    this.leave = leave;
  }

  async query<R>(text: string, values: readonly unknown[]): Promise<Answer<R>> {
    // Only without values may one text hold several statements.
    const answer = values.length === 0 ? (await this.#lite.exec(text)).at(-1) : await this.#lite.query(text, [...values]);
    const { rows = [], affectedRows, command } = answer ?? {};
    return { rows: rows as R[], command, ...(affectedRows === undefined ? {} : { numAffectedRows: BigInt(affectedRows) }) };
  }

  async copyIn(table: string, columns: readonly string[], bytes: AsyncIterable<Uint8Array>): Promise<bigint> {
    const { rows } = await this.#lite.query<{ role: string }>(`select current_setting('role') as role`);
    // It reads the bytes as a file, which a role that owns nothing may not.
    await this.#lite.query('set local role none');
    const fields = columns.map((name) => `"${name}"`).join(', ');
    let copied = 0;
    for await (const portion of wholeLines(bytes, PORTION)) {
      const blob = new Blob(portion);
      const { affectedRows } = await this.#lite.query(`copy "${table}" (${fields}) from '/dev/blob'`, [], { blob });
      copied += affectedRows!;
    }
    await this.#lite.query(`select set_config('role', $1, true)`, [rows[0]!.role]);
    return BigInt(copied);
  }

  async *copyOut(select: string): AsyncGenerator<Uint8Array> {
    const cursor = `copied_out_${(this.#cursors += 1)}`;
    const asPrinted = Object.fromEntries(Object.keys(this.#lite.parsers).map((type) => [type, (text: string) => text]));
    await this.#lite.query(`declare ${cursor} no scroll cursor for ${select}`);
    for (;;) {
      const { rows } = await this.#lite.query<(string | null)[]>(`fetch ${PAGE} from ${cursor}`, [], {
        rowMode: 'array',
        parsers: asPrinted,
      });
      if (rows.length > 0) yield Buffer.from(rows.map(copyLine).join(''));
      if (rows.length < PAGE) break;
    }
    await this.#lite.query(`close ${cursor}`);
  }
}
