import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { parseCsv } from '../../reference-data/csv/parse-csv.js';
import { DEMONSTRATION_CSV_COLUMNS, demonstrationCsv, demonstrationDischarges } from '../../reference-data/demo/index.js';

const csvOf = (seed: number, count: number, year: number) =>
  [...demonstrationCsv(demonstrationDischarges({ seed, count, year }))].join('');
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

describe('demonstrationCsv', () => {
  test('the same seed and year give the same bytes: 2,000 rows of 2024', () => {
    // Changes only with the tables or the drawing. Then files made before and after differ, which belongs into the changelog.
    expect(sha256(csvOf(20260101, 2000, 2024))).toBe('97726bbc689dd9030d829fd6c9a2f71aea55a2e1b0e33cfaee6629bc49afd02f');
  });

  test.each([
    ['another seed', 20260102, 2024],
    ['another year', 20260101, 2025],
  ])('%s gives other bytes', (_why, seed, year) => {
    expect(sha256(csvOf(seed, 2000, year))).not.toBe(sha256(csvOf(20260101, 2000, 2024)));
  });

  test('the header is that of canonical CSV', () => {
    expect(csvOf(1, 0, 2024)).toBe(
      'caseId,hospitalId,insuranceType,fund,personKey,sex,ageYears,ageDays,birthWeightGrams,admissionWeightGrams,admissionDate,' +
        'dischargeDate,lengthOfStayDays,disposition,department,principalDiagnosis,secondaryDiagnoses,principalProcedure,otherProcedures,' +
        'icuHours,ventilatorHours,totalCharges,drugCharges,consumableCharges,selfPaid,overLimit,firstSelfPaid,inScope,hospitalLevel,placeOfCare,insuredRegion\n',
    );
  });

  test('every line has a cell for each column, plain ASCII, no quote', () => {
    const text = csvOf(7, 1000, 2024);
    expect(/^[\x20-\x7e\n]*$/.test(text)).toBe(true);
    expect(text.includes('"')).toBe(false);
    const records = parseCsv(text, 'demonstration.csv');
    expect(records).toHaveLength(1001);
    expect(records.every(({ fields }) => fields.length === DEMONSTRATION_CSV_COLUMNS.length)).toBe(true);
  });

  test('lists are joined by a bar, amounts are yuan with two decimals, and what is missing is empty', () => {
    const discharge = {
      caseId: 'D2024-0000001',
      hospitalId: 'H00000000001',
      hospitalLevel: 3,
      placeOfCare: 'local',
      insuredRegion: '990100',
      insuranceType: 'employee',
      fund: 'employee',
      personKey: '0'.repeat(32),
      ageYears: 50,
      admissionDate: '2024-01-01',
      dischargeDate: '2024-01-03',
      lengthOfStayDays: 2,
      disposition: 1,
      department: '0304',
      principalDiagnosis: 'I20.000',
      secondaryDiagnoses: ['I10.x00', 'E11.900'],
      otherProcedures: [],
      totalCharges: 100_005n,
      drugCharges: 5n,
      consumableCharges: 0n,
      selfPaid: 50n,
      overLimit: 0n,
      firstSelfPaid: 100n,
      inScope: 99_855n,
    } as const;
    const [, line] = demonstrationCsv([discharge]);
    expect(line).toBe(
      `D2024-0000001,H00000000001,employee,employee,${'0'.repeat(32)},,50,,,,2024-01-01,2024-01-03,2,1,0304,` +
        'I20.000,I10.x00|E11.900,,,,,1000.05,0.05,0.00,0.50,0.00,1.00,998.55,3,local,990100\n',
    );
  });
});
