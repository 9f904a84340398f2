import type { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import type { Turnstile } from './turnstile.js';

/**
 * That a process lives, as the others see it: a lock on a connection of its own, which the database frees when the process dies, and only
 * then; a process that is merely busy keeps it. The same connection hears what is told on a channel.
 */
export interface Presence {
  /** Aborted when the connection is gone: from then on the others take this process for dead. */
  readonly lost: AbortSignal;
  leave(): Promise<void>;
}

export interface PresenceTerms {
  /** The two numbers of the advisory lock. Unit: 32-bit integers. */
  readonly lock: readonly [number, number];
  readonly channel: string;
  /** Takes what `pg_notify` tells on the channel, once the transaction that tells it stands. */
  readonly onTold: (what: string) => void;
}

/** So soon a database takes a machine for gone that lost its power or its network: after the first and four more tries. Unit: seconds. */
const KEEPALIVE = 'set tcp_keepalives_idle = 3; set tcp_keepalives_interval = 1; set tcp_keepalives_count = 4';
/** Unit: milliseconds. */
const LONGEST_CONNECT = 10_000;

/** Shows presence in PostgreSQL. @throws where the database does not answer, or somebody else holds the lock */
export async function showPresence(connectionString: string, { lock, channel, onTold }: PresenceTerms): Promise<Presence> {
  const client = new pg.Client({ connectionString, keepAlive: true, connectionTimeoutMillis: LONGEST_CONNECT });
  const lost = new AbortController();
  client.on('error', () => lost.abort());
  client.on('end', () => lost.abort());
  client.on('notification', ({ payload = '' }) => onTold(payload));
  try {
    await client.connect();
    await client.query(`${KEEPALIVE}; set idle_session_timeout = 0; listen ${client.escapeIdentifier(channel)}`);
    const { rows } = await client.query<{ held: boolean }>('select pg_try_advisory_lock($1, $2) as held', [...lock]);
    if (rows[0]?.held !== true) throw new Error('somebody else holds the lock of this number');
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
  return { lost: lost.signal, leave: () => client.end() };
}

/** The same where one process has the database for itself: nothing to show, but to hear. */
export async function showEmbeddedPresence(turnstile: Turnstile, { channel, onTold }: PresenceTerms): Promise<Presence> {
  const stop = await turnstile.run((lite: PGlite) => lite.listen(channel, onTold));
  return { lost: new AbortController().signal, leave: () => turnstile.run(() => stop()) };
}
