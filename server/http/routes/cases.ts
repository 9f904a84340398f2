import type { PolicyCache } from '../policy-cache.js';
import type { Route } from '../route.js';
import { SchemeCache } from '../scheme-cache.js';
import { billRoute } from './bill.js';
import { groupRoute } from './group.js';
import { groupStreamRoute } from './group-stream.js';
import { priceRoute } from './price.js';
import { whatIfRoute } from './what-if.js';

/** Everything that is asked of cases and stores none. @param data Data directory of schemes. */
export function caseRoutes(data: string, policies: PolicyCache): readonly Route[] {
  const schemes = new SchemeCache(data);
  return [
    groupRoute(schemes),
    groupStreamRoute(schemes),
    priceRoute(schemes, policies),
    billRoute(policies),
    whatIfRoute(schemes, policies),
  ];
}
