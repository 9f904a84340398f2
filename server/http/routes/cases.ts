import type { PolicyCache } from '../policy-cache.js';
import type { Route } from '../route.js';
import type { SchemeCache } from '../scheme-cache.js';
import { billRoute } from './bill.js';
import { groupRoute } from './group.js';
import { groupStreamRoute } from './group-stream.js';
import { priceRoute } from './price.js';
import { whatIfRoute } from './what-if.js';

/** Everything that is asked of cases and stores none. */
export function caseRoutes(schemes: SchemeCache, policies: PolicyCache): readonly Route[] {
  return [
    groupRoute(schemes),
    groupStreamRoute(schemes),
    priceRoute(schemes, policies),
    billRoute(policies),
    whatIfRoute(schemes, policies),
  ];
}
