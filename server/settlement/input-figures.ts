import type { Fen, Ratio } from '../../pricing/index.js';
import { readInputTable } from './input-table.js';

/** Figures of hospitals from one file. */
export interface Figures<Value> {
  /** By fund and hospital, as `figureKey` has it; a figure for every fund stands under an empty fund. */
  readonly values: ReadonlyMap<string, Value>;
  readonly sha256: string;
}

export const figureKey = (fund: string, hospital: string): string => `${fund}\n${hospital}`;

/** The figures of one fund, by hospital. */
export function ofFund<Value>(fund: string, figures: ReadonlyMap<string, Value>): ReadonlyMap<string, Value> {
  const start = figureKey(fund, '');
  return new Map(
    [...figures].flatMap(([key, value]) => (key.startsWith(start) ? [[key.slice(start.length), value] as const] : [])),
  );
}

/** Scores of the assessment: `hospitalId,score`, and `fund` where a hospital is assessed for each fund. @throws SETTLEMENT_FILE_INVALID */
export async function readScores(path: string): Promise<Figures<Ratio>> {
  const { rows, sha256 } = await readInputTable(path, ['hospitalId', 'score']);
  const values = new Map<string, Ratio>();
  for (const row of rows) {
    const key = figureKey(row.text('fund'), row.needed('hospitalId'));
    if (values.has(key)) throw row.invalid(`${row.text('hospitalId')} ×2`);
    values.set(key, row.number('score'));
  }
  return { values, sha256 };
}

/** What was prepaid and not given back: `hospitalId,fund,amount`. @throws SETTLEMENT_FILE_INVALID */
export async function readPrepayments(path: string): Promise<Figures<Fen>> {
  const { rows, sha256 } = await readInputTable(path, ['hospitalId', 'fund', 'amount']);
  const values = new Map<string, Fen>();
  for (const row of rows) {
    const key = figureKey(row.needed('fund'), row.needed('hospitalId'));
    if (values.has(key)) throw row.invalid(`${row.text('hospitalId')} ×2`);
    const amount = row.yuan('amount');
    if (amount < 0n) throw row.invalid(`amount=${row.text('amount')} < 0`);
    values.set(key, amount);
  }
  return { values, sha256 };
}
