import { readFile } from 'node:fs/promises';
import { parseCsv } from '../../reference-data/index.js';
import { parseYuan, PricingError, type StatedMonth } from '../../pricing/index.js';
import { ServerError } from '../errors.js';

/** Columns of the monthly accounts of funds: the product's own names first. */
const COLUMNS = {
  fund: ['fund', '基金', '险种'],
  month: ['month', '月份'],
  income: ['income', '收入', '基金收入'],
  spending: ['spending', '支出', '基金支出'],
  accumulated: ['accumulatedBalance', '累计结余'],
  budget: ['yearBudget', '年度预算'],
  insured: ['insured', '参保人数'],
  workers: ['workers', '在职人数'],
  retirees: ['retirees', '退休人数'],
} as const;

type Column = keyof typeof COLUMNS;

const NEEDED: readonly Column[] = ['fund', 'month', 'income', 'spending'];
const FUND_WORDS: Readonly<Record<string, string>> = { 职工: 'employee', 居民: 'resident' };

/**
 * Reads the monthly accounts of funds (CSV in UTF-8, amounts in yuan), the months of each fund in the order of the file.
 *
 * @throws SERVER_TABLE_INVALID with the line that cannot be read
 */
export async function readFundAccounts(path: string): Promise<ReadonlyMap<string, readonly StatedMonth[]>> {
  const text = await readFile(path, 'utf8').catch((error: Error) => {
    throw new ServerError('SERVER_TABLE_INVALID', { path, line: 0, why: error.message });
  });
  const [header, ...records] = parseCsv(text, path);
  const places = placesOf(header?.fields ?? []);
  const invalid = (line: number, why: string) => new ServerError('SERVER_TABLE_INVALID', { path, line, why });
  const missing = NEEDED.filter((column) => !places.has(column));
  if (missing.length > 0) throw invalid(1, missing.map((column) => COLUMNS[column].join(' / ')).join(', '));
  const funds = new Map<string, StatedMonth[]>();
  for (const { fields, line } of records) {
    if (fields.every((field) => field.trim() === '')) continue;
    const cell = (column: Column): string => fields[places.get(column) ?? -1]?.trim() ?? '';
    const month = cell('month');
    if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) throw invalid(line, `month=${month} (2026-01)`);
    const fund = FUND_WORDS[cell('fund')] ?? cell('fund');
    if (fund === '') throw invalid(line, 'fund');
    const amount = (column: Column) => readAmount(cell(column), () => invalid(line, `${column}=${cell(column)}`));
    const heads = (column: Column) => readHeads(cell(column), () => invalid(line, `${column}=${cell(column)}`));
    const [income, spending] = [amount('income'), amount('spending')];
    if (income === undefined || spending === undefined) throw invalid(line, 'income, spending');
    funds.set(fund, [
      ...(funds.get(fund) ?? []),
      {
        month,
        income,
        spending,
        accumulated: amount('accumulated'),
        budget: amount('budget'),
        insured: heads('insured'),
        workers: heads('workers'),
        retirees: heads('retirees'),
      },
    ]);
  }
  if (funds.size === 0) throw invalid(1, '0');
  return funds;
}

function placesOf(header: readonly string[]): ReadonlyMap<Column, number> {
  const names = header.map((name) => name.trim().replace(/[（(]元[）)]$/, ''));
  return new Map(
    (Object.keys(COLUMNS) as Column[]).flatMap((column) => {
      const place = names.findIndex((name) => (COLUMNS[column] as readonly string[]).includes(name));
      return place === -1 ? [] : [[column, place] as const];
    }),
  );
}

function readAmount(text: string, fault: () => ServerError) {
  if (text === '') return undefined;
  try {
    return parseYuan(text);
  } catch (error) {
    if (error instanceof PricingError) throw fault();
    throw error;
  }
}

function readHeads(text: string, fault: () => ServerError): number | undefined {
  if (text === '') return undefined;
  if (!/^\d{1,10}$/.test(text)) throw fault();
  return Number(text);
}
