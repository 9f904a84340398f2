import { NO_END, recordEnd } from '../../grouper/index.js';
import { CsvScanner, type ReferenceDataError } from '../../reference-data/index.js';
import type { CaseSource, OpenCaseSourceOptions, ReadCase, CuttableFile } from './case-source.js';
import { findTextHeader, type FoundTextHeader } from './find-header.js';
import type { CaseBytes } from './case-bytes.js';
import { monthFirstFields } from './month-first-fields.js';
import type { ReadingContext } from './read-discharge.js';
import { TableReader, whyTooLong, WHY_QUOTE_OPEN } from './table-reader.js';
import { decodedText, type TextEncoding } from './text-encoding.js';

/** How much of a text is looked at to find its header. Unit: characters, about. */
const BEGINNING = 262_144;
/** Longest record that is read where nothing else is asked. Unit: characters, or bytes where bytes are read. */
const RECORD_LIMIT = 1_000_000;
/** Most records of a batch. */
const BATCH = 500;

/** Opens a text table in any dialect, encoding and with any of the four separators. */
export async function openCsvSource(
  file: CaseBytes,
  encoding: TextEncoding,
  options: Pick<OpenCaseSourceOptions, 'personKeySecret' | 'recordLimit'>,
): Promise<CaseSource> {
  const { beginning, isWhole, endsLinesByCr } = await beginningOf(file, encoding);
  const header = findTextHeader(beginning, isWhole, file.shownPath);
  const monthFirst = monthFirstFields(header.matched, header.sample);
  const context: ReadingContext = { personKeySecret: options.personKeySecret, monthFirst };
  const reader = new TableReader(header.headers, header.matched, context);
  const recordLimit = options.recordLimit ?? RECORD_LIMIT;

  async function* batches(): AsyncGenerator<readonly ReadCase[]> {
    let batch: ReadCase[] = [];
    const take = (fields: string[], line: number) => {
      if (line > header.rowNumber) batch.push(reader.read(fields, line));
    };
    const onUnreadable = (line: number, error: ReferenceDataError) => {
      if (line > header.rowNumber) batch.push(reader.unreadable(line, whyUnreadable(error)));
    };
    const scanner = new CsvScanner({ path: file.shownPath, separator: header.separator, onUnreadable, recordLimit });
    for await (const text of decodedText(file, encoding)) {
      const piece = endsLinesByCr ? text.replaceAll('\r', '\n') : text;
      // In parts, so that a piece of short rows does not become thousands of cases at once.
      for (let at = 0; at < piece.length; at += 65_536) {
        scanner.push(piece.slice(at, at + 65_536), take);
        for (let first = 0; first < batch.length; first += BATCH) yield batch.slice(first, first + BATCH);
        batch = [];
      }
    }
    scanner.end(take);
    if (batch.length > 0) yield batch;
  }

  const firstRecordAt = endsLinesByCr ? undefined : await endOfHeader(file, encoding, header);
  const cuttable: CuttableFile | undefined =
    firstRecordAt === undefined || (encoding.name !== 'utf-8' && encoding.name !== 'gb18030')
      ? undefined
      : {
          path: file.path,
          shownPath: file.shownPath,
          firstRecordAt,
          size: file.size,
          encoding: encoding.name,
          recordLimit,
          context,
          form: { kind: 'table', separator: header.separator, headers: header.headers, matched: header.matched },
        };
  return {
    ...(cuttable === undefined ? {} : { cuttable }),
    description: {
      format: 'csv',
      encoding: encoding.name,
      dialect: header.matched.dialect,
      droppedColumns: reader.passing.dropped,
    },
    columns: async () => reader.passing.columns,
    batches,
    progress: () => ({ bytesRead: file.bytesRead, bytesTotal: file.size }),
    close: async () => file.close(),
  };
}

/** Some programs end lines by CR alone: then no LF stands in the beginning of the file. */
async function beginningOf(file: CaseBytes, encoding: TextEncoding) {
  let beginning = '';
  let isWhole = true;
  for await (const piece of decodedText(file, encoding, false)) {
    beginning += piece;
    isWhole = beginning.length < BEGINNING;
    if (!isWhole) break;
  }
  const endsLinesByCr = !beginning.includes('\n') && beginning.includes('\r');
  return { beginning: endsLinesByCr ? beginning.replaceAll('\r', '\n') : beginning, isWhole, endsLinesByCr };
}

/** Where the record behind the header begins; undefined where what comes before cannot be cut by its bytes alone. */
async function endOfHeader(file: CaseBytes, encoding: TextEncoding, header: FoundTextHeader): Promise<number | undefined> {
  // In GB18030 a bar can be half of a character.
  if (encoding.name !== 'utf-8' && header.separator === '|') return undefined;
  const head = await file.head(4 * BEGINNING);
  const separator = header.separator.charCodeAt(0);
  let at = encoding.markLength;
  for (let line = 1; line <= header.rowNumber;) {
    let end = recordEnd(head, at, head.length, separator);
    // Without a line end the header is all there is, or stands in a place where no header is looked for.
    if (end === NO_END)
      return line === header.rowNumber && head.length === file.size && !head.includes('"', at) ? file.size : undefined;
    for (let feed = head.indexOf(LF, at); feed !== -1 && feed <= end; feed = head.indexOf(LF, feed + 1)) line++;
    at = end + 1;
  }
  return at;
}

const LF = 0x0a;

function whyUnreadable({ code, details }: ReferenceDataError): string {
  return code === 'REFERENCE_DATA_CSV_QUOTE_NOT_CLOSED' ? WHY_QUOTE_OPEN : whyTooLong(details['limit'] as number);
}
