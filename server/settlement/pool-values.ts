import { parseRatio, printExactly, printYuan, ratio, type PoolResult, type Ratio } from '../../pricing/index.js';
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
  /** Money that the fund released to the pool, and what the pool paid. Yuan. */
  readonly released: string;
  readonly paid: string;
}

const COLUMNS = ['period', 'fund', 'pool', 'floating', 'fixed', 'released', 'paid'] as const;

/** The rows that a run wrote. */
export async function readValues(run: Run): Promise<readonly PoolValueRow[]> {
  const rows: PoolValueRow[] = [];
  for await (const row of tableRows(run, VALUES_FILE))
    rows.push(
      Object.fromEntries(COLUMNS.map((column) => [column, row[column] ?? ''])) as Record<(typeof COLUMNS)[number], string>,
    );
  return rows;
}

/** A value as it was printed exactly: a decimal or a fraction. */
export function exactValue(printed: string): Ratio {
  const [above, below] = printed.split('/');
  return below === undefined ? parseRatio(above!) : ratio(BigInt(above!), BigInt(below));
}

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
    for (const row of await readValues(run)) if (row.period.startsWith(year)) add(row);
  }
  for (const [fund, results] of pools)
    for (const { id, value, released, gross } of results) {
      if (value === undefined) continue;
      const [floating, fixed] = [value.floating, value.fixed].map((one) => (one === undefined ? '' : printExactly(one)));
      const money = { released: printYuan(released), paid: printYuan(gross) };
      add({ period, fund, pool: id, floating: floating!, fixed: fixed!, ...money });
    }
  return [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}

export function* printValues(rows: readonly PoolValueRow[]): Generator<string> {
  yield csvLine(COLUMNS);
  for (const row of rows) yield csvLine(COLUMNS.map((column) => row[column]));
}
