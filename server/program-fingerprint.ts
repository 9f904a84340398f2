import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folders whose code decides what a result is. */
const DECIDING = ['reference-data', 'grouper', 'server/intake', 'server/grouping', 'server/batch'];

/** Those and the folders that pricing and settling take. */
const SETTLING = [...DECIDING, 'pricing', 'server/pricing', 'server/settlement'];

const known = new Map<readonly string[], string>();

/**
 * SHA-256 over the code that decides results, as it runs: what another program compiled or began is known by it, also between two
 * states of the code that bear the same version.
 */
export function programFingerprint(): string {
  return fingerprintOf(DECIDING);
}

/** The same of the code that decides what a settlement comes to. */
export function settlingFingerprint(): string {
  return fingerprintOf(SETTLING);
}

function fingerprintOf(folders: readonly string[]): string {
  const before = known.get(folders);
  if (before !== undefined) return before;
  const here = fileURLToPath(import.meta.url);
  const hash = createHash('sha256');
  for (const folder of folders) addFolder(join(dirname(here), '..', folder), extname(here), hash);
  const found = hash.digest('hex');
  known.set(folders, found);
  return found;
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
