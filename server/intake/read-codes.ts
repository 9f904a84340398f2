import { diagnosisCode, procedureCode } from '../../grouper/index.js';
import type { DischargeDraft } from './discharge-draft.js';
import type { SourceCell, SourceRow } from './source-row.js';

/** What joins codes in one cell: in lists of ours a bar, elsewhere other signs too. */
const BAR = '|';
const JOINTS = /[|,;、，；\r\n]+/;
const OTHER_JOINT = /[,;、，；\r\n]/;
/** An asterisk code of its own, which belongs to the dagger code of its slot. */
const LONE_ASTERISK = /^[A-Z]\d\d(?:\.\d)?\*$/;

type CodeForm = (raw: string) => string;

/** Reads diagnoses and procedures from the columns of a table. A secondary code never moves up into an empty principal slot. */
export function readCodes(row: SourceRow, draft: DischargeDraft): void {
  const diagnoses = withAdditional(row);
  readPrincipal(row, draft, 'principalDiagnosis', diagnoses.principal, diagnoses.others, diagnosisCode);
  draft.discharge.secondaryDiagnoses = distinctCodes(diagnoses.others, diagnosisCode, draft);
  const procedures = row.cells('otherProcedures');
  readPrincipal(row, draft, 'principalProcedure', row.text('principalProcedure'), procedures, procedureCode);
  draft.discharge.otherProcedures = distinctCodes(procedures, procedureCode, draft);
}

function readPrincipal(
  row: SourceRow,
  draft: DischargeDraft,
  field: 'principalDiagnosis' | 'principalProcedure',
  text: string,
  others: readonly SourceCell[],
  form: CodeForm,
): void {
  if (text !== '') draft.set(field, form(text));
  else if (field === 'principalProcedure' && row.has(field) && others.some((cell) => cell.text !== '')) {
    draft.note('gap-in-slots', row.header(field));
  }
}

/**
 * Puts the codes of a list into their normal form. An exact repeat inside the list leaves it with a note; an empty place before a
 * filled one is noted by its column.
 */
export function distinctCodes(cells: readonly SourceCell[], form: CodeForm, draft: DischargeDraft): string[] {
  if (cells.every(({ text }) => text === '')) return [];
  const codes = new Set<string>();
  let gap: string | undefined;
  for (const { header, text } of cells) {
    if (text === '') {
      gap ??= header;
      continue;
    }
    if (gap !== undefined) draft.note('gap-in-slots', gap);
    gap = undefined;
    for (const part of text.split(OTHER_JOINT.test(text) ? JOINTS : BAR)) {
      const code = form(part);
      if (code === '' || code === '-') continue;
      if (codes.has(code)) draft.note('code-repeated', code);
      codes.add(code);
    }
  }
  return [...codes];
}

/** The additional-code columns of one dialect hold, among others, the asterisk half of their slot's code. */
function withAdditional(row: SourceRow): { readonly principal: string; readonly others: readonly SourceCell[] } {
  const principal = row.text('principalDiagnosis');
  const others = row.cells('secondaryDiagnoses');
  if (row.dialect !== 'hn041') return { principal, others };
  const additional = row.cells('additionalOfSecondary');
  const bySlot = new Map(additional.map(({ header, text }) => [slotOf(header), text]));
  return {
    principal: joined(principal, row.text('additionalOfPrincipal')),
    others: others.map(({ header, text }) => ({ header, text: joined(text, bySlot.get(slotOf(header)) ?? '') })),
  };
}

/** Slots pair up by the number in their names, as a file may lack some of the additional columns. */
function slotOf(header: string): string | undefined {
  return /\d+(?=\D*$)/.exec(header)?.[0];
}

function joined(dagger: string, additional: string): string {
  const half = diagnosisCode(additional);
  if (dagger === '' || dagger.includes('*') || !LONE_ASTERISK.test(half)) return dagger;
  return `${diagnosisCode(dagger).replace(/\+$/, '')}+${half}`;
}
