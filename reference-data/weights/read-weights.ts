import type { TextDetails } from '../bilingual.js';
import { exactDecimal } from '../dip/exact-decimal.js';
import { SHEET_FINDINGS, type FindingEntry } from '../findings.js';
import { findTable, type TableRow } from '../find-table.js';
import { foldedHeader, rawRow } from '../sheet-header.js';
import { BLANK_GROUP, WEIGHT_COLUMNS, WEIGHT_NUMBERS, type WeightRow } from './weight-row.js';

/** Everything that a table of weights can get wrong. */
export const WEIGHT_FINDINGS = {
  'column-missing': SHEET_FINDINGS['column-missing'],
  'sheet-empty': SHEET_FINDINGS['sheet-empty'],
  'weight-values-missing': { level: 'error', text: { zh: '没有任何数值', en: 'The row states no value' } },
  'weight-group-missing': { level: 'error', text: { zh: '缺少病组编码', en: 'The code of the group is missing' } },
  'weight-group-unknown': {
    level: 'error',
    text: { zh: '方案中没有病组 {group}', en: 'The scheme has no group {group}' },
  },
  'weight-repeated': { level: 'error', text: { zh: '{group} 与第 {row} 行重复', en: '{group} stands in row {row} already' } },
  'weight-negative': { level: 'error', text: { zh: '“{value}”为负', en: '"{value}" is below zero' } },
  'weight-unreadable': {
    level: 'error',
    text: { zh: '“{value}”不是十进制数', en: '"{value}" is no decimal number' },
  },
  'weight-zero': { level: 'error', text: { zh: '权重为零', en: 'A relative weight is above zero' } },
  'weight-flag-unreadable': { level: 'error', text: { zh: '“{value}”应为 yes 或 no', en: '"{value}" is neither yes nor no' } },
  'weight-fund-unknown': {
    level: 'error',
    text: { zh: '政策中没有基金 {fund}', en: 'The policy names no fund {fund}' },
  },
  'weight-of-hospital': {
    level: 'error',
    text: { zh: '医疗机构的行须有且只有次均费用', en: 'A row of a hospital states its mean charges and nothing else' },
  },
  'groups-without-row': {
    level: 'warning',
    text: {
      zh: '方案中有 {count} 个病组没有数值，如 {groups}',
      en: '{count} groups of the scheme have no row, such as {groups}',
    },
  },
} as const satisfies Record<string, FindingEntry>;

/** One thing that is wrong or odd in a table of weights. */
export interface WeightFinding {
  readonly code: keyof typeof WEIGHT_FINDINGS;
  /** Row of the file; absent where the whole table is meant. */
  readonly row?: number;
  /** Header as in the file, or the name of the column. */
  readonly column?: string;
  readonly details: TextDetails;
}

/** A table of weights as read, and everything that was found in it. */
export interface ReadWeights {
  readonly sheet: string;
  readonly rows: readonly WeightRow[];
  readonly findings: readonly WeightFinding[];
}

/** What a table of weights is held against. */
export interface WeightScope {
  /** Every code that the scheme gives a group. */
  readonly groups: ReadonlySet<string>;
  /** Those of them of which a region is expected to say something. */
  readonly expected: readonly string[];
  readonly funds: readonly string[];
}

/** How many groups without a row are named. */
const NAMED_GROUPS = 5;

const FLAGS: Readonly<Record<string, string>> = {
  '': '',
  yes: 'yes',
  no: 'no',
  true: 'yes',
  false: 'no',
  '1': 'yes',
  '0': 'no',
  是: 'yes',
  否: 'no',
};

/**
 * Reads a region's weights, points and means from CSV or XLSX, and checks them against the scheme.
 *
 * @throws as `findTable`
 */
export async function readWeights(path: string, scope: WeightScope): Promise<ReadWeights> {
  const { sheet, missing, rows } = await findTable(path, WEIGHT_COLUMNS);
  const findings: WeightFinding[] = missing.map((column) => ({
    code: 'column-missing',
    column: WEIGHT_COLUMNS[column]!.headers[0]!,
    details: {},
  }));
  const read: WeightRow[] = [];
  const seen = new Map<string, number>();
  for (const row of rows) {
    const one = readRow(row, scope, findings);
    if (one === undefined) continue;
    const key = JSON.stringify([one.group, one.fund, one.hospital]);
    const before = seen.get(key);
    if (before === undefined) seen.set(key, row.row);
    else findings.push({ code: 'weight-repeated', row: row.row, details: { group: one.group, row: before } });
    read.push(one);
  }
  if (missing.length === 0 && read.length === 0) findings.push({ code: 'sheet-empty', details: {} });
  else if (missing.length === 0) findings.push(...withoutRow(read, scope));
  return { sheet, rows: read, findings };
}

function readRow({ row, cells, places, header }: TableRow, scope: WeightScope, findings: WeightFinding[]): WeightRow | undefined {
  const raw = rawRow(cells, places);
  const text = (column: keyof WeightRow): string => raw(column).normalize('NFKC').trim();
  const find = (code: WeightFinding['code'], column: keyof WeightRow, details: TextDetails = {}): void =>
    void findings.push({ code, row, column: header[places.get(column) ?? -1]?.trim() ?? column, details });
  if (cells.every((cell) => (cell ?? '').trim() === '')) return undefined;
  if (foldedHeader(raw('group')) === foldedHeader(header[places.get('group')!]!)) return undefined;
  const group = text('group');
  if (group === '') find('weight-group-missing', 'group');
  else if (group !== BLANK_GROUP && !scope.groups.has(group)) find('weight-group-unknown', 'group', { group });
  const fund = text('fund');
  if (fund !== '' && !scope.funds.includes(fund)) find('weight-fund-unknown', 'fund', { fund });
  for (const field of WEIGHT_NUMBERS) checkNumber(text(field), (code, details) => find(code, field, details));
  if (/^0+(\.0+)?$/.test(text('relativeWeight'))) find('weight-zero', 'relativeWeight');
  for (const field of ['primaryCare', 'stable'] as const)
    if (flagOf(text(field)) === undefined) find('weight-flag-unreadable', field, { value: text(field) });
  const stated = WEIGHT_NUMBERS.filter((field) => text(field) !== '');
  const hospital = text('hospital');
  if (stated.length === 0) find('weight-values-missing', 'group');
  else if (hospital !== '' && stated.join() !== 'meanCharges') find('weight-of-hospital', 'hospital');
  return {
    group,
    fund,
    hospital,
    relativeWeight: text('relativeWeight'),
    groupPoints: text('groupPoints'),
    meanCharges: text('meanCharges'),
    cases: text('cases'),
    variation: text('variation'),
    primaryCare: flagOf(text('primaryCare')) ?? '',
    stable: flagOf(text('stable')) ?? '',
  };
}

function checkNumber(value: string, find: (code: WeightFinding['code'], details: TextDetails) => void): void {
  if (value === '' || exactDecimal(value) !== undefined) return;
  const isBelowZero = value.startsWith('-') && exactDecimal(value.slice(1)) !== undefined;
  find(isBelowZero ? 'weight-negative' : 'weight-unreadable', { value });
}

const flagOf = (text: string): string | undefined => FLAGS[text.toLowerCase()];

function withoutRow(rows: readonly WeightRow[], { expected }: WeightScope): WeightFinding[] {
  const stated = new Set(rows.filter(({ hospital }) => hospital === '').map(({ group }) => group));
  const without = expected.filter((group) => !stated.has(group));
  if (without.length === 0) return [];
  const details = { count: without.length, groups: without.slice(0, NAMED_GROUPS).join(', ') };
  return [{ code: 'groups-without-row', details }];
}
