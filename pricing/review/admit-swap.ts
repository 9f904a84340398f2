import { PricingError } from '../errors.js';
import { wasSubmitted } from './application.js';
import { shareOfCount } from './quota.js';
import type { ReviewRegister } from './register.js';
import type { EventOf } from './review-event.js';
import type { ReviewRules } from './review-rules.js';
import { stateAfter } from './states.js';

/** A swap gives the place to another case of the hospital, within the share that may be swapped. @throws PRICING_REVIEW_SWAPS_USED, PRICING_REVIEW_TRANSITION */
export function admitSwap(
  register: ReviewRegister,
  { application: id, replacement }: EventOf<'swap'>,
  { values }: ReviewRules,
): void {
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
