import { ANY_DIAGNOSIS, noteOfRecord, type CheckedEdition } from './check-dip-group.js';
import { diagnosisOperands, procedureParts } from './dip-expression.js';
import type { DipFinding } from './dip-findings.js';
import type { DipTables } from './dip-tables.js';

/** Primary-care rows that no case can be flagged by, because no group takes such a case. */
export function primaryCareWithoutGroup(tables: DipTables, { operators }: CheckedEdition): readonly DipFinding[] {
  const findings: DipFinding[] = [];
  const codesOf = (cell: string) => procedureParts(cell, operators).flat();
  const groups = tables.groups.map(({ diagnosis, procedure, position, birthWeight }) => ({
    keys: diagnosisOperands(diagnosis),
    codes: new Set(codesOf(procedure)),
    takesAny: position === 'any' || birthWeight !== '',
  }));
  for (const [record, { diagnosis, procedure }] of tables.primaryCare.entries()) {
    const keys = diagnosisOperands(diagnosis).map((key) => key.replace(/\+$/, ''));
    const codes = codesOf(procedure);
    const isTaken = groups.some(
      (group) =>
        group.keys.some((wide) => keys.some((key) => overlap(wide, key))) &&
        (group.takesAny || (codes.length === 0 ? group.codes.size === 0 : codes.some((code) => group.codes.has(code)))),
    );
    if (!isTaken && diagnosis !== '')
      noteOfRecord(findings, 'primaryCare', record)('primary-care-without-group', 'diagnosis', { diagnosis, procedure });
  }
  return findings;
}

/** Tells whether some code may belong to both: a short code, a range or every diagnosis, and a short code. */
function overlap(wide: string, key: string): boolean {
  const [from, until] = wide.split('-');
  if (until !== undefined) return key.slice(0, 3) >= from! && key.slice(0, 3) <= until;
  return wide !== ANY_DIAGNOSIS && (wide.startsWith(key) || key.startsWith(wide));
}
