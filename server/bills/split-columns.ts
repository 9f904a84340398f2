import { BILL_FIELDS, printExactly, printRounded, printYuan, type BillField, type Ratio } from '../../pricing/index.js';
import type { RowShape } from '../grouping/result-shape.js';
import { errorText } from '../pricing/priced-columns.js';
import type { BillOutcome, SplitBill } from './bill-settler.js';
import { EARLIER_STAYS, yearCells, yearColumn, YEAR_SUMS } from './year-columns.js';

const FIELDS = Object.keys(BILL_FIELDS) as readonly BillField[];
const RESULT = ['bill', 'fund', 'settledOn'] as const;
const RATIOS = ['pool_prop_selfpay', 'inScopeRatio', 'realRatio'] as const;
const FOUNDATION = ['evidence', 'demonstration', 'notices', 'errors'] as const;

/** The columns of a split bill: amounts by their national names, the year with this stay, and why a bill was not split. */
export const SPLIT_BILL_COLUMNS: readonly string[] = [
  'caseId',
  ...RESULT,
  ...FIELDS,
  ...RATIOS,
  EARLIER_STAYS,
  ...YEAR_SUMS.map(yearColumn),
  ...FOUNDATION,
];

/** How split bills stand in a file. */
export const BILL_SHAPE: RowShape<BillOutcome> = {
  columns: SPLIT_BILL_COLUMNS,
  values: (caseId, outcome) => {
    if (outcome.split !== undefined) return [caseId, ...splitCells(outcome.split)];
    const empty = SPLIT_BILL_COLUMNS.slice(3).map(() => '');
    return [caseId, 'refused', ...empty, errorText(outcome.error, caseId)];
  },
};

function splitCells({ bill, fund, on, year, evidence, isDemonstration, notices }: SplitBill): string[] {
  return [
    'settled',
    fund,
    on,
    ...FIELDS.map((name) => printYuan(bill.fields[name])),
    printExactly(bill.fields.pool_prop_selfpay),
    printShare(bill.inScopeRatio),
    printShare(bill.realRatio),
    ...yearCells(bill.yearToDate, year),
    evidence,
    isDemonstration ? 'yes' : 'no',
    notices.map(({ id }) => id).join('|'),
    '',
  ];
}

/** A share that was computed, to four decimals; empty where there were no charges. */
export const printShare = (share: Ratio | undefined): string =>
  share === undefined ? '' : printRounded(share, { rule: 'half-up', decimals: 4 });
