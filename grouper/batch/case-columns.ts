import type { MatchedColumns, SourceField } from '../../reference-data/index.js';

/** Where the columns of a table lie that the fast lane reads: field numbers, -1 for one that the table does not have. */
export interface CaseColumns {
  /** Columns of the header. */
  readonly count: number;
  readonly caseId: number;
  readonly insuranceType: number;
  readonly sex: number;
  readonly ageYears: number;
  readonly ageDays: number;
  readonly birthWeightGrams: number;
  readonly admissionWeightGrams: number;
  readonly admissionDate: number;
  readonly dischargeDate: number;
  readonly lengthOfStayDays: number;
  readonly disposition: number;
  readonly department: number;
  readonly icuHours: number;
  readonly principalDiagnosis: number;
  readonly principalProcedure: number;
  readonly secondaryDiagnoses: readonly number[];
  readonly otherProcedures: readonly number[];
  readonly ventilatorHours: number;
  readonly totalCharges: number;
  readonly drugCharges: number;
  readonly consumableCharges: number;
  /** Amounts that add up to the total where all are stated: inScope, selfPaid, overLimit, firstSelfPaid. */
  readonly chargeSplit: readonly number[];
  /** Columns that the fast lane cannot read: a row that states something in one is left to the slow one. */
  readonly unread: readonly number[];
  /** Columns that pass through to the output, in order. */
  readonly kept: readonly number[];
}

/** Fields of which nothing hangs in grouping, checks or reasons, so that any value will do. */
const WITHOUT_EFFECT: ReadonlySet<SourceField> = new Set<SourceField>([
  'visitId',
  'recordNumber',
  'admissionCount',
  'hospitalId',
  'fund',
  'personKey',
  'personNumber',
  'insuranceNumber',
  'certificateNumber',
  // Read only where no age is stated, and such a row is not plain.
  'birthDate',
]);

const SPLIT: readonly SourceField[] = ['inScope', 'selfPaid', 'overLimit', 'firstSelfPaid'];

const SINGLE = [
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
  'icuHours',
  'principalDiagnosis',
  'principalProcedure',
  'ventilatorHours',
  'totalCharges',
  'drugCharges',
  'consumableCharges',
] as const satisfies readonly SourceField[];

const LISTS = ['secondaryDiagnoses', 'otherProcedures'] as const satisfies readonly SourceField[];

const READ: ReadonlySet<SourceField> = new Set<SourceField>([...SINGLE, ...LISTS, ...SPLIT]);

/**
 * Lays out a table for the fast lane.
 *
 * @param count Columns of the header.
 * @param kept Columns that pass through to the output.
 * @returns undefined where the identifier is put together from several columns: such a table has no fast lane.
 */
export function caseColumns(matched: MatchedColumns, count: number, kept: readonly number[]): CaseColumns | undefined {
  const { columns } = matched;
  const place = (field: SourceField) => columns.get(field)?.[0] ?? -1;
  const identifier = place('caseId') >= 0 ? 'caseId' : 'visitId';
  if (place(identifier) < 0) return undefined;
  const others = [...columns].filter(([field]) => field !== identifier && !READ.has(field) && !WITHOUT_EFFECT.has(field));
  const single = Object.fromEntries(SINGLE.map((field) => [field, place(field)])) as Record<(typeof SINGLE)[number], number>;
  return {
    ...single,
    count,
    caseId: place(identifier),
    secondaryDiagnoses: columns.get('secondaryDiagnoses') ?? [],
    otherProcedures: columns.get('otherProcedures') ?? [],
    chargeSplit: SPLIT.map(place),
    unread: others.flatMap(([, places]) => [...places]),
    kept,
  };
}
