import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Gives work a place for what it needs on the way, and takes it away whatever comes of the work, also when the process is stopped.
 *
 * @param work Is handed the path for a file of a name.
 */
export async function withScratchFolder<Result>(work: (place: (name: string) => string) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'dianzhi-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', remove);
  try {
    return await work((name) => join(folder, name));
  } finally {
    remove();
    process.removeListener('exit', remove);
  }
}
