import { matchColumns } from '../../reference-data/index.js';
import type { Discharge } from '../../grouper/index.js';
import type { ReadCase } from './case-source.js';
import { DischargeDraft } from './discharge-draft.js';
import { unreadableRecord } from './ndjson-reader.js';
import { readAgeFields, readWeights } from './read-age-fields.js';
import { readStatedCharges } from './read-charges.js';
import { readPerson, type ReadingContext } from './read-discharge.js';
import { readCareHours, readStay } from './read-stay.js';
import { readIcuStays, readPayingFund, readSettlementCharges } from './settlement-charges.js';
import { readSettlementDiagnoses, readSettlementProcedures } from './settlement-codes.js';
import { settlementMessage } from './settlement-message.js';
import { SourceRow } from './source-row.js';
import { yuanText } from './values/read-money.js';

/** The columns that a settlement list gives to the output: canonical names and values, by which it can be priced later, and nothing else. */
export const SETTLEMENT_LIST_COLUMNS = [
  'hospitalId',
  'insuranceType',
  'sex',
  'ageYears',
  'ageDays',
  'birthWeightGrams',
  'admissionWeightGrams',
  'admissionDate',
  'dischargeDate',
  'lengthOfStayDays',
  'disposition',
  'department',
  'principalDiagnosis',
  'secondaryDiagnoses',
  'principalProcedure',
  'otherProcedures',
  'icuHours',
  'ventilatorHours',
  'fund',
  'personKey',
  'totalCharges',
  'drugCharges',
  'consumableCharges',
  'selfPaid',
  'overLimit',
  'firstSelfPaid',
  'inScope',
] as const satisfies readonly (keyof Discharge)[];

/** Turns one settlement list of the national interface into a case. */
export function readSettlementList(
  record: Readonly<Record<string, unknown>>,
  rowNumber: number,
  path: string,
  context: ReadingContext,
): ReadCase {
  const message = settlementMessage(record);
  if (typeof message === 'string') return unreadableRecord(rowNumber, message);
  const names = Object.keys(message.list);
  let row: SourceRow;
  try {
    row = new SourceRow(names, matchColumns(names, path, 'interface')).at(Object.values(message.list));
  } catch (error) {
    return unreadableRecord(rowNumber, (error as Error).message);
  }
  const draft = new DischargeDraft();
  readPerson(row, draft, context);
  readPayingFund(message, row, draft);
  const admission = readStay(row, draft, context.monthFirst);
  readAgeFields(row, draft, admission);
  readWeights(row, draft);
  readSettlementDiagnoses(message, draft);
  readSettlementProcedures(message, draft);
  readCareHours(row, draft);
  readIcuStays(message, draft);
  readStatedCharges(row, draft);
  readSettlementCharges(message, row, draft);
  const { discharge, reasons } = draft;
  return {
    rowNumber,
    discharge,
    reasons,
    columns: SETTLEMENT_LIST_COLUMNS,
    values: SETTLEMENT_LIST_COLUMNS.map((name) => valueText(discharge[name])),
  };
}

function valueText(value: Discharge[keyof Discharge]): string {
  if (value === undefined) return '';
  if (typeof value === 'bigint') return yuanText(value);
  return Array.isArray(value) ? value.join('|') : String(value);
}
