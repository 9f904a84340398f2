import { stat } from 'node:fs/promises';
import {
  isCalendarDate,
  placeFinding,
  ReferenceDataError,
  type Language,
  type SchemeManifest,
} from '../../../reference-data/index.js';
import { ServerError } from '../../errors.js';
import type { ImportedFromFile, ImportedWords } from '../../schemes/import-from-file.js';
import { dataDirectory, folderForImport } from '../../schemes/scheme-directory.js';
import { printFinding } from '../../schemes/scheme-refused-error.js';
import { print, tell } from '../console.js';
import { tableCounts } from './schemes.js';

/** Options of every import. */
export interface ImportOptions {
  readonly id: string;
  readonly data?: string;
  readonly name?: string;
  readonly edition?: string;
  readonly effectiveFrom?: string;
  readonly source?: string;
  readonly newbornWeight: 'admission' | 'birth';
  readonly replace?: boolean;
  readonly json?: boolean;
}

/** Warnings that an import prints before it only counts the rest. */
const SHOWN_WARNINGS = 10;

/**
 * Checks what can be checked before anything is read.
 *
 * @returns The folder that the scheme will stand in.
 */
export async function prepareImport(path: string, wanted: 'file' | 'folder', options: ImportOptions): Promise<string> {
  const { id, effectiveFrom } = options;
  if (effectiveFrom !== undefined && !isCalendarDate(effectiveFrom)) {
    throw new ServerError('SERVER_OPTION_INVALID', { option: '--effective-from', value: effectiveFrom, allowed: 'YYYY-MM-DD' });
  }
  const folder = await folderForImport(id, dataDirectory(options.data), options.replace === true);
  const unreadable = (why: string) => new ReferenceDataError('REFERENCE_DATA_FILE_UNREADABLE', { path, why });
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw unreadable(error.code === 'ENOENT' ? '文件不存在 (no such file)' : error.message);
  });
  if (wanted === 'folder' && !found.isDirectory()) throw unreadable('不是文件夹 (it is no folder)');
  if (wanted === 'file' && found.isDirectory()) throw unreadable('这是文件夹 (it is a folder)');
  return folder;
}

/** The words of the options that go into the manifest. */
export function importedWords({ id, name, edition, effectiveFrom, source, newbornWeight }: ImportOptions): ImportedWords {
  return {
    id,
    newbornWeight,
    name: name ?? id,
    ...(edition === undefined ? {} : { edition }),
    ...(effectiveFrom === undefined ? {} : { effectiveFrom }),
    ...(source === undefined ? {} : { sourceText: source }),
  };
}

/** Says what was imported and what is odd about it. */
export function tellImport(imported: ImportedFromFile, folder: string, { json }: ImportOptions, language: Language): void {
  const { manifest, sources } = imported;
  const { id, checksum } = manifest;
  const placed = imported.warnings.map((finding) => placeFinding(finding, sources, language));
  if (json === true) {
    print(`${JSON.stringify({ manifest, warnings: placed })}\n`);
    return;
  }
  for (const finding of placed.slice(0, SHOWN_WARNINGS)) tell(printFinding(finding, language));
  if (placed.length > SHOWN_WARNINGS) {
    const rest = placed.length - SHOWN_WARNINGS;
    tell(
      language === 'zh'
        ? `……另有${rest}条提示，见 dianzhi check-scheme ${id}`
        : `... and ${rest} more warnings: dianzhi check-scheme ${id}`,
    );
  }
  const counts = `${tableCounts(manifest, language)} · ${listSizes(manifest).join(' + ')}`;
  tell(language === 'zh' ? `已导入 ${id}（${counts}）：${folder}` : `Imported ${id} (${counts}) into ${folder}`);
  tell(`sha256 ${checksum}`);
}

/** Sizes of the tables that the groups lean on. */
function listSizes(manifest: SchemeManifest): readonly number[] {
  const { kind, tables } = manifest;
  const lists =
    kind === 'drg'
      ? [tables.sets, tables.complications, tables.exclusions]
      : [tables.excludedDiagnoses, tables.excludedProcedures, tables.resistantDiagnoses];
  return lists.map(({ records }) => records);
}
