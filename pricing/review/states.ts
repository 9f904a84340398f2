import type { BilingualText } from '../../reference-data/index.js';
import { PricingError } from '../errors.js';

/** Where an application stands. */
export const STATES = {
  draft: { zh: '草稿', en: 'a draft' },
  submitted: { zh: '已提交', en: 'submitted' },
  returned: { zh: '退回补正', en: 'returned' },
  expired: { zh: '逾期失效', en: 'expired' },
  screened: { zh: '初审通过', en: 'screened' },
  'in-panel': { zh: '专家评审中', en: 'in panel' },
  approved: { zh: '通过', en: 'approved' },
  rejected: { zh: '不通过', en: 'rejected' },
  appealed: { zh: '申诉中', en: 'appealed' },
  swapped: { zh: '已置换', en: 'swapped' },
  priced: { zh: '已计价', en: 'priced' },
  cleared: { zh: '已清算', en: 'cleared' },
  published: { zh: '已公布', en: 'published' },
} as const satisfies Readonly<Record<string, BilingualText>>;

export type ReviewState = keyof typeof STATES;

/** Everything that can be done with an application, from which states, and the state that follows. */
export const TRANSITIONS = {
  submit: { draft: 'submitted', returned: 'submitted' },
  return: { submitted: 'returned' },
  expire: { draft: 'expired', returned: 'expired' },
  screen: { submitted: 'screened' },
  // Drawing again in panel replaces experts who recuse themselves; after an appeal others decide.
  draw: { screened: 'in-panel', 'in-panel': 'in-panel', appealed: 'in-panel' },
  vote: { 'in-panel': 'in-panel' },
  approve: { 'in-panel': 'approved' },
  reject: { 'in-panel': 'rejected' },
  appeal: { approved: 'appealed', rejected: 'appealed' },
  // An approved case is not given up for another.
  swap: { submitted: 'swapped', returned: 'swapped', screened: 'swapped', rejected: 'swapped' },
  price: { approved: 'priced', rejected: 'priced' },
  clear: { priced: 'cleared' },
  publish: { cleared: 'published' },
} as const satisfies Readonly<Record<string, Partial<Readonly<Record<ReviewState, ReviewState>>>>>;

export type ReviewAction = keyof typeof TRANSITIONS;

/** What can be done in a state. */
export const possibleActions = (state: ReviewState): readonly ReviewAction[] =>
  (Object.keys(TRANSITIONS) as ReviewAction[]).filter((action) => following(state, action) !== undefined);

/** The state after an action. @throws PRICING_REVIEW_TRANSITION where the action is not possible in that state */
export function stateAfter(state: ReviewState, action: ReviewAction, application: string): ReviewState {
  const next = following(state, action);
  if (next !== undefined) return next;
  const allowed = possibleActions(state).join(', ');
  throw new PricingError('PRICING_REVIEW_TRANSITION', { application, state, action, allowed: allowed === '' ? '-' : allowed });
}

const following = (state: ReviewState, action: ReviewAction): ReviewState | undefined =>
  (TRANSITIONS[action] as Partial<Readonly<Record<ReviewState, ReviewState>>>)[state];
