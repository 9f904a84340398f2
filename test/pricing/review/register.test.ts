import { describe, expect, test } from 'vitest';
import { fen } from '../../../pricing/money.js';
import { printExactly } from '../../../pricing/rounding.js';
import {
  possibleActions,
  publicationTable,
  ReviewRegister,
  reviewEvent,
  openApplications,
  reviewResults,
  STATES,
  TRANSITIONS,
  type ReviewState,
} from '../../../pricing/review/index.js';
import { Desk, refused, reviewRules } from './review-setting.js';

const YES = { E1: 'yes', E2: 'yes', E3: 'no' } as const;
const NO = { E1: 'yes', E2: 'no', E3: 'no' } as const;

describe('the states of an application', () => {
  test('an approved case goes from draft to publication, and each step says who, when and why', () => {
    const desk = new Desk();
    desk.toPanel('A');
    desk.vote('A', YES);
    desk.approve('A');
    desk.add({ action: 'price', at: '2026-05-01', application: 'A' });
    desk.add({ action: 'clear', at: '2026-05-31', application: 'A', run: 'R1', fundPaid: '15000.00' });
    desk.add({ action: 'publish', at: '2026-06-10', application: 'A' });
    const { history } = desk.register.application('A');
    expect(history.map(({ to }) => to)).toEqual([
      'draft',
      'submitted',
      'screened',
      'in-panel',
      'in-panel',
      'in-panel',
      'in-panel',
      'approved',
      'priced',
      'cleared',
      'published',
    ]);
    expect(history.every(({ by, at, why }) => by !== '' && at.startsWith('2026-') && why !== '')).toBe(true);
  });

  test('every state but the last two can be left, and every action leads from a state to another that there is', () => {
    const ends = (Object.keys(STATES) as ReviewState[]).filter((state) => possibleActions(state).length === 0);
    expect(ends).toEqual(['expired', 'swapped', 'published']);
    for (const rows of Object.values(TRANSITIONS))
      for (const [from, to] of Object.entries(rows)) expect([from in STATES, to in STATES]).toEqual([true, true]);
  });

  test.each([
    ['a draft cannot be screened', { action: 'screen' }],
    ['a draft cannot be voted on', { action: 'vote', expert: 'E1', vote: 'yes' }],
    ['a draft cannot be cleared', { action: 'clear', run: 'R', fundPaid: '1.00' }],
    ['a draft cannot be appealed against', { action: 'appeal' }],
    ['a draft cannot be rejected', { action: 'reject' }],
  ] as const)('%s', (_why, entry) => {
    const desk = new Desk();
    desk.apply('A');
    const code = entry.action === 'vote' ? 'PRICING_REVIEW_NO_VOTE' : 'PRICING_REVIEW_TRANSITION';
    expect(() => desk.add({ at: '2026-04-03', application: 'A', ...entry } as never)).toThrow(refused(code));
    expect(desk.stateOf('A')).toBe('draft');
  });

  test('a cleared case is never touched again but to publish it', () => {
    expect(possibleActions('cleared')).toEqual(['publish']);
  });

  test('entries do not go back in time, and one of an unknown application or period is refused', () => {
    const desk = new Desk();
    desk.apply('A');
    expect(() => desk.submit('A', '2026-04-01')).toThrow(refused('PRICING_REVIEW_BEFORE_LAST'));
    expect(() => desk.submit('B')).toThrow(refused('PRICING_REVIEW_UNKNOWN'));
    expect(() => new ReviewRegister().period('2026-Q1')).toThrow(refused('PRICING_REVIEW_PERIOD_UNKNOWN'));
  });

  test('a register that is read again is the same register', () => {
    const desk = new Desk();
    desk.toPanel('A');
    desk.vote('A', YES);
    expect(reviewEvent.safeParse({ action: 'submit', at: '2026-04-02', application: 'A', by: 'H1' }).success).toBe(false);
    expect(desk.register.nextId('2026-Q1')).toBe('2026-Q1-0002');
    expect(desk.register.applicationOf('H1', 'A')).toBe('A');
  });

  test('a period is opened once, and by the rhythm of the policy', () => {
    const desk = new Desk();
    const open = (period: string) => desk.add({ action: 'open', at: '2026-04-02', period, discharges: {} });
    expect(() => open('2026-Q1')).toThrow(refused('PRICING_REVIEW_PERIOD_INVALID'));
    expect(() => open('2026-04')).toThrow(refused('PRICING_REVIEW_PERIOD_INVALID'));
  });
});

describe('admit', () => {
  test.each([
    ['on the last of fifteen working days, over Qingming', '2026-04-22', true],
    ['the day after', '2026-04-23', false],
  ])('a submission %s', (_why, day, isAdmitted) => {
    const desk = new Desk();
    desk.apply('A');
    const submit = () => desk.submit('A', day);
    if (isAdmitted) expect(submit).not.toThrow();
    else expect(submit).toThrow(refused('PRICING_REVIEW_WINDOW_CLOSED'));
  });

  test('a case of another quarter does not belong to this one', () => {
    expect(() => new Desk().apply('A', { dischargeDate: '2026-04-01' })).toThrow(refused('PRICING_REVIEW_PERIOD_INVALID'));
  });

  test('a case is applied for once in its hospital', () => {
    const desk = new Desk();
    desk.apply('A', { caseId: 'T1' });
    expect(() => desk.apply('B', { caseId: 'T1' })).toThrow(refused('PRICING_REVIEW_REPEATED'));
    expect(() => desk.apply('B', { caseId: 'T1', hospital: 'H2' })).not.toThrow();
  });

  test("the quota is the region's, over all hospitals and methods of its row, rounded down", () => {
    // 59 × 0.05 = 2.95
    const desk = new Desk(reviewRules(), 59);
    desk.apply('A');
    desk.apply('B', { hospital: 'H2', method: 'drg-points' });
    desk.apply('C', { hospital: 'H3' });
    desk.submit('A');
    desk.submit('B');
    expect(() => desk.submit('C')).toThrow(refused('PRICING_REVIEW_QUOTA_USED'));
    // One that is returned keeps its place and needs no second one.
    desk.add({ action: 'return', at: '2026-04-03', application: 'B' });
    expect(() => desk.submit('C', '2026-04-03')).toThrow(refused('PRICING_REVIEW_QUOTA_USED'));
    desk.submit('B', '2026-04-03');
    expect(desk.stateOf('B')).toBe('submitted');
  });

  test('a method without a quota has no special cases', () => {
    const desk = new Desk();
    desk.apply('A', { method: 'bed-day' });
    expect(() => desk.submit('A')).toThrow(refused('PRICING_REVIEW_NO_QUOTA'));
  });

  test.each([
    ['cost on the line of a strict operator', { cost: '20000.00', standard: '10000.00' }],
    ['a fact that is not stated', { cost: '20000.01' }],
  ])('%s is not eligible', (_why, facts) => {
    const desk = new Desk();
    desk.apply('A', { facts });
    expect(() => desk.submit('A')).toThrow(refused('PRICING_REVIEW_NOT_ELIGIBLE'));
  });

  test('a mark of the policy is enough where the ground asks for it, and a ground that there is not is refused', () => {
    const desk = new Desk();
    desk.apply('A', { ground: 'novelty', facts: { marks: ['newDrug'] } });
    desk.submit('A');
    expect(() => desk.apply('B', { ground: 'luck' })).toThrow(refused('PRICING_REVIEW_NOT_ELIGIBLE'));
  });

  test('a returned case expires once the window is over, not before', () => {
    const desk = new Desk();
    desk.apply('A');
    desk.submit('A');
    desk.add({ action: 'return', at: '2026-04-03', application: 'A' });
    const expire = (at: string) => desk.add({ action: 'expire', at, application: 'A' });
    expect(() => expire('2026-04-22')).toThrow(refused('PRICING_REVIEW_WINDOW_CLOSED'));
    expire('2026-04-23');
    expect(desk.stateOf('A')).toBe('expired');
  });

  test('only drawn experts vote, each once', () => {
    const desk = new Desk();
    desk.toPanel('A');
    desk.vote('A', { E1: 'yes' });
    expect(() => desk.vote('A', { E1: 'no' })).toThrow(refused('PRICING_REVIEW_NO_VOTE'));
    expect(() => desk.vote('A', { E9: 'no' })).toThrow(refused('PRICING_REVIEW_NO_VOTE'));
  });

  test('the votes decide: all of them, and no other way than they say', () => {
    const desk = new Desk();
    desk.toPanel('A');
    desk.vote('A', { E1: 'no', E2: 'no' });
    expect(() => desk.approve('A')).toThrow(refused('PRICING_REVIEW_VOTES_OPEN'));
    desk.vote('A', { E3: 'yes' });
    expect(() => desk.approve('A')).toThrow(refused('PRICING_REVIEW_TRANSITION'));
    desk.add({ action: 'reject', at: '2026-04-07', application: 'A' });
    expect(desk.stateOf('A')).toBe('rejected');
  });

  test('an approved case is paid in a way that the policy has', () => {
    const desk = new Desk(reviewRules({ payments: ['by-item'] }));
    desk.toPanel('A');
    desk.vote('A', YES);
    expect(() => desk.approve('A', 'changed-standard')).toThrow(refused('PRICING_REVIEW_TRANSITION'));
    desk.approve('A', 'by-item');
    expect(desk.stateOf('A')).toBe('approved');
  });

  test('an expert who recuses oneself is replaced, and the votes of the others stay', () => {
    const desk = new Desk();
    desk.toPanel('A');
    desk.vote('A', { E1: 'yes', E2: 'yes' });
    desk.draw('A', ['E1', 'E3', 'E4'], '2026-04-07');
    expect(desk.register.application('A').votes).toEqual({ E1: 'yes' });
  });

  test('who recused oneself once stays recused, whatever later draws leave out', () => {
    const desk = new Desk();
    desk.toPanel('A');
    const draw = { action: 'draw', at: '2026-04-07', application: 'A', seed: 'seed', candidates: 3 } as const;
    desk.add({ ...draw, panel: ['E2', 'E3', 'E4'], excluded: [{ expert: 'E1', why: 'recused' }] });
    desk.add({
      ...draw,
      panel: ['E3', 'E4', 'E5'],
      excluded: [
        { expert: 'E2', why: 'recused' },
        { expert: 'E9', why: 'own-hospital' },
      ],
    });
    expect(desk.register.application('A').recused).toEqual(['E1', 'E2']);
  });

  test.each([
    ['on the last working day', '2026-04-14', true],
    ['after it', '2026-04-15', false],
  ])('an appeal %s', (_why, at, isAdmitted) => {
    const desk = new Desk();
    desk.toPanel('A');
    desk.vote('A', NO);
    desk.add({ action: 'reject', at: '2026-04-07', application: 'A' });
    const appeal = () => desk.add({ action: 'appeal', at, application: 'A' });
    if (!isAdmitted) expect(appeal).toThrow(refused('PRICING_REVIEW_APPEAL_CLOSED'));
    else {
      appeal();
      expect(desk.register.application('A')).toMatchObject({ votes: {}, panel: [], earlierExperts: ['E1', 'E2', 'E3'] });
    }
  });

  test('there is no second appeal where the policy has one', () => {
    const desk = new Desk();
    desk.toPanel('A');
    desk.vote('A', NO);
    desk.add({ action: 'reject', at: '2026-04-07', application: 'A' });
    desk.add({ action: 'appeal', at: '2026-04-08', application: 'A' });
    desk.draw('A', ['E4', 'E5', 'E6'], '2026-04-08');
    desk.vote('A', { E4: 'no', E5: 'no', E6: 'no' }, '2026-04-09');
    desk.add({ action: 'reject', at: '2026-04-09', application: 'A' });
    expect(() => desk.add({ action: 'appeal', at: '2026-04-09', application: 'A' })).toThrow(
      refused('PRICING_REVIEW_APPEAL_CLOSED'),
    );
  });

  test('a fifth of the cases of a hospital may be swapped, and the replacement takes the place', () => {
    const desk = new Desk();
    for (const id of ['A', 'B', 'C', 'D', 'E']) {
      desk.apply(id);
      desk.submit(id);
    }
    desk.apply('F', {}, 'A', '2026-05-06');
    // The window is over long since; only a swap lets the replacement in.
    expect(() => desk.submit('F', '2026-05-06')).toThrow(refused('PRICING_REVIEW_TRANSITION'));
    desk.add({ action: 'swap', at: '2026-05-06', application: 'A', replacement: 'F' });
    desk.submit('F', '2026-05-06');
    expect([desk.stateOf('A'), desk.stateOf('F')]).toEqual(['swapped', 'submitted']);
    desk.apply('G', {}, 'B', '2026-05-06');
    // 5 × 0.2 = 1
    const second = () => desk.add({ action: 'swap', at: '2026-05-06', application: 'B', replacement: 'G' });
    expect(second).toThrow(refused('PRICING_REVIEW_SWAPS_USED'));
  });

  test('a swap needs a draft of the same hospital that says whom it replaces', () => {
    const desk = new Desk();
    for (const id of ['A', 'B', 'C', 'D', 'E']) {
      desk.apply(id);
      desk.submit(id);
    }
    desk.apply('F', {}, undefined, '2026-05-06');
    const swap = () => desk.add({ action: 'swap', at: '2026-05-06', application: 'A', replacement: 'F' });
    expect(swap).toThrow(refused('PRICING_REVIEW_TRANSITION'));
  });
});

describe('reviewResults', () => {
  test('by item what was struck out has left the charges; a changed standard replaces that of the group; the rest is ordinary', () => {
    const desk = new Desk();
    for (const id of ['A', 'B', 'C']) desk.toPanel(id);
    desk.apply('D', { dischargeDate: '2026-01-05' }, undefined, '2026-04-03');
    for (const id of ['A', 'B']) desk.vote(id, YES);
    desk.vote('C', NO);
    desk.approve('A', 'by-item', '500.01');
    desk.approve('B', 'changed-standard', '18000.00');
    desk.add({ action: 'reject', at: '2026-04-07', application: 'C' });
    // 20,000.01 − 500.01 = 19,500.00
    expect(reviewResults(desk.register, '2026')).toMatchObject([
      { application: 'A', result: 'by-item', allowedCharges: 1_950_000n },
      { application: 'B', result: 'changed-standard', standard: 1_800_000n },
      { application: 'C', result: 'ordinary' },
    ]);
    expect(reviewResults(desk.register, '2025')).toEqual([]);
    expect(reviewResults(desk.register, '2026-01')).toEqual([]);
    expect(openApplications(desk.register, '2026')).toEqual([]);
  });

  test('an application that was handed in is open until it is decided, swapped or expired; a draft never is', () => {
    const desk = new Desk();
    const open = (period: string): readonly string[] => openApplications(desk.register, period).map(({ id }) => id);
    desk.toPanel('A');
    desk.apply('B', {}, undefined, '2026-04-03');
    expect(open('2026')).toEqual(['A']);
    desk.submit('B', '2026-04-03');
    desk.add({ action: 'return', at: '2026-04-03', application: 'B' });
    expect([open('2026-02'), open('2026-03')]).toEqual([['A', 'B'], []]);
    desk.vote('A', NO);
    desk.add({ action: 'reject', at: '2026-04-07', application: 'A' });
    desk.add({ action: 'expire', at: '2026-04-30', application: 'B' });
    expect(open('2026')).toEqual([]);
  });

  test('more than a case cost cannot be struck out', () => {
    const desk = new Desk();
    desk.toPanel('A');
    desk.vote('A', YES);
    desk.approve('A', 'by-item', '20000.02');
    expect(() => reviewResults(desk.register)).toThrow(refused('PRICING_BELOW_ZERO'));
  });
});

describe('publicationTable', () => {
  test('each hospital with its cases, their share of its discharges, and what the fund paid for them', () => {
    const desk = new Desk();
    desk.toPanel('A');
    desk.vote('A', YES);
    desk.approve('A');
    desk.add({ action: 'price', at: '2026-05-01', application: 'A' });
    desk.add({ action: 'clear', at: '2026-05-31', application: 'A', run: 'R1', fundPaid: '15000.00' });
    const hospitals = ['H1', 'H2'].map((hospital) => ({ hospital, discharges: 50, fundPaid: fen(50_000_000n) }));
    const [first, second] = publicationTable(desk.register, hospitals, '2026-Q1');
    expect(first).toMatchObject({ hospital: 'H1', applied: 1, approved: 1, fundPaid: 1_500_000n });
    // 1 / 50; 15,000 / 500,000
    expect([printExactly(first!.shareOfDischarges), printExactly(first!.shareOfSpending)]).toEqual(['0.02', '0.03']);
    expect(second).toMatchObject({ applied: 0, approved: 0, fundPaid: 0n });
  });
});
