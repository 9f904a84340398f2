import type { FoundDocuments } from '../found-documents.js';
import type { PolicyCache } from '../policy-cache.js';
import type { Route } from '../route.js';
import { SchemeCache } from '../scheme-cache.js';
import { billRoute } from './bill.js';
import { groupRoute } from './group.js';
import { groupStreamRoute } from './group-stream.js';
import { priceRoute } from './price.js';
import { whatIfRoute } from './what-if.js';

/** What the routes of cases find schemes and policies by. */
export interface CaseParts {
  /** Data directory of schemes and weights. */
  readonly data: string;
  readonly found: FoundDocuments;
  readonly policies: PolicyCache;
}

/** Everything that is asked of cases and stores none. */
export function caseRoutes({ data, found, policies }: CaseParts): readonly Route[] {
  const schemes = new SchemeCache(data, found);
  return [
    groupRoute(schemes),
    groupStreamRoute(schemes),
    priceRoute(schemes, policies),
    billRoute(policies),
    whatIfRoute(schemes, policies),
  ];
}
