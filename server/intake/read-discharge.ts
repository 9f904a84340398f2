import type { Discharge, Reason } from '../../grouper/index.js';
import { DischargeDraft } from './discharge-draft.js';
import { PERSON_NUMBER_KINDS, personKeyOf } from './person-key.js';
import { readAgeFields, readWeights } from './read-age-fields.js';
import { readCharges } from './read-charges.js';
import { readCodes } from './read-codes.js';
import { readCareHours, readStay, type MonthFirstFields } from './read-stay.js';
import type { SourceRow } from './source-row.js';
import { readInsuranceType, readSex } from './values/code-lists.js';

/** What reading a row needs to know beside the row. */
export interface ReadingContext {
  readonly personKeySecret: string | undefined;
  readonly monthFirst: MonthFirstFields;
}

/** A discharge as far as it could be read, and everything wrong or odd about it. */
export interface ReadDischarge {
  readonly discharge: Discharge;
  readonly reasons: Reason[];
}

/** The columns of which one gives the identifier, in order; a record number repeats and is joined by the admission count. */
export const IDENTIFIER_FIELDS = ['caseId', 'visitId', 'recordNumber'] as const;

/** A long number in scientific form has lost digits in a spreadsheet. */
const LOST_DIGITS = /^\d(?:\.\d+)?[eE]\+?\d+$/;

/** Reads one row. Every fault is reported at once; what is missing, and what is out of range, is the grouper's to say. */
export function readDischarge(row: SourceRow, context: ReadingContext): ReadDischarge {
  const draft = new DischargeDraft();
  readPerson(row, draft, context);
  const admission = readStay(row, draft, context.monthFirst);
  readAgeFields(row, draft, admission);
  readWeights(row, draft);
  readCodes(row, draft);
  readCareHours(row, draft);
  readCharges(row, draft);
  return draft;
}

/** Reads who the case is about, as far as it is read at all: identifier, sex, insurance, and the key of the person. */
export function readPerson(row: SourceRow, draft: DischargeDraft, { personKeySecret }: ReadingContext): void {
  draft.discharge.caseId = readCaseId(row, draft);
  const hospital = row.text('hospitalId');
  if (hospital !== '') draft.set('hospitalId', hospital);
  const insurance = row.text('insuranceType');
  if (insurance !== '') {
    const type = readInsuranceType(insurance);
    if (type === undefined) draft.note('value-ignored', `${row.header('insuranceType')}=${insurance}`);
    draft.set('insuranceType', type);
  }
  const fund = row.text('fund');
  if (fund !== '') draft.set('fund', fund);
  const sex = row.text('sex');
  if (sex !== '') {
    draft.set('sex', readSex(sex));
    if (draft.discharge.sex === undefined) draft.note('sex-not-1-or-2', sex);
  }
  draft.set('personKey', personKey(row, personKeySecret));
}

/** The identifier of the case by the columns that the file has; empty where the row states none. */
export function readCaseId(row: SourceRow, draft?: DischargeDraft): string {
  const field = IDENTIFIER_FIELDS.find((one) => row.has(one));
  if (field === undefined) return '';
  const text = row.text(field);
  if (LOST_DIGITS.test(text)) draft?.unreadable(row.header(field), text);
  const count = field === 'recordNumber' ? row.text('admissionCount').replace(/\.0+$/, '') : '';
  return text === '' || count === '' ? text : `${text}-${count}`;
}

/** One kind of number for the whole file: the first for which it has a column. */
function personKey(row: SourceRow, secret: string | undefined): string | undefined {
  const made = row.text('personKey');
  if (made !== '') return made;
  const kind = secret === undefined ? undefined : PERSON_NUMBER_KINDS.find((one) => row.has(one));
  return kind === undefined ? undefined : personKeyOf(kind, row.text(kind), secret!);
}
