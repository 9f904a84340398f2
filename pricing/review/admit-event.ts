import type { WorkingDays } from '../../reference-data/index.js';
import { PricingError } from '../errors.js';
import { parseYuan } from '../money.js';
import { holdsPlace, wasSubmitted, type Application } from './application.js';
import { unmetConditions, type ReviewFacts } from './grounds.js';
import { panelDecision } from './panel-decision.js';
import { shareOfCount } from './quota.js';
import type { ReviewRegister } from './register.js';
import type { EventOf, ReviewEvent, StatedFacts } from './review-event.js';
import { periodOf, windowOf, type ReviewWindow } from './review-period.js';
import type { ReviewValues } from './review-section.js';
import { stateAfter } from './states.js';

/** What a new entry is held against: the policy of its day and the calendar of working days. */
export interface ReviewRules {
  readonly values: ReviewValues;
  readonly calendar: WorkingDays;
}

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

const windowOfPeriod = (period: string, { values, calendar }: ReviewRules): ReviewWindow =>
  windowOf(period, values.rhythm.value, values.windowDays.value, calendar);

/** A case belongs to the period of its discharge, and names a ground of the policy. */
function admitCase({ application, period, case: applied }: EventOf<'apply'>, { values }: ReviewRules): void {
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

function admitSubmission(register: ReviewRegister, { application: id, at }: EventOf<'submit'>, rules: ReviewRules): void {
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
function admitExpiry(register: ReviewRegister, { application: id, at }: EventOf<'expire'>, rules: ReviewRules): void {
  const { period } = register.application(id);
  const window = windowOfPeriod(period, rules);
  if (at <= window.last) throw new PricingError('PRICING_REVIEW_WINDOW_CLOSED', { period, ...window, on: at });
}

function admitVote({ id, panel, votes }: Application, { expert }: EventOf<'vote'>): void {
  if (!panel.includes(expert) || votes[expert] !== undefined)
    throw new PricingError('PRICING_REVIEW_NO_VOTE', { expert, application: id });
}

/** The votes decide, not who writes the entry. */
function admitDecision(
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

function admitAppeal({ id, state, appeals, decidedAt }: Application, { at }: EventOf<'appeal'>, rules: ReviewRules): void {
  stateAfter(state, 'appeal', id);
  const { appealDays, appealsAtMost } = rules.values;
  const last = rules.calendar.after(decidedAt!, appealDays.value);
  if (at > last || appeals >= appealsAtMost.value)
    throw new PricingError('PRICING_REVIEW_APPEAL_CLOSED', { application: id, last, most: String(appealsAtMost.value) });
}

function admitSwap(register: ReviewRegister, { application: id, replacement }: EventOf<'swap'>, { values }: ReviewRules): void {
  const application = register.application(id);
  stateAfter(application.state, 'swap', id);
  const next = register.application(replacement);
  const isFit = next.replaces === id && next.state === 'draft' && next.case.hospital === application.case.hospital;
  if (!isFit)
    throw new PricingError('PRICING_REVIEW_TRANSITION', {
      application: replacement,
      state: next.state,
      action: 'swap',
      allowed: `apply --replaces ${id}`,
    });
  const { hospital } = application.case;
  const isHospital = values.swapsOf.value === 'hospital';
  const base = register.applications.filter(
    (one) => wasSubmitted(one) && one.replaces === undefined && (!isHospital || one.case.hospital === hospital),
  );
  const limit = shareOfCount(base.length, values.swapShare.value);
  const used = register.applications.filter(
    (one) => one.state === 'swapped' && (!isHospital || one.case.hospital === hospital),
  ).length;
  if (used >= limit)
    throw new PricingError('PRICING_REVIEW_SWAPS_USED', { of: isHospital ? hospital : 'region', limit: String(limit) });
}

/** The facts of an application as numbers. */
export function reviewFacts({ cost, standard, cityMean, groupMean, ...rest }: StatedFacts): ReviewFacts {
  const amount = (text: string | undefined) => (text === undefined ? undefined : parseYuan(text));
  return { ...rest, cost: amount(cost), standard: amount(standard), cityMean: amount(cityMean), groupMean: amount(groupMean) };
}
