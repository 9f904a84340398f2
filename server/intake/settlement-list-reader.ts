import { matchColumns } from '../../reference-data/index.js';
import type { Discharge } from '../../grouper/index.js';
import type { ReadCase } from './case-source.js';
import { DischargeDraft } from './discharge-draft.js';
import { dropPersonalValues } from './drop-personal-values.js';
import { unreadableRecord } from './ndjson-reader.js';
import { readAgeFields, readWeights } from './read-age-fields.js';
import { readStatedCharges } from './read-charges.js';
import { readPerson, type ReadingContext } from './read-discharge.js';
import { readCareHours, readStay } from './read-stay.js';
import { readIcuStays, readPayingFund, readSettlementCharges } from './settlement-charges.js';
import { readSettlementDiagnoses, readSettlementProcedures } from './settlement-codes.js';
import { settlementMessage, type SettlementMessage } from './settlement-message.js';
import { plainText, SourceRow } from './source-row.js';
import { looksPersonal } from './values/personal-values.js';
import { statedText } from './values/stated-text.js';
import { yuanText } from './values/read-money.js';

/** The fields of a case that a settlement list gives to the output, by their canonical names. */
const CASE_FIELDS = [
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

/** What payment asks of a list beside the case: codes that go to the output under the platform's own names. */
const PAYMENT_FIELDS = ['hi_setl_lv', 'insuplc', 'sp_psn_type', 'psn_type', 'med_type', 'ipt_med_type', 'geso_val'] as const;

/** The columns that a settlement list gives to the output: all by which it can be priced later, and nothing else. */
export const SETTLEMENT_LIST_COLUMNS: readonly string[] = [...CASE_FIELDS, ...PAYMENT_FIELDS];

/** Sets of names that are remembered; a system sends one or a few, a hostile file as many as records. */
const MOST_NAME_SETS = 200;

/** Turns settlement lists of the national interface into cases. */
export class SettlementListReader {
  readonly #path: string;
  readonly #context: ReadingContext;
  readonly #rows = new Map<string, SourceRow>();

  /** @param path Named in the reasons of records whose names contradict each other. */
  constructor(path: string, context: ReadingContext) {
    this.#path = path;
    this.#context = context;
  }

  read(record: Readonly<Record<string, unknown>>, rowNumber: number): ReadCase {
    const message = settlementMessage(record);
    if (typeof message === 'string') return unreadableRecord(rowNumber, message);
    const row = this.#rowOf(Object.keys(message.list));
    if (typeof row === 'string') return unreadableRecord(rowNumber, row);
    const { discharge, reasons } = readMessage(message, row.at(Object.values(message.list)), this.#context);
    const values = [
      ...CASE_FIELDS.map((name) => valueText(discharge[name])),
      ...PAYMENT_FIELDS.map((name) => codeText(message.list[name])),
    ];
    return { rowNumber, discharge, reasons, columns: SETTLEMENT_LIST_COLUMNS, values };
  }

  #rowOf(names: readonly string[]): SourceRow | string {
    const key = names.join('\0');
    const known = this.#rows.get(key);
    if (known !== undefined) return known;
    try {
      const row = new SourceRow(names, matchColumns(names, this.#path, 'interface'));
      if (this.#rows.size >= MOST_NAME_SETS) this.#rows.clear();
      this.#rows.set(key, row);
      return row;
    } catch (error) {
      return (error as Error).message;
    }
  }
}

function readMessage(message: SettlementMessage, row: SourceRow, context: ReadingContext): DischargeDraft {
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
  dropPersonalValues(draft);
  return draft;
}

/** A code as it is sent; what looks like a number of a person is none. */
function codeText(value: unknown): string {
  const text = statedText(plainText(value));
  return looksPersonal(text) ? '' : text;
}

function valueText(value: Discharge[keyof Discharge]): string {
  if (value === undefined) return '';
  if (typeof value === 'bigint') return yuanText(value);
  return Array.isArray(value) ? value.join('|') : String(value);
}
