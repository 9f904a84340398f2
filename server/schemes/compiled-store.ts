import { createHash } from 'node:crypto';
import { open, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SchemeManifest } from '../../reference-data/index.js';
import { programFingerprint } from '../program-fingerprint.js';

/** Where the compiled form lies beside the tables of its scheme. */
const COMPILED = 'compiled.bin';
const HASH_LENGTH = 32;

/**
 * Reads the compiled form that is stored beside a scheme: one file straight into shared memory.
 *
 * @returns undefined where there is none, or where it was made of other tables, by another program, or is damaged: then the tables are
 *   compiled again.
 */
export async function readCompiled(folder: string, manifest: SchemeManifest): Promise<SharedArrayBuffer | undefined> {
  const file = await open(join(folder, COMPILED)).catch(() => undefined);
  if (file === undefined) return undefined;
  try {
    const head = Buffer.alloc(2 * HASH_LENGTH);
    const { size } = await file.stat();
    await file.read(head, 0, head.length, 0);
    if (size <= head.length || !head.subarray(0, HASH_LENGTH).equals(originOf(manifest))) return undefined;
    const packed = new SharedArrayBuffer(size - head.length);
    await file.read(new Uint8Array(packed), 0, packed.byteLength, head.length);
    return head.subarray(HASH_LENGTH).equals(sha256(new Uint8Array(packed))) ? packed : undefined;
  } finally {
    await file.close();
  }
}

/** Stores a compiled form beside its scheme. Where that cannot be done nothing is lost but time at the next start. */
export async function storeCompiled(folder: string, manifest: SchemeManifest, packed: SharedArrayBuffer): Promise<void> {
  const path = join(folder, COMPILED);
  const fresh = `${path}.${process.pid}.new`;
  const bytes = new Uint8Array(packed);
  try {
    await writeFile(fresh, Buffer.concat([originOf(manifest), sha256(bytes), bytes]));
    await rename(fresh, path);
  } catch {
    await rm(fresh, { force: true });
  }
}

/** What a compiled form is made of, and by what. */
function originOf(manifest: SchemeManifest): Buffer {
  return sha256(Buffer.from(JSON.stringify([manifest, programFingerprint()])));
}

function sha256(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}
