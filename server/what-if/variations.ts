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

/** How the changes that somebody asks for are tried. */
export interface ChangeTerms {
  /** Codes that are exchanged stay among the others. */
  readonly swap?: boolean | undefined;
  /** All changes as one variation instead of one after the other. */
  readonly together?: boolean | undefined;
}

/** The variations that somebody asks for; every one there is where nothing is asked for. */
export function askedVariations(
  discharge: Discharge,
  changes: readonly Change[],
  { swap = false, together = false }: ChangeTerms,
): readonly Variation[] {
  if (changes.length === 0) return everyVariation(discharge);
  const asked = changes.map((change) => (swap && EXCHANGES.includes(change.kind) ? { ...change, keepsOld: true } : change));
  return together ? [asked] : asked.map((change) => [change]);
}

const EXCHANGES: readonly Change['kind'][] = ['principal-diagnosis', 'main-procedure'];
