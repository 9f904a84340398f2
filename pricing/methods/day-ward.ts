import { episodeResult } from '../episode/episode-price.js';
import { checkEpisode, PRICED_EPISODE_PARAMETERS } from '../episode/episode-section.js';
import { paymentMethod, type MethodResult } from '../payment-method.js';
import { policySection } from '../policy/section.js';

/** What a region decides about day beds and day wards (日间病床, 日间病房). */
const SECTION = policySection({
  id: 'day-ward',
  title: { zh: '日间病床', en: 'Day ward' },
  parameters: PRICED_EPISODE_PARAMETERS,
  check: checkEpisode,
});

/** Day ward: a price for the episode, claimed like an outpatient visit. */
export const DAY_WARD = paymentMethod({
  section: SECTION,
  title: SECTION.title,
  price: (facts, group, values, { rounding }): MethodResult => episodeResult(SECTION.id, facts, group, values, rounding),
});
