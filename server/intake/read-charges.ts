import type { SourceField } from '../../reference-data/index.js';
import type { DischargeDraft } from './discharge-draft.js';
import type { SourceRow } from './source-row.js';
import { readFen, yuanText } from './values/read-money.js';

const STATED = ['totalCharges', 'drugCharges', 'consumableCharges', 'selfPaid', 'overLimit', 'firstSelfPaid', 'inScope'] as const;
const PARTS = [
  ['drugCharges', ['westernDrugCharges', 'patentDrugCharges', 'herbalDrugCharges']],
  ['consumableCharges', ['examMaterialCharges', 'treatmentMaterialCharges', 'operationMaterialCharges']],
] as const;

/** Reads the charges from the columns of a table, and compares them with each other. */
export function readCharges(row: SourceRow, draft: DischargeDraft): void {
  readStatedCharges(row, draft);
  checkCharges(row, draft, row.has('chargeClasses') ? sum(classAmounts(row)) : 0n);
}

/** Reads the amounts that are stated; drugs and consumables from their parts where no sum is. */
export function readStatedCharges(row: SourceRow, draft: DischargeDraft): void {
  for (const field of STATED) draft.set(field, readAmount(row, draft, field));
  for (const [field, parts] of PARTS) {
    if (draft.discharge[field] !== undefined || row.text(field) !== '') continue;
    const amounts = parts.map((part) => readAmount(row, draft, part)).filter((amount) => amount !== undefined);
    if (amounts.length > 0) draft.set(field, sum(amounts));
  }
}

/** Compares the amounts with each other; what does not fit is reported and left as stated. */
export function checkCharges(row: SourceRow, draft: DischargeDraft, classes: bigint): void {
  const { totalCharges, drugCharges = 0n, consumableCharges = 0n, selfPaid, overLimit, firstSelfPaid, inScope } = draft.discharge;
  if (totalCharges === undefined) return;
  if (totalCharges === 0n) draft.note('total-charges-zero');
  const parts = drugCharges + consumableCharges > classes ? drugCharges + consumableCharges : classes;
  const total = () => `${row.header('totalCharges')}=${yuanText(totalCharges)}`;
  if (parts > totalCharges) draft.note('charges-do-not-add-up', `${total()} < ${yuanText(parts)}`);
  if (selfPaid === undefined || overLimit === undefined || firstSelfPaid === undefined || inScope === undefined) return;
  const split = selfPaid + overLimit + firstSelfPaid + inScope;
  if (split !== totalCharges)
    draft.note('charges-do-not-add-up', `${total()}, inScope+selfPaid+overLimit+firstSelfPaid=${yuanText(split)}`);
}

function classAmounts(row: SourceRow): bigint[] {
  return row.cells('chargeClasses').map(({ text }) => (text === '' ? 0n : (readFen(text) ?? 0n)));
}

/** The amount of one column in fen. What is no amount, or below zero, makes the case invalid. */
function readAmount(row: SourceRow, draft: DischargeDraft, field: SourceField): bigint | undefined {
  const text = row.text(field);
  if (text === '') return undefined;
  const fen = readFen(text);
  if (fen !== undefined && fen >= 0n) return fen;
  draft.unreadable(row.header(field), text);
  return undefined;
}

function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((total, amount) => total + amount, 0n);
}
