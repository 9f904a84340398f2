import { ReferenceDataError, type ReferenceDataErrorCode } from '../../reference-data/index.js';
import type { CaseSource, OpenCaseSourceOptions } from './case-source.js';
import { openCsvSource } from './csv-case-source.js';
import { detectFormat } from './detect-format.js';
import { InputFile } from './input-file.js';
import { openJsonSource } from './json-case-source.js';
import { detectEncoding } from './text-encoding.js';
import { openXlsxSource } from './xlsx-case-source.js';

/**
 * Opens a case file in any of the accepted forms. What concerns the file as a whole is refused here, before the first record; after
 * that no record stops the file.
 *
 * @throws INTAKE_FILE_UNREADABLE, INTAKE_FILE_EMPTY, INTAKE_FILE_BINARY, INTAKE_ENCODING_UNKNOWN, INTAKE_NO_HEADER
 * @throws REFERENCE_DATA_NOT_A_SPREADSHEET, REFERENCE_DATA_SPREADSHEET_TOO_LARGE for workbooks
 * @throws REFERENCE_DATA_TWO_DIALECTS, REFERENCE_DATA_TWO_FIELDS_IN_HEADER, REFERENCE_DATA_COLUMN_REPEATED for headers
 */
export async function openCaseSource(options: OpenCaseSourceOptions): Promise<CaseSource> {
  const file = await InputFile.open(options.path, options.shownPath);
  try {
    const detected = detectFormat(await file.head(65_536), file.shownPath);
    // A workbook is one whatever is said of it: read as text it would be noise.
    const format = detected === 'xlsx' ? detected : (options.format ?? detected);
    if (format === 'xlsx') return await openXlsxSource(file, options);
    const encoding = await detectEncoding(file, options.encoding);
    return format === 'csv'
      ? await openCsvSource(file, encoding, options)
      : await openJsonSource(file, encoding, options, format);
  } catch (error) {
    file.close();
    throw namingShownPath(error, file);
  }
}

/** Standard input lies in a file that nobody knows and that is gone: faults name the input as the caller did. */
function namingShownPath(error: unknown, file: InputFile): unknown {
  if (!(error instanceof ReferenceDataError) || error.details['path'] !== file.path) return error;
  return new ReferenceDataError(
    error.code as ReferenceDataErrorCode,
    { ...error.details, path: file.shownPath },
    { cause: error.cause },
  );
}
