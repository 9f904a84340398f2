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

/** One condition of a route, ready to be asked. */
interface Question {
  readonly name: ConditionName;
  readonly value: Route['when'][ConditionName];
  readonly holds: (asked: unknown, routed: RoutedCase) => boolean;
}

/** A route with the conditions that it names, in the order in which they are asked. */
interface Candidate {
  readonly route: Route;
  readonly questions: readonly Question[];
}

/** The routes of a policy as they hold for one fund on one day. */
export class Router {
  readonly #values: RouterValues;
  readonly #candidates: readonly Candidate[];

  constructor(values: RouterValues) {
    this.#values = values;
    this.#candidates = values.routes.value.map((route) => ({ route, questions: questionsOf(route) }));
  }

  /**
   * Finds the first route whose conditions all hold.
   *
   * @param group Absent for a case that was not grouped; what the grouper found otherwise.
   * @throws PRICING_FACT_MISSING when a route comes to ask for a measure that the case does not state.
   * @throws PRICING_NO_ROUTE when none takes the case.
   */
  route(facts: CaseFacts, group: GroupValues | undefined): RouteResult {
    const routed = this.#routed(facts, group);
    for (const { route, questions } of this.#candidates) {
      if (failing(questions, routed) !== undefined) continue;
      const because = questions.map((question) => asked(question, routed));
      return { to: route.to, route, because, citation: this.#values.routes.citation };
    }
    throw new PricingError('PRICING_NO_ROUTE', { case: facts.caseId });
  }

  /** The routes before the one that took the case, for whoever asks why it went no other way. @throws as `route` */
  passed(facts: CaseFacts, group: GroupValues | undefined): readonly PassedRoute[] {
    const routed = this.#routed(facts, group);
    const passed: PassedRoute[] = [];
    for (const { route, questions } of this.#candidates) {
      const question = failing(questions, routed);
      if (question === undefined) break;
      passed.push({ route, because: asked(question, routed) });
    }
    return passed;
  }

  #routed(facts: CaseFacts, group: GroupValues | undefined): RoutedCase {
    return { facts, group, visitType: facts.visitType ?? this.#values.visitTypeIfEmpty?.value };
  }
}

function questionsOf({ when }: Route): readonly Question[] {
  return CONDITION_NAMES.filter((name) => when[name] !== undefined).map((name) => ({
    name,
    value: when[name],
    // The section reads each condition with its own schema, so the value is of the type that the condition asks for.
    holds: CONDITIONS[name].holds as Question['holds'],
  }));
}

function failing(questions: readonly Question[], routed: RoutedCase): Question | undefined {
  for (const question of questions) if (!question.holds(question.value, routed)) return question;
  return undefined;
}

function asked({ name, value }: Question, routed: RoutedCase): AskedCondition {
  const { label, stated } = CONDITIONS[name];
  return { condition: name, label, asked: printAsked(value), stated: stated(routed) };
}

function printAsked(value: Route['when'][ConditionName]): string {
  if (Array.isArray(value)) return value.join('|');
  return typeof value === 'object' ? value.printed : String(value);
}
