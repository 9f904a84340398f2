import { createHash } from 'node:crypto';
import { open, stat } from 'node:fs/promises';
import { programFingerprint } from '../program-fingerprint.js';

/** What the bytes of a result hang on: a run may go on only where all of it is as it was. */
export interface RunIdentity {
  readonly input: string;
  readonly scheme: string;
  readonly options: string;
  readonly program: string;
}

/** How much of an input is looked at to know it again, beside its size and time. Unit: bytes. */
const HEAD = 65_536;

/**
 * @param packed The compiled scheme: amendments and policy are part of it.
 * @param options Whatever else decides how results are written.
 */
export async function runIdentity(input: string, packed: SharedArrayBuffer, options: object): Promise<RunIdentity> {
  const { size, mtimeMs } = await stat(input);
  return {
    input: sha256(JSON.stringify([size, mtimeMs]), await headOf(input)),
    scheme: sha256(new Uint8Array(packed)),
    options: JSON.stringify(options),
    program: programFingerprint(),
  };
}

/** The parts in which two identities differ. */
export function differences(one: RunIdentity, other: RunIdentity): readonly (keyof RunIdentity)[] {
  return (['input', 'scheme', 'options', 'program'] as const).filter((part) => one[part] !== other[part]);
}

async function headOf(path: string): Promise<Uint8Array> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD), 0, HEAD, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

function sha256(...parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
}
