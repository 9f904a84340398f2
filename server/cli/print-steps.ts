import { printYuan, type BreakdownLine, type CalculationStep } from '../../pricing/index.js';
import type { Language } from '../../reference-data/index.js';
import { displayWidth } from '../display-width.js';
import { printCitation } from '../pricing/print-policy.js';
import { numberText } from './number-text.js';

/** Columns up to the end of an amount. */
const WIDTH = 66;

/** What stands under a step or a line is set in by so many blanks. */
const INSET = '    ';

/** A step of a calculation: what it found, and under it the rule in words, its numbers and every document that they come from. */
export function stepLines(step: CalculationStep, language: Language, indent: string): readonly string[] {
  const found = `${indent}${step.rule.label[language]}: ${numberText(step.result, language)}`;
  return [found, ...groundsOf(step, language, indent + INSET)];
}

/** A line of a breakdown: its amount in yuan at the right, and under it its grounds, as those of a step. */
export function amountLines(line: BreakdownLine, language: Language, indent: string): readonly string[] {
  const amount = amountLine(line.rule.label[language], printYuan(line.amount), indent);
  return [amount, ...groundsOf(line, language, indent + INSET)];
}

/** Words at the left and an amount at the right. */
export function amountLine(label: string, amount: string, indent: string): string {
  const blanks = Math.max(2, WIDTH - indent.length - displayWidth(label) - amount.length);
  return `${indent}${label}${' '.repeat(blanks)}${amount}`;
}

function groundsOf(
  { rule, operands, citation }: Pick<BreakdownLine, 'rule' | 'operands' | 'citation'>,
  language: Language,
  indent: string,
): readonly string[] {
  const numbers = operands.map((one) => numberText(one, language)).join(language === 'zh' ? '；' : '; ');
  const cited = [citation, ...operands.map((one) => one.citation)].filter((one) => one !== undefined);
  const sources = new Set(cited.map((one) => `← ${one.parameter} · ${printCitation(one, language)}`));
  // A line that only hands on a number has no formula but its name.
  const formula = rule.formula[language] === rule.label[language] ? '' : rule.formula[language];
  return [formula, numbers, ...sources].filter((text) => text !== '').map((text) => `${indent}${text}`);
}
