import { readWorkbook } from '../../reference-data/index.js';
import type { CaseSource, OpenCaseSourceOptions, ReadCase } from './case-source.js';
import { findHeader, noHeader, type FoundHeader, type TableRow } from './find-header.js';
import type { InputFile } from './input-file.js';
import { monthFirstFields } from './month-first-fields.js';
import { TableReader } from './table-reader.js';

const BATCH = 500;
/** Rows looked at for the form of dates. */
const SAMPLE = 200;

/** Opens a workbook: the first of its sheets with a header that is known. */
export async function openXlsxSource(file: InputFile, options: OpenCaseSourceOptions): Promise<CaseSource> {
  const { sheet, header, sample } = await findSheet(file);
  const monthFirst = monthFirstFields(header.matched, sample);
  const reader = new TableReader(header.headers, header.matched, { personKeySecret: options.personKeySecret, monthFirst });

  async function* batches(): AsyncGenerator<readonly ReadCase[]> {
    let batch: ReadCase[] = [];
    for await (const { name, rows } of readWorkbook(file.path)) {
      if (name !== sheet) continue;
      for await (const { row, cells } of rows) {
        if (row <= header.rowNumber) continue;
        batch.push(reader.read(cells, row));
        if (batch.length < BATCH) continue;
        yield batch;
        batch = [];
      }
      break;
    }
    file.bytesRead = file.size;
    if (batch.length > 0) yield batch;
  }

  return {
    description: { format: 'xlsx', encoding: 'utf-8', dialect: header.matched.dialect, droppedColumns: reader.passing.dropped },
    columns: async () => reader.passing.columns,
    batches,
    progress: () => ({ bytesRead: file.bytesRead, bytesTotal: file.size }),
    close: async () => file.close(),
  };
}

async function findSheet(file: InputFile): Promise<{ sheet: string; header: FoundHeader; sample: TableRow[] }> {
  let firstRow: string | undefined;
  for await (const { name, rows } of readWorkbook(file.path)) {
    const sample: TableRow[] = [];
    for await (const { row, cells } of rows) {
      sample.push({ cells, rowNumber: row });
      if (sample.length >= SAMPLE) break;
    }
    const header = findHeader(sample, file.shownPath);
    if (header !== undefined)
      return { sheet: name, header, sample: sample.filter(({ rowNumber }) => rowNumber > header.rowNumber) };
    firstRow ??= sample[0]?.cells.join(' ');
  }
  throw noHeader(file.shownPath, firstRow ?? '');
}
