import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exactDecimal, parseBounds } from '../../../reference-data/index.js';
import {
  INDICATORS,
  IndicatorTally,
  metTargets,
  ReadmissionTally,
  type IndicatorCase,
} from '../../../pricing/indicators/index.js';
import { fen } from '../../../pricing/money.js';
import { ratio, type Ratio } from '../../../pricing/ratio.js';
import { printExactly } from '../../../pricing/rounding.js';
import { valuesOf } from '../policy-of.js';
import { stayOf } from '../supervision/stay-of.js';

const values = valuesOf(INDICATORS, {
  byDisease: ['dip'],
  inpatientVisitTypes: ['2'],
  targets: [{ of: 'fund', year: '2023', least: '0.50' }],
  lowMultiple: '< 0.5',
  highMultiple: '> 2',
  lowRisk: { mortality: '<= 0.1', cases: '>= 10' },
  readmission: '<= 31',
  splitVariation: '> 0.7',
});

const caseOf = (more: Partial<IndicatorCase> = {}): IndicatorCase => ({
  hospital: 'H1',
  status: 'grouped',
  group: 'G1',
  disease: 'J18',
  relativeWeight: exactDecimal('1.2'),
  cost: fen(100_000n),
  meanCharges: exactDecimal('1000'),
  days: 8,
  isDead: false,
  method: 'dip',
  visitType: '21',
  fundPayment: fen(70_000n),
  ...more,
});

function tallied(cases: readonly IndicatorCase[]): IndicatorTally {
  const tally = new IndicatorTally(values);
  for (const one of cases) tally.add(one);
  return tally;
}

const of = (tally: IndicatorTally, hospital: string) => tally.indicators().find((one) => one.hospital === hospital)!;
const text = (value: Ratio | undefined): string => (value === undefined ? '' : printExactly(value));

describe('IndicatorTally', () => {
  test('the case-mix index is the mean weight of the cases that have one', () => {
    const weights = ['1.2', '0.8', '2.5'].flatMap((weight, place) =>
      Array.from({ length: [5, 3, 2][place]! }, () => caseOf({ group: weight, relativeWeight: exactDecimal(weight) })),
    );
    // (1.2 × 5 + 0.8 × 3 + 2.5 × 2) / 10
    expect(text(of(tallied([...weights, caseOf({ relativeWeight: undefined })]), 'H1').caseMixIndex)).toBe('1.34');
  });

  test('cost and time are held against the region, group by group', () => {
    const tally = tallied([
      caseOf({ cost: fen(90_000n), days: 6 }),
      caseOf({ hospital: 'H2', cost: fen(110_000n), days: 10 }),
      caseOf({ group: 'G2', cost: fen(300_000n), days: 4 }),
    ]);
    // G1 means 1000 and 8 days: 900 / 1000 and 6 / 8; G2 is only H1's: 1. (0.9 + 1) / 2, (0.75 + 1) / 2
    expect([text(of(tally, 'H1').costIndex), text(of(tally, 'H1').timeIndex)]).toEqual(['0.95', '0.875']);
    expect(text(of(tally, 'H2').costIndex)).toBe('1.1');
    expect([text(of(tally, '').costIndex), text(of(tally, '').timeIndex)]).toEqual(['1', '1']);
  });

  test('the group-entry rate counts every case that was handed in', () => {
    const tally = tallied([caseOf(), caseOf(), caseOf({ status: 'ungrouped' }), caseOf({ status: 'invalid' })]);
    expect(of(tally, 'H1')).toMatchObject({ submitted: 4, groups: 1 });
    expect(text(of(tally, 'H1').groupEntry)).toBe('0.5');
  });

  test.each([
    ['500.00 is half of the mean: not below it', 50_000n, '0', '0'],
    ['499.99', 49_999n, '1', '0'],
    ['2000.00 is twice the mean: not above it', 200_000n, '0', '0'],
    ['2000.01', 200_001n, '0', '1'],
  ])('a case of %s', (_why, cost, low, high) => {
    const { lowMultiple, highMultiple } = of(tallied([caseOf({ cost: fen(cost) })]), 'H1');
    expect([text(lowMultiple), text(highMultiple)]).toEqual([low, high]);
  });

  test('a case without a published mean is no multiple of anything', () => {
    expect(of(tallied([caseOf({ meanCharges: undefined })]), 'H1').lowMultiple).toBeUndefined();
  });

  test('low risk is decided by the region; deaths count where they were', () => {
    const ten = Array.from({ length: 9 }, () => caseOf({ hospital: 'H2' }));
    const tally = tallied([...ten, caseOf({ isDead: true })]);
    expect(tally.groups()[0]).toMatchObject({ group: 'G1', isLowRisk: true });
    expect([text(of(tally, 'H1').lowRiskMortality), text(of(tally, 'H2').lowRiskMortality)]).toEqual(['1', '0']);
    const two = tallied([...ten.slice(1), caseOf({ isDead: true }), caseOf({ isDead: true })]);
    expect(two.groups()[0]).toMatchObject({ isLowRisk: false });
    expect(of(two, 'H1').lowRiskMortality).toBeUndefined();
  });

  test('variation is deviation over mean, and above the line a group is a candidate', () => {
    const [group] = tallied([caseOf({ cost: fen(10_000n) }), caseOf({ cost: fen(90_000n) })]).groups();
    // mean 500, deviation 400
    expect([text(group!.variation), group!.isSplitCandidate]).toEqual(['0.8', true]);
  });

  test('plan shares take inpatient stays; an outpatient visit changes none', () => {
    const tally = tallied([
      caseOf(),
      caseOf({ hospital: 'H2', disease: 'I10', method: 'bed-day', fundPayment: fen(30_000n) }),
      caseOf({ hospital: 'H2', disease: 'E11', visitType: '11', fundPayment: fen(999n) }),
    ]);
    const shares = tally.planShares();
    expect([text(shares.institutions), text(shares.diseases), text(shares.fund)]).toEqual(['0.5', '0.5', '0.7']);
  });

  test('no order of cases changes anything', () => {
    const any = fc.record({
      hospital: fc.constantFrom('H1', 'H2', 'H3'),
      group: fc.constantFrom('G1', 'G2'),
      cost: fc.bigInt({ min: 1n, max: 10n ** 9n }).map(fen),
      days: fc.integer({ min: 1, max: 90 }),
      isDead: fc.boolean(),
    });
    const printed = (cases: readonly Partial<IndicatorCase>[]) => {
      const tally = tallied(cases.map(caseOf));
      return JSON.stringify([tally.indicators(), tally.groups(), tally.planShares()], (_, value: unknown) =>
        typeof value === 'bigint'
          ? String(value)
          : value && typeof value === 'object' && 'numerator' in value
            ? text(value as Ratio)
            : value,
      );
    };
    fc.assert(
      fc.property(fc.array(any, { minLength: 1, maxLength: 30 }), (cases) => {
        const fewer = printed(cases.toReversed());
        expect(fewer).toBe(printed(cases));
      }),
    );
  });
});

describe('metTargets', () => {
  const shares = { institutions: undefined, diseases: undefined, fund: ratio(1, 2) };
  test('a share on its target meets it; another year has no target', () => {
    expect(metTargets(shares, 2023, values.targets.value)).toMatchObject([{ of: 'fund', isMet: true }]);
    expect(metTargets({ ...shares, fund: ratio(4999, 10_000) }, 2023, values.targets.value)[0]!.isMet).toBe(false);
    expect(metTargets({ ...shares, fund: undefined }, 2023, values.targets.value)[0]!.isMet).toBe(false);
    expect(metTargets(shares, 2024, values.targets.value)).toEqual([]);
  });
});

describe('ReadmissionTally', () => {
  test('the hospital that discharged counts, wherever the person came back', () => {
    const tally = new ReadmissionTally(parseBounds('<= 31')!);
    const back = (admissionDate: string) => stayOf({ hospital: 'H2', admissionDate, dischargeDate: '2026-05-01' });
    tally.addPerson([stayOf(), back('2026-04-01')]);
    tally.addPerson([stayOf(), back('2026-04-02')]);
    expect(tally.counts('H1')).toEqual({ discharges: 2, readmitted: 1 });
    expect(tally.counts()).toEqual({ discharges: 4, readmitted: 1 });
  });
});
