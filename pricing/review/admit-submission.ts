import { PricingError } from '../errors.js';
import { parseYuan } from '../money.js';
import { holdsPlace, type Application } from './application.js';
import { unmetConditions, type ReviewFacts } from './grounds.js';
import { shareOfCount } from './quota.js';
import type { ReviewRegister } from './register.js';
import type { EventOf, StatedFacts } from './review-event.js';
import { periodOf } from './review-period.js';
import { windowOfPeriod, type ReviewRules } from './review-rules.js';
import type { ReviewValues } from './review-section.js';
import { stateAfter } from './states.js';

/** A case belongs to the period of its discharge, and names a ground of the policy. */
export function admitCase({ application, period, case: applied }: EventOf<'apply'>, { values }: ReviewRules): void {
  const own = periodOf(applied.dischargeDate, values.rhythm.value);
  if (own !== period) throw new PricingError('PRICING_REVIEW_PERIOD_INVALID', { period: `${period} (${own})` });
  neededGround(application, applied.ground, values);
}

function neededGround(application: string, id: string, { grounds }: ReviewValues) {
  const ground = grounds.value.find((one) => one.id === id);
  if (ground !== undefined) return ground;
  const known = grounds.value.map((one) => one.id).join(', ');
  throw new PricingError('PRICING_REVIEW_NOT_ELIGIBLE', { application, ground: id, unmet: known });
}

/** A submission meets its ground, and comes within window and quota. @throws PRICING_REVIEW_NOT_ELIGIBLE, PRICING_REVIEW_WINDOW_CLOSED, PRICING_REVIEW_QUOTA_USED, PRICING_REVIEW_NO_QUOTA, PRICING_REVIEW_TRANSITION */
export function admitSubmission(register: ReviewRegister, { application: id, at }: EventOf<'submit'>, rules: ReviewRules): void {
  const application = register.application(id);
  // The order of states is asked first: whoever is out of turn is told so and not of windows.
  stateAfter(application.state, 'submit', id);
  const { facts, ground } = application.case;
  const unmet = unmetConditions(reviewFacts(facts), neededGround(id, ground, rules.values));
  if (unmet.length > 0) {
    const words = unmet.map(({ condition, asked, stated }) => `${condition} ${stated || '-'} (${asked})`).join('; ');
    throw new PricingError('PRICING_REVIEW_NOT_ELIGIBLE', { application: id, ground, unmet: words });
  }
  // A replacement takes the place of another: neither window nor quota is asked again.
  if (application.replaces !== undefined) {
    needSwapped(register.application(application.replaces), id);
    return;
  }
  const window = windowOfPeriod(application.period, rules);
  if (at < window.first || at > window.last)
    throw new PricingError('PRICING_REVIEW_WINDOW_CLOSED', { period: application.period, ...window, on: at });
  if (!holdsPlace(application)) needPlace(register, application, rules);
}

function needSwapped({ id, state }: Application, replacement: string): void {
  if (state === 'swapped') return;
  const details = { application: id, state, action: `submit ${replacement}`, allowed: 'swap' };
  throw new PricingError('PRICING_REVIEW_TRANSITION', details);
}

/** The whole region has the places, not each hospital. */
function needPlace(register: ReviewRegister, { period, case: { method } }: Application, { values }: ReviewRules): void {
  const row = values.quotas.value.find(({ methods }) => methods.includes(method));
  if (row === undefined) throw new PricingError('PRICING_REVIEW_NO_QUOTA', { method });
  const opened = register.period(period);
  const discharges = row.methods.reduce((sum, one) => sum + (opened[one] ?? 0), 0);
  const quota = shareOfCount(discharges, row.share);
  const used = register.applications.filter(
    (one) => one.period === period && row.methods.includes(one.case.method) && holdsPlace(one),
  ).length;
  if (used >= quota)
    throw new PricingError('PRICING_REVIEW_QUOTA_USED', { period, methods: row.methods.join(', '), quota: String(quota) });
}

/** An application expires once its window is over. */
export function admitExpiry(register: ReviewRegister, { application: id, at }: EventOf<'expire'>, rules: ReviewRules): void {
  const { period } = register.application(id);
  const window = windowOfPeriod(period, rules);
  if (at <= window.last) throw new PricingError('PRICING_REVIEW_WINDOW_CLOSED', { period, ...window, on: at });
}

/** The facts of an application as numbers. */
function reviewFacts({ cost, standard, cityMean, groupMean, ...rest }: StatedFacts): ReviewFacts {
  const amount = (text: string | undefined) => (text === undefined ? undefined : parseYuan(text));
  return { ...rest, cost: amount(cost), standard: amount(standard), cityMean: amount(cityMean), groupMean: amount(groupMean) };
}
