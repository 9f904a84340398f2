import { diagnosisCode, procedureCode, type Discharge } from '../../grouper/index.js';
import { applyChange, type Change, type ChangeNote } from './change.js';

/** Changes that are tried as one. */
export type Variation = readonly Change[];

/** A case after all changes of a variation, in their order. */
export interface VariedCase {
  readonly variation: Variation;
  readonly discharge: Discharge;
  readonly notes: readonly ChangeNote[];
}

/** Applies the changes of a variation, one after the other. */
export function variedCase(discharge: Discharge, variation: Variation): VariedCase {
  const notes: ChangeNote[] = [];
  let varied = discharge;
  for (const change of variation) {
    const changed = applyChange(varied, change);
    varied = changed.discharge;
    if (changed.note !== undefined) notes.push(changed.note);
  }
  return { variation, discharge: varied, notes };
}

/**
 * What is tried where nothing is asked for, to see which code carries the group: every secondary diagnosis as principal, the old one kept;
 * then every code but the principal diagnosis removed once. In the order of the record.
 */
export function everyVariation({ secondaryDiagnoses, principalProcedure, otherProcedures }: Discharge): Variation[] {
  const diagnoses = secondaryDiagnoses.map(diagnosisCode);
  const procedures = [...(principalProcedure === undefined ? [] : [principalProcedure]), ...otherProcedures].map(procedureCode);
  return [
    ...diagnoses.map((code): Variation => [{ kind: 'principal-diagnosis', code, keepsOld: true }]),
    ...diagnoses.map((code): Variation => [{ kind: 'remove-diagnosis', code }]),
    ...procedures.map((code): Variation => [{ kind: 'remove-procedure', code }]),
  ];
}
