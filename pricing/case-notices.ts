import type { CodedError } from '../reference-data/index.js';
import type { Outcome } from './outcome.js';
import type { Evidence } from './policy/citation.js';
import type { Route } from './router/router-section.js';

/** Said of every result under a policy for trying out. */
export const DEMONSTRATION: Outcome = {
  id: 'demonstration',
  zh: '演示政策，数值为虚构，不得用于真实结算',
  en: 'Demonstration policy with invented values: no real settlement may rest on it',
};

/** Said of a case that is priced by nobody: its record goes back to the hospital. */
export const RECORD_RETURNED: Outcome = {
  id: 'record-returned',
  zh: '退回医疗机构核对病案后再计价',
  en: 'The record goes back to the hospital before it is priced',
};

/** Said where the region has not chosen how the fund's part follows from the standard. */
export const NO_FORM: Outcome = {
  id: 'no-form-of-fund-payment',
  zh: '政策未规定基金与医疗机构的结算公式',
  en: "The policy has no form of the fund's payment",
};

const REVIEWED: Outcome = { id: 'reviewed-singly', zh: '须逐例审核', en: 'Each such case is reviewed by itself' };

const BESIDE: Readonly<Record<Route['budget'], Outcome | undefined>> = {
  'in-budget': undefined,
  'beside-points': { id: 'beside-points', zh: '不计入点数', en: 'Paid beside the points' },
  'outside-budget': { id: 'outside-budget', zh: '不占任何预算', en: 'Outside every line of the budget' },
};

const MARKS: Readonly<Record<Evidence, Outcome | undefined>> = {
  official: undefined,
  secondary: { id: 'evidence-secondary', zh: '含转引依据的数值', en: 'Rests on values of grade secondary' },
  assumed: { id: 'evidence-assumed', zh: '含假定数值，只供测算', en: 'Rests on assumed values: an estimate only' },
  invented: { id: 'evidence-invented', zh: '含虚构数值', en: 'Rests on invented values' },
};

/** Most cases have nothing said of them. */
const NONE: readonly Outcome[] = [];

type Said = Readonly<Record<Evidence, readonly Outcome[]>>;

const saidWith = (...more: Outcome[]): Said => {
  const said = Object.entries(MARKS).map(([evidence, mark]) => [evidence, mark === undefined ? more : [mark, ...more]]);
  return Object.fromEntries(said) as Said;
};
const SAID = saidWith();
const SAID_IN_DEMONSTRATION = saidWith(DEMONSTRATION);

/** What the route has to say of every case that it takes. */
export function routeNotices({ budget, review }: Route): readonly Outcome[] {
  if (budget === 'in-budget' && review !== true) return NONE;
  return [BESIDE[budget], review === true ? REVIEWED : undefined].filter((notice) => notice !== undefined);
}

/** How weak the weakest number is that a result rests on. */
export function evidenceNotices(evidence: Evidence, isDemonstration: boolean): readonly Outcome[] {
  return (isDemonstration ? SAID_IN_DEMONSTRATION : SAID)[evidence];
}

/** Said where the patient's part was not stated but follows from the policy. */
export const SPLIT_BY_POLICY: Outcome = {
  id: 'split-by-policy',
  zh: '未提供实际结算数据，个人负担和其他基金支付按待遇政策计算',
  en: "No settlement was stated: what patient and other funds pay follows from the policy's benefits",
};

/** Said where the settlement with the patient does not state what the fund's payment needs. */
export function partsNotStated(parts: readonly string[]): Outcome {
  const names = parts.join(', ');
  return {
    id: 'split-incomplete',
    zh: `未提供 ${names}，无法计算基金支付`,
    en: `The fund's payment needs ${names}, not stated`,
  };
}

/** Said where the policy could not split the bill in place of a settlement. */
export function billNotSplit(error: CodedError): Outcome {
  return {
    id: 'bill-not-split',
    zh: `不能按待遇政策分割费用：${error.text('zh')} [${error.code}]`,
    en: `The policy's benefits cannot split the bill: ${error.text('en')} [${error.code}]`,
  };
}
