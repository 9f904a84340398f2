import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { drawPanel, panelDecision, periodOf, windowOf, type Expert } from '../../../pricing/review/index.js';
import { parseBounds, WorkingDays } from '../../../reference-data/index.js';
import { refused } from './review-setting.js';

const roster = (count: number): Expert[] =>
  Array.from({ length: count }, (_, number) => ({ expert: `E${number}`, hospital: `H${number % 4}` }));
const draw = { application: 'A', hospital: 'H0', seed: 'seed', size: 3, recused: ['E1'], earlier: ['E2'] };

describe('drawPanel', () => {
  test('leaves out the own hospital, who recuses oneself and who decided before, and says so', () => {
    const { excluded, candidates, panel } = drawPanel(roster(12), draw);
    expect(excluded).toEqual([
      { expert: 'E0', why: 'own-hospital' },
      { expert: 'E1', why: 'recused' },
      { expert: 'E2', why: 'earlier-panel' },
      { expert: 'E4', why: 'own-hospital' },
      { expert: 'E8', why: 'own-hospital' },
    ]);
    expect([candidates, panel.length]).toEqual([7, 3]);
  });

  test('the same seed draws the same panel in any order of the roster; nobody excluded is on it', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(roster(20), { minLength: 20 }), fc.string(), (shuffled, seed) => {
        const { panel } = drawPanel(shuffled, { ...draw, seed });
        expect(panel).toEqual(drawPanel(roster(20), { ...draw, seed }).panel);
        for (const expert of panel) expect(['E0', 'E1', 'E2', 'E4', 'E8', 'E12', 'E16']).not.toContain(expert);
      }),
    );
  });

  test('one who leaves is replaced by the next, and the others stay', () => {
    const { panel } = drawPanel(roster(20), draw);
    const again = drawPanel(roster(20), { ...draw, recused: ['E1', panel[1]!] });
    expect(again.panel.slice(0, 2)).toEqual([panel[0], panel[2]]);
  });

  test('over many seeds everyone is drawn about as often', () => {
    const drawn = new Map<string, number>();
    for (let seed = 0; seed < 2000; seed++)
      for (const expert of drawPanel(roster(12), { ...draw, seed: String(seed) }).panel)
        drawn.set(expert, (drawn.get(expert) ?? 0) + 1);
    // 2000 × 3 / 7 = 857; five standard deviations are some 110
    expect(drawn.size).toBe(7);
    for (const times of drawn.values()) expect(Math.abs(times - 857)).toBeLessThan(120);
  });

  test('too few experts are no panel, and one who stands twice would have two lots', () => {
    expect(() => drawPanel(roster(4), draw)).toThrow(refused('PRICING_REVIEW_EXPERTS_TOO_FEW'));
    expect(() => drawPanel([...roster(12), roster(1)[0]!], draw)).toThrow(refused('PRICING_REVIEW_EXPERT_REPEATED'));
  });
});

describe('panelDecision', () => {
  test.each([
    ['two thirds, where two thirds are asked', ['yes', 'yes', 'no', 'yes', 'yes', 'no'], '>= 0.6666', 'approved'],
    ['two thirds, where more is asked', ['yes', 'yes', 'no'], '> 0.6667', 'rejected'],
    ['nobody', [], '>= 0', 'rejected'],
  ] as const)('%s', (_why, votes, majority, decision) => {
    const rule = { minimumExperts: 0, majority: parseBounds(majority)! };
    expect(panelDecision([...votes], rule)).toBe(decision);
  });
});

describe('windowOf', () => {
  const calendar = WorkingDays.read();
  test.each([
    ['a quarter that ends with the year', '2025-Q4', 'quarter', '2026-01-01', '2026-01-08'],
    ['a month before the spring festival', '2026-01', 'month', '2026-02-01', '2026-02-06'],
    ['December', '2025-12', 'month', '2026-01-01', '2026-01-08'],
  ] as const)('%s', (_why, period, rhythm, first, last) => {
    // January 2026: 1-3 off, Sunday the 4th made up for, 5-8
    expect(windowOf(period, rhythm, 5, calendar)).toEqual({ first, last });
  });

  test('days find their period', () => {
    expect(['2026-03-31', '2026-04-01', '2026-12-31'].map((day) => periodOf(day, 'quarter'))).toEqual([
      '2026-Q1',
      '2026-Q2',
      '2026-Q4',
    ]);
    expect(periodOf('2026-03-31', 'month')).toBe('2026-03');
  });

  test('another rhythm is no period', () => {
    expect(() => windowOf('2026-Q5', 'quarter', 5, calendar)).toThrow(refused('PRICING_REVIEW_PERIOD_INVALID'));
    expect(() => windowOf('2026-Q1', 'month', 5, calendar)).toThrow(refused('PRICING_REVIEW_PERIOD_INVALID'));
  });
});
