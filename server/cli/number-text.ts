import { printOperand, UNITS, type Operand } from '../../pricing/index.js';
import type { Language } from '../../reference-data/index.js';

/** A number of a calculation in words: what it is, how much, and its unit if it has one. */
export function numberText(operand: Operand, language: Language): string {
  return [operand.term[language], printOperand(operand), UNITS[operand.term.unit][language]]
    .filter((part) => part !== '')
    .join(' ');
}
