import { isDiagnosisKeyShaped, isProcedureShaped } from './code-shapes.js';
import { diagnosisFault, diagnosisOperands, procedureFault, procedureParts } from './dip-expression.js';
import type { DipFinding, DipFindingCode } from './dip-findings.js';
import type { DipEdition } from './dip-manifest.js';
import type { DipGroupRow, DipTableName } from './dip-tables.js';
import type { TextDetails } from './bilingual.js';

/** What the check of a directory must know beside its tables. */
export type CheckedEdition = Pick<DipEdition, 'operators' | 'shortProcedureCodes'>;

/** What stands for every main diagnosis. */
export const ANY_DIAGNOSIS = '所有诊断';

/** Takes what is found about one record of a table. */
export type NoteOfRecord = (code: DipFindingCode, column: string, details: TextDetails) => void;

/** Collects what is found about a record. */
export function noteOfRecord(findings: DipFinding[], table: DipTableName, record: number): NoteOfRecord {
  return (code, column, details) => findings.push({ code, table, record, column, details });
}

/** Checks one group row by itself: expressions, codes, numbers, bands. */
export function checkGroupRow(row: DipGroupRow, edition: CheckedEdition, note: NoteOfRecord): void {
  const { key } = row;
  const isWide = row.layer === 'comprehensive' || row.layer === 'blank';
  if (row.diagnosis === '') note('diagnosis-missing', 'diagnosis', { key });
  if (key === '') note('key-missing', 'key', {});
  checkDiagnosisCell(row.diagnosis, 'diagnosis', isWide, note);
  checkDiagnosisCell(row.otherDiagnosis, 'otherDiagnosis', false, note);
  checkProcedureCell(row.procedure, 'procedure', edition, note);
  checkProcedureCell(row.related, 'related', edition, note);
  for (const column of ['points', 'meanCost'] as const)
    if (row[column] !== '' && !/^\d+(\.\d+)?$/.test(row[column])) note('decimal-invalid', column, { value: row[column] });
  checkNewborn(row, note);
  // The word would stand in place of the procedure's code.
  if (row.layer === 'comprehensive' && row.attribute === '') note('attribute-missing', 'procedure', { key });
}

/** Checks a cell of diagnoses: form, ranges, shape of codes. */
export function checkDiagnosisCell(text: string, column: string, isWide: boolean, note: NoteOfRecord): void {
  const fault = diagnosisFault(text);
  if (fault !== undefined) return note(fault.code, column, { value: text, at: fault.at });
  for (const operand of diagnosisOperands(text)) {
    if (operand === ANY_DIAGNOSIS) continue;
    if (operand.includes('-')) {
      const [, from, until] = /^([A-Z]\d\d)-([A-Z]\d\d)$/.exec(operand) ?? [];
      if (from === undefined || from > until!) note('range-invalid', column, { value: operand });
    } else if (!isDiagnosisKeyShaped(operand, isWide)) note('code-shape', column, { code: operand });
  }
}

/** Checks a cell of procedures: form and shape of codes. */
export function checkProcedureCell(text: string, column: string, edition: CheckedEdition, note: NoteOfRecord): void {
  const fault = procedureFault(text, edition.operators);
  if (fault !== undefined) return note(fault.code, column, { value: text, at: fault.at });
  for (const code of procedureParts(text, edition.operators).flat())
    if (!isProcedureShaped(code, edition.shortProcedureCodes)) note('code-shape', column, { code });
}

function checkNewborn({ ageDaysBelow, birthWeight }: DipGroupRow, note: NoteOfRecord): void {
  if (ageDaysBelow === '' && birthWeight === '') return;
  if (!/^\d{1,3}$/.test(ageDaysBelow)) note('range-invalid', 'ageDaysBelow', { value: ageDaysBelow });
  const [, low, high] = /^(\d{1,5})-(\d{1,5})$/.exec(birthWeight) ?? [];
  if (low === undefined || Number(low) > Number(high)) note('range-invalid', 'birthWeight', { value: birthWeight });
}
