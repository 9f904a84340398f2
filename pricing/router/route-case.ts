import type { BilingualText } from '../../reference-data/index.js';
import type { CaseFacts } from '../case-facts.js';
import { PricingError } from '../errors.js';
import type { GroupValues } from '../group-values.js';
import type { Citation } from '../policy/citation.js';
import { CONDITION_NAMES, CONDITIONS, type ConditionName, type RoutedCase } from './conditions.js';
import type { Route, RouterValues } from './router-section.js';

/** What a route asked of the case and what the case states. */
export interface AskedCondition {
  readonly condition: ConditionName;
  readonly label: BilingualText;
  readonly asked: string;
  readonly stated: string;
}

/** Where a case goes, and why. */
export interface RouteResult {
  /** Id of a method, or `return-record`. */
  readonly to: string;
  readonly route: Route;
  readonly because: readonly AskedCondition[];
  readonly citation: Citation;
}

/** A route that did not take the case, and the first thing that it asked for in vain. */
export interface PassedRoute {
  readonly route: Route;
  readonly because: AskedCondition;
}

/**
 * Finds the first route whose conditions all hold.
 *
 * @param group Absent for a case that was not grouped; what the grouper found otherwise.
 * @throws PRICING_FACT_MISSING when a route comes to ask for a measure that the case does not state.
 * @throws PRICING_NO_ROUTE when none takes the case.
 */
export function routeCase(facts: CaseFacts, group: GroupValues | undefined, values: RouterValues): RouteResult {
  const routed = routedCase(facts, group, values);
  for (const route of values.routes.value) {
    if (failing(route, routed) !== undefined) continue;
    const because = namesOf(route).map((name) => asked(route, name, routed));
    return { to: route.to, route, because, citation: values.routes.citation };
  }
  throw new PricingError('PRICING_NO_ROUTE', { case: facts.caseId });
}

/** The routes before the one that took the case, for whoever asks why it went no other way. */
export function passedRoutes(facts: CaseFacts, group: GroupValues | undefined, values: RouterValues): readonly PassedRoute[] {
  const routed = routedCase(facts, group, values);
  const passed: PassedRoute[] = [];
  for (const route of values.routes.value) {
    const name = failing(route, routed);
    if (name === undefined) break;
    passed.push({ route, because: asked(route, name, routed) });
  }
  return passed;
}

function routedCase(facts: CaseFacts, group: GroupValues | undefined, { visitTypeIfEmpty }: RouterValues): RoutedCase {
  return { facts, group, visitType: facts.visitType ?? visitTypeIfEmpty?.value };
}

const namesOf = ({ when }: Route): ConditionName[] => CONDITION_NAMES.filter((name) => when[name] !== undefined);

function failing({ when }: Route, routed: RoutedCase): ConditionName | undefined {
  return CONDITION_NAMES.find((name) => when[name] !== undefined && !holds(name, when[name], routed));
}

function holds(name: ConditionName, value: unknown, routed: RoutedCase): boolean {
  // The section reads each condition with its own schema, so the value is of the type that the condition asks for.
  const condition = CONDITIONS[name] as { readonly holds: (asked: unknown, routed: RoutedCase) => boolean };
  return condition.holds(value, routed);
}

function asked({ when }: Route, name: ConditionName, routed: RoutedCase): AskedCondition {
  const { label, stated } = CONDITIONS[name];
  return { condition: name, label, asked: printAsked(when[name]), stated: stated(routed) };
}

function printAsked(value: Route['when'][ConditionName]): string {
  if (Array.isArray(value)) return value.join('|');
  return typeof value === 'object' ? value.printed : String(value);
}
