import { isNegative, type Fen, type Ratio } from '../../pricing/index.js';
import { readInputTable, type InputRow } from './input-table.js';

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

/** What a region decided about single hospitals; what is absent was not decided. */
export interface HospitalDecisions {
  /** Base volume of the year. Unit: points. */
  readonly basePoints?: Ratio;
  /** Most that is due of the year. Unit: fen. */
  readonly cap?: Fen;
  /** Overspend of the year that was found to have a reasonable cause. Unit: fen. */
  readonly reasonableOverspend?: Fen;
}

/** Base volumes, caps and reasonable overspend: `hospitalId,fund` and any of the rest. @throws SETTLEMENT_FILE_INVALID */
export async function readHospitalDecisions(path: string): Promise<Figures<HospitalDecisions>> {
  const { rows, sha256 } = await readInputTable(path, ['hospitalId', 'fund']);
  const values = new Map<string, HospitalDecisions>();
  for (const row of rows) {
    const key = figureKey(row.needed('fund'), row.needed('hospitalId'));
    if (values.has(key)) throw row.invalid(`${row.text('hospitalId')} ×2`);
    const points = row.text('basePoints') === '' ? undefined : row.number('basePoints');
    if (points !== undefined && isNegative(points)) throw row.invalid(`basePoints=${row.text('basePoints')} < 0`);
    const [cap, reasonable] = ['cap', 'reasonableOverspend'].map((column) =>
      row.text(column) === '' ? undefined : zeroOrMore(row, column),
    );
    values.set(key, {
      ...(points === undefined ? {} : { basePoints: points }),
      ...(cap === undefined ? {} : { cap }),
      ...(reasonable === undefined ? {} : { reasonableOverspend: reasonable }),
    });
  }
  return { values, sha256 };
}

function zeroOrMore(row: InputRow, column: string): Fen {
  const amount = row.yuan(column);
  if (amount < 0n) throw row.invalid(`${column}=${row.text(column)} < 0`);
  return amount;
}

/** What was prepaid and not given back: `hospitalId,fund,amount`. @throws SETTLEMENT_FILE_INVALID */
export async function readPrepayments(path: string): Promise<Figures<Fen>> {
  const { rows, sha256 } = await readInputTable(path, ['hospitalId', 'fund', 'amount']);
  const values = new Map<string, Fen>();
  for (const row of rows) {
    const key = figureKey(row.needed('fund'), row.needed('hospitalId'));
    if (values.has(key)) throw row.invalid(`${row.text('hospitalId')} ×2`);
    values.set(key, zeroOrMore(row, 'amount'));
  }
  return { values, sha256 };
}
