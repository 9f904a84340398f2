import type { DipOperators } from './dip-manifest.js';

/** What is wrong with the form of an expression, and at which sign, from 1. */
export interface ExpressionFault {
  readonly code: 'brackets-unbalanced' | 'brackets-not-read' | 'operand-empty';
  readonly at: number;
}

const SIGNS: Readonly<Record<DipOperators, { readonly any: string; readonly all: string }>> = {
  national: { any: '|', all: '+' },
  'slash-plus': { any: '/', all: '+' },
  'comma-all': { any: '|', all: ',' },
};

/** Looks at the form of a procedure cell. An empty one is the conservative group and no fault. */
export function procedureFault(text: string, operators: DipOperators): ExpressionFault | undefined {
  const { any, all } = SIGNS[operators];
  return bracketFault(text) ?? emptyOperand(text, [any, all]);
}

/** Looks at the form of a diagnosis cell. A `+` belongs to a code there: it is a dagger mark. */
export function diagnosisFault(text: string): ExpressionFault | undefined {
  return bracketFault(text) ?? emptyOperand(text, ['|', '/', ',']);
}

/** The codes, short codes and ranges of a diagnosis cell. */
export function diagnosisOperands(text: string): readonly string[] {
  return text.split(/[|/,]/).filter((operand) => operand !== '');
}

/** The parts of a procedure cell that must all be met, each with the codes of which any meets it. */
export function procedureParts(text: string, operators: DipOperators): readonly (readonly string[])[] {
  const { any, all } = SIGNS[operators];
  const parts = text.split(all).map((part) => part.split(any).filter((code) => code !== ''));
  return parts.filter((codes) => codes.length > 0);
}

/** Rewrites each code of a procedure cell, the operators left as they are. */
export function mapProcedureCodes(text: string, operators: DipOperators, change: (code: string) => string): string {
  const { any, all } = SIGNS[operators];
  return text
    .split(all)
    .map((part) => part.split(any).map(change).join(any))
    .join(all);
}

function bracketFault(text: string): ExpressionFault | undefined {
  const open: number[] = [];
  let first = 0;
  for (const [place, sign] of [...text].entries()) {
    if (!'()[]'.includes(sign)) continue;
    first ||= place + 1;
    if (sign === '(' || sign === '[') open.push(place + 1);
    else if (open.pop() === undefined) return { code: 'brackets-unbalanced', at: place + 1 };
  }
  if (open.length > 0) return { code: 'brackets-unbalanced', at: open.at(-1)! };
  return first > 0 ? { code: 'brackets-not-read', at: first } : undefined;
}

function emptyOperand(text: string, signs: readonly string[]): ExpressionFault | undefined {
  if (text === '') return undefined;
  let length = 0;
  for (const [place, sign] of [...text].entries()) {
    if (!signs.includes(sign)) length++;
    else if (length === 0) return { code: 'operand-empty', at: place + 1 };
    else length = 0;
  }
  return length === 0 ? { code: 'operand-empty', at: text.length } : undefined;
}
