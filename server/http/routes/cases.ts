import type { PolicyCache } from '../policy-cache.js';
import type { Route } from '../route.js';
import type { SchemeCache } from '../scheme-cache.js';
import { billRoute } from './bill.js';
import { groupRoute } from './group.js';
import { priceRoute } from './price.js';
import { whatIfRoute } from './what-if.js';

/** Everything that is asked of one case at a time. */
export function caseRoutes(schemes: SchemeCache, policies: PolicyCache): readonly Route[] {
  return [groupRoute(schemes), priceRoute(schemes, policies), billRoute(policies), whatIfRoute(schemes, policies)];
}
