import { access, cp, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { DocumentsError } from './errors.js';

/** Marks a folder that was put there for an upload. */
const UPLOADED = 'uploaded';

/**
 * Puts the folder of a scheme or of weights where the command line would have imported it, whole or not at all, so that whatever reads the
 * data directory finds it.
 *
 * @param checksum What its manifest says.
 * @throws DOCUMENTS_CLASH where something else lies there
 */
export async function placeEdition(from: () => Promise<string>, to: string, checksum: string): Promise<void> {
  if (await isPlaced(to, checksum)) return;
  const working = `${to}.${process.pid}.partial`;
  await mkdir(dirname(to), { recursive: true });
  try {
    await cp(await from(), working, { recursive: true });
    await writeFile(join(working, UPLOADED), '');
    // Where another process was faster, its copy is as good.
    await rename(working, to).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    });
  } finally {
    await rm(working, { recursive: true, force: true });
  }
  await isPlaced(to, checksum);
}

/** Whether a folder was put there for an upload, and not by the command line: who may see it is said elsewhere. */
export const isUploadedEdition = (folder: string): Promise<boolean> =>
  access(join(folder, UPLOADED)).then(
    () => true,
    () => false,
  );

/** Takes an edition away that does not hold any more. What the command line imported there stays. */
export async function takeAwayEdition(from: string, checksum: string): Promise<void> {
  if ((await checksumIn(from)) === checksum) await rm(from, { recursive: true, force: true });
}

async function isPlaced(to: string, checksum: string): Promise<boolean> {
  const found = await checksumIn(to);
  if (found !== undefined && found !== checksum)
    throw new DocumentsError('DOCUMENTS_CLASH', { path: `${basename(dirname(to))}/${basename(to)}` });
  return found !== undefined;
}

/** What the manifest of a folder says; undefined where there is none. */
async function checksumIn(folder: string): Promise<string | undefined> {
  const text = await readFile(join(folder, 'manifest.json'), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  return text === undefined ? undefined : (JSON.parse(text) as { readonly checksum: string }).checksum;
}
