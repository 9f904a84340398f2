import { printDipExplanation, printExplanation } from '../../../grouper/index.js';
import type { Purpose } from '../../../pricing/index.js';
import { isCalendarDate } from '../../../reference-data/index.js';
import { ServerError } from '../../errors.js';
import type { ReadCase } from '../../intake/index.js';
import { breakdownRecord } from '../../pricing/breakdown-record.js';
import { explainPrice } from '../../pricing/explained-price.js';
import { schemeWords } from '../../pricing/found-group.js';
import { readPolicyFile } from '../../pricing/policy-file.js';
import { RowPricer } from '../../pricing/price-row.js';
import { findWeights, openWeights } from '../../pricing/weights-store.js';
import { sortPolicyFiles } from '../../pricing/policy-files.js';
import { createGrouper, type LoadedScheme } from '../../schemes/load-scheme.js';
import { dataDirectory } from '../../schemes/scheme-directory.js';
import { readCase, type CaseOptions } from '../case-option.js';
import { print, type CommandContext } from '../console.js';
import { printExplainedPrice } from '../print-explained-price.js';
import { loadNamedScheme, type SchemeOptions } from '../scheme-options.js';

export interface ExplainOptions extends Omit<SchemeOptions, 'policy'>, CaseOptions {
  /** Policies of payment or of grouping under DIP; the file says which it is. */
  readonly policy?: readonly string[];
  readonly purpose: Purpose;
  /** Day whose payment policy holds, in place of the discharge. */
  readonly on?: string;
  /** Cases that state no earlier stays are the first of their person's year. */
  readonly firstStay?: boolean;
  readonly json?: boolean;
}

/** `dianzhi explain`: why a case is in its group and, under a payment policy, why it is paid what it is. */
export async function explain({ policy = [], ...options }: ExplainOptions, { language }: CommandContext): Promise<void> {
  const { on, purpose, firstStay = false, json = false } = options;
  if (on !== undefined && !isCalendarDate(on))
    throw new ServerError('SERVER_OPTION_INVALID', { option: '--on', value: on, allowed: 'YYYY-MM-DD' });
  const files = await sortPolicyFiles(policy);
  const scheme = await loadNamedScheme({ ...options, ...(files.grouping === undefined ? {} : { policy: files.grouping }) });
  const read = await readCase(options);
  const { result, explanation, text } = explainGroup(scheme, read, language);
  if (files.payment === undefined) {
    print(json ? asJson(explanation) : text);
    return;
  }
  const { manifest } = scheme;
  const { policy: payment } = await readPolicyFile(files.payment);
  const weights = openWeights(await findWeights(dataDirectory(options.data), manifest.id, payment));
  const pricer = new RowPricer(payment, weights, { purpose, on, firstStay, scheme: schemeWords(manifest) });
  const price = explainPrice(pricer, read, result);
  if (json) print(asJson({ grouping: explanation, payment: breakdownRecord(price.row) }));
  else print(`${text}\n${printExplainedPrice(price, language)}`);
}

function explainGroup(scheme: LoadedScheme, { discharge, reasons }: ReadCase, language: CommandContext['language']) {
  if (scheme.kind === 'drg') {
    const grouper = createGrouper(scheme);
    const explanation = grouper.explain(discharge, reasons);
    return { result: grouper.group(discharge, reasons), explanation, text: printExplanation(explanation, language) };
  }
  const grouper = createGrouper(scheme);
  const explanation = grouper.explain(discharge, reasons);
  return { result: grouper.group(discharge, reasons), explanation, text: printDipExplanation(explanation, language) };
}

/** Data for machines, readable by people too. */
function asJson(explanation: object): string {
  return `${JSON.stringify(explanation, moneyAsText, 2)}\n`;
}

/** Charges are integers beyond what JSON numbers hold exactly; they stand as text in fen. */
function moneyAsText(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value;
}
