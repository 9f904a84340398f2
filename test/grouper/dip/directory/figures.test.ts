import { describe, expect, test } from 'vitest';
import { ratioText, yuanOfFen, decimalText } from '../../../../grouper/index.js';
import { coreThreshold } from '../../../../grouper/dip/directory/core-threshold.js';
import { momentsOf, variationOf } from '../../../../grouper/dip/directory/moments.js';
import { decimal, ratio } from '../../../../grouper/dip/directory/ratio.js';
import { roundRatio } from '../../../../grouper/dip/directory/round-ratio.js';
import { roundedSquareRoot, wholeSquareRoot } from '../../../../grouper/dip/directory/square-root.js';
import { nearestRank, trimRange } from '../../../../grouper/dip/directory/trim-costs.js';
import { tunePoints, totalPoints } from '../../../../grouper/dip/directory/tune-points.js';
import { weightedMean, YearSums } from '../../../../grouper/dip/directory/year-sums.js';

const sumsOf = (...years: readonly (readonly number[])[]) => {
  const sums = new YearSums(years.length);
  years.forEach((costs, year) => costs.forEach((cost) => sums.add(year, cost)));
  return sums;
};

describe('weightedMean', () => {
  test('the worked numbers: 9,000, 10,000 and 11,000 at 1:2:7 are 10,600', () => {
    const mean = weightedMean(sumsOf([900_000], [1_000_000], [1_100_000]), [1, 2, 7], 'mean-of-year-means')!;
    expect(yuanOfFen(mean)).toBe('10600.00');
  });

  test('years of unequal size: the mean of year means and the pooled mean differ', () => {
    const sums = sumsOf([100, 100, 100], [200], [300]);
    // (1·100 + 2·200 + 7·300) ÷ 10 = 260
    expect(ratioText(weightedMean(sums, [1, 2, 7], 'mean-of-year-means')!, 4)).toBe('260.0000');
    // (1·300 + 2·200 + 7·300) ÷ (1·3 + 2·1 + 7·1) = 2800 ÷ 12
    expect(ratioText(weightedMean(sums, [1, 2, 7], 'pooled')!, 4)).toBe('233.3333');
  });

  test('a missing year: the other weights count as the whole', () => {
    // (1·900 + 7·1100) ÷ 8 = 1075
    expect(ratioText(weightedMean(sumsOf([900], [], [1100]), [1, 2, 7], 'mean-of-year-means')!, 2)).toBe('1075.00');
    expect(weightedMean(sumsOf([], [], []), [1, 2, 7], 'pooled')).toBeUndefined();
  });
});

describe('coreThreshold', () => {
  test.each([
    ['groups of 50, 30, 15 and 5: the first three hold exactly 95 of 100', '0.95', [5, 50, 15, 30], 15],
    ['a little more is asked, and only the smallest reaches it', '0.951', [5, 50, 15, 30], 5],
    ['groups of equal size come together', '0.50', [10, 10, 10], 10],
    ['all of the cases', '1', [7, 1], 1],
    ['no groups at all', '0.95', [], 1],
  ])('%s', (_why, share, counts, expected) => {
    expect(coreThreshold({ method: 'coverage', share }, counts)).toBe(expected);
  });
});

describe('nearestRank', () => {
  const costs = Float64Array.from({ length: 40 }, (_, place) => (place + 1) * 10);
  test.each([
    ['2.5 % of 40 is rank 1 exactly', '0.025', 10],
    ['2.6 % of 40 is rank 1.04, so rank 2', '0.026', 20],
    ['97.5 % of 40 is rank 39 exactly', '0.975', 390],
    ['the lowest is never below the first', '0', 10],
    ['the highest is the last', '1', 400],
  ])('%s', (_why, share, expected) => {
    expect(nearestRank(costs, decimal(share))).toBe(expected);
  });

  test('groups below the smallest number are not trimmed', () => {
    const choice = { method: 'quantiles', low: '0.025', high: '0.975', minimumCases: 25, warnAboveShare: '0.08' } as const;
    expect(trimRange(costs.slice(0, 24), choice)).toBeUndefined();
    // 25 costs: ranks ⌈0.625⌉ = 1 and ⌈24.375⌉ = 25, so nothing lies outside.
    expect(trimRange(costs.slice(0, 25), choice)).toEqual({ low: 10, high: 250 });
    expect(trimRange(costs, choice)).toEqual({ low: 10, high: 390 });
  });
});

describe('square roots by whole numbers', () => {
  test.each([0n, 1n, 2n, 3n, 4n, 8n, 9n, 10n, 2n ** 106n - 1n, 2n ** 106n, (10n ** 40n + 7n) ** 2n - 1n])('root of %s', (n) => {
    const root = wholeSquareRoot(n);
    expect(root * root <= n && (root + 1n) * (root + 1n) > n).toBe(true);
  });

  test.each([
    ['√2', 2n, 1n, '1.4142'],
    ['√(1/4) exactly', 1n, 4n, '0.5000'],
    ['a root that ends on half a unit goes up: 0.00005² = 0.0000000025', 25n, 10n ** 10n, '0.0001'],
    ['just below the half goes down', 25n * 10n ** 10n - 1n, 10n ** 20n, '0.0000'],
  ])('%s', (_why, numerator, denominator, expected) => {
    expect(decimalText(roundedSquareRoot(numerator, denominator, 4), 4)).toBe(expected);
  });
});

describe('variationOf', () => {
  test('costs 1, 2, 3, 4: mean 2.5, population sd √1.25, CV 0.4472; sample sd √(5/3), CV 0.5164', () => {
    const moments = momentsOf(Float64Array.from([1, 2, 3, 4]));
    expect(moments).toEqual({ cases: 4, sum: 10n, squares: 30n });
    expect(variationOf(moments, 'population')).toBe(4472n);
    expect(variationOf(moments, 'sample')).toBe(5164n);
  });

  test('equal costs do not vary; a sample of one has no variation', () => {
    expect(variationOf(momentsOf(Float64Array.from([7, 7])), 'population')).toBe(0n);
    expect(variationOf(momentsOf(Float64Array.from([7])), 'sample')).toBeUndefined();
  });

  test('squares are exact where floats are not, on both sides of the fast range', () => {
    const costs = [94_906_267, 8_589_934_591, 8_589_934_592, 9_007_199_254_741, 65_535, 65_536];
    const exact = costs.reduce((sum, cost) => sum + BigInt(cost) ** 2n, 0n);
    expect(momentsOf(Float64Array.from(costs)).squares).toBe(exact);
  });
});

describe('roundRatio', () => {
  test.each([
    ['a half goes up', 5n, 2n, 'half-up', 3n],
    ['a half goes to the even', 5n, 2n, 'half-even', 2n],
    ['a half goes to the even, upwards', 7n, 2n, 'half-even', 4n],
    ['above a half', 26n, 10n, 'half-even', 3n],
    ['down', 29n, 10n, 'down', 2n],
  ] as const)('%s', (_why, numerator, denominator, rule, expected) => {
    expect(roundRatio(ratio(numerator, denominator), 0, rule)).toBe(expected);
  });
});

describe('tunePoints', () => {
  test('agreed points change one group and the factor brings the total back', () => {
    const groups = [
      { cases: 10, points: 100n },
      { cases: 20, points: 50n },
    ];
    const { points, factor } = tunePoints(groups, new Map([[0, 200n]]));
    // Before 10·100 + 20·50 = 2000; after 10·200 + 20·50 = 3000; factor 2/3.
    expect(ratioText(factor, 6)).toBe('0.666667');
    const total = points.reduce((sum, { numerator, denominator }, at) => {
      return ratio(
        sum.numerator * denominator + BigInt(groups[at]!.cases) * numerator * sum.denominator,
        sum.denominator * denominator,
      );
    }, ratio(0));
    expect(total.numerator).toBe(totalPoints(groups) * total.denominator);
  });
});
