import { describe, expect, test } from 'vitest';
import { SeededRandom } from '../../reference-data/demo/seeded-random.js';
import { skewedSpread, thousandthsOf } from '../../reference-data/demo/skewed-spread.js';
import { firstHalfOfTheTime, weightedChoice } from '../../reference-data/demo/weighted-choice.js';

const numbers = (count: number, draw: () => number) => Array.from({ length: count }, draw);

describe('SeededRandom', () => {
  test('the same words give the same numbers for ever', () => {
    const random = new SeededRandom(20260101, 2024, 7);
    expect(numbers(4, () => random.next())).toEqual([3003950189, 2563011184, 1015488581, 2657447339]);
  });

  test.each([
    ['another seed', [2, 2024, 0]],
    ['another year', [1, 2025, 0]],
    ['the next case', [1, 2024, 1]],
    ['the same words in another order', [2024, 1, 0]],
    ['a seed that differs only above 32 bits', [1 + 2 ** 32, 2024, 0]],
  ])('%s gives other numbers', (_why, words) => {
    const first = new SeededRandom(1, 2024, 0);
    const other = new SeededRandom(...words);
    const equal = numbers(64, () => Number(first.next() === other.next()));
    expect(equal.every((same) => same === 0)).toBe(true);
  });

  test('first numbers of neighbouring cases are spread evenly', () => {
    const tenths = numbers(10, () => 0);
    for (let index = 0; index < 20_000; index++) tenths[new SeededRandom(1, 2024, index).below(10)]!++;
    for (const hits of tenths) expect(Math.abs(hits - 2000)).toBeLessThan(200);
  });

  test('below and within reach both ends and nothing beyond', () => {
    const random = new SeededRandom(5);
    const drawn = numbers(1000, () => random.within(3, 6));
    expect([...new Set(drawn)].sort()).toEqual([3, 4, 5, 6]);
    expect(new Set(numbers(100, () => random.below(1)))).toEqual(new Set([0]));
    expect(() => random.below(0)).toThrow('a bound is a whole number');
    expect(() => random.below(2 ** 21 + 1)).toThrow('a bound is a whole number');
  });

  test.each([-1, 0.5, Number.NaN, 2 ** 53])('a seed of %s is refused', (seed) => {
    expect(() => new SeededRandom(seed)).toThrow('a seed consists of whole numbers');
  });
});

describe('skewedSpread', () => {
  test('has a median near 1000 and a mean above it', () => {
    const random = new SeededRandom(9);
    const drawn = numbers(20_000, () => skewedSpread(random)).sort((a, b) => a - b);
    const mean = drawn.reduce((sum, value) => sum + value, 0) / drawn.length;
    expect(Math.abs(drawn[10_000]! - 1000)).toBeLessThan(15);
    expect(mean).toBeGreaterThan(1030);
    expect(drawn[0]).toBeGreaterThanOrEqual(429);
    expect(drawn.at(-1)).toBeLessThanOrEqual(2331);
  });

  test('thousandthsOf rounds down', () => {
    expect(thousandthsOf(1999, 500)).toBe(999); // 1999 x 500 = 999,500 thousandths
  });
});

describe('weightedChoice', () => {
  test('chooses by frequency and never what has none', () => {
    const choice = weightedChoice(['rare', 'never', 'frequent'], (name) => ({ rare: 1, never: 0, frequent: 9 })[name] ?? 0);
    const random = new SeededRandom(3);
    const counts = new Map<string, number>();
    for (let i = 0; i < 10_000; i++) {
      const name = choice.choose(random);
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    expect(counts.has('never')).toBe(false);
    expect(Math.abs(counts.get('rare')! - 1000)).toBeLessThan(120);
  });

  test('refuses to choose from nothing', () => {
    expect(() => weightedChoice(['a'], () => 0)).toThrow('at least one thing can be chosen');
  });
});

test('firstHalfOfTheTime takes the first of three in half of the draws and the others equally often', () => {
  const random = new SeededRandom(4);
  const counts = [0, 0, 0];
  for (let i = 0; i < 8000; i++) counts[firstHalfOfTheTime(random, [0, 1, 2])]!++;
  expect(Math.abs(counts[0]! - 4000)).toBeLessThan(200);
  expect(Math.abs(counts[1]! - counts[2]!)).toBeLessThan(250);
});
