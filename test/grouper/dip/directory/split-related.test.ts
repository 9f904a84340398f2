import { describe, expect, test } from 'vitest';
import { buildDirectory, ratioText, type HistoryCase } from '../../../../grouper/index.js';
import { splitRelated } from '../../../../grouper/dip/directory/split-related.js';
import { casesOf, historyOf, KNOWLEDGE, policyOf } from './history-cases.js';

const STENT = { diagnosis: 'I21.0', mainProcedure: '36.0700' };
const ANGIOGRAPHY = '88.5600';
const ULTRASOUND = '00.2400';
const CHOICE = { rise: '0.10', operator: '>=', base: 'without-related' } as const;

const family = (...parts: readonly HistoryCase[][]) => historyOf(parts.flat()).cells;

describe('splitRelated', () => {
  test('the worked numbers: 28,033 to 28,849 is +2.91 % and not kept, to 44,003 is +56.97 % and kept', () => {
    const cells = family(
      casesOf(40, { ...STENT, cost: 2_803_300 }),
      casesOf(30, { ...STENT, related: [ANGIOGRAPHY], cost: 2_884_900 }),
      casesOf(20, { ...STENT, related: [ULTRASOUND], cost: 4_400_300 }),
    );
    const { verdicts, kept, plain } = splitRelated(cells, 15, CHOICE);
    expect(verdicts.map(({ procedure, rise, verdict }) => [procedure, ratioText(rise, 4), verdict])).toEqual([
      [ULTRASOUND, '1.5697', 'kept'],
      [ANGIOGRAPHY, '1.0291', 'rise-too-small'],
    ]);
    expect(kept.map(({ verdict }) => verdict.cases)).toEqual([20]);
    expect(plain.reduce((sum, { cases }) => sum + cases, 0)).toBe(70);
  });

  // 10 % above 1,000.00 yuan is 1,100.00; a fen on either side decides.
  test.each([
    ['one fen under the edge', 109_999, '>=', false],
    ['on the edge, which is included', 110_000, '>=', true],
    ['on the edge, which is not included', 110_000, '>', false],
    ['one fen over the edge', 110_001, '>', true],
  ] as const)('%s: a mean of %i fen with %s is kept: %s', (_why, cost, operator, expected) => {
    const cells = family(casesOf(15, { ...STENT, cost: 100_000 }), casesOf(15, { ...STENT, related: [ULTRASOUND], cost }));
    expect(splitRelated(cells, 15, { ...CHOICE, operator }).kept.length > 0).toBe(expected);
  });

  test('one case under the threshold makes no group and stays with the plain one when that is a group', () => {
    const cases = [
      ...casesOf(15, { ...STENT, cost: 100_000 }),
      ...casesOf(14, { ...STENT, related: [ULTRASOUND], cost: 200_000 }),
    ];
    const built = buildDirectory(historyOf(cases), policyOf(), KNOWLEDGE);
    expect(built.status === 'built' && built.groups.map(({ key, statistics }) => [key, statistics.cases])).toEqual([
      ['I21.0:36.0700', 29],
    ]);
  });

  test('a case with two kept procedures goes to the costlier, and the other must reach the threshold without it', () => {
    const cells = family(
      casesOf(20, { ...STENT, cost: 100_000 }),
      casesOf(10, { ...STENT, related: [ANGIOGRAPHY], cost: 150_000 }),
      casesOf(10, { ...STENT, related: [ANGIOGRAPHY, ULTRASOUND], cost: 300_000 }),
      casesOf(10, { ...STENT, related: [ULTRASOUND], cost: 250_000 }),
    );
    const { kept, rare } = splitRelated(cells, 15, CHOICE);
    expect(kept.map(({ verdict }) => [verdict.procedure, verdict.cases])).toEqual([[ULTRASOUND, 20]]);
    expect(rare.map(({ cases }) => cases)).toEqual([10]);
  });

  test('where no case is without a related procedure, the family is what the rise is measured from', () => {
    const cells = family(
      casesOf(15, { ...STENT, related: [ANGIOGRAPHY], cost: 100_000 }),
      casesOf(15, { ...STENT, related: [ULTRASOUND], cost: 300_000 }),
    );
    const { base, kept } = splitRelated(cells, 15, CHOICE);
    expect(base).toEqual({ cases: 30, cost: 15 * 400_000 });
    expect(kept.map(({ verdict }) => verdict.procedure)).toEqual([ULTRASOUND]);
  });

  test('procedures of equal mean are judged in the order of their codes', () => {
    const cells = family(
      casesOf(15, { ...STENT, cost: 100_000 }),
      casesOf(15, { ...STENT, related: [ANGIOGRAPHY, ULTRASOUND], cost: 200_000 }),
    );
    expect(splitRelated(cells, 15, CHOICE).kept.map(({ verdict }) => verdict.procedure)).toEqual([ULTRASOUND]);
  });
});
