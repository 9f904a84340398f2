import { diagnosisCode, procedureCode } from '../codes/normal-form.js';
import type { Discharge } from '../discharge.js';
import { baseOf } from './code-expression.js';
import { isCovered, prefixPart } from './diagnosis-keys.js';
import type { DirectoryAsRead, ExcludedProcedure } from './directory-as-read.js';

/** A procedure of the case with every listed code that it answers to: itself, and others where the policy says so. */
export interface CaseProcedure {
  readonly code: string;
  readonly answersTo: readonly string[];
}

/** A case as the directory's rows are held against it. */
export interface DipCase {
  readonly discharge: Discharge;
  /** Main diagnosis in normal form, and its part that prefixes are compared with. */
  readonly diagnosis: string;
  readonly prefixPart: string;
  readonly otherDiagnoses: readonly string[];
  /** The procedure that rows ask for as main; undefined for a conservative case. */
  readonly main: CaseProcedure | undefined;
  /** The procedures beside it that may satisfy a related cell. */
  readonly related: readonly CaseProcedure[];
  /** Principal procedure first, as the list has them; for what is left over. */
  readonly procedures: readonly CaseProcedure[];
}

/**
 * Brings a case into the form in which rows are compared: normal codes, and the main procedure that the exclusion list leaves.
 * No other procedure moves up into an empty principal one.
 */
export function readDipCase(discharge: Discharge, directory: DirectoryAsRead): DipCase {
  const diagnosis = diagnosisCode(discharge.principalDiagnosis!);
  const read = (code: string): CaseProcedure => {
    const normal = procedureCode(code);
    return { code: normal, answersTo: listedCodes(normal, directory) };
  };
  const principal = discharge.principalProcedure ? read(discharge.principalProcedure) : undefined;
  const others = discharge.otherProcedures.map(read);
  const main = principal === undefined ? undefined : mainProcedure(principal, others, diagnosis, directory);
  const procedures = principal === undefined ? others : [principal, ...others];
  const related = procedures.filter(
    (procedure) => procedure !== main && directory.excludedProcedures.get(procedure.code)?.kind !== 'conservative',
  );
  return {
    discharge,
    diagnosis,
    prefixPart: prefixPart(diagnosis),
    otherDiagnoses: discharge.secondaryDiagnoses.map(diagnosisCode),
    main,
    related,
    procedures,
  };
}

function mainProcedure(
  principal: CaseProcedure,
  others: readonly CaseProcedure[],
  diagnosis: string,
  { excludedProcedures, policy }: DirectoryAsRead,
): CaseProcedure | undefined {
  const { conservativeCodeScope, limitedOutsideScope } = policy.choices;
  const excluded = excludedProcedures.get(principal.code);
  if (mayBeMain(excluded, diagnosis)) return principal;
  const stepsAside =
    excluded!.kind === 'not-main' ||
    (excluded!.kind === 'conservative' ? conservativeCodeScope : limitedOutsideScope) === 'skip-to-next';
  return stepsAside ? others.find(({ code }) => mayBeMain(excludedProcedures.get(code), diagnosis)) : undefined;
}

function mayBeMain(excluded: ExcludedProcedure | undefined, diagnosis: string): boolean {
  if (excluded === undefined) return true;
  return excluded.kind === 'limited' && isCovered(diagnosis, excluded.scope);
}

/** The codes that a procedure answers to: itself, and listed ones where the policy or the directory says so. */
export function listedCodes(code: string, { policy, extensionsOf, shortCodes }: DirectoryAsRead): readonly string[] {
  const { procedureCodeMatch } = policy.choices;
  if (procedureCodeMatch === 'exact' && shortCodes.size === 0) return [code];
  const listed = [code];
  if (procedureCodeMatch !== 'exact' && baseOf(code) !== code) listed.push(baseOf(code));
  if (procedureCodeMatch === 'base-in-case-ok') listed.push(...(extensionsOf.get(code) ?? []));
  for (let length = code.length - 1; length > 0 && shortCodes.size > 0; length--) {
    if (shortCodes.has(code.slice(0, length))) listed.push(code.slice(0, length));
  }
  return listed;
}

/** Whether a procedure answers to one of the codes. */
export function isAmong({ answersTo }: CaseProcedure, codes: ReadonlySet<string>): boolean {
  for (const code of answersTo) if (codes.has(code)) return true;
  return false;
}
