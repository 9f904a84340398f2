import { episodeResult } from '../episode/episode-price.js';
import { checkEpisode, EPISODE_PARAMETERS } from '../episode/episode-section.js';
import { paymentMethod, type MethodResult } from '../payment-method.js';
import { policySection } from '../policy/section.js';

/** What a region decides about day surgery (日间手术). A region that pays it as its DRG or DIP group routes it there instead. */
const SECTION = policySection({
  id: 'day-surgery',
  title: { zh: '日间手术', en: 'Day surgery' },
  parameters: EPISODE_PARAMETERS,
  check: checkEpisode,
});

/** Day surgery: a price or the charges, shared with the patient under easier deductibles. Which cases are day cases, the router has asked. */
export const DAY_SURGERY = paymentMethod({
  section: SECTION,
  title: SECTION.title,
  price: (facts, group, values, { rounding }): MethodResult => episodeResult(SECTION.id, facts, group, values, rounding),
});
