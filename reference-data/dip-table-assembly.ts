import type { TextDetails } from './bilingual.js';
import type { DipFinding, DipFindingCode } from './dip-findings.js';
import type { DipTableName, DipTables, DipTableSources } from './dip-tables.js';
import type { SourceRun } from './findings.js';
import { appendSourceRow } from './source-rows.js';

/** The tables of a directory as read, where their rows stood, and what was wrong or odd about them. */
export interface ReadDipTables {
  readonly tables: DipTables;
  readonly sources: DipTableSources;
  readonly findings: readonly DipFinding[];
}

/** Says what is wrong or odd about the row that is just read. */
export type NoteOfRow = (code: DipFindingCode, column: string, details?: TextDetails) => void;

type Lists = { readonly [T in DipTableName]: DipTables[T][number][] };
type Runs = Record<DipTableName, (SourceRun & { readonly rows: [number, number][] })[]>;

/** Collects the records of a directory with the places that they came from. */
export class DipTableAssembly {
  readonly findings: DipFinding[] = [];
  readonly #tables: Lists = {
    groups: [],
    excludedDiagnoses: [],
    excludedProcedures: [],
    primaryCare: [],
    resistantDiagnoses: [],
  };
  readonly #runs: Runs = { groups: [], excludedDiagnoses: [], excludedProcedures: [], primaryCare: [], resistantDiagnoses: [] };

  /** The records that follow stand in this sheet, under these header texts by stored column. */
  begin(table: DipTableName, sheet: string, headers: Readonly<Record<string, string>>): void {
    this.#runs[table].push({ sheet, record: this.#tables[table].length, rows: [], headers });
  }

  /** Records of the table so far. */
  count(table: DipTableName): number {
    return this.#tables[table].length;
  }

  /** @param row 1-based row in the sheet that was begun. */
  add<T extends DipTableName>(table: T, row: number, record: DipTables[T][number]): void {
    appendSourceRow(this.#runs[table].at(-1)!.rows, this.#tables[table].length, row);
    (this.#tables[table] as DipTables[T][number][]).push(record);
  }

  /** Takes findings of one row. */
  noteOf(table: DipTableName, row: number): NoteOfRow {
    const { sheet, headers } = this.#runs[table].at(-1)!;
    return (code, column, details = {}) =>
      this.findings.push({
        code,
        table,
        sheet,
        row,
        ...(column === '' ? {} : { column: headers[column] ?? column }),
        details,
      });
  }

  finish(): ReadDipTables {
    return { tables: this.#tables, sources: this.#runs, findings: this.findings };
  }
}
