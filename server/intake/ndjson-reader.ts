import { decideDialect, matchColumns, type Dialect } from '../../reference-data/index.js';
import type { ReadCase } from './case-source.js';
import type { ReadingContext } from './read-discharge.js';
import { TableReader } from './table-reader.js';

/** Sets of keys that are remembered; a file has one or a few, a hostile one as many as records. */
const MOST_KEY_SETS = 200;

/** Turns JSON objects with the names of a table into cases. Each record may have keys of its own; the dialect is one for the file. */
export class NdjsonReader {
  readonly dialect: Dialect;
  readonly #path: string;
  readonly #context: ReadingContext;
  readonly #readers = new Map<string, TableReader>();

  /** @param keys All keys of the first records, which decide the dialect. */
  constructor(keys: readonly string[], path: string, context: ReadingContext) {
    this.#path = path;
    this.#context = context;
    this.dialect = decideDialect(keys, path);
  }

  read(record: Readonly<Record<string, unknown>>, rowNumber: number): ReadCase {
    const keys = Object.keys(record);
    const reader = this.readerOf(keys);
    if (typeof reader === 'string') return unreadableRecord(rowNumber, reader);
    return reader.read(Object.values(record), rowNumber);
  }

  /** What the keys of a record mean; a sentence where they contradict each other. */
  readerOf(keys: readonly string[]): TableReader | string {
    const name = keys.join('\0');
    const known = this.#readers.get(name);
    if (known !== undefined) return known;
    try {
      const reader = new TableReader(keys, matchColumns(keys, this.#path, this.dialect), this.#context);
      if (this.#readers.size >= MOST_KEY_SETS) this.#readers.clear();
      this.#readers.set(name, reader);
      return reader;
    } catch (error) {
      return (error as Error).message;
    }
  }
}

/** The case of a record of which nothing can be read. */
export function unreadableRecord(rowNumber: number, why: string): ReadCase {
  const discharge = { caseId: '', secondaryDiagnoses: [], otherProcedures: [] };
  return { rowNumber, discharge, reasons: [{ code: 'record-unreadable', detail: why }], columns: [], values: [] };
}
