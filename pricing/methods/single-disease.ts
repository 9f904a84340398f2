import { episodeResult } from '../episode/episode-price.js';
import { checkEpisode, PRICED_EPISODE_PARAMETERS } from '../episode/episode-section.js';
import { paymentMethod, type MethodResult } from '../payment-method.js';
import { policySection } from '../policy/section.js';

/** What a region decides about single diseases with a price of their own (单病种). */
const SECTION = policySection({
  id: 'single-disease',
  title: { zh: '单病种付费', en: 'Single-disease prices' },
  parameters: PRICED_EPISODE_PARAMETERS,
  check: checkEpisode,
});

/** Single disease: a fixed price, or one that is a limit. */
export const SINGLE_DISEASE = paymentMethod({
  section: SECTION,
  title: SECTION.title,
  price: (facts, group, values, { rounding }): MethodResult => episodeResult(SECTION.id, facts, group, values, rounding),
});
