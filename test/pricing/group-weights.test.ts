import { describe, expect, test } from 'vitest';
import { GroupWeights, type FoundGroup } from '../../pricing/group-weights.js';
import type { StoredWeights, WeightRow } from '../../reference-data/index.js';
import { publishedValue } from './case-of.js';

const row = (values: Partial<WeightRow>): WeightRow => ({
  group: 'G1',
  fund: '',
  hospital: '',
  relativeWeight: '',
  groupPoints: '',
  meanCharges: '',
  cases: '',
  variation: '',
  primaryCare: '',
  stable: '',
  ...values,
});

function edition(effectiveFrom: string, rows: readonly WeightRow[]): StoredWeights {
  const document = { document: '权重表', number: '1号', clause: '', evidence: 'official' as const };
  const manifest = { scheme: 's', region: 'r', effectiveFrom, document } as StoredWeights['manifest'];
  return { manifest, rows };
}

const WEIGHTS = new GroupWeights('s', [
  edition('2026-07-01', [row({ relativeWeight: '1.5' })]),
  edition('2026-01-01', [
    row({ relativeWeight: '1.2', meanCharges: '9000', primaryCare: 'yes', stable: 'no' }),
    row({ relativeWeight: '1.1', fund: 'resident' }),
    row({ hospital: 'H1', meanCharges: '9900' }),
    row({ group: 'blank', groupPoints: '500', meanCharges: '5000' }),
  ]),
]);
const FOUND: FoundGroup = { group: 'G1', status: 'grouped' };
const at = (found: Partial<FoundGroup>, fund = 'employee', on = '2026-06-30', hospital?: string) =>
  WEIGHTS.valuesOf({ ...FOUND, ...found }, { fund, on, hospital });

describe('GroupWeights.valuesOf', () => {
  test.each([
    ['the last day of the first edition', 'employee', '2026-06-30', '1.2'],
    ['the first day of the second', 'employee', '2026-07-01', '1.5'],
    ['a fund with a row of its own', 'resident', '2026-06-30', '1.1'],
    ['the same fund where there is only a row of every fund', 'resident', '2026-07-01', '1.5'],
    ['before the first edition', 'employee', '2025-12-31', undefined],
  ])('%s', (_why, fund, on, printed) => {
    expect(at({}, fund, on).relativeWeight?.value.printed).toBe(printed);
  });

  test('every value names its document', () => {
    expect(at({}).meanCharges?.citation).toMatchObject({
      parameter: 'weights.meanCharges',
      unit: 'yuan',
      from: '2026-01-01',
      region: 'r',
      source: { document: '权重表', evidence: 'official' },
    });
  });

  test('the mean of a hospital holds for it alone', () => {
    expect(at({}, 'employee', '2026-06-30', 'H1').hospitalMeanCharges?.value.printed).toBe('9900');
    expect(at({}, 'employee', '2026-06-30', 'H2').hospitalMeanCharges).toBeUndefined();
  });

  test('the word of the region goes before that of the scheme', () => {
    expect([at({ isPrimaryCare: false }).isPrimaryCare, at({}).isStable]).toEqual([true, false]);
    expect(at({ isPrimaryCare: true }, 'resident').isPrimaryCare).toBe(true);
  });

  test('a case without a group has the values of the blank group, where there are some', () => {
    expect(at({ status: 'ungrouped', group: '0000' })).toMatchObject({ group: 'blank', status: 'blank' });
    expect(at({ status: 'ungrouped', group: '0000' }, 'employee', '2026-07-01')).toMatchObject({
      group: '0000',
      status: 'ungrouped',
    });
  });

  test('points of the directory stand in where the region publishes none', () => {
    const directoryPoints = publishedValue('300');
    expect(at({ directoryPoints }).groupPoints?.value.printed).toBe('300');
    expect(at({ status: 'ungrouped', directoryPoints }).groupPoints?.value.printed).toBe('500');
  });
});
