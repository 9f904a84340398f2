import { CsvScanner, type ReferenceDataError } from '../../reference-data/index.js';
import type { CaseSource, OpenCaseSourceOptions, ReadCase } from './case-source.js';
import { findTextHeader } from './find-header.js';
import type { InputFile } from './input-file.js';
import { monthFirstFields } from './month-first-fields.js';
import { TableReader } from './table-reader.js';
import { decodedText, detectEncoding, type TextEncoding } from './text-encoding.js';

/** How much of a text is looked at to find its header. Unit: characters, about. */
const BEGINNING = 262_144;
/** Most records of a batch. */
const BATCH = 500;

/** Opens a text table in any dialect, encoding and with any of the four separators. */
export async function openCsvSource(file: InputFile, options: OpenCaseSourceOptions): Promise<CaseSource> {
  const encoding = await detectEncoding(file, options.encoding);
  const { beginning, isWhole, endsLinesByCr } = await beginningOf(file, encoding);
  const header = findTextHeader(beginning, isWhole, file.shownPath);
  const monthFirst = monthFirstFields(header.matched, header.sample);
  const reader = new TableReader(header.headers, header.matched, { personKeySecret: options.personKeySecret, monthFirst });

  async function* batches(): AsyncGenerator<readonly ReadCase[]> {
    let batch: ReadCase[] = [];
    const take = (fields: string[], line: number) => {
      if (line > header.rowNumber) batch.push(reader.read(fields, line));
    };
    const onUnreadable = (line: number, error: ReferenceDataError) => {
      if (line > header.rowNumber) batch.push(reader.unreadable(line, whyUnreadable(error)));
    };
    const { recordLimit } = options;
    const limit = recordLimit === undefined ? {} : { recordLimit };
    const scanner = new CsvScanner({ path: file.shownPath, separator: header.separator, onUnreadable, ...limit });
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

  return {
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
async function beginningOf(file: InputFile, encoding: TextEncoding) {
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

function whyUnreadable({ code, details }: ReferenceDataError): string {
  if (code === 'REFERENCE_DATA_CSV_QUOTE_NOT_CLOSED') return '引号没有结束 (a quote is not closed)';
  return `超过 ${details['limit']} 个字符 (more than ${details['limit']} characters)`;
}
