import { displayWidth } from '../display-width.js';

/** Columns of a table, for a terminal. */
export interface TextColumn {
  readonly title: string;
  /** Numbers stand right. */
  readonly isNumber?: boolean;
}

/** Lays cells out in columns, the header first; two blanks between columns and none at the end of a line. */
export function textTable(columns: readonly TextColumn[], rows: readonly (readonly string[])[]): string[] {
  const cells = [columns.map(({ title }) => title), ...rows];
  const widths = columns.map((_, place) => Math.max(...cells.map((row) => displayWidth(row[place] ?? ''))));
  return cells.map((row) =>
    columns
      .map(({ isNumber }, place) => {
        const text = row[place] ?? '';
        const blanks = ' '.repeat(widths[place]! - displayWidth(text));
        return isNumber === true ? blanks + text : text + blanks;
      })
      .join('  ')
      .trimEnd(),
  );
}
