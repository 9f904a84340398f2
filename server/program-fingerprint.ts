import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folders whose code decides what a result is. */
const DECIDING = ['reference-data', 'grouper', 'server/intake', 'server/grouping', 'server/batch'];

let known: string | undefined;

/**
 * SHA-256 over the code that decides results, as it runs: what another program compiled or began is known by it, also between two
 * states of the code that bear the same version.
 */
export function programFingerprint(): string {
  if (known !== undefined) return known;
  const here = fileURLToPath(import.meta.url);
  const hash = createHash('sha256');
  for (const folder of DECIDING) addFolder(join(dirname(here), '..', folder), extname(here), hash);
  return (known = hash.digest('hex'));
}

function addFolder(folder: string, ending: string, hash: ReturnType<typeof createHash>): void {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) addFolder(path, ending, hash);
    else if (entry.name.endsWith(ending) && !entry.name.endsWith('.d.ts'))
      hash.update(`${entry.name}\0`).update(readFileSync(path));
  }
}
