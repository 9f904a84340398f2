import { diagnosisCode, procedureCode } from '../../grouper/index.js';
import type { CaseFacts } from '../case-facts.js';
import { apgOf, type ApgKind, type ApgRow } from './apg-table.js';

/** What a visit was grouped into: one row for each service. */
export interface GroupedVisit {
  readonly services: readonly ApgRow[];
  /** Codes that no row takes. */
  readonly without: readonly string[];
}

/** Whether a medical visit counts beside a significant procedure, or only where there is none. */
export const VISIT_RULES = ['without-procedure', 'always'] as const;
export type VisitRule = (typeof VISIT_RULES)[number];

/**
 * Groups the services of an outpatient visit: procedures by their codes, items as ancillaries, and the visit itself by its principal
 * diagnosis.
 */
export function groupVisit(facts: CaseFacts, rows: readonly ApgRow[], visitRule: VisitRule): GroupedVisit {
  const { principalProcedure, otherProcedures, principalDiagnosis, serviceItems = [] } = facts;
  const procedures = [...(principalProcedure === undefined ? [] : [principalProcedure]), ...otherProcedures];
  const services: ApgRow[] = [];
  const without: string[] = [];
  const add = (code: string, ...kinds: readonly ApgKind[]): void => {
    const row = apgOf(code, rows, kinds);
    if (row === undefined) without.push(code);
    else services.push(row);
  };
  for (const code of procedures) add(procedureCode(code), 'procedure', 'ancillary');
  for (const item of serviceItems) add(item, 'ancillary');
  const hasProcedure = services.some(({ kind }) => kind === 'procedure');
  if (principalDiagnosis !== undefined && (visitRule === 'always' || !hasProcedure))
    add(diagnosisCode(principalDiagnosis), 'visit');
  return { services, without };
}
