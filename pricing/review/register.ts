import { PricingError } from '../errors.js';
import type { Application, Transition } from './application.js';
import type { EventOf, ReviewEvent } from './review-event.js';
import { stateAfter, type ReviewAction, type ReviewState } from './states.js';

/** A period that was opened: discharges of the region by method. */
export type OpenedPeriod = Readonly<Record<string, number>>;

/**
 * The register of special-case review: entries in, applications out. It holds every entry to the order of states and to nothing else, so
 * that a register stays readable when a policy changes; what a policy asks of a new entry is asked by `admit`.
 */
export class ReviewRegister {
  readonly #applications = new Map<string, Application>();
  readonly #periods = new Map<string, OpenedPeriod>();
  readonly #caseOf = new Map<string, string>();
  #lastDay = '';

  /** @throws PricingError for an entry that cannot follow those before it */
  static of(events: Iterable<ReviewEvent>): ReviewRegister {
    const register = new ReviewRegister();
    for (const event of events) register.add(event);
    return register;
  }

  /** A register of its own with the same entries. */
  copy(): ReviewRegister {
    const copy = new ReviewRegister();
    for (const [id, application] of this.#applications) copy.#applications.set(id, application);
    for (const [period, opened] of this.#periods) copy.#periods.set(period, opened);
    for (const [key, id] of this.#caseOf) copy.#caseOf.set(key, id);
    copy.#lastDay = this.#lastDay;
    return copy;
  }

  get applications(): readonly Application[] {
    return [...this.#applications.values()];
  }

  get periods(): ReadonlyMap<string, OpenedPeriod> {
    return this.#periods;
  }

  /** @throws PRICING_REVIEW_UNKNOWN */
  application(id: string): Application {
    const found = this.#applications.get(id);
    if (found === undefined) throw new PricingError('PRICING_REVIEW_UNKNOWN', { application: id });
    return found;
  }

  /** @throws PRICING_REVIEW_PERIOD_UNKNOWN */
  period(period: string): OpenedPeriod {
    const found = this.#periods.get(period);
    if (found === undefined) throw new PricingError('PRICING_REVIEW_PERIOD_UNKNOWN', { period });
    return found;
  }

  /** The application of a case, if there is one. */
  applicationOf(hospital: string, caseId: string): string | undefined {
    return this.#caseOf.get(keyOf(hospital, caseId));
  }

  /** Number that the next application of a period has: `2026-Q1-0001`. */
  nextId(period: string): string {
    const count = this.applications.filter((one) => one.period === period).length;
    return `${period}-${String(count + 1).padStart(4, '0')}`;
  }

  /** Follows one entry. @throws PRICING_REVIEW_BEFORE_LAST, PRICING_REVIEW_TRANSITION and as the look-ups; nothing changes then */
  add(event: ReviewEvent): void {
    if (event.at < this.#lastDay) throw new PricingError('PRICING_REVIEW_BEFORE_LAST', { at: event.at, last: this.#lastDay });
    if (event.action === 'open') this.#open(event);
    else if (event.action === 'apply') this.#apply(event);
    else this.#move(event);
    this.#lastDay = event.at;
  }

  #open({ period, discharges }: EventOf<'open'>): void {
    if (this.#periods.has(period)) throw new PricingError('PRICING_REVIEW_PERIOD_INVALID', { period });
    this.#periods.set(period, discharges);
  }

  #apply(event: EventOf<'apply'>): void {
    const { application: id, period, case: applied, replaces } = event;
    this.period(period);
    if (replaces !== undefined) this.application(replaces);
    const key = keyOf(applied.hospital, applied.caseId);
    const known = this.#caseOf.get(key) ?? (this.#applications.has(id) ? id : undefined);
    if (known !== undefined) throw new PricingError('PRICING_REVIEW_REPEATED', { case: applied.caseId, application: known });
    this.#caseOf.set(key, id);
    this.#applications.set(id, {
      id,
      period,
      case: applied,
      state: 'draft',
      replaces,
      replacedBy: undefined,
      panel: [],
      seed: undefined,
      votes: {},
      recused: [],
      earlierExperts: [],
      appeals: 0,
      payment: undefined,
      decidedAt: undefined,
      fundPaid: undefined,
      history: [transition(event, undefined, 'draft')],
    });
  }

  #move(event: Exclude<ReviewEvent, { action: 'open' | 'apply' }>): void {
    const before = this.application(event.application);
    const state = stateAfter(before.state, event.action satisfies ReviewAction, before.id);
    const history = [...before.history, transition(event, before.state, state)];
    this.#applications.set(before.id, { ...before, ...changed(before, event), state, history });
  }
}

/** What an entry changes beside the state. */
function changed(before: Application, event: Exclude<ReviewEvent, { action: 'open' | 'apply' }>): Partial<Application> {
  switch (event.action) {
    case 'draw': {
      // Votes of experts who stay on the panel stay.
      const kept = Object.entries(before.votes).filter(([expert]) => event.panel.includes(expert));
      const recused = event.excluded.filter(({ why }) => why === 'recused').map(({ expert }) => expert);
      const all = [...new Set([...before.recused, ...recused])];
      return { panel: event.panel, seed: event.seed, votes: Object.fromEntries(kept), recused: all };
    }
    case 'vote':
      return { votes: { ...before.votes, [event.expert]: event.vote } };
    case 'approve':
      return { payment: { pays: event.pays, amount: event.amount }, decidedAt: event.at };
    case 'reject':
      return { payment: undefined, decidedAt: event.at };
    case 'appeal':
      return {
        appeals: before.appeals + 1,
        earlierExperts: [...before.earlierExperts, ...before.panel],
        panel: [],
        seed: undefined,
        votes: {},
        payment: undefined,
      };
    case 'swap':
      return { replacedBy: event.replacement };
    case 'clear':
      return { fundPaid: event.fundPaid };
    default:
      return {};
  }
}

const transition = ({ action, at, by, why }: ReviewEvent, from: ReviewState | undefined, to: ReviewState): Transition => ({
  action,
  from,
  to,
  at,
  by,
  why,
});

const keyOf = (hospital: string, caseId: string): string => `${hospital}\n${caseId}`;
