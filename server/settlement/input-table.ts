import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { parseRatio, parseYuan, type Fen, type Ratio } from '../../pricing/index.js';
import { CodedError, parseCsv, ReferenceDataError } from '../../reference-data/index.js';
import { SettlementError } from './errors.js';

/** A table of figures that go into a settlement beside the cases, and the checksum of its file. */
export interface InputTable {
  readonly rows: readonly InputRow[];
  readonly sha256: string;
}

/** A row of such a table; whatever of it cannot be used is refused with file and line. */
export class InputRow {
  readonly path: string;
  readonly line: number;
  readonly #cells: ReadonlyMap<string, string>;

  constructor(path: string, line: number, cells: ReadonlyMap<string, string>) {
    this.path = path;
    this.line = line;
    this.#cells = cells;
  }

  /** Empty where nothing is stated. */
  text(column: string): string {
    return this.#cells.get(column) ?? '';
  }

  /** @throws SETTLEMENT_FILE_INVALID */
  needed(column: string): string {
    const text = this.text(column);
    if (text === '') throw this.invalid(`${column} 为空 (${column} is empty)`);
    return text;
  }

  /** One of some words. @throws SETTLEMENT_FILE_INVALID */
  oneOf<Word extends string>(column: string, words: readonly Word[]): Word {
    const text = this.needed(column);
    const found = words.find((word) => word === text);
    if (found === undefined) throw this.invalid(`${column}=${text}: 可用 (allowed) ${words.join(', ')}`);
    return found;
  }

  /** An amount in yuan, with its sign. @throws SETTLEMENT_FILE_INVALID */
  yuan(column: string): Fen {
    return this.#read(column, parseYuan);
  }

  /** A number as it is printed. @throws SETTLEMENT_FILE_INVALID */
  number(column: string): Ratio {
    return this.#read(column, parseRatio);
  }

  invalid(why: string): SettlementError {
    return new SettlementError('SETTLEMENT_FILE_INVALID', { path: this.path, line: String(this.line), why });
  }

  #read<Value>(column: string, read: (text: string) => Value): Value {
    const text = this.needed(column);
    try {
      return read(text);
    } catch (error) {
      if (error instanceof CodedError) throw this.invalid(`${column}=${text}: 不是数 (no number)`);
      throw error;
    }
  }
}

/**
 * Reads a table (CSV, UTF-8). Columns that nobody asks for may stand in it.
 *
 * @param columns That it must have.
 * @throws SETTLEMENT_FILE_INVALID, REFERENCE_DATA_FILE_UNREADABLE
 */
export async function readInputTable(path: string, columns: readonly string[]): Promise<InputTable> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    const why = error.code === 'ENOENT' ? '文件不存在 (no such file)' : error.message;
    throw new ReferenceDataError('REFERENCE_DATA_FILE_UNREADABLE', { path, why });
  });
  const [header, ...records] = parseCsv(text, path).filter(({ fields }) => fields.some((field) => field.trim() !== ''));
  const names = header?.fields.map((name) => name.trim()) ?? [];
  const missing = columns.filter((column) => !names.includes(column));
  if (missing.length > 0)
    throw new SettlementError('SETTLEMENT_FILE_INVALID', {
      path,
      line: '1',
      why: `缺少列 ${missing.join(', ')} (missing columns)`,
    });
  const rows = records.map(
    ({ fields, line }) => new InputRow(path, line, new Map(names.map((name, place) => [name, (fields[place] ?? '').trim()]))),
  );
  return { rows, sha256: createHash('sha256').update(text).digest('hex') };
}
