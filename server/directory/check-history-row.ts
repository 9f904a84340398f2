import type { Discharge } from '../../grouper/index.js';
import type { ReadCase } from '../intake/index.js';
import { readFen, yuanText } from '../intake/values/read-money.js';
import { diagnosisKey } from './diagnosis-key.js';

/**
 * Why a row of history is left out, in order of precedence: the first that applies is the one reported.
 * Sex and age are not among them, since means of cost do not hang on them.
 */
export const REJECT_REASONS = [
  'record-unreadable',
  'diagnosis-missing',
  'diagnosis-no-code',
  'two-principal-diagnoses',
  'discharge-date-missing',
  'discharge-before-admission',
  'year-outside',
  'cost-missing',
  'cost-unreadable',
  'cost-negative',
  'cost-zero',
  'cost-too-large',
] as const;
export type RejectReason = (typeof REJECT_REASONS)[number];

/** A row that is left out, and the value that is to blame. */
export interface Rejected {
  readonly reason: RejectReason;
  readonly detail: string;
}

/** What every accepted row has. */
export interface AcceptedRow {
  readonly discharge: Discharge;
  /** Place of its year among the years. */
  readonly year: number;
  readonly diagnosis: string;
  /** Fen. */
  readonly cost: number;
}

/** Most that one stay can cost: far above any, and small enough that sums stay exact. Unit: fen. */
const MOST_COST = 10_000_000_000n;

/** Checks one row. @param years Calendar years, oldest first. */
export function checkHistoryRow({ discharge, reasons }: ReadCase, years: readonly number[]): AcceptedRow | Rejected {
  const found = (code: string) => reasons.find((reason) => reason.code === code);
  const unreadable = found('record-unreadable');
  if (unreadable !== undefined) return reject('record-unreadable', unreadable.detail);
  const { principalDiagnosis = '', dischargeDate, admissionDate, totalCharges } = discharge;
  if (principalDiagnosis === '') return reject('diagnosis-missing');
  const diagnosis = diagnosisKey(principalDiagnosis);
  if (diagnosis === undefined) return reject('diagnosis-no-code', principalDiagnosis);
  if (found('two-principal-diagnoses') !== undefined) return reject('two-principal-diagnoses');
  if (dischargeDate === undefined) return reject('discharge-date-missing');
  if (found('discharge-before-admission') !== undefined || (admissionDate !== undefined && admissionDate > dischargeDate))
    return reject('discharge-before-admission', `${admissionDate ?? ''} > ${dischargeDate}`);
  const year = years.indexOf(Number(dischargeDate.slice(0, 4)));
  if (year < 0) return reject('year-outside', dischargeDate);
  if (totalCharges === undefined)
    return withoutCost(reasons.flatMap(({ code, detail }) => (code === 'field-unreadable' ? [detail ?? ''] : [])));
  if (totalCharges === 0n) return reject('cost-zero', yuanText(totalCharges));
  if (totalCharges < 0n) return reject('cost-negative', yuanText(totalCharges));
  if (totalCharges > MOST_COST) return reject('cost-too-large', yuanText(totalCharges));
  return { discharge, year, diagnosis, cost: Number(totalCharges) };
}

/** The reader leaves out an amount that it cannot read, or that is negative, and says which column held what. */
function withoutCost(unreadable: readonly string[]): Rejected {
  const amounts = unreadable.map((detail) => ({ detail, fen: readFen(detail.slice(detail.lastIndexOf('=') + 1)) }));
  const negative = amounts.find(({ fen }) => fen !== undefined && fen < 0n);
  if (negative !== undefined) return reject('cost-negative', negative.detail);
  return unreadable.length > 0 ? reject('cost-unreadable', unreadable.join('|')) : reject('cost-missing');
}

function reject(reason: RejectReason, detail = ''): Rejected {
  return { reason, detail };
}
