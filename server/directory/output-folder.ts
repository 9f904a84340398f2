import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { unwritable } from '../grouping/output-file.js';
import { ServerError } from '../errors.js';

/** The file by which a folder is known as the output of an earlier build. */
export const RUN_FILE = 'run.json';

/** A folder that is complete or not there at all. */
export interface OutputFolder {
  /** Where the files are written until they are all there. */
  readonly working: string;
  /** Puts the folder in its place, instead of an earlier output. */
  commit(): Promise<void>;
  discard(): Promise<void>;
}

/**
 * Prepares a folder for output. It takes the place of an earlier output of this command or of an empty folder, and of nothing else:
 * a folder with other files in it is somebody's work.
 *
 * @throws SERVER_OPTION_INVALID, SERVER_OUTPUT_UNWRITABLE
 */
export async function openOutputFolder(path: string): Promise<OutputFolder> {
  const names = await readdir(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw unwritable(path, error);
  });
  if (names.length > 0 && !(await isFile(join(path, RUN_FILE)))) {
    const allowed = `空文件夹或本命令先前的输出 (an empty folder, or earlier output of this command)`;
    throw new ServerError('SERVER_OPTION_INVALID', { option: '--output', value: path, allowed });
  }
  const working = `${path}.${process.pid}.building`;
  await mkdir(dirname(path), { recursive: true })
    .then(() => rm(working, { recursive: true, force: true }))
    .then(() => mkdir(working))
    .catch((error: NodeJS.ErrnoException) => {
      throw unwritable(path, error);
    });
  return {
    working,
    commit: () =>
      replace(working, path).catch((error: NodeJS.ErrnoException) => {
        throw unwritable(path, error);
      }),
    discard: () => rm(working, { recursive: true, force: true }),
  };
}

async function replace(fresh: string, path: string): Promise<void> {
  const old = `${path}.${process.pid}.old`;
  const stood = await rename(path, old).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return false;
      throw error;
    },
  );
  try {
    await rename(fresh, path);
  } catch (error) {
    if (stood) await rename(old, path);
    throw error;
  }
  await rm(old, { recursive: true, force: true });
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (entry) => entry.isFile(),
    () => false,
  );
}
