import { isPersonalColumn, matchColumns } from '../../reference-data/index.js';
import type {
  CaseSource,
  CaseSourceDescription,
  CuttableFile,
  JsonLinesForm,
  OpenCaseSourceOptions,
  ReadCase,
} from './case-source.js';
import { holdsCases, noHeader } from './find-header.js';
import type { CaseBytes } from './case-bytes.js';
import { JsonRecordScanner, jsonLayoutOf, type JsonLayout, type JsonRecord } from './json-records.js';
import { NdjsonReader, unreadableRecord } from './ndjson-reader.js';
import { parseJsonRecord } from './parse-json-record.js';
import type { ReadingContext } from './read-discharge.js';
import { SettlementListReader, SETTLEMENT_LIST_COLUMNS } from './settlement-list-reader.js';
import { decodedText, type TextEncoding } from './text-encoding.js';

const BATCH = 500;
/** Records whose keys decide the dialect. */
const SAMPLE = 1000;

/** Opens records in JSON: objects with the names of a table, or settlement lists of the national interface. */
export async function openJsonSource(
  file: CaseBytes,
  encoding: TextEncoding,
  options: Pick<OpenCaseSourceOptions, 'personKeySecret' | 'recordLimit'>,
  format: 'ndjson' | '4101',
): Promise<CaseSource> {
  const context: ReadingContext = { personKeySecret: options.personKeySecret, monthFirst: new Set() };
  const recordLimit = options.recordLimit ?? 1_000_000;
  const records = (counts: boolean) => recordsOf(file, encoding, recordLimit, counts);
  const cuttable = async (keys: JsonLinesForm['keys']) => cuttableLines(file, encoding, { recordLimit, context, keys });
  if (format === '4101') {
    const reader = new SettlementListReader(file.shownPath, context);
    const description = { format, encoding: encoding.name, dialect: 'interface', droppedColumns: [] };
    return sourceOf(
      file,
      description,
      records,
      (record, line) => reader.read(record, line),
      async () => SETTLEMENT_LIST_COLUMNS,
      await cuttable('settlement-list'),
    );
  }
  const keys = await firstKeys(records(false));
  if (keys !== undefined && !holdsCases(matchColumns(keys, file.shownPath))) throw noHeader(file.shownPath, keys.join(', '));
  const reader = new NdjsonReader(keys ?? [], file.shownPath, context);
  const droppedColumns = (keys ?? []).filter((key) => isPersonalColumn(key, reader.dialect));
  const description = { format, encoding: encoding.name, dialect: reader.dialect, droppedColumns };
  return sourceOf(
    file,
    description,
    records,
    (record, line) => reader.read(record, line),
    () => allColumns(records(false), reader),
    keys === undefined ? undefined : await cuttable(keys),
  );
}

function sourceOf(
  file: CaseBytes,
  description: CaseSourceDescription,
  records: (counts: boolean) => AsyncGenerator<JsonRecord[]>,
  read: (record: Record<string, unknown>, line: number) => ReadCase,
  columns: () => Promise<readonly string[]>,
  cuttable: CuttableFile | undefined,
): CaseSource {
  async function* batches(): AsyncGenerator<readonly ReadCase[]> {
    for await (const some of records(true)) {
      for (let at = 0; at < some.length; at += BATCH) yield some.slice(at, at + BATCH).map((record) => caseOf(record, read));
    }
  }
  let known: Promise<readonly string[]> | undefined;
  return {
    ...(cuttable === undefined ? {} : { cuttable }),
    description,
    columns: () => (known ??= columns()),
    batches,
    progress: () => ({ bytesRead: file.bytesRead, bytesTotal: file.size }),
    close: async () => file.close(),
  };
}

/** Records that stand one a line can be cut apart by their bytes; one after another over many lines they cannot. */
async function cuttableLines(
  file: CaseBytes,
  encoding: TextEncoding,
  {
    recordLimit,
    context,
    keys,
  }: { readonly recordLimit: number; readonly context: ReadingContext } & Pick<JsonLinesForm, 'keys'>,
): Promise<CuttableFile | undefined> {
  if (encoding.name !== 'utf-8' && encoding.name !== 'gb18030') return undefined;
  let layout: JsonLayout | undefined;
  for await (const piece of decodedText(file, encoding, false)) {
    layout = jsonLayoutOf(piece);
    break;
  }
  if (layout !== 'lines') return undefined;
  return {
    path: file.path,
    shownPath: file.shownPath,
    firstRecordAt: encoding.markLength,
    size: file.size,
    encoding: encoding.name,
    recordLimit,
    context,
    form: { kind: 'json-lines', keys },
  };
}

function caseOf({ text, line, fault }: JsonRecord, read: (record: Record<string, unknown>, line: number) => ReadCase): ReadCase {
  return fault === undefined ? caseOfJson(text, line, (record) => read(record, line)) : unreadableRecord(line, fault);
}

/** The case of a record of JSON; of one that cannot be parsed too. */
export function caseOfJson(text: string, line: number, read: (record: Record<string, unknown>) => ReadCase): ReadCase {
  const record = parseJsonRecord(text);
  return typeof record === 'string' ? unreadableRecord(line, record) : read(record);
}

async function* recordsOf(file: CaseBytes, encoding: TextEncoding, limit: number, counts: boolean): AsyncGenerator<JsonRecord[]> {
  let scanner: JsonRecordScanner | undefined;
  let found: JsonRecord[] = [];
  const take = (record: JsonRecord) => void found.push(record);
  for await (const piece of decodedText(file, encoding, counts)) {
    scanner ??= new JsonRecordScanner(jsonLayoutOf(piece), limit);
    scanner.push(piece, take);
    if (found.length === 0) continue;
    yield found;
    found = [];
  }
  scanner?.end(take);
  if (found.length > 0) yield found;
}

/** The keys of the first records in order of appearance; undefined where there is no record at all. */
async function firstKeys(records: AsyncGenerator<JsonRecord[]>): Promise<string[] | undefined> {
  const keys = new Set<string>();
  let count = 0;
  for await (const some of records) {
    for (const { text, fault } of some) {
      const record = fault ?? parseJsonRecord(text);
      if (typeof record === 'string') continue;
      count++;
      for (const key of Object.keys(record)) keys.add(key);
    }
    if (count >= SAMPLE) break;
  }
  return count === 0 ? undefined : [...keys];
}

async function allColumns(records: AsyncGenerator<JsonRecord[]>, reader: NdjsonReader): Promise<string[]> {
  const columns = new Set<string>();
  for await (const some of records) {
    for (const { text, fault } of some) {
      const record = fault ?? parseJsonRecord(text);
      if (typeof record === 'string') continue;
      const table = reader.readerOf(Object.keys(record));
      if (typeof table !== 'string') for (const column of table.passing.columns) columns.add(column);
    }
  }
  return [...columns];
}
