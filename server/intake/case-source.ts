import type { Discharge, Reason } from '../../grouper/index.js';
import type { MatchedColumns } from '../../reference-data/index.js';
import type { ReadingContext } from './read-discharge.js';

/** One record of a case file: what it says as a discharge, what was wrong or odd about it, and its columns to pass through. */
export interface ReadCase {
  /** 1-based line, sheet row or record number in the source: where a person looks for it. */
  readonly rowNumber: number;
  /** `caseId` is empty where the record has none; unreadable values are absent and stand in `reasons`. */
  readonly discharge: Discharge;
  readonly reasons: readonly Reason[];
  /** Names of the columns that pass through, in input order: without the case identifier and without personal data. Shared by the records of a table. */
  readonly columns: readonly string[];
  /** The values of `columns`, as they stood in the input: text from tables, any JSON value from NDJSON. */
  readonly values: readonly unknown[];
  /** The values as a stretch of CSV, where they stood in the input as they would be written: then nothing is put together again. */
  readonly csv?: string | undefined;
}

/** An opened case file. It is read once, from front to end, in constant memory. */
export interface CaseSource {
  /** What the file turned out to be, for the summary: format, encoding, dialect, columns that were dropped. */
  readonly description: CaseSourceDescription;
  /** Every column that passes through, in input order. Of NDJSON only known after a first pass over the input, which this call makes. */
  columns(): Promise<readonly string[]>;
  /** The records in input order, some hundreds at a time. To be called once. */
  batches(): AsyncIterable<readonly ReadCase[]>;
  /** How to cut the bytes of the file into pieces that threads read by themselves; absent where that cannot be done. */
  readonly cuttable?: CuttableFile;
  /** Bytes of the input read so far and in all (unknown for a pipe), for the progress bar. */
  progress(): { readonly bytesRead: number; readonly bytesTotal: number | undefined };
  close(): Promise<void>;
}

/** Records whose bytes can be cut between them: everything that reading a piece of them takes, in a form that threads can be sent. */
export interface CuttableRecords {
  /** Named in messages. */
  readonly shownPath: string;
  readonly encoding: 'utf-8' | 'gb18030';
  /** Longest record that is still read. Unit: bytes. */
  readonly recordLimit: number;
  readonly context: ReadingContext;
  readonly form: CuttableForm;
}

/** A file of such records. */
export interface CuttableFile extends CuttableRecords {
  /** Where the bytes are. */
  readonly path: string;
  /** Where the first record begins, behind mark and header. Unit: bytes. */
  readonly firstRecordAt: number;
  /** Unit: bytes. */
  readonly size: number;
}

/** How such records stand. */
export type CuttableForm = TableForm | JsonLinesForm | StoredForm;

/** A text table: records end with their line, but for line ends in quotes. */
export interface TableForm {
  readonly kind: 'table';
  readonly separator: string;
  readonly headers: readonly string[];
  readonly matched: MatchedColumns;
}

/** JSON, one record a line: objects with the names of a table, whose keys decide the dialect, or settlement lists. */
export interface JsonLinesForm {
  readonly kind: 'json-lines';
  readonly keys: readonly string[] | 'settlement-list';
}

/** Records as the service keeps them, without personal data: each a line of the table as it stood, or a case that was read (`storedCase`). */
export interface StoredForm {
  readonly kind: 'stored';
  /** Identifier of the batch that they belong to. */
  readonly batch: string;
  /** What the lines of a table mean; undefined where every record is a case. */
  readonly table: TableForm | undefined;
  /** Columns of the cases that do not name their own. */
  readonly columns: readonly string[];
}

export interface CaseSourceDescription {
  readonly format: CaseFormat;
  readonly encoding: string;
  /** Whose column names these are: `canonical`, `chinese`, `hqms` ... */
  readonly dialect: string;
  readonly droppedColumns: readonly string[];
}

export const CASE_FORMATS = ['csv', 'ndjson', 'xlsx', '4101'] as const;
export type CaseFormat = (typeof CASE_FORMATS)[number];

export interface OpenCaseSourceOptions {
  /** Path of the file, or `-` for standard input. */
  readonly path: string;
  /** Named in messages instead of the path; its ending too says what the file may be. */
  readonly shownPath?: string;
  /** Detected from the ending and the first bytes when absent. */
  readonly format?: CaseFormat;
  /** `utf-8`, `gbk`, `gb18030`, `utf-16le`; detected when absent. */
  readonly encoding?: string;
  /** Longest record that is still read. Unit: characters. Default 1,000,000. */
  readonly recordLimit?: number;
  /** Secret under which a person's number becomes `personKey`; without it no personKey is made. */
  readonly personKeySecret?: string;
}
