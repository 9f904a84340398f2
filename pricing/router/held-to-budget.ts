import { PricingError } from '../errors.js';
import type { RouteResult } from './router.js';
import type { Route } from './router-section.js';

/**
 * Sees to it that a route pays from where the method must be paid from: money outside the budget never comes out of a line of it, and what
 * is paid beside the points makes none. A case that came without a route is taken as it is.
 *
 * @throws PRICING_ROUTE_BUDGET
 */
export function heldToBudget(route: RouteResult | undefined, needs: Route['budget'], method: string): void {
  if (route === undefined || route.route.budget === needs) return;
  const { id, budget } = route.route;
  throw new PricingError('PRICING_ROUTE_BUDGET', { route: id, budget, method, needs });
}
