import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { programFolder } from './program-folder.js';

/** The folders whose code decides what a result is. */
const DECIDING = ['reference-data', 'grouper', 'server/intake', 'server/grouping', 'server/batch'];

/** Those and the folders that pricing and settling take. */
const SETTLING = [...DECIDING, 'pricing', 'server/pricing', 'server/settlement'];

/** Sources, or what was compiled of them; no declarations. */
const CODE = /(?<!\.d)\.[jt]s$/;

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
  const hash = createHash('sha256');
  for (const folder of folders) addFolder(join(programFolder(), folder), hash);
  const found = hash.digest('hex');
  known.set(folders, found);
  return found;
}

function addFolder(folder: string, hash: ReturnType<typeof createHash>): void {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) addFolder(path, hash);
    else if (CODE.test(entry.name)) hash.update(`${entry.name}\0`).update(readFileSync(path));
  }
}
