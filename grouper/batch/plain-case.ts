import { NUMBER_FIELDS } from '../rules/rule.js';
import { NUMBER_INDEX } from '../drg/grouping-kernel.js';
import type { WeightDemand } from '../check-discharge.js';
import type { CaseColumns } from './case-columns.js';
import { EMPTY, isPlainIdentifier, anyMayBePersonal, ODD, plainDay, plainFen, plainWhole } from './plain-cells.js';
import type { RowFields } from './row-fields.js';

const BAR = 0x7c;
const ZERO = 0x30;

/** Ages and weights as the checks of a discharge have them. */
const OLDEST_YEARS = 150;
const OLDEST_INFANT_DAYS = 365;
const NEWBORN_DAYS = 28;
const LIGHTEST_GRAMS = 100;
const HEAVIEST_GRAMS = 9999;
/** Fewer codes than the checks allow, the principal one included. */
const MOST_OTHER_CODES = 98;

/** Most codes of one kind that a plain case has. */
export const ROOM_FOR_CODES = MOST_OTHER_CODES + 2;

/** Codes of one kind as they lie in the bytes: the principal one first, if there is one. */
export class CodeRanges {
  readonly starts = new Int32Array(ROOM_FOR_CODES);
  readonly ends = new Int32Array(ROOM_FOR_CODES);
  count = 0;

  add(start: number, end: number): void {
    this.starts[this.count] = start;
    this.ends[this.count++] = end;
  }
}

/**
 * A case as a row of bytes states it, if it does so plainly: every value in its most usual form, and nothing that any check would
 * report; its codes are only found, and read when they are looked up. What is refused here is no fault: the row only takes the slow reader, which knows every form and says what is wrong.
 *
 * One object serves all rows: nothing is allocated.
 */
export class PlainCase {
  /** By NUMBER_INDEX; NaN for what is not stated. */
  readonly numbers = new Float64Array(NUMBER_FIELDS.length);
  /** Whether there is a principal diagnosis is no question: a case without one is not plain. */
  readonly diagnoses = new CodeRanges();
  readonly procedures = new CodeRanges();
  hasPrincipalProcedure = false;
  departmentStart = 0;
  departmentEnd = 0;

  readonly #columns: CaseColumns;
  readonly #demand: WeightDemand;

  constructor(columns: CaseColumns, demand: WeightDemand) {
    this.#columns = columns;
    this.#demand = demand;
  }

  /** Reads the row whose fields were found. @returns false where it is not plain. */
  read(bytes: Uint8Array, fields: RowFields): boolean {
    const { caseId, unread, kept } = this.#columns;
    const { bounds } = fields;
    if (!isPlainIdentifier(bytes, bounds[caseId]! + 1, bounds[caseId + 1]!)) return false;
    for (let at = 0; at < unread.length; at++) if (bounds[unread[at]! + 1]! - bounds[unread[at]!]! !== 1) return false;
    return (
      !anyMayBePersonal(bytes, bounds, kept) &&
      this.#readPerson(bytes, fields) &&
      this.#readStay(bytes, fields) &&
      this.#readCodes(bytes, fields) &&
      this.#chargesAddUp(bytes, fields)
    );
  }

  #readPerson(bytes: Uint8Array, fields: RowFields): boolean {
    const { sex, ageYears, ageDays, insuranceType } = this.#columns;
    const { numbers } = this;
    const stated = digit(bytes, fields, sex);
    if (stated !== 1 && stated !== 2) return false;
    const years = whole(bytes, fields, ageYears);
    const days = whole(bytes, fields, ageDays);
    if (years < 0 || years > OLDEST_YEARS || days === ODD) return false;
    // Exports fill the days of everybody else with 0.
    if (years === 0 ? days === EMPTY || days > OLDEST_INFANT_DAYS : days > 0) return false;
    numbers[NUMBER_INDEX.XB] = stated;
    numbers[NUMBER_INDEX.NL] = years;
    numbers[NUMBER_INDEX.XSRTL] = years === 0 ? days : NaN;
    return (
      isKnownInsurance(bytes, fields, insuranceType) && this.#readWeights(bytes, fields, years === 0 && days <= NEWBORN_DAYS)
    );
  }

  #readWeights(bytes: Uint8Array, fields: RowFields, isNewborn: boolean): boolean {
    const { birthWeightGrams, admissionWeightGrams } = this.#columns;
    const birth = whole(bytes, fields, birthWeightGrams);
    const admission = whole(bytes, fields, admissionWeightGrams);
    if (birth === ODD || admission === ODD) return false;
    const weight = this.#demand.newbornWeight === 'birth' ? birth : admission;
    const isPlausible = weight >= LIGHTEST_GRAMS && weight <= HEAVIEST_GRAMS;
    // Nothing, or the 0 with which exports fill the weight of everybody else, is missed of newborns alone.
    if (!isPlausible && (isNewborn || weight > 0)) return false;
    this.numbers[NUMBER_INDEX.XSRTZ] = isPlausible ? weight : NaN;
    return true;
  }

  #readStay(bytes: Uint8Array, fields: RowFields): boolean {
    const { admissionDate, dischargeDate, lengthOfStayDays, disposition, icuHours, ventilatorHours, department } = this.#columns;
    const { numbers } = this;
    const from =
      admissionDate < 0 ? EMPTY : plainDay(bytes, fields.bounds[admissionDate]! + 1, fields.bounds[admissionDate + 1]!);
    const until =
      dischargeDate < 0 ? EMPTY : plainDay(bytes, fields.bounds[dischargeDate]! + 1, fields.bounds[dischargeDate + 1]!);
    const stated = whole(bytes, fields, lengthOfStayDays);
    if (from === ODD || until === ODD || stated === ODD || stated === 0) return false;
    let stay = stated === EMPTY ? NaN : stated;
    if (from !== EMPTY && until !== EMPTY) {
      if (until < from) return false;
      // First and last day count as one.
      const byDates = Math.max(1, until - from);
      if (stated === EMPTY) stay = byDates;
      else if (Math.abs(stated - byDates) > 1) return false;
    }
    const way = digit(bytes, fields, disposition);
    if (way === ODD || way === 0 || (way > 5 && way < 9)) return false;
    const hours = whole(bytes, fields, icuHours);
    if (hours === ODD || whole(bytes, fields, ventilatorHours) === ODD) return false;
    numbers[NUMBER_INDEX.ZYTS] = stay;
    numbers[NUMBER_INDEX.LYFS] = way === EMPTY ? NaN : way;
    numbers[NUMBER_INDEX.ICUXS] = hours === EMPTY ? NaN : hours;
    this.departmentStart = department < 0 ? 0 : fields.bounds[department]! + 1;
    this.departmentEnd = department < 0 ? 0 : fields.bounds[department + 1]!;
    return true;
  }

  #readCodes(bytes: Uint8Array, fields: RowFields): boolean {
    const { principalDiagnosis, secondaryDiagnoses, principalProcedure, otherProcedures } = this.#columns;
    const { diagnoses, procedures } = this;
    diagnoses.count = 0;
    procedures.count = 0;
    if (principalDiagnosis < 0) return false;
    const { bounds } = fields;
    const start = bounds[principalDiagnosis]! + 1;
    if (start === bounds[principalDiagnosis + 1]) return false;
    diagnoses.add(start, bounds[principalDiagnosis + 1]!);
    if (!readList(bytes, fields, secondaryDiagnoses, diagnoses)) return false;
    this.hasPrincipalProcedure = false;
    if (principalProcedure >= 0) {
      const from = bounds[principalProcedure]! + 1;
      const until = bounds[principalProcedure + 1]!;
      this.hasPrincipalProcedure = until > from;
      if (this.hasPrincipalProcedure) procedures.add(from, until);
    }
    if (!readList(bytes, fields, otherProcedures, procedures)) return false;
    // An empty principal slot before filled ones is reported.
    return this.hasPrincipalProcedure || principalProcedure < 0 || procedures.count === 0;
  }

  #chargesAddUp(bytes: Uint8Array, fields: RowFields): boolean {
    const { totalCharges, drugCharges, consumableCharges, chargeSplit } = this.#columns;
    const total = fen(bytes, fields, totalCharges);
    const drugs = fen(bytes, fields, drugCharges);
    const consumables = fen(bytes, fields, consumableCharges);
    if (total === ODD || total === 0 || drugs === ODD || consumables === ODD) return false;
    if (total !== EMPTY && Math.max(0, drugs) + Math.max(0, consumables) > total) return false;
    let sum = 0;
    let isComplete = true;
    for (let at = 0; at < chargeSplit.length; at++) {
      const part = fen(bytes, fields, chargeSplit[at]!);
      if (part === ODD) return false;
      if (part === EMPTY) isComplete = false;
      sum += part;
    }
    return !isComplete || total === EMPTY || sum === total;
  }
}

function whole(bytes: Uint8Array, fields: RowFields, column: number): number {
  return column < 0 ? EMPTY : plainWhole(bytes, fields.bounds[column]! + 1, fields.bounds[column + 1]!);
}

/** A code of one digit; a zero before it is another spelling. */
function digit(bytes: Uint8Array, fields: RowFields, column: number): number {
  const value = whole(bytes, fields, column);
  return value >= 0 && fields.bounds[column + 1]! - fields.bounds[column]! > 2 ? ODD : value;
}

function fen(bytes: Uint8Array, fields: RowFields, column: number): number {
  return column < 0 ? EMPTY : plainFen(bytes, fields.bounds[column]! + 1, fields.bounds[column + 1]!);
}

/** `employee`, `resident`, or the national codes of the two; what a region alone can place is reported. */
function isKnownInsurance(bytes: Uint8Array, fields: RowFields, column: number): boolean {
  if (column < 0) return true;
  const start = fields.bounds[column]! + 1;
  const length = fields.bounds[column + 1]! - start;
  if (length === 0) return true;
  return length === 8
    ? isWord(bytes, start, EMPLOYEE) || isWord(bytes, start, RESIDENT)
    : length === 3 && isNationalType(bytes, start);
}

const EMPLOYEE = Buffer.from('employee');
const RESIDENT = Buffer.from('resident');

function isWord(bytes: Uint8Array, start: number, word: Uint8Array): boolean {
  for (let at = 0; at < word.length; at++) if (bytes[start + at] !== word[at]) return false;
  return true;
}

/** 310 employees, 390 residents. */
function isNationalType(bytes: Uint8Array, start: number): boolean {
  const second = bytes[start + 1]! - ZERO;
  return bytes[start] === ZERO + 3 && (second === 1 || second === 9) && bytes[start + 2] === ZERO;
}

/** Adds the codes of a list: of one column or several, each cell one code or several. An empty cell before a filled one is reported. */
function readList(bytes: Uint8Array, fields: RowFields, columns: readonly number[], into: CodeRanges): boolean {
  let isGap = false;
  for (let place = 0; place < columns.length; place++) {
    const end = fields.bounds[columns[place]! + 1]!;
    let start = fields.bounds[columns[place]!]! + 1;
    if (start === end) {
      isGap = true;
      continue;
    }
    if (isGap) return false;
    for (let at = start; ; at++) {
      if (at < end && bytes[at] !== BAR) continue;
      if (into.count > MOST_OTHER_CODES || start === at) return false;
      into.add(start, at);
      start = at + 1;
      if (at === end) break;
    }
  }
  return true;
}
