// A small region for tests of special-case review: its rules, and entries written with few words.
import { expect } from 'vitest';
import { WorkingDays } from '../../../reference-data/index.js';
import {
  admit,
  REVIEW,
  ReviewRegister,
  type EventOf,
  type ReviewEvent,
  type ReviewRules,
} from '../../../pricing/review/index.js';
import { valuesOf } from '../policy-of.js';

const NAME = { zh: '名称', en: 'Name' };

export function reviewRules(rules: Readonly<Record<string, unknown>> = {}): ReviewRules {
  const values = valuesOf(REVIEW, {
    rhythm: 'quarter',
    windowDays: '15',
    quotas: [{ methods: ['drg-rate', 'drg-points'], share: '0.05' }],
    grounds: [
      { id: 'high-cost', name: NAME, when: { costToStandard: '> 2' } },
      { id: 'novelty', name: NAME, when: { marks: ['newDrug'] } },
    ],
    panelSize: '3',
    minimumExperts: '3',
    majority: '> 0.5',
    payments: ['by-item', 'changed-standard'],
    appealDays: '5',
    appealsAtMost: '1',
    swapShare: '0.20',
    swapsOf: 'hospital',
    ...rules,
  });
  return { values, calendar: WorkingDays.read() };
}

type Entry = ReviewEvent extends infer One ? (One extends ReviewEvent ? Omit<One, 'by' | 'why'> : never) : never;

/** A register to which entries are added as the command line adds them: asked by the policy first. */
export class Desk {
  readonly register = new ReviewRegister();
  readonly #rules: ReviewRules;

  constructor(rules = reviewRules(), discharges = 400) {
    this.#rules = rules;
    this.add({ action: 'open', at: '2026-04-01', period: '2026-Q1', discharges: { 'drg-rate': discharges } });
  }

  add(entry: Entry): void {
    const event = { by: 'H1', why: '测试', ...entry } as ReviewEvent;
    admit(this.register, event, this.#rules);
    this.register.add(event);
  }

  apply(application: string, more: Partial<EventOf<'apply'>['case']> = {}, replaces?: string, at = '2026-04-02'): void {
    const facts = { cost: '20000.01', standard: '10000.00' };
    const applied = { caseId: application, hospital: 'H1', method: 'drg-rate', fund: 'resident', dischargeDate: '2026-02-11' };
    const one = { ...applied, ground: 'high-cost', facts, ...more };
    this.add({ action: 'apply', at, application, period: '2026-Q1', case: one, ...(replaces === undefined ? {} : { replaces }) });
  }

  submit(application: string, at = '2026-04-02'): void {
    this.add({ action: 'submit', at, application });
  }

  /** Takes an application as far as a panel of three. */
  toPanel(application: string, panel = ['E1', 'E2', 'E3']): void {
    this.apply(application, {}, undefined, '2026-04-03');
    this.submit(application, '2026-04-03');
    this.add({ action: 'screen', at: '2026-04-03', application });
    this.draw(application, panel);
  }

  draw(application: string, panel: string[], at = '2026-04-03'): void {
    this.add({ action: 'draw', at, application, seed: 'seed', panel, excluded: [], candidates: panel.length });
  }

  vote(application: string, votes: Readonly<Record<string, 'yes' | 'no'>>, at = '2026-04-07'): void {
    for (const [expert, vote] of Object.entries(votes)) this.add({ action: 'vote', at, application, expert, vote });
  }

  approve(application: string, pays: 'by-item' | 'changed-standard' = 'by-item', amount = '500.00', at = '2026-04-07'): void {
    this.add({ action: 'approve', at, application, pays, amount });
  }

  stateOf = (application: string): string => this.register.application(application).state;
}

export const refused = (code: string): unknown => expect.objectContaining({ code });
