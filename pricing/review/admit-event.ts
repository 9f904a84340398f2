import { admitAppeal, admitDecision, admitVote } from './admit-decision.js';
import { admitCase, admitExpiry, admitSubmission } from './admit-submission.js';
import { admitSwap } from './admit-swap.js';
import type { ReviewRegister } from './register.js';
import type { ReviewEvent } from './review-event.js';
import { windowOfPeriod, type ReviewRules } from './review-rules.js';

/**
 * Asks of a new entry everything that the policy asks, before it is added: period, window, quota, ground, majority, swaps and appeals.
 *
 * @throws PricingError that says what speaks against the entry
 */
export function admit(register: ReviewRegister, event: ReviewEvent, rules: ReviewRules): void {
  switch (event.action) {
    case 'open':
      windowOfPeriod(event.period, rules);
      return;
    case 'apply':
      admitCase(event, rules);
      return;
    case 'submit':
      admitSubmission(register, event, rules);
      return;
    case 'expire':
      admitExpiry(register, event, rules);
      return;
    case 'vote':
      admitVote(register.application(event.application), event);
      return;
    case 'approve':
    case 'reject':
      admitDecision(register.application(event.application), event, rules);
      return;
    case 'appeal':
      admitAppeal(register.application(event.application), event, rules);
      return;
    case 'swap':
      admitSwap(register, event, rules);
  }
}
