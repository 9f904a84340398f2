import { printExactly, type PoolResult } from '../../pricing/index.js';
import { csvLine } from '../../reference-data/index.js';
import { tableRows } from './open-run.js';
import type { Run } from './run-manifest.js';

/** The file of a run with what points were worth, in this period and the months before it. */
export const VALUES_FILE = 'values.csv';

/** What a point of a pool was worth in a period; empty where it has no such value. Printed exactly. */
export interface PoolValueRow {
  /** `YYYY-MM`, or `YYYY` for the final value. */
  readonly period: string;
  readonly fund: string;
  readonly pool: string;
  readonly floating: string;
  readonly fixed: string;
}

const COLUMNS = ['period', 'fund', 'pool', 'floating', 'fixed'] as const;

/** The values of this period behind those of the months before it. */
export async function valuesUpTo(
  period: string,
  pools: ReadonlyMap<string, readonly PoolResult[]>,
  builtOn: readonly Run[],
): Promise<readonly PoolValueRow[]> {
  const rows = new Map<string, PoolValueRow>();
  const add = (row: PoolValueRow): void => void rows.set(`${row.period}\n${row.fund}\n${row.pool}`, row);
  const year = period.slice(0, 4);
  for (const run of builtOn) {
    if (run.identity.kind !== 'month') continue;
    for await (const row of tableRows(run, VALUES_FILE)) {
      const { period: of = '', fund = '', pool = '', floating = '', fixed = '' } = row;
      if (of.startsWith(year)) add({ period: of, fund, pool, floating, fixed });
    }
  }
  for (const [fund, results] of pools)
    for (const { id, value } of results) {
      if (value === undefined) continue;
      const [floating, fixed] = [value.floating, value.fixed].map((one) => (one === undefined ? '' : printExactly(one)));
      add({ period, fund, pool: id, floating: floating!, fixed: fixed! });
    }
  return [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}

export function* printValues(rows: readonly PoolValueRow[]): Generator<string> {
  yield csvLine(COLUMNS);
  for (const row of rows) yield csvLine(COLUMNS.map((column) => row[column]));
}
