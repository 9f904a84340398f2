import assert from 'node:assert/strict';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { METHODS, parseYuan, subtractFen, sumFen, type Fen } from '../../pricing/index.js';

/** What the tables of a run say. */
export interface CheckedRun {
  readonly hospitals: number;
  /** Cases by what became of them: a method, or why nothing was settled. */
  readonly cases: Readonly<Record<string, number>>;
}

/**
 * Holds a year against itself: every case is there, every way of paying has cases, what cases have adds up to what their hospital is due,
 * that less what was paid before is the final payment, and every invariant holds.
 */
export async function checkYear(run: string, rows: number): Promise<CheckedRun> {
  const { invariants } = JSON.parse(await readFile(join(run, 'invariants.json'), 'utf8')) as {
    readonly invariants: readonly { readonly id: string; readonly holds: boolean }[];
  };
  for (const { id, holds } of invariants) assert(holds, id);
  const counts = new Map<string, number>();
  const ofCases = new Map<string, bigint>();
  for await (const { hospitalId, fund, status, method, settledPayment } of rowsOf(join(run, 'cases.csv'))) {
    const what = status === 'settled' ? method! : status!;
    counts.set(what, (counts.get(what) ?? 0) + 1);
    if (settledPayment === '') continue;
    const key = `${fund} ${hospitalId}`;
    ofCases.set(key, (ofCases.get(key) ?? 0n) + parseYuan(settledPayment!));
  }
  assert.equal(
    [...counts.values()].reduce((sum, count) => sum + count, 0),
    rows,
    'every case is in the table',
  );
  for (const { section } of METHODS) assert((counts.get(section.id) ?? 0) > 0, `cases are paid by ${section.id}`);
  const hospitals = new Set<string>();
  for await (const row of rowsOf(join(run, 'hospitals.csv'))) {
    hospitals.add(row['hospitalId']!);
    const [due, final, ...paid] = YEAR_AMOUNTS.map((column) => parseYuan(row[column]!)) as [Fen, Fen, ...Fen[]];
    assert.equal(ofCases.get(`${row['fund']} ${row['hospitalId']}`) ?? 0n, due, 'cases add up to what their hospital is due');
    assert.equal(final, subtractFen(due, sumFen(paid)), 'the final payment is what is due less what was paid and withheld');
  }
  const ordered = [...counts].sort(([, a], [, b]) => b - a);
  return { hospitals: hospitals.size, cases: Object.fromEntries(ordered) };
}

const YEAR_AMOUNTS = ['due', 'finalPayment', 'months', 'depositWithheld', 'prepayment'] as const;

/** Rows of a table of a run, whose fields hold no quotes. */
async function* rowsOf(path: string): AsyncGenerator<Readonly<Record<string, string>>> {
  let columns: readonly string[] | undefined;
  for await (const line of createInterface({ input: createReadStream(path) })) {
    const cells = line.split(',');
    if (columns === undefined) columns = cells;
    else yield Object.fromEntries(columns.map((column, at) => [column, cells[at]!]));
  }
}
