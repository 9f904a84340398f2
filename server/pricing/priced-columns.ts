import { printExactly, printYuan, subtractFen, type AskedCondition, type Fen, type PricedCase } from '../../pricing/index.js';
import type { CodedError } from '../../reference-data/index.js';
import type { AnyResult, ResultShape, RowShape } from '../grouping/result-shape.js';
import type { PricedRow } from './price-row.js';

/** What became of a record: priced, returned to the hospital, or refused for a fault of the record, the scheme or the policy. */
export type PricingStatus = 'priced' | 'returned' | 'refused';

export function statusOf({ priced }: PricedRow): PricingStatus {
  if (priced === undefined) return 'refused';
  return priced.result === undefined ? 'returned' : 'priced';
}

/** The columns of pricing. Amounts are yuan with two decimals; what is not known is empty. */
export const PRICING_COLUMNS = [
  'pricing',
  'fund',
  'pricedOn',
  'route',
  'why',
  'budget',
  'method',
  'outcome',
  'casePoints',
  'paymentStandard',
  'fundPayment',
  'othersPayment',
  'hospitalResult',
  'standardLessCharges',
  'evidence',
  'demonstration',
  'notices',
  'errors',
] as const;

/** A priced record with what the grouper found of it, where it was grouped on the way. */
export interface PricedResult {
  readonly row: PricedRow;
  readonly result?: AnyResult | undefined;
}

/** How priced records stand in a file: what a grouper says first, where it was asked. */
export function pricedShape(grouping: ResultShape | undefined): RowShape<PricedResult> {
  if (grouping === undefined)
    return { columns: ['caseId', ...PRICING_COLUMNS], values: (caseId, { row }) => [caseId, ...pricingValues(row)] };
  return {
    columns: [...grouping.columns, ...PRICING_COLUMNS],
    values: (caseId, { row, result }) => [...grouping.values(caseId, result!), ...pricingValues(row)],
  };
}

function pricingValues(row: PricedRow): string[] {
  const { priced, error } = row;
  if (priced === undefined) return [...REFUSED, errorText(error, row.caseId)];
  const { route, result, paymentStandard, fundPayment, hospital, evidence, isDemonstration, notices } = priced;
  return [
    statusOf(row),
    priced.fund,
    priced.on,
    route.route.id,
    route.because.map(printAsked).join('|'),
    route.route.budget,
    result?.method ?? '',
    result?.outcome.id ?? '',
    result?.casePoints === undefined ? '' : printExactly(result.casePoints),
    amountText(paymentStandard),
    amountText(fundPayment?.fund),
    amountText(hospital?.others),
    amountText(hospital?.result),
    amountText(standardLessCharges(row, priced)),
    evidence,
    isDemonstration ? 'yes' : 'no',
    notices.map(({ id }) => id).join('|'),
    '',
  ];
}

const REFUSED = PRICING_COLUMNS.slice(0, -1).map((column) => (column === 'pricing' ? 'refused' : ''));

/** What the stay brings above or below what it cost, whoever pays it; undefined where either is not known. */
export function standardLessCharges(
  { read }: Pick<PricedRow, 'read'>,
  { paymentStandard }: Pick<PricedCase, 'paymentStandard'>,
): Fen | undefined {
  const { totalCharges } = read.discharge;
  if (paymentStandard === undefined || totalCharges === undefined) return undefined;
  return subtractFen(paymentStandard, totalCharges as Fen);
}

const amountText = (amount: Fen | undefined): string => (amount === undefined ? '' : printYuan(amount));

/** What a route asked and what the case states: `lengthOfStayDays=2[<= 2]`. */
export function printAsked({ condition, asked, stated }: AskedCondition): string {
  return `${condition}=${stated}[${asked}]`;
}

/** A code and what it is about: `PRICING_FACT_MISSING:totalCharges`. */
export function errorText({ code, details }: CodedError, caseId: string): string {
  const about = Object.values(details).filter((detail) => detail !== caseId);
  return about.length === 0 ? code : `${code}:${about.join(',')}`;
}
