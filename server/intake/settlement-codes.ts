import { diagnosisCode, procedureCode } from '../../grouper/index.js';
import type { DischargeDraft } from './discharge-draft.js';
import { distinctCodes } from './read-codes.js';
import type { SettlementMessage, SettlementNode } from './settlement-message.js';
import { impersonal, plainText } from './source-row.js';
import { readWholeNumber } from './values/read-number.js';
import { statedText } from './values/stated-text.js';

/** The shape of ICD-10, which codes of Chinese medicine never have. */
const ICD_10 = /^[A-Z]\d\d(?:\.|$|\+)/;

/** The text of a node's value under the first of its names that states something. */
export function nodeText(node: SettlementNode, ...names: readonly string[]): string {
  for (const name of names) {
    const text = impersonal(statedText(plainText(node[name])));
    if (text !== '') return text;
  }
  return '';
}

/**
 * Reads the diagnoses of a settlement list. The type has two meanings in use: 2 is a disease of Chinese medicine, or another western
 * diagnosis where the code has the shape of ICD-10. The flagged row is the principal, else the first western one.
 */
export function readSettlementDiagnoses({ diagnoses, list }: SettlementMessage, draft: DischargeDraft): void {
  const western = diagnoses.filter(isWestern);
  const flagged = western.filter((node) => isMain(nodeText(node, 'maindiag_flag')));
  if (flagged.length > 1) draft.note('two-principal-diagnoses');
  const principal = flagged[0] ?? western.find((node) => nodeText(node, 'diag_type') !== '2') ?? western[0];
  if (principal !== undefined) draft.set('principalDiagnosis', diagnosisCode(nodeText(principal, 'diag_code')));
  const others = western.filter((node) => node !== principal);
  draft.discharge.secondaryDiagnoses = distinctCodes(cellsOf(others, 'diag_code'), diagnosisCode, draft);
  checkCount(list, 'diag_code_cnt', [diagnoses.length, western.length], draft);
}

/** Reads the procedures of a settlement list: the row of type 1 is the main one, else the first. */
export function readSettlementProcedures({ procedures, list }: SettlementMessage, draft: DischargeDraft): void {
  const stated = procedures.filter((node) => nodeText(node, 'oprn_oprt_code') !== '');
  const flagged = stated.filter((node) => isMain(nodeText(node, 'oprn_oprt_type', 'main_oprn_flag')));
  if (flagged.length > 1) draft.note('value-ignored', 'oprn_oprt_type');
  const principal = flagged[0] ?? stated[0];
  if (principal !== undefined) draft.set('principalProcedure', procedureCode(nodeText(principal, 'oprn_oprt_code')));
  const others = stated.filter((node) => node !== principal);
  draft.discharge.otherProcedures = distinctCodes(cellsOf(others, 'oprn_oprt_code'), procedureCode, draft);
  checkCount(list, 'oprn_oprt_code_cnt', [procedures.length, stated.length], draft);
}

function isWestern(node: SettlementNode): boolean {
  const code = diagnosisCode(nodeText(node, 'diag_code'));
  if (code === '') return false;
  const type = nodeText(node, 'diag_type');
  return type === '1' || ((type === '2' || type === '') && ICD_10.test(code));
}

/** `1` main and `0` other, `1` and `2`, or `M` and `O`. */
function isMain(flag: string): boolean {
  return flag === '1' || flag.toUpperCase() === 'M' || flag === 'true';
}

function cellsOf(nodes: readonly SettlementNode[], name: string) {
  return nodes.map((node) => ({ header: name, text: nodeText(node, name) }));
}

function checkCount(list: SettlementNode, name: string, actual: readonly number[], draft: DischargeDraft): void {
  const text = nodeText(list, name);
  const stated = text === '' ? undefined : readWholeNumber(text);
  if (stated !== undefined && !actual.includes(stated)) draft.note('code-count-differs', `${name}=${text}, ${actual[0]}`);
}
