import { readFile } from 'node:fs/promises';
import { parseYuan, PricingError, type Expert, type Fen, type ReviewedHospital } from '../../pricing/index.js';
import { parseCsv } from '../../reference-data/index.js';
import { ServerError } from '../errors.js';

/** A row of a table, by the names of its columns. */
type Row = { readonly line: number; readonly cell: (column: string) => string };

/** Reads a table of CSV whose columns stand in any order. @throws SERVER_TABLE_INVALID */
async function readTable(path: string, columns: readonly string[]): Promise<readonly Row[]> {
  const text = await readFile(path, 'utf8').catch((error: Error) => {
    throw new ServerError('SERVER_TABLE_INVALID', { path, line: 0, why: error.message });
  });
  const [header, ...records] = parseCsv(text, path);
  const places = new Map(header?.fields.map((name, place) => [name.trim(), place]));
  const missing = columns.filter((column) => !places.has(column));
  if (missing.length > 0) throw new ServerError('SERVER_TABLE_INVALID', { path, line: 1, why: missing.join(', ') });
  return records
    .filter(({ fields }) => fields.some((field) => field.trim() !== ''))
    .map(({ fields, line }) => ({ line, cell: (column) => fields[places.get(column)!]?.trim() ?? '' }));
}

/** The roster of experts: numbers and hospitals, no names. */
export async function readExperts(path: string): Promise<readonly Expert[]> {
  return (await readTable(path, ['expert', 'hospital'])).map(({ line, cell }) => {
    if (cell('expert') === '') throw new ServerError('SERVER_TABLE_INVALID', { path, line, why: 'expert' });
    return { expert: cell('expert'), hospital: cell('hospital') };
  });
}

/** Discharges and fund payments of each hospital in the period that is published. */
export async function readHospitals(path: string): Promise<readonly ReviewedHospital[]> {
  return (await readTable(path, ['hospital', 'discharges', 'fundPaid'])).map(({ line, cell }) => {
    const discharges = cell('discharges');
    const fundPaid = amountOf(cell('fundPaid'));
    if (cell('hospital') === '' || !/^\d{1,9}$/.test(discharges) || fundPaid === undefined)
      throw new ServerError('SERVER_TABLE_INVALID', { path, line, why: 'hospital, discharges, fundPaid' });
    return { hospital: cell('hospital'), discharges: Number(discharges), fundPaid };
  });
}

function amountOf(text: string): Fen | undefined {
  try {
    return parseYuan(text);
  } catch (error) {
    if (error instanceof PricingError) return undefined;
    throw error;
  }
}
