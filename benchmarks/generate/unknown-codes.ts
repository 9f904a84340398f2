import type { CaseModel, Pool } from './case-model.js';
import type { CodeKind } from './full-codes.js';
import { shuffled } from './stable-order.js';

const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const HUNDRED = Array.from({ length: 100 }, (_, number) => String(number).padStart(2, '0'));
/** More would only fill memory. */
const MOST = 500;

/** Codes in the form of real ones that stand on no sheet of the scheme, as hospitals' own extensions do. Empty where its patterns cover all. */
export function unknownCodes({ isKnown }: Pick<CaseModel, 'isKnown'>, kind: CodeKind): Pool {
  const begins = kind === 'diagnosis' ? LETTERS.flatMap((letter) => HUNDRED.map((number) => letter + number)) : HUNDRED;
  const codes = begins.map((begin) => (kind === 'diagnosis' ? `${begin}.900x999` : `${begin}.9900x999`));
  return shuffled(codes.filter((code) => !isKnown(code, kind))).slice(0, MOST);
}
