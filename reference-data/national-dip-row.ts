import { DIP_SHEETS, type DipPart } from './dip-sheets.js';
import type { DipTableAssembly, NoteOfRow } from './dip-table-assembly.js';
import type { DipGroupRow, ExcludedProcedureRow } from './dip-tables.js';
import type { RawRow } from './sheet-header.js';
import { tidyCell, tidyExpression } from './tidy-cell.js';

/** Where 限范围 is printed without its range. @source dip-grouping 2.4 */
export const LIMITED_SCOPE = 'A00-A09|C15-C26|D01|D12|D13|D37|I85|K20-K93';

/** What marks a row that holds something, in any part. */
const CONTENT = ['number', 'diagnosis', 'procedure', 'related', 'otherDiagnosis', 'code', 'ageDaysBelow', 'birthWeight'];

/**
 * Turns a row of a part of the national directory into its record. A blank row is left out, one that holds only words with a finding;
 * every other becomes a record, faulty or not, so that the check of the tables can name its place.
 */
export function addNationalRow(assembly: DipTableAssembly, part: DipPart, row: number, raw: RawRow, text: string): void {
  const { table } = DIP_SHEETS[part];
  const cell: RawRow = (column) => tidyCell(raw(column));
  const note = assembly.noteOf(table, row);
  if (CONTENT.every((column) => cell(column) === '')) {
    if (text !== '') note('row-ignored', '', { text });
    return;
  }
  switch (table) {
    case 'groups':
      return assembly.add(table, row, groupOf(part, cell, raw, note));
    case 'excludedDiagnoses':
    case 'resistantDiagnoses':
      return assembly.add(table, row, { code: tidyExpression(raw('code')), name: cell('name') });
    case 'excludedProcedures':
      return assembly.add(table, row, {
        code: tidyExpression(raw('code')),
        name: cell('name'),
        ...exclusionOf(cell('note'), note),
      });
    case 'primaryCare':
      return assembly.add(table, row, {
        number: cell('number') === '' ? assembly.count(table) + 1 : wholeNumber(cell('number'), note),
        diagnosis: tidyExpression(raw('diagnosis')),
        procedure: tidyExpression(raw('procedure')),
        name: nameOf(cell),
      });
  }
}

function groupOf(part: DipPart, cell: RawRow, raw: RawRow, note: NoteOfRow): DipGroupRow {
  const { layer, subdivision } = DIP_SHEETS[part];
  const number = wholeNumber(cell('number'), note);
  const newborn = newbornOf(raw);
  const category = /^[A-Z]+$/i.test(cell('category')) ? cell('category').toUpperCase() : layer!;
  const remark = cell('note');
  return {
    key: `${category}-${number}`,
    layer: layer!,
    number,
    name: cell('name') || nameOf(cell),
    subdivision: subdivision ?? '',
    diagnosis: tidyExpression(raw('diagnosis')),
    procedure: newborn === undefined ? tidyExpression(raw('procedure')) : '',
    related: tidyExpression(raw('related')),
    otherDiagnosis: tidyExpression(raw('otherDiagnosis')),
    position: subdivision === 'tumour' || /不限定为主要手术/.test(remark) ? 'any' : 'main',
    drugResistant: resistanceOf(part, cell('drugResistant'), note),
    ageDaysBelow: newborn?.ageDaysBelow ?? '',
    birthWeight: newborn?.birthWeight ?? '',
    attribute: '',
    surgeryLevel: '',
    points: '',
    meanCost: '',
    note: remark,
  };
}

/** Only the sheet of pre-groups has names of groups; elsewhere what the row asks for is its name. */
function nameOf(cell: RawRow): string {
  const treatment = [cell('procedureName'), cell('relatedName')].filter((text) => text !== '').join('，');
  const resistance = { 是: '耐药', 否: '非耐药' }[cell('drugResistant')] ?? '';
  const parts = [cell('diagnosisName'), cell('otherDiagnosisName'), treatment || '内科诊疗', resistance];
  return parts.filter((text) => text !== '').join('，');
}

/** Tables without a second header hold the age of a newborn in the column of procedures: `<29天`. */
function newbornOf(raw: RawRow): Pick<DipGroupRow, 'ageDaysBelow' | 'birthWeight'> | undefined {
  const inProcedure = /^[<≤]?\d+(-\d+)?天/.test(tidyExpression(raw('procedure')));
  const age = tidyExpression(raw('ageDaysBelow')) || (inProcedure ? tidyExpression(raw('procedure')) : '');
  const weight = tidyExpression(raw('birthWeight')) || (inProcedure ? tidyExpression(raw('procedureName')) : '');
  if (age === '' && weight === '') return undefined;
  return { ageDaysBelow: firstDayOutside(age), birthWeight: weight.replace(/^(新生儿)?出生体重/, '').replace(/(克|G)$/, '') };
}

/** `<29天` is 29, `≤28天` and `0-28天` are too. What is none of them stays as it is, for the check to refuse. */
function firstDayOutside(age: string): string {
  const [, sign, last] = /^(<|≤|0-)(\d{1,3})(?:天|日)?(?:龄)?$/.exec(age) ?? [];
  if (last === undefined) return age;
  return sign === '<' ? String(Number(last)) : String(Number(last) + 1);
}

function resistanceOf(part: DipPart, value: string, note: NoteOfRow): DipGroupRow['drugResistant'] {
  if (part !== 'tuberculosis') return '';
  if (value === '是') return 'yes';
  if (value !== '否') note('value-unknown', 'drugResistant', { value, allowed: '是, 否' });
  return 'no';
}

function exclusionOf(remark: string, note: NoteOfRow): Pick<ExcludedProcedureRow, 'kind' | 'scope'> {
  if (/限.*范围/.test(remark)) {
    const printed = tidyExpression(remark).match(/[A-Z]\d\d(?:\.\d)?(?:-[A-Z]\d\d)?/g);
    return { kind: 'limited', scope: printed?.join('|') ?? LIMITED_SCOPE };
  }
  if (/不(可|能|得|宜)?作为?主要/.test(remark)) return { kind: 'not-main', scope: '' };
  if (!/保守/.test(remark))
    note('value-unknown', 'note', { value: remark, allowed: '按保守治疗入组, 不可作为主要手术操作, 限范围可作主要手术操作' });
  return { kind: 'conservative', scope: '' };
}

function wholeNumber(value: string, note: NoteOfRow): number {
  if (/^\d{1,9}$/.test(value)) return Number(value);
  note('number-invalid', 'number', { value });
  return 0;
}
