import { describe, expect, test } from 'vitest';
import { hideSmallCounts } from '../../../server/derived/hide-small-counts.js';

const hospital = (name: string, submitted: number, lowRiskCases = 50) => ({
  hospital: name,
  submitted,
  lowRiskCases,
  lowRiskMortality: '0.0100',
});
const group = (name: string, cases: number) => ({ group: name, cases });

/** Indicators of so many cases a group and hospital. */
function hidden(groups: readonly number[], hospitals: readonly ReturnType<typeof hospital>[] = []) {
  const record = { region: 'r', indicators: hospitals, groups: groups.map((cases, at) => group(`G${at}`, cases)) };
  return hideSmallCounts(record as never) as {
    groups: { cases: number }[];
    indicators: { hospital: string; lowRiskCases?: number; lowRiskMortality?: string }[];
    hidden: object;
  };
}

describe('hideSmallCounts', () => {
  test.each([
    ['nothing is small', [10, 11], [10, 11]],
    ['one under the bound and one on it: alone it would follow from the total', [9, 10, 40], [40]],
    ['two are small: neither follows from the total', [9, 3, 10, 40], [10, 40]],
    ['all are small', [9, 1], []],
    ['the only one is small', [4], []],
  ])('%s', (_why, groups, shown) => {
    expect(hidden(groups).groups.map(({ cases }) => cases)).toEqual(shown);
  });

  test('a hospital with few cases of low risk keeps its row, without what was counted of them', () => {
    const { indicators } = hidden([], [hospital('A', 40, 9), hospital('B', 40, 10)]);
    expect(
      indicators.map(({ hospital: name, lowRiskCases, lowRiskMortality }) => [name, lowRiskCases, lowRiskMortality]),
    ).toEqual([
      ['A', undefined, undefined],
      ['B', 10, '0.0100'],
    ]);
  });

  test('says how many it hides', () => {
    expect(hidden([9, 10, 40], [hospital('A', 5), hospital('B', 6), hospital('C', 70)]).hidden).toEqual({
      below: 10,
      hospitals: 2,
      groups: 2,
    });
  });
});
