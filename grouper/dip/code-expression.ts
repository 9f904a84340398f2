import type { DipOperators } from '../../reference-data/index.js';
import { procedureCode } from '../codes/normal-form.js';

/** Signs of a full code, the point among them, of a diagnosis as of a procedure. Extensions are longer, prefixes shorter. */
export const FULL_CODE_LENGTH = 7;

/** Which sign binds tighter where both stand in one cell. */
export type ExpressionPrecedence = 'any-tighter' | 'all-tighter';

/** All parts must be met, each by any of its codes. */
export type Requirement = readonly (readonly string[])[];

/** What a procedure cell asks for: some requirement must be met. Without alternatives nothing is asked for: the conservative group. */
export interface CodeExpression {
  readonly alternatives: readonly Requirement[];
}

/** How a directory writes "any of" and "all of". @source DIP 3.0 workbook (`|`, `+`); directories of regions (`/`, comma lists) */
const SIGNS = {
  national: { any: '|', all: '+' },
  'slash-plus': { any: '/', all: '+' },
  'comma-all': { any: '|', all: ',' },
} as const satisfies Record<DipOperators, { any: string; all: string }>;

/**
 * Reads a procedure cell.
 *
 * @param precedence With `any-tighter`, `a+b|c` is a and (b or c); with `all-tighter` it is (a and b) or c.
 * @returns Codes in normal form. Empty operands, which damaged cells have, are left out; the check of a directory reports them.
 */
export function parseCodeExpression(cell: string, operators: DipOperators, precedence: ExpressionPrecedence): CodeExpression {
  const { any, all } = SIGNS[operators];
  const folded = cell.normalize('NFKC').replaceAll('、', ',').replaceAll('\n', ' ');
  const split = (text: string, sign: string) =>
    text
      .split(sign)
      .map((part) => part.trim())
      .filter((part) => part !== '');
  if (folded.trim() === '') return { alternatives: [] };
  if (precedence === 'any-tighter') {
    return { alternatives: [split(folded, all).map((part) => split(part, any).map(procedureCode))] };
  }
  return { alternatives: split(folded, any).map((alternative) => split(alternative, all).map((code) => [procedureCode(code)])) };
}

/** Every code that an expression names. */
export function codesOf({ alternatives }: CodeExpression): readonly string[] {
  return [...new Set(alternatives.flat(2))];
}

/** The code that an extension belongs to: `39.9500` of `39.9500x007`; of any other code itself. */
export function baseOf(code: string): string {
  return code.replace(/x\d+$/, '');
}
