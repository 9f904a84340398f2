import { createHash } from 'node:crypto';
import { sql, type Selectable, type Transaction } from 'kysely';
import { StoreError } from './errors.js';
import type { Store } from './open-store.js';
import { SYSTEM } from './scope.js';
import type { AuditRow } from './access-tables.js';
import type { Tables } from './tables.js';

/** Something that is written down: a change of state, or a look at records of patients. */
export interface AuditEntry {
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly keyId: string;
  readonly role: string;
  readonly institution: string;
  /** What was done, such as `key.issue`. */
  readonly action: string;
  /** What it was done to. */
  readonly object: string;
  readonly purpose: string;
  /** Records that were read or written. */
  readonly rows: number;
  readonly address: string;
  /** Id of the request. */
  readonly request: string;
  /** `done`, or the code of the error. */
  readonly result: string;
}

/** An entry as it stands in the log. */
export interface AuditLine extends AuditEntry {
  readonly seq: string;
  readonly hash: string;
}

/** Where the chain of a log has come to: kept elsewhere, it shows whether lines were taken away from the end. */
export interface AuditHead {
  readonly seq: bigint;
  readonly hash: string;
}

const NOTHING: AuditHead = { seq: 0n, hash: '0'.repeat(64) };
/** One writer at a time takes this lock. */
const WRITER = 4_101_000_001;
/** Lines that are read at once. */
const PAGE = 2_000;

/** The log of who did what: only added to, each line bound to the one before by a hash. */
export class AuditLog {
  readonly #store: Pick<Store, 'unit'>;

  constructor(store: Pick<Store, 'unit'>) {
    this.#store = store;
  }

  /** Adds a line in a transaction of its own. */
  add(entry: AuditEntry): Promise<AuditHead> {
    return this.#store.unit(SYSTEM, ({ db }) => this.addIn(db, entry));
  }

  /** Adds a line with the change that it tells of: both stand, or neither does. @param transaction `db` of any unit */
  async addIn(transaction: Transaction<Tables>, entry: AuditEntry): Promise<AuditHead> {
    await sql`select pg_advisory_xact_lock(${WRITER}::bigint)`.execute(transaction);
    const before = await headIn(transaction);
    const line = lineOf(before.seq + 1n, entry);
    const hash = hashOf(before.hash, line);
    await transaction
      .insertInto('audit_log')
      .values({ ...line, hash })
      .execute();
    return { seq: line.seq, hash };
  }

  head(): Promise<AuditHead> {
    return this.#store.unit(SYSTEM, ({ db }) => headIn(db));
  }

  /**
   * Reads the whole log and holds each line against the one before.
   *
   * @param known A head that was kept elsewhere: the line of its number must have its hash.
   * @throws STORE_AUDIT_BROKEN with the first line that does not fit
   */
  async verify(known?: AuditHead): Promise<AuditHead> {
    let head = NOTHING;
    for (;;) {
      const page = await this.#after(head.seq, PAGE);
      for (const { hash, ...line } of page) {
        const isNext = line.seq === head.seq + 1n && hash === hashOf(head.hash, line);
        if (!isNext || (known?.seq === line.seq && known.hash !== hash)) throw broken(line.seq);
        head = { seq: line.seq, hash };
      }
      if (page.length < PAGE) break;
    }
    if (known !== undefined && known.seq > head.seq) throw broken(head.seq + 1n);
    return head;
  }

  /** Lines, newest first. @param before The line behind the first one that is wanted. */
  async newest(limit: number, before?: bigint): Promise<readonly AuditLine[]> {
    const rows = await this.#store.unit(SYSTEM, ({ db }) =>
      db
        .selectFrom('audit_log')
        .selectAll()
        .$if(before !== undefined, (lines) => lines.where('seq', '<', before!))
        .orderBy('seq', 'desc')
        .limit(limit)
        .execute(),
    );
    return rows.map(({ key_id, rows: count, seq, ...row }) => ({ ...row, seq: String(seq), keyId: key_id, rows: Number(count) }));
  }

  /** Lines behind one, oldest first. */
  #after(seq: bigint, limit: number): Promise<readonly Selectable<AuditRow>[]> {
    return this.#store.unit(SYSTEM, ({ db }) =>
      db.selectFrom('audit_log').selectAll().where('seq', '>', seq).orderBy('seq').limit(limit).execute(),
    );
  }
}

const broken = (seq: bigint): StoreError => new StoreError('STORE_AUDIT_BROKEN', { seq: String(seq) });

async function headIn(db: Transaction<Tables>): Promise<AuditHead> {
  const { rows } = await sql<AuditHead>`select seq, hash from audit_head() where seq is not null`.execute(db);
  return rows[0] ?? NOTHING;
}

type Line = Omit<Selectable<AuditRow>, 'hash'>;

function lineOf(seq: bigint, { keyId, rows, ...entry }: AuditEntry): Line {
  return { seq, ...entry, key_id: keyId, rows: BigInt(rows) };
}

/** The parts in an order of their own, so that no database decides it, and each in quotes, so that none runs into the next. */
function hashOf(before: string, line: Line): string {
  const { seq, at, key_id, role, institution, action, object, purpose, rows, address, request, result } = line;
  const parts = [String(seq), at, key_id, role, institution, action, object, purpose, String(rows), address, request, result];
  return createHash('sha256').update(before).update(JSON.stringify(parts)).digest('hex');
}
