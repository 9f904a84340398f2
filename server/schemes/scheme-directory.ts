import { readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { packageRoot, ReferenceDataError, SCHEME_ID } from '../../reference-data/index.js';
import { ServerError } from '../errors.js';

/** Where schemes are kept: `--data`, else `DIANZHI_DATA`, else `data` in the calling directory. */
export function dataDirectory(option?: string): string {
  return resolve(option ?? (process.env['DIANZHI_DATA'] || 'data'));
}

const builtInFolder = (): string => join(packageRoot(), 'reference-data', 'schemes');

/** A scheme that can be named, and where it is kept. */
export interface ListedScheme {
  readonly id: string;
  readonly folder: string;
  readonly builtIn: boolean;
}

/** Every scheme of the data directory and every built-in one, by identifier. An imported one hides a built-in one of the same name. */
export async function listSchemes(data: string): Promise<readonly ListedScheme[]> {
  const imported = await schemesIn(join(data, 'schemes'), false);
  const names = new Set(imported.map(({ id }) => id));
  const builtIn = (await schemesIn(builtInFolder(), true)).filter(({ id }) => !names.has(id));
  return [...imported, ...builtIn].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** @throws SERVER_SCHEME_UNKNOWN naming the schemes there are. */
export async function findScheme(id: string, data: string): Promise<ListedScheme> {
  const schemes = await listSchemes(data);
  const found = schemes.find((scheme) => scheme.id === id);
  if (found === undefined)
    throw new ServerError('SERVER_SCHEME_UNKNOWN', { id, known: schemes.map((scheme) => scheme.id).join(', ') });
  return found;
}

/** Folder for a scheme that is to be imported. @throws SERVER_SCHEME_ID_INVALID, SERVER_SCHEME_BUILT_IN, SERVER_SCHEME_EXISTS */
export async function folderForImport(id: string, data: string, replace: boolean): Promise<string> {
  if (!SCHEME_ID.test(id) || BEING_WRITTEN.test(id)) throw new ServerError('SERVER_SCHEME_ID_INVALID', { id });
  const known = (await listSchemes(data)).find((scheme) => scheme.id === id);
  if (known?.builtIn === true) throw new ServerError('SERVER_SCHEME_BUILT_IN', { id });
  if (known !== undefined && !replace) throw new ServerError('SERVER_SCHEME_EXISTS', { id });
  return join(data, 'schemes', id);
}

/** Folders that an import is just writing or replacing, or that one left when it was killed. */
const BEING_WRITTEN = /\.\d+\.(?:partial|old)$/;

async function schemesIn(folder: string, builtIn: boolean): Promise<ListedScheme[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw new ReferenceDataError('REFERENCE_DATA_FILE_UNREADABLE', { path: folder, why: error.message });
  });
  const schemes: ListedScheme[] = [];
  for (const id of names) {
    const path = join(folder, id);
    if (SCHEME_ID.test(id) && !BEING_WRITTEN.test(id) && (await isFile(join(path, 'manifest.json'))))
      schemes.push({ id, folder: path, builtIn });
  }
  return schemes;
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (entry) => entry.isFile(),
    () => false,
  );
}
