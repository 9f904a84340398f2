import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CodedError } from '../../reference-data/index.js';
import { asTheSystemSays, layDown } from '../lay-down.js';
import type { CheckedUpload } from './checked-upload.js';

/** A file that came in and was checked, in a folder of its own until it stands on the shelf. */
export interface Received {
  readonly checked: CheckedUpload;
  /** Removes the folder. */
  remove(): Promise<void>;
}

/**
 * Writes a file as it comes in to a folder of its own, and has it checked there.
 *
 * @param name What the file is called in what is found in it.
 * @param check Is handed the file and a path for its checked form.
 * @throws what `bytes` and `check` throw; nothing is left then
 */
export async function receiveUpload(
  bytes: AsyncIterable<Uint8Array>,
  name: string,
  check: (path: string, to: string) => Promise<CheckedUpload>,
): Promise<Received> {
  const folder = await mkdtemp(join(tmpdir(), 'dianzhi-upload-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  const path = join(folder, name);
  try {
    await layDown(path, bytes, asTheSystemSays);
    return { checked: await check(path, join(folder, 'checked')), remove };
  } catch (error) {
    await remove();
    throw error instanceof CodedError ? error.callFile(path, name) : error;
  }
}
