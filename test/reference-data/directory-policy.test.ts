import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { packageRoot, parseDirectoryPolicy, ReferenceDataError } from '../../reference-data/index.js';

const SMALLEST = `kind: dip-directory
region: test
source: invented
threshold: { method: fixed, cases: 15 }`;

function whyInvalid(text: string): string {
  try {
    parseDirectoryPolicy(text, 'test.yaml');
  } catch (error) {
    if (error instanceof ReferenceDataError) return String(error.details['why']);
    throw error;
  }
  return '';
}

describe('parseDirectoryPolicy', () => {
  test('what is not said has the default of the national reading', () => {
    expect(parseDirectoryPolicy(SMALLEST, 'test.yaml')).toMatchObject({
      related: { rise: '0.10', operator: '>=', base: 'without-related', rareRiseCountsForPlain: false },
      trimming: { method: 'none' },
      years: { weights: [1, 2, 7], mode: 'mean-of-year-means' },
      points: { method: 'mean-cost', overallMean: 'all-discharges', decimals: 4, rounding: 'half-up' },
      deviation: 'population',
    });
  });

  test('the demonstration policy is one, and says that it is invented', () => {
    const path = join(packageRoot(), 'reference-data', 'regions', 'demo-dip', 'directory-policy.yaml');
    expect(parseDirectoryPolicy(readFileSync(path, 'utf8'), path).source).toContain('invented');
  });

  test('all faults are named at once, each with its path', () => {
    const why = whyInvalid(`${SMALLEST.replace('cases: 15', 'cases: 0')}
related: { rise: ten, operator: '=' }
trimming: { method: quantiles, low: 0.9, high: 0.1 }
years: { weights: [] }
surplus: 1
hospitals: [{ id: A, level: 1, class: a }, { id: A, level: 4, class: a }]`);
    for (const path of ['threshold.cases', 'related.rise', 'related.operator', 'years.weights', 'surplus', 'hospitals.1.level'])
      expect(why).toContain(path);
  });

  test.each([
    ['a hospital that stands twice', 'hospitals: [{ id: A, level: 1, class: a }, { id: A, level: 2, class: b }]', 'hospitals.1'],
    ['a group tuned twice', 'tuning: [{ group: A, points: 1 }, { group: A, points: 2 }]', 'tuning.1'],
    ['quantiles the wrong way round', 'trimming: { method: quantiles, low: 0.9, high: 0.1 }', 'trimming.high'],
    ['YAML that is none', 'years: [', 'Flow sequence'],
  ])('%s', (_why, lines, expected) => {
    expect(whyInvalid(`${SMALLEST}\n${lines}`)).toContain(expected);
  });
});
