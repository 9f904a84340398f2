import { ServerError } from '../errors.js';
import { takeLock } from '../file-lock.js';

/** How long somebody else may take. Unit: milliseconds. */
const PATIENCE = 15_000;

/**
 * Does something with a register while nobody else adds to it: of several programs one after the other reads it, asks the policy and adds.
 *
 * @throws SERVER_REGISTER_LOCKED where somebody holds it for too long; SERVER_OUTPUT_UNWRITABLE
 */
export async function whileHolding<T>(register: string, work: () => Promise<T>): Promise<T> {
  const giveUp = await takeLock(`${register}.lock`, {
    patience: PATIENCE,
    held: (path, pid, host) => new ServerError('SERVER_REGISTER_LOCKED', { path, pid, host }),
  });
  try {
    return await work();
  } finally {
    await giveUp();
  }
}
