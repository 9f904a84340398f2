import { PricingError } from '../errors.js';
import type { Application } from './application.js';
import { panelDecision } from './panel-decision.js';
import type { EventOf } from './review-event.js';
import type { ReviewRules } from './review-rules.js';
import { stateAfter } from './states.js';

/** An expert of the panel votes once. @throws PRICING_REVIEW_NO_VOTE */
export function admitVote({ id, panel, votes }: Application, { expert }: EventOf<'vote'>): void {
  if (!panel.includes(expert) || votes[expert] !== undefined)
    throw new PricingError('PRICING_REVIEW_NO_VOTE', { expert, application: id });
}

/** The votes decide, not who writes the entry. */
export function admitDecision(
  { id, state, panel, votes }: Application,
  { action, ...event }: EventOf<'approve'> | EventOf<'reject'>,
  { values }: ReviewRules,
): void {
  stateAfter(state, action, id);
  const open = panel.filter((expert) => votes[expert] === undefined);
  if (open.length > 0) throw new PricingError('PRICING_REVIEW_VOTES_OPEN', { application: id, experts: open.join(', ') });
  const rule = { minimumExperts: values.minimumExperts.value, majority: values.majority.value };
  const decision = panelDecision(Object.values(votes), rule);
  const isDecided = decision === (action === 'approve' ? 'approved' : 'rejected');
  const isAllowed = !('pays' in event) || values.payments.value.includes(event.pays);
  if (!isDecided || !isAllowed)
    throw new PricingError('PRICING_REVIEW_TRANSITION', {
      application: id,
      state,
      action: 'pays' in event ? `${action} (${event.pays})` : action,
      allowed: decision === 'approved' ? `approve (${values.payments.value.join(', ')})` : 'reject',
    });
}

/** An appeal comes within its days, and not too often. @throws PRICING_REVIEW_APPEAL_CLOSED, PRICING_REVIEW_TRANSITION */
export function admitAppeal({ id, state, appeals, decidedAt }: Application, { at }: EventOf<'appeal'>, rules: ReviewRules): void {
  stateAfter(state, 'appeal', id);
  const { appealDays, appealsAtMost } = rules.values;
  const last = rules.calendar.after(decidedAt!, appealDays.value);
  if (at > last || appeals >= appealsAtMost.value)
    throw new PricingError('PRICING_REVIEW_APPEAL_CLOSED', { application: id, last, most: String(appealsAtMost.value) });
}
