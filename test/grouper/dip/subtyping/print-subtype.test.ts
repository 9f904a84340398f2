import { describe, expect, test } from 'vitest';
import { printSubtype, subtypeOf } from '../../../../grouper/index.js';
import { caseWith, DEMO, DEMO_LISTS, GROUP } from './demo-subtyping.js';

const result = subtypeOf(
  caseWith({ principalDiagnosis: 'J96.900', secondaryDiagnoses: ['J18.900', 'J96.000'], icuHours: 60, totalCharges: 3_000_000n }),
  GROUP,
  DEMO,
  DEMO_LISTS,
);

describe('printSubtype', () => {
  test('tells in English which family won and where each other one failed', () => {
    expect(printSubtype(result, 'en')).toEqual([
      'Auxiliary subtype: Days in intensive care, 2-7 days; coefficient 1.50',
      '  Malignant neoplasm: is about other cases',
      '    principal diagnosis in malignant (does not hold)',
      '  Severity: Moderate; coefficient 1.15, trigger 1.20, not used (one coefficient alone counts)',
      '    - Died: disposition 5 (does not hold; the case has 1)',
      '    - Severe: an other diagnosis in organ-failure (does not hold; struck out by the principal diagnosis: J96.000)',
      '    + Moderate: an other diagnosis in organ-lesion (holds; J18.900), length of stay in days >= 3 (holds; the case has 5)',
      '  Age: no level holds',
      '    - 0-28 days: age in days <= 28 (the case does not state it)',
      '    - 29 days to 1 year: age in years < 1 (does not hold; the case has 40)',
      '    - 1-6 years: age in years >= 1, <= 6 (does not hold; the case has 40)',
      '    - 7-17 years: age in years >= 7, <= 17 (does not hold; the case has 40)',
      '  Days in intensive care: 2-7 days; coefficient 1.50, trigger 1.70, used',
      '    + 2-7 days: days in intensive care >= 2, <= 7 (holds; the case has 2)',
      '  Charlson comorbidity index: no level holds',
      '    - General: comorbidity index >= 1, <= 2 (does not hold; the case has 0)',
      '    - Serious: comorbidity index >= 3, <= 4 (does not hold; the case has 0)',
      '    - Very serious: comorbidity index >= 5 (does not hold; the case has 0)',
    ]);
  });

  test('tells the same in Chinese', () => {
    const lines = printSubtype(result, 'zh');
    expect(lines[0]).toBe('辅助分型：监护病房天数，2-7天；调节系数 1.50');
    expect(lines).toContain('  疾病严重程度：中度；调节系数 1.15，触发系数 1.20，未采用（只取一个系数）');
    expect(lines).toContain('    - 重度：其他诊断属于 organ-failure（不符合；被主要诊断排除 J96.000）');
    expect(lines).toHaveLength(printSubtype(result, 'en').length);
  });

  test('amounts stand as they were compared', () => {
    const costly = caseWith({ principalDiagnosis: 'C18.700', totalCharges: 2_999_999n, drugCharges: 5n });
    const lines = printSubtype(subtypeOf(costly, GROUP, DEMO, DEMO_LISTS), 'en');
    expect(lines).toContain(
      '    - High cost, drugs: charges as a multiple of the group standard >= 3 (does not hold; the case has 29999.99 / 10000.00)',
    );
  });

  test('a group that may not be split', () => {
    const lines = printSubtype(subtypeOf(caseWith(), { key: 'A09-1', layer: 'comprehensive' }, DEMO, DEMO_LISTS), 'zh');
    expect(lines.slice(0, 2)).toEqual(['辅助分型：无', '  恶性肿瘤：该病种不做辅助分型']);
  });
});
