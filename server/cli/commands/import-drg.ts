import { stat } from 'node:fs/promises';
import { placeFinding, readDrgTables, readDrgWorkbook, ReferenceDataError } from '../../../reference-data/index.js';
import { ServerError } from '../../errors.js';
import { importScheme } from '../../schemes/import-scheme.js';
import { dataDirectory, folderForImport } from '../../schemes/scheme-directory.js';
import { printFinding } from '../../schemes/scheme-refused-error.js';
import { print, tell, type CommandContext } from '../console.js';

export interface ImportDrgOptions {
  readonly id: string;
  readonly data?: string;
  readonly name?: string;
  readonly newbornWeight: 'admission' | 'birth';
  readonly whenNoDrgRow: 'adrg' | 'next';
  readonly effectiveFrom?: string;
  readonly source?: string;
  readonly replace?: boolean;
  readonly json?: boolean;
}

/** Warnings that an import prints before it only counts the rest. */
const SHOWN_WARNINGS = 10;

/** `dianzhi import drg-workbook` and `dianzhi import drg-tables`: stores a scheme that was checked. */
export async function importDrg(
  from: 'workbook' | 'tables',
  path: string,
  options: ImportDrgOptions,
  context: CommandContext,
): Promise<void> {
  const { language } = context;
  const { id, name, newbornWeight, whenNoDrgRow, effectiveFrom, source } = options;
  if (effectiveFrom !== undefined && !isCalendarDate(effectiveFrom)) {
    throw new ServerError('SERVER_OPTION_INVALID', { option: '--effective-from', value: effectiveFrom, allowed: 'YYYY-MM-DD' });
  }
  const folder = await folderForImport(id, dataDirectory(options.data), options.replace === true);
  const unreadable = (why: string) => new ReferenceDataError('REFERENCE_DATA_FILE_UNREADABLE', { path, why });
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw unreadable(error.code === 'ENOENT' ? '文件不存在 (no such file)' : error.message);
  });
  if (from === 'tables' && !found.isDirectory()) throw unreadable('不是文件夹 (it is no folder)');
  const read = from === 'workbook' ? await readDrgWorkbook(path) : await readDrgTables(path);
  const { manifest, warnings, sources } = await importScheme(
    read,
    {
      id,
      name: name ?? id,
      newbornWeight,
      whenNoDrgRow,
      ...(effectiveFrom === undefined ? {} : { effectiveFrom }),
      ...(source === undefined ? {} : { sourceText: source }),
    },
    path,
    folder,
  );
  const placed = warnings.map((finding) => placeFinding(finding, sources, language));
  if (options.json === true) {
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
  const { tables, checksum } = manifest;
  const counts = `MDC ${tables.mdc.records} · ADRG ${tables.adrg.records} · DRG ${tables.drg.records} · ${tables.sets.records} + ${tables.complications.records} + ${tables.exclusions.records}`;
  tell(language === 'zh' ? `已导入 ${id}（${counts}）：${folder}` : `Imported ${id} (${counts}) into ${folder}`);
  tell(`sha256 ${checksum}`);
}

function isCalendarDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
