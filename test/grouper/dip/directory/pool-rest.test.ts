import { describe, expect, test } from 'vitest';
import { buildDirectory, type BuiltDirectory, type HistoryCase } from '../../../../grouper/index.js';
import { casesOf, historyOf, KNOWLEDGE, policyOf } from './history-cases.js';

const built = (cases: readonly HistoryCase[], lines = '') => {
  const directory = buildDirectory(historyOf(cases), policyOf(lines), KNOWLEDGE);
  expect(directory.status).toBe('built');
  return directory as BuiltDirectory;
};
const summary = ({ groups }: BuiltDirectory) =>
  groups.map(({ key, attribute, statistics }) => [key, attribute, statistics.cases]);

describe('comprehensive groups of what is left', () => {
  // The related procedure raises the mean of 68.4101 by 50 %, so that neither part reaches 15.
  const UTERUS = [
    ...casesOf(14, { diagnosis: 'C54.1', mainProcedure: '68.4902', cost: 1_000_000 }),
    ...casesOf(8, { diagnosis: 'C54.1', mainProcedure: '68.4101', cost: 1_000_000 }),
    ...casesOf(13, { diagnosis: 'C54.1', mainProcedure: '68.4101', related: ['65.6300'], cost: 1_500_000 }),
    ...casesOf(10, { diagnosis: 'C54.9', mainProcedure: '68.4901', cost: 1_000_000 }),
  ];

  test('the worked numbers: C54 with 14, 8, 13 and 10 cases becomes one surgical pool of 45', () => {
    expect(summary(built(UTERUS))).toEqual([['C54-4', 'surgical', 45]]);
  });

  test('where rare costlier cases count for the plain group, 8 and 13 make a core group of 21 and the pool has 24', () => {
    expect(summary(built(UTERUS, 'related: { rareRiseCountsForPlain: true }'))).toEqual([
      ['C54.1:68.4101', 'surgical', 21],
      ['C54-4', 'surgical', 24],
    ]);
  });

  test('attributes are kept apart; intervention counts as surgery, or as therapy where the region says so', () => {
    const cases = ['68.0000', '36.0000', '45.0000', '99.0000', '00.0000', ''].flatMap((mainProcedure, place) =>
      casesOf(8, { diagnosis: `C54.${place}`, mainProcedure, cost: 100 }),
    );
    const surgical = built(cases, 'pooling: { minimumCases: 8 }');
    expect(summary(surgical)).toEqual([
      ['C54-1', 'conservative', 16],
      ['C54-2', 'diagnostic', 8],
      ['C54-3', 'therapeutic', 8],
      ['C54-4', 'surgical', 16],
    ]);
    const therapeutic = built(cases, 'pooling: { minimumCases: 8, interventionAs: therapeutic }');
    expect(summary(therapeutic).slice(2)).toEqual([
      ['C54-3', 'therapeutic', 16],
      ['C54-4', 'surgical', 8],
    ]);
  });

  test('a pool under the threshold is dropped, and its cases are counted as left', () => {
    const directory = built(casesOf(14, { cost: 100 }));
    expect(directory.groups).toEqual([]);
    expect(directory.left['pool-too-small']).toEqual({ cases: 14, cost: 1400 });
  });

  test('a ceiling of the variation and a limit of the number drop pools; the largest stay, of equal ones the earlier key', () => {
    const spread = ['.0', '.1'].flatMap((end) => casesOf(8, { diagnosis: `A01${end}`, cost: end === '.0' ? 100 : 10_000 }));
    const steady = ['B01.0', 'B01.1', 'B02.0', 'B02.1', 'B03.0', 'B03.1'].flatMap((diagnosis) =>
      casesOf(8, { diagnosis, cost: 100 }),
    );
    const directory = built([...spread, ...steady], 'pooling: { maximumVariation: 0.5, maximumPools: 2 }');
    expect(summary(directory).map(([key]) => key)).toEqual(['B01-1', 'B02-1']);
    expect(directory.left['pool-varies-too-much'].cases).toBe(16);
    expect(directory.left['pools-limited'].cases).toBe(16);
  });

  test('a case whose procedure nobody knows joins the conservative core group of its diagnosis, as in grouping', () => {
    const cases = [...casesOf(15, { cost: 100 }), ...casesOf(3, { mainProcedure: '00.0000', cost: 100 })];
    expect(summary(built(cases))).toEqual([['C54.1', 'conservative', 18]]);
  });
});
