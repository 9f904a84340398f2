import type pg from 'pg';

/** Runs a text of several statements on one connection, and takes back the transaction that it opened where one of them fails. */
export async function runScript(pool: pg.Pool, text: string): Promise<unknown[]> {
  const client = await pool.connect();
  try {
    const answered: pg.QueryResult | pg.QueryResult[] = await client.query(text);
    return (Array.isArray(answered) ? answered.at(-1)! : answered).rows;
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}
