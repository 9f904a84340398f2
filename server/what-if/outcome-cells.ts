import { describeReason } from '../../grouper/index.js';
import { printYuan } from '../../pricing/index.js';
import { fillIn, type Language } from '../../reference-data/index.js';
import { RESULT_SHAPES } from '../grouping/result-shape.js';
import { CHANGE_NOTES } from './change.js';
import type { VariedOutcome } from './varied-outcome.js';

/** What is compared between variations, as text; empty where there is nothing to say. */
export interface OutcomeCells {
  readonly status: string;
  readonly group: string;
  readonly groupName: string;
  /** DRG only. */
  readonly severity: string;
  readonly relativeWeight: string;
  readonly groupPoints: string;
  /** Unit: yuan. */
  readonly paymentStandard: string;
  /** Unit: yuan. */
  readonly fundPayment: string;
}

/** The outcome of a variation as text. */
export function outcomeCells({ result, published, price }: VariedOutcome): OutcomeCells {
  const { code, name } = groupOf(result);
  const priced = price !== undefined && 'priced' in price ? price.priced : undefined;
  return {
    status: result.status,
    group: code,
    groupName: name,
    severity: RESULT_SHAPES.drg.severityOf(result) ?? '',
    relativeWeight: published.relativeWeight ?? '',
    groupPoints: published.groupPoints ?? '',
    paymentStandard: priced?.paymentStandard === undefined ? '' : printYuan(priced.paymentStandard),
    fundPayment: priced?.fundPayment === undefined ? '' : printYuan(priced.fundPayment.fund),
  };
}

function groupOf(result: VariedOutcome['result']): { readonly code: string; readonly name: string } {
  if (result.status === 'invalid') return { code: '', name: '' };
  if ('drg' in result) return { code: result.drg, name: result.drgName };
  return result.status === 'grouped' ? { code: result.group, name: result.groupName } : { code: '', name: '' };
}

/** What is said of an outcome in sentences: reasons, how it was priced, what is missing. */
export function outcomeSentences({ result, price }: VariedOutcome, language: Language): readonly string[] {
  const reasons = result.reasons.map((reason) => `${describeReason(reason, language)} (${reason.code})`);
  if (price === undefined) return reasons;
  if ('missing' in price) return [...reasons, `${price.missing.text(language)} [${price.missing.code}]`];
  const { result: method, notices } = price.priced;
  const paid = method === undefined ? [] : [`${method.method}: ${method.outcome[language]}`];
  return [...reasons, ...paid, ...notices.map((notice) => notice[language])];
}

/** What is to be known of the changes themselves. */
export const noteSentences = ({ notes }: VariedOutcome, language: Language): readonly string[] =>
  notes.map(({ id, code }) => fillIn(CHANGE_NOTES[id][language], { code }));

/** Names of what differs from the case as it stands. */
export function differences(original: VariedOutcome, varied: VariedOutcome): readonly string[] {
  const [before, after] = [outcomeCells(original), outcomeCells(varied)];
  const cells = (Object.keys(before) as (keyof OutcomeCells)[]).filter((name) => before[name] !== after[name]);
  const reasons = [original, varied].map(({ result }) => JSON.stringify(result.reasons));
  return reasons[0] === reasons[1] ? cells : [...cells, 'reasons'];
}
