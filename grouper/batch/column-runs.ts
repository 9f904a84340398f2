/** Columns that lie side by side: from the first to the last. */
export interface ColumnRun {
  readonly first: number;
  readonly last: number;
}

/** Columns in their order as runs: each is copied in one go. */
export function columnRuns(columns: readonly number[]): ColumnRun[] {
  const runs: { first: number; last: number }[] = [];
  for (const column of columns) {
    const run = runs.at(-1);
    if (run?.last === column - 1) run.last = column;
    else runs.push({ first: column, last: column });
  }
  return runs;
}
