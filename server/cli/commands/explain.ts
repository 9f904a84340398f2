import { printDipExplanation, printExplanation } from '../../../grouper/index.js';
import { createGrouper } from '../../schemes/load-scheme.js';
import { readCase, type CaseOptions } from '../case-option.js';
import { print, type CommandContext } from '../console.js';
import { loadNamedScheme, type SchemeOptions } from '../scheme-options.js';

export interface ExplainOptions extends SchemeOptions, CaseOptions {
  readonly json?: boolean;
}

/** `dianzhi explain`: why a case is in its group. */
export async function explain(options: ExplainOptions, { language }: CommandContext): Promise<void> {
  const scheme = await loadNamedScheme(options);
  const { discharge, reasons } = await readCase(options);
  if (scheme.kind === 'drg') {
    const explanation = createGrouper(scheme).explain(discharge, reasons);
    print(options.json === true ? asJson(explanation) : printExplanation(explanation, language));
  } else {
    const explanation = createGrouper(scheme).explain(discharge, reasons);
    print(options.json === true ? asJson(explanation) : printDipExplanation(explanation, language));
  }
}

/** Data for machines, readable by people too. */
function asJson(explanation: object): string {
  return `${JSON.stringify(explanation, moneyAsText, 2)}\n`;
}

/** Charges are integers beyond what JSON numbers hold exactly; they stand as text in fen. */
function moneyAsText(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value;
}
