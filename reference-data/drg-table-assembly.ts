import type { TextDetails } from './bilingual.js';
import { groupCodeOf, headerOf, rowKindOf } from './drg-sheets.js';
import type { DrgFinding, DrgFindingCode } from './drg-findings.js';
import type {
  AdrgRow,
  ComplicationRow,
  DrgRow,
  DrgTableName,
  DrgTableSources,
  DrgTables,
  ExclusionRow,
  MdcRow,
  SetMemberRow,
} from './drg-tables.js';
import { repairProcedureCode } from './repair-procedure-code.js';
import type { RawRow } from './sheet-header.js';
import { appendSourceRow } from './source-rows.js';
import { tidyCell } from './tidy-cell.js';

/** The six tables as read, where their rows stood, and what was wrong or odd about them. */
export interface ReadDrgTables {
  readonly tables: DrgTables;
  readonly sources: DrgTableSources;
  readonly findings: readonly DrgFinding[];
}

/** Turns rows of cells into the six tables, checking what can be seen of each row alone. */
export class DrgTableAssembly {
  readonly findings: DrgFinding[] = [];
  readonly #tables = {
    mdc: [] as MdcRow[],
    adrg: [] as AdrgRow[],
    drg: [] as DrgRow[],
    sets: [] as SetMemberRow[],
    complications: [] as ComplicationRow[],
    exclusions: [] as ExclusionRow[],
  };
  readonly #rows: Record<DrgTableName, [number, number][]> = {
    mdc: [],
    adrg: [],
    drg: [],
    sets: [],
    complications: [],
    exclusions: [],
  };

  /** @param row 1-based row in the source. A row without its code is left out with a finding, a blank one without. */
  add(table: DrgTableName, row: number, raw: RawRow): void {
    const cell = (column: string) => tidyCell(raw(column));
    const records = this.#tables[table].length;
    appendSourceRow(this.#rows[table], records, row);
    const record = this.#record(table, row, cell, raw);
    if (record !== undefined) (this.#tables[table] as unknown[]).push(record);
    else this.#forgetSourceRow(table, records);
  }

  finish(sheetOf: (table: DrgTableName) => string): ReadDrgTables {
    for (const table of Object.keys(this.#tables) as DrgTableName[]) {
      const isMissing = this.findings.some((finding) => finding.table === table && finding.row === undefined);
      // Of the exclusion sheet an edition may do without rows; the rest carry the scheme.
      if (!isMissing && this.#tables[table].length === 0 && table !== 'exclusions' && table !== 'complications') {
        this.findings.push({ code: 'sheet-empty', table, details: {} });
      }
    }
    const source = (table: DrgTableName) => ({ sheet: sheetOf(table), rows: this.#rows[table] });
    return {
      tables: this.#tables,
      sources: {
        mdc: source('mdc'),
        adrg: source('adrg'),
        drg: source('drg'),
        sets: source('sets'),
        complications: source('complications'),
        exclusions: source('exclusions'),
      },
      findings: this.findings,
    };
  }

  #record(table: DrgTableName, row: number, cell: RawRow, raw: RawRow): unknown {
    const note = (code: DrgFindingCode, column: string, details: TextDetails = {}) =>
      this.findings.push({ code, table, row, column: headerOf(table, column as never), details });
    const has = (...columns: string[]): boolean => {
      const empty = columns.filter((column) => cell(column) === '');
      if (empty.length < columns.length) for (const column of empty) note('cell-empty', column);
      return empty.length === 0;
    };
    switch (table) {
      case 'mdc':
        if (!has('code')) return undefined;
        return {
          code: cell('code'),
          name: cell('name'),
          rule: tidyRule(raw('rule')),
          sort: this.#sort(table, cell, note),
        } satisfies MdcRow;
      case 'adrg':
      case 'drg': {
        const parents = table === 'adrg' ? ['mdc'] : ['adrg'];
        if (!has('code', ...parents)) return undefined;
        const groupCode = groupCodeOf(cell('code'));
        const common = {
          code: cell('code'),
          groupCode,
          kind: rowKindOf(table, groupCode),
          name: cell('name'),
          rule: tidyRule(raw('rule')),
          mdc: cell('mdc'),
          sort: this.#sort(table, cell, note),
        };
        return table === 'adrg' ? (common satisfies AdrgRow) : ({ ...common, adrg: cell('adrg') } satisfies DrgRow);
      }
      case 'sets': {
        if (!has('set', 'code')) return undefined;
        const member = { set: cell('set'), code: cell('code'), name: cell('name'), type: cell('type') };
        // Departments are whole numbers by nature, so of whole numbers only what the sheet calls a procedure is repaired.
        const mayBeDamaged = member.code.includes('.') || /^OP/i.test(member.type) || /^OP/i.test(member.set);
        const code = mayBeDamaged ? repairProcedureCode(member.code) : undefined;
        if (code === undefined) return member satisfies SetMemberRow;
        note('code-repaired', 'code', { raw: member.code, code });
        return { ...member, code } satisfies SetMemberRow;
      }
      case 'complications': {
        if (!has('code', 'level')) return undefined;
        const level = cell('level').toUpperCase();
        if (level !== 'MCC' && level !== 'CC') {
          note('level-unknown', 'level', { value: cell('level') });
          return undefined;
        }
        const printed = cell('exclusionTable');
        const exclusionTable = NO_TABLE.includes(printed) ? '' : printed;
        return { code: cell('code'), name: cell('name'), exclusionTable, level } satisfies ComplicationRow;
      }
      case 'exclusions':
        if (!has('table', 'code')) return undefined;
        return { table: cell('table'), code: cell('code'), name: cell('name') } satisfies ExclusionRow;
    }
  }

  /** A sort that is no number keeps the row behind the row before it. */
  #sort(
    table: 'mdc' | 'adrg' | 'drg',
    cell: RawRow,
    note: (code: DrgFindingCode, column: string, details: TextDetails) => void,
  ): number {
    const value = cell('sort');
    const sort = value === '' ? NaN : Number(value);
    if (Number.isFinite(sort)) return sort;
    note('sort-not-a-number', 'sort', { value });
    return this.#tables[table].at(-1)?.sort ?? 0;
  }

  #forgetSourceRow(table: DrgTableName, record: number): void {
    const runs = this.#rows[table];
    if (runs.at(-1)?.[0] === record) runs.pop();
  }
}

/** What the complication sheet prints where no exclusion table applies. */
const NO_TABLE: readonly string[] = ['', '无', '-', '/'];

/** A rule keeps its own signs; runs of blanks and line breaks fold into one blank, which is what they mean. */
const tidyRule = tidyCell;
