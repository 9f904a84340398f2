import { BILL_FIELDS, LAYERS, printExactly, printYuan, type BillField } from '../../pricing/index.js';
import { lineRecord, stepRecord } from '../pricing/breakdown-record.js';
import type { BillOutcome } from './bill-settler.js';
import { printShare } from './split-columns.js';
import { EARLIER_STAYS, yearCells, yearColumn, YEAR_SUMS } from './year-columns.js';

/** One bill with every payer, step, number and document, as data: a line of the breakdown file. Amounts are yuan. */
export function billRecord({ caseId, split, error }: BillOutcome): object {
  if (split === undefined) {
    const { code, details } = error;
    return { caseId, bill: 'refused', error: { code, details, zh: error.text('zh'), en: error.text('en') } };
  }
  const { bill, fund, on, year, evidence, isDemonstration, notices } = split;
  const { pool_prop_selfpay: poolRatio, ...fields } = bill.fields;
  const known = yearCells(bill.yearToDate, year);
  const years = [EARLIER_STAYS, ...YEAR_SUMS.map(yearColumn)].map((name, place) => [name, known[place]!] as const);
  return {
    caseId,
    bill: 'settled',
    fund,
    settledOn: on,
    evidence,
    demonstration: isDemonstration,
    fields: {
      ...Object.fromEntries(FIELDS.map((name) => [name, printYuan(fields[name])])),
      pool_prop_selfpay: printExactly(poolRatio),
    },
    inScopeRatio: printShare(bill.inScopeRatio),
    realRatio: printShare(bill.realRatio),
    steps: bill.breakdown.steps.map(stepRecord),
    payers: bill.layers.map(({ layer, counted, line }) => ({
      field: LAYERS[layer].field,
      counted: printYuan(counted),
      ...lineRecord(line),
    })),
    yearToDate: Object.fromEntries(years.filter(([, cell]) => cell !== '')),
    notices,
  };
}

const FIELDS = Object.keys(BILL_FIELDS) as readonly BillField[];
