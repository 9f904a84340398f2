import { ReferenceDataError } from '../errors.js';

/** The refusal of a file that is no workbook or a damaged one. `why` is said in both languages, since it stands in messages of either. */
export function notASpreadsheet(path: string, why: string, cause?: unknown): ReferenceDataError {
  return new ReferenceDataError('REFERENCE_DATA_NOT_A_SPREADSHEET', { path, why }, { cause });
}

/** The refusal of a workbook that would unpack to more than memory and time allow. */
export function spreadsheetTooLarge(path: string, why: string): ReferenceDataError {
  return new ReferenceDataError('REFERENCE_DATA_SPREADSHEET_TOO_LARGE', { path, why });
}

/** The refusal of a file that the system does not let us read. */
export function fileUnreadable(path: string, cause: unknown): ReferenceDataError {
  const code = (cause as NodeJS.ErrnoException).code ?? String(cause);
  const why = code === 'ENOENT' ? '文件不存在 (no such file)' : code === 'EISDIR' ? '这是文件夹 (it is a folder)' : code;
  return new ReferenceDataError('REFERENCE_DATA_FILE_UNREADABLE', { path, why }, { cause });
}
