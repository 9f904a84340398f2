import { describe, expect, test } from 'vitest';
import { levelIn } from './demo-subtyping.js';

// Principal diagnosis of the malignant family.
const C18 = 'C18.700';

describe('subtypeOf, malignant neoplasm', () => {
  test.each([
    ['died', { disposition: 5 }, 'died'],
    ['death comes before high cost', { disposition: 5, totalCharges: 3_000_000n, drugCharges: 3_000_000n }, 'died'],
    [
      'three times the standard, half of it treatment',
      { totalCharges: 3_000_000n, treatmentCharges: 1_500_000n },
      'costly-treatment',
    ],
    ['one fen under three times', { totalCharges: 2_999_999n, treatmentCharges: 2_999_999n }, 'other'],
    ['one fen over three times', { totalCharges: 3_000_001n, treatmentCharges: 1_500_001n }, 'costly-treatment'],
    ['one fen under half', { totalCharges: 3_000_000n, treatmentCharges: 1_499_999n }, 'other'],
    ['half of it drugs', { totalCharges: 3_000_000n, drugCharges: 1_500_000n }, 'costly-drugs'],
    ['drugs one fen under half', { totalCharges: 3_000_000n, drugCharges: 1_499_999n }, 'other'],
    [
      'half each: treatment is tested first',
      { totalCharges: 3_000_000n, drugCharges: 1_500_000n, treatmentCharges: 1_500_000n },
      'costly-treatment',
    ],
    ['treatment charges are not stated', { totalCharges: 3_000_000n }, 'other'],
    ['spread, on the third day', { secondaryDiagnoses: ['C78.700'], lengthOfStayDays: 3 }, 'spread'],
    ['spread, but two days only', { secondaryDiagnoses: ['C78.700'], lengthOfStayDays: 2 }, 'other'],
    ['a second code of the same category is no spread', { secondaryDiagnoses: ['C18.200'] }, 'other'],
    ['spread, length of stay not stated', { secondaryDiagnoses: ['C78.700'], lengthOfStayDays: undefined }, 'other'],
    ['spread comes before organ failure', { secondaryDiagnoses: ['J96.000', 'C78.700'] }, 'spread'],
    ['organ failure', { secondaryDiagnoses: ['J96.000'], lengthOfStayDays: 3 }, 'severe'],
    ['organ failure, two days', { secondaryDiagnoses: ['J96.000'], lengthOfStayDays: 2 }, 'other'],
    ['organ lesion', { secondaryDiagnoses: ['J18.900'], lengthOfStayDays: 3 }, 'moderate'],
    ['nothing of all that', {}, 'other'],
  ] as const)('%s', (_why, facts, level) => {
    expect(levelIn('malignant', { principalDiagnosis: C18, ...facts } as never)).toBe(level);
  });

  test('without a standard of the group no case is a high-cost one', () => {
    const costly = { principalDiagnosis: C18, totalCharges: 9_000_000n, drugCharges: 9_000_000n };
    expect(levelIn('malignant', costly, { key: 'JC-1', layer: 'JC' })).toBe('other');
    expect(levelIn('malignant', costly, { key: 'JC-1', layer: 'JC', standardFen: 0n })).toBe('other');
  });

  test('the family is about malignant principal diagnoses only', () => {
    expect(levelIn('malignant', { principalDiagnosis: 'D12.600' })).toBeUndefined();
    expect(levelIn('severity', { principalDiagnosis: C18 })).toBeUndefined();
  });
});

describe('subtypeOf, severity of other diseases', () => {
  test.each([
    ['died', { disposition: 5, secondaryDiagnoses: ['J96.000'] }, 'died'],
    ['shock on the third day', { secondaryDiagnoses: ['R57.000'], lengthOfStayDays: 3 }, 'severe'],
    ['shock, two days', { secondaryDiagnoses: ['R57.000'], lengthOfStayDays: 2 }, 'light'],
    ['severe before moderate', { secondaryDiagnoses: ['J18.900', 'R57.000'] }, 'severe'],
    ['pneumonia', { secondaryDiagnoses: ['J18.900'], lengthOfStayDays: 3 }, 'moderate'],
    ['pneumonia, two days', { secondaryDiagnoses: ['J18.900'], lengthOfStayDays: 2 }, 'light'],
    ['neither', { secondaryDiagnoses: ['I10.x00'] }, 'light'],
    ['a listed code as principal diagnosis is no other diagnosis', { principalDiagnosis: 'J18.900' }, 'light'],
    ['against advice is not died', { disposition: 4 }, 'light'],
    ['disposition not stated', { disposition: undefined }, 'light'],
    ['any spelling of a code', { secondaryDiagnoses: [' ｊ18.900'] }, 'moderate'],
    [
      'respiratory failure is struck out beside respiratory failure',
      { principalDiagnosis: 'J96.900', secondaryDiagnoses: ['J96.000'] },
      'light',
    ],
    ['beside another disease it counts', { principalDiagnosis: 'J44.100', secondaryDiagnoses: ['J96.000'] }, 'severe'],
    ['one struck out, another counts', { principalDiagnosis: 'J96.900', secondaryDiagnoses: ['J96.000', 'R57.000'] }, 'severe'],
  ] as const)('%s', (_why, facts, level) => {
    expect(levelIn('severity', facts as never)).toBe(level);
  });
});

describe('subtypeOf, age', () => {
  test.each([
    ['day of birth', { ageYears: 0, ageDays: 0 }, 'newborn'],
    ['28 days', { ageYears: 0, ageDays: 28 }, 'newborn'],
    ['29 days', { ageYears: 0, ageDays: 29 }, 'infant'],
    ['365 days, not yet a year', { ageYears: 0, ageDays: 365 }, 'infant'],
    ['1 year', { ageYears: 1 }, 'small-child'],
    ['days beside a full year are ignored', { ageYears: 1, ageDays: 5 }, 'small-child'],
    ['6 years', { ageYears: 6 }, 'small-child'],
    ['7 years', { ageYears: 7 }, 'child'],
    ['17 years', { ageYears: 17 }, 'child'],
    ['18 years', { ageYears: 18 }, undefined],
    ['65 years count through severity', { ageYears: 65 }, undefined],
    ['under a year without days', { ageYears: 0 }, undefined],
    ['age not stated', { ageYears: undefined }, undefined],
  ] as const)('%s', (_why, facts, level) => {
    expect(levelIn('age', facts as never)).toBe(level);
  });
});

describe('subtypeOf, days in intensive care', () => {
  test.each([
    ['not stated', undefined, undefined],
    ['1 day', 24, undefined],
    ['an hour short of 2 days', 47, undefined],
    ['2 days', 48, '2-7'],
    ['7 days', 168, '2-7'],
    ['an hour short of 8 days', 191, '2-7'],
    ['8 days', 192, '8-14'],
    ['14 days', 336, '8-14'],
    ['15 days', 360, '15-30'],
    ['30 days', 720, '15-30'],
    ['half an hour short of 31 days', 743.5, '15-30'],
    ['31 days', 744, 'over-30'],
    ['100 days', 2400, 'over-30'],
  ] as const)('%s', (_why, icuHours, level) => {
    expect(levelIn('icu', icuHours === undefined ? {} : { icuHours })).toBe(level);
  });
});

describe('subtypeOf, comorbidity index', () => {
  test.each([
    ['0: none', [], undefined],
    ['0: a weight of nought', ['C44.300'], undefined],
    ['1', ['I50.900'], 'general'],
    ['1: the same code twice', ['I50.900', 'I50.900'], 'general'],
    ['1: three codes of one category count once', ['E11.900', 'E11.600', 'E11.100'], 'general'],
    ['2: of a category the highest weight alone, 1 and 2', ['E11.900', 'E11.200'], 'general'],
    ['2: one heavy code', ['N18.900'], 'general'],
    ['2: two categories', ['I50.900', 'J44.900'], 'general'],
    ['3', ['I50.900', 'J44.900', 'K25.900'], 'serious'],
    ['3: 2 of diabetes (not 1 + 2) and 1', ['E11.900', 'E11.200', 'I50.900'], 'serious'],
    ['4', ['N18.900', 'E11.200', 'E11.900'], 'serious'],
    ['5: 4 and another category', ['N18.900', 'E11.200', 'J44.900'], 'very-serious'],
    ['6: one metastasis', ['C78.700'], 'very-serious'],
  ] as const)('%s', (_why, secondaryDiagnoses, level) => {
    expect(levelIn('cci', { secondaryDiagnoses })).toBe(level);
  });

  test('the principal diagnosis has no weight', () => {
    expect(levelIn('cci', { principalDiagnosis: 'C78.700' })).toBeUndefined();
  });
});
