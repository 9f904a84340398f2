/**
 * The row numbers that consecutive records had in their source, as runs: `[[0, 3], [10, 15]]` says that record 0 stood in row 3,
 * record 1 in row 4 and so on, and record 10 in row 15. Blank rows begin a new run, so a clean sheet needs a single one.
 */
export type SourceRows = readonly (readonly [record: number, row: number])[];

/** Collects the runs while a table is read. */
export function appendSourceRow(runs: (readonly [number, number])[], record: number, row: number): void {
  const last = runs.at(-1);
  if (last === undefined || row - last[1] !== record - last[0]) runs.push([record, row]);
}

/** The source row of a record. Unit: 1-based row of the sheet or line of the file. */
export function sourceRowOf(runs: SourceRows, record: number): number {
  const run = runs.findLast(([first]) => first <= record);
  return run === undefined ? record + 1 : run[1] + record - run[0];
}
