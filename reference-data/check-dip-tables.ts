import { checkDiagnosisCell, checkGroupRow, checkProcedureCell, noteOfRecord, type CheckedEdition } from './check-dip-group.js';
import { isDiagnosisShaped, isProcedureShaped } from './code-shapes.js';
import type { DipFinding } from './dip-findings.js';
import { rowConflicts } from './dip-row-conflicts.js';
import type { DipGroupRow, DipTables } from './dip-tables.js';
import { primaryCareWithoutGroup } from './primary-care-groups.js';

export type { CheckedEdition };

/**
 * Everything that is wrong or odd about the tables of a directory, read just now or stored long ago.
 *
 * @returns Findings by record; `isError` tells which of them refuse the directory.
 */
export function checkDipTables(tables: DipTables, edition: CheckedEdition): readonly DipFinding[] {
  const findings: DipFinding[] = [];
  const { groups, primaryCare } = tables;
  for (const [record, row] of groups.entries()) checkGroupRow(row, edition, noteOfRecord(findings, 'groups', record));
  checkKeys(groups, findings);
  checkPoints(groups, findings);
  checkCodes(tables, 'excludedDiagnoses', isDiagnosisShaped, findings);
  checkCodes(tables, 'excludedProcedures', (code) => isProcedureShaped(code, 'exact'), findings);
  checkCodes(tables, 'resistantDiagnoses', isDiagnosisShaped, findings);
  for (const [record, row] of tables.excludedProcedures.entries())
    checkDiagnosisCell(row.scope, 'note', false, noteOfRecord(findings, 'excludedProcedures', record));
  for (const [record, row] of primaryCare.entries()) {
    const note = noteOfRecord(findings, 'primaryCare', record);
    if (row.diagnosis === '') note('diagnosis-missing', 'diagnosis', { key: row.number });
    checkDiagnosisCell(row.diagnosis, 'diagnosis', false, note);
    checkProcedureCell(row.procedure, 'procedure', edition, note);
  }
  return [...findings, ...rowConflicts(tables, edition), ...primaryCareWithoutGroup(tables, edition)];
}

function checkKeys(groups: readonly DipGroupRow[], findings: DipFinding[]): void {
  const seen = new Set<string>();
  for (const [record, { key }] of groups.entries()) {
    if (seen.has(key) && key !== '') noteOfRecord(findings, 'groups', record)('key-repeated', 'key', { key });
    seen.add(key);
  }
}

/** The national directory has no points; where one row has them, the others are expected to. */
function checkPoints(groups: readonly DipGroupRow[], findings: DipFinding[]): void {
  if (groups.every(({ points }) => points === '')) return;
  for (const [record, { key, points }] of groups.entries())
    if (points === '') noteOfRecord(findings, 'groups', record)('points-empty', 'points', { key });
}

function checkCodes(
  tables: DipTables,
  table: 'excludedDiagnoses' | 'excludedProcedures' | 'resistantDiagnoses',
  isShaped: (code: string) => boolean,
  findings: DipFinding[],
): void {
  const seen = new Set<string>();
  for (const [record, { code }] of tables[table].entries()) {
    const note = noteOfRecord(findings, table, record);
    if (code === '') note('code-missing', 'code', {});
    else if (!isShaped(code)) note('code-shape', 'code', { code });
    if (code !== '' && seen.has(code)) note('code-repeated', 'code', { code });
    seen.add(code);
  }
}
