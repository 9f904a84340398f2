import type { SessionSource } from './session.js';

/** Runs a text of several statements on one connection, and takes back the transaction that it opened where one of them fails. */
export async function runScript(sessions: SessionSource, text: string): Promise<unknown[]> {
  const session = await sessions.enter();
  let isBroken = false;
  try {
    return (await session.query(text, [])).rows;
  } catch (error) {
    await session.query('rollback', []).catch(() => (isBroken = true));
    throw error;
  } finally {
    session.leave(isBroken);
  }
}
