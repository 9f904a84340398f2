/** Whole numbers, both ends within. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** Codes to draw from, the frequent ones first. */
export type Pool = readonly string[];

/** One way to fulfil the rule of a group. */
export interface Recipe {
  readonly principalDiagnoses: Pool;
  /** Empty: a case without operation. */
  readonly principalProcedures: Pool;
  /** One code of each must stand among the other diagnoses, and procedures. */
  readonly requiredDiagnoses: readonly Pool[];
  readonly requiredProcedures: readonly Pool[];
  /** What else is done in such cases. */
  readonly furtherProcedures: Pool;
  /** Empty: any. */
  readonly departments: Pool;
  /** 1 male, 2 female. */
  readonly sex: Range;
  readonly ageYears: Range;
  /** Infants only. Unit: days. */
  readonly ageDays: Range;
  /** Infants only. Unit: gram. */
  readonly weightGrams: Range;
  readonly stayDays: Range;
  readonly disposition: Range;
}

/** A group of the scheme, and the cases that lead to it. */
export interface CaseGroup {
  readonly key: string;
  /** A group for newborns, or one that only takes what others leave: it stands behind all others in frequency. */
  readonly isRare: boolean;
  /** At least one. */
  readonly recipes: readonly Recipe[];
}

/** All that cases are drawn from. */
export interface CaseModel {
  readonly groups: readonly CaseGroup[];
  /** Codes that count as complications. May be empty. */
  readonly complications: Pool;
  readonly diagnoses: Pool;
  readonly procedures: Pool;
  /** Whether the scheme knows a code. */
  readonly isKnown: (code: string, kind: 'diagnosis' | 'procedure') => boolean;
  /** Whether newborns need their weight on admission. */
  readonly asksAdmissionWeight: boolean;
}

/** What a case may be where no rule says otherwise. */
export const ANY_CASE: Recipe = {
  principalDiagnoses: [],
  principalProcedures: [],
  requiredDiagnoses: [],
  requiredProcedures: [],
  furtherProcedures: [],
  departments: [],
  sex: { from: 1, to: 2 },
  ageYears: { from: 0, to: 98 },
  ageDays: { from: 0, to: 364 },
  weightGrams: { from: 500, to: 5000 },
  stayDays: { from: 1, to: 60 },
  disposition: { from: 1, to: 9 },
};

/** Whether all cases of a recipe are infants: its rule says so, or its diseases are those of newborns. */
export function isForInfants({ ageYears, principalDiagnoses }: Recipe): boolean {
  return ageYears.to === 0 || (ageYears.from === 0 && isNewbornDisease(principalDiagnoses[0]!));
}

/** Diseases of the perinatal chapter: their persons are newborns. */
export function isNewbornDisease(diagnosis: string): boolean {
  return diagnosis.charCodeAt(0) === 0x50; // P
}
