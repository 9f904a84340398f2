import { mapProcedureCodes } from './dip-expression.js';
import type { DipOperators } from './dip-manifest.js';
import type { NoteOfRow } from './dip-table-assembly.js';
import { DIP_LAYERS, type DipGroupRow, type DipLayer, type TreatmentAttribute } from './dip-tables.js';
import { restoreProcedureCode, type ProcedureCodeReading } from './restore-procedure-code.js';
import type { RawRow } from './sheet-header.js';
import { tidyCell, tidyExpression } from './tidy-cell.js';
import { treatmentAttributeOf } from './treatment-words.js';

/** How the cells of one file are to be read. Said per file: a single row does not tell. */
export interface DirectoryReading {
  readonly operators: DipOperators;
  readonly procedureCodes: ProcedureCodeReading;
}

/** What the type column says. The header of 平顶山 promises 1 and 2 while its rows hold 1 and 0. */
const LAYER_OF_TYPE: Readonly<Record<string, DipLayer>> = {
  '1': 'core',
  '0': 'comprehensive',
  '2': 'comprehensive',
  核心: 'core',
  综合: 'comprehensive',
  基层: 'primary',
  空白: 'blank',
};

/** Turns a row of a region's directory into a group. */
export function directoryGroup(raw: RawRow, position: number, reading: DirectoryReading, note: NoteOfRow): DipGroupRow {
  const cell: RawRow = (column) => tidyCell(raw(column));
  const attribute = attributeOf(cell, note);
  const procedureIsWord = treatmentAttributeOf(cell('procedure')) !== undefined;
  const procedure = procedureIsWord ? '' : procedureCell(raw('procedure'), 'procedure', reading, note);
  const number = numberOf(cell('number'), position, note);
  const layer = layerOf(cell, { attribute, procedure }, note);
  const diagnosis = tidyExpression(raw('diagnosis'));
  return {
    key: cell('key'),
    layer,
    number,
    name:
      cell('name') ||
      [cell('diagnosisName'), cell('procedureName'), cell('relatedName')].filter((text) => text !== '').join('，'),
    subdivision: '',
    // Only the blank group may do without a diagnosis: it is for whatever no row takes.
    diagnosis: layer === 'blank' && !/^[A-Z]\d/.test(diagnosis) ? '所有诊断' : diagnosis,
    procedure,
    related: procedureCell(raw('related'), 'related', reading, note),
    otherDiagnosis: tidyExpression(raw('otherDiagnosis')),
    position: 'main',
    drugResistant: '',
    ageDaysBelow: '',
    birthWeight: '',
    attribute: attribute ?? '',
    surgeryLevel: surgeryLevelOf(cell('surgeryLevel'), note),
    points: cell('points'),
    meanCost: cell('meanCost'),
    note: cell('note'),
  };
}

/** An attribute stands in a column of its own, or in place of the procedure's code, or of its name. */
function attributeOf(cell: RawRow, note: NoteOfRow): TreatmentAttribute | undefined {
  const own = cell('attribute');
  if (own !== '') {
    const attribute = treatmentAttributeOf(own);
    if (attribute === undefined)
      note('value-unknown', 'attribute', { value: own, allowed: '保守治疗, 诊断性操作, 治疗性操作, 介入, 相关手术' });
    return attribute;
  }
  return (
    treatmentAttributeOf(cell('procedure')) ??
    (cell('procedure') === '' ? treatmentAttributeOf(cell('procedureName')) : undefined)
  );
}

/** What the row holds decides before what its type says, since the types printed are not always those promised. */
function layerOf(
  cell: RawRow,
  { attribute, procedure }: { readonly attribute: TreatmentAttribute | undefined; readonly procedure: string },
  note: NoteOfRow,
): DipLayer {
  const key = cell('key');
  const printed = cell('type');
  const word = printed.replace(/(病种|病组)$/, '');
  const stated = LAYER_OF_TYPE[word] ?? DIP_LAYERS.find((layer) => layer === word);
  if (
    /^KBBZ/i.test(key) ||
    [key, cell('name'), cell('diagnosisName'), cell('diagnosis')].some((text) => /空白病[组种]/.test(text))
  )
    return 'blank';
  if (printed !== '' && stated === undefined)
    note('value-unknown', 'type', { value: printed, allowed: '1, 0, 2, 核心病种, 综合病种, 基层病种, 空白病组' });
  const isWide = /^[A-Z]\d{0,2}([+*]|-[A-Z]\d{0,2})?$/.test(tidyExpression(cell('diagnosis')));
  const byContent: DipLayer =
    procedure === '' && attribute !== undefined && (isWide || attribute !== 'conservative') ? 'comprehensive' : 'core';
  if (stated === undefined) return byContent;
  // A row of its type says more than its content where that fits both: a short diagnosis without a word may be either.
  const contradicts = stated === 'comprehensive' ? procedure !== '' : byContent === 'comprehensive';
  if (!contradicts) return stated;
  if (stated === 'primary' || stated === 'blank') return stated;
  note('layer-by-content', 'type', { value: printed, key, layer: byContent });
  return byContent;
}

function procedureCell(text: string, column: string, { operators, procedureCodes }: DirectoryReading, note: NoteOfRow): string {
  return mapProcedureCodes(tidyExpression(text), operators, (raw) => {
    const code = restoreProcedureCode(raw, procedureCodes);
    if (code !== raw) note('code-repaired', column, { raw, code });
    return code;
  });
}

function numberOf(text: string, position: number, note: NoteOfRow): number {
  if (text === '') return position;
  if (/^\d{1,9}$/.test(text)) return Number(text);
  note('number-invalid', 'number', { value: text });
  return position;
}

function surgeryLevelOf(text: string, note: NoteOfRow): string {
  const level = /^([1-4一二三四])(?:级)?$/.exec(text)?.[1] ?? '';
  if (level === '' && text !== '') note('value-unknown', 'surgeryLevel', { value: text, allowed: '1, 2, 3, 4' });
  return { 一: '1', 二: '2', 三: '3', 四: '4' }[level] ?? level;
}
