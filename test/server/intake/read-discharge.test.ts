import { describe, expect, test } from 'vitest';
import type { Discharge } from '../../../grouper/index.js';
import { casesOf, reasonsOf } from './case-files.js';

/** Fields that are checked; `undefined` says that a value is absent. */
type Expected = Readonly<Partial<Record<keyof Discharge, unknown>>>;

/** A row of a table given as `header=value` pairs. */
async function rowOf(pairs: string) {
  const cells = pairs.split(' & ').map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)] as const);
  const line = (at: 0 | 1) => cells.map((cell) => `"${cell[at]}"`).join(',');
  const [one] = await casesOf(`${line(0)}\n${line(1)}\n`);
  return { discharge: one!.discharge, reasons: reasonsOf(one!) };
}

describe('readDischarge', () => {
  test.each<[string, string, Expected, string[]]>([
    ['whole numbers in any dress', 'caseId=1 & ageYears=３.0 & sex=1.0', { ageYears: 3, sex: 1 }, []],
    ['half a year is no whole number', 'caseId=1 & ageYears=3.5', { ageYears: undefined }, ['age-out-of-range:3.5']],
    ['a range is the grouper to check', 'caseId=1 & ageYears=200', { ageYears: 200 }, []],
    ['age with its unit', 'caseId=1 & ageYears=63岁', { ageYears: 63 }, []],
    ['age with a letter', 'caseId=1 & ageYears=Y063', { ageYears: 63 }, []],
    ['years and months', 'caseId=1 & ageYears=3岁2月', { ageYears: 3, ageDays: undefined }, []],
    ['days in the age', 'caseId=1 & ageYears=12天', { ageYears: 0, ageDays: 12 }, []],
    ['months in the age', 'caseId=1 & 年龄=5月', { ageYears: 0, ageDays: 150 }, ['age-days-estimated:年龄=5月']],
    ['days beside years go to the grouper', 'caseId=1 & ageYears=3 & ageDays=12', { ageYears: 3, ageDays: 12 }, []],
    ['days of 0 beside years fill a column', 'caseId=1 & ageYears=3 & ageDays=0', { ageYears: 3, ageDays: undefined }, []],
    ['days of 0 of a newborn are days', 'caseId=1 & ageYears=0 & ageDays=0', { ageYears: 0, ageDays: 0 }, []],
    ['days that are none', 'caseId=1 & ageYears=0 & ageDays=x', { ageYears: 0, ageDays: undefined }, ['age-days-out-of-range:x']],
    ['canonical years are never guessed', 'caseId=1 & ageDays=12', { ageYears: undefined, ageDays: 12 }, []],
    [
      'a Chinese list leaves the years of infants empty',
      '病案号=1 & 年龄= & 不足一周岁年龄=12',
      { ageYears: 0, ageDays: 12 },
      [],
    ],
    [
      'months of N041',
      'BAH=1 & JBDM=A & NL=0 & BZYZSNL=2 15/30',
      { ageYears: 0, ageDays: 75 },
      ['age-days-estimated:BZYZSNL=2 15/30'],
    ],
    [
      'the birth date is better than months',
      'BAH=1 & JBDM=A & NL=0 & BZYZSNL=2 & CSRQ=2025-01-01 & RYSJ=2025-03-04',
      { ageYears: 0, ageDays: 62, admissionDate: '2025-03-04' },
      [],
    ],
    [
      'the age by the birth date, a day before the birthday',
      '病案号=1 & 出生日期=2000-03-05 & 入院时间=2025-03-04',
      { ageYears: 24, ageDays: undefined },
      [],
    ],
    ['sex in words', 'caseId=1 & sex=女', { sex: 2 }, []],
    ['sex unknown', 'caseId=1 & sex=9', { sex: undefined }, ['sex-not-1-or-2:9']],
    [
      'signs for nothing',
      'caseId=1 & sex=- & ageYears=-- & admissionDate=1900-01-01 & department=无 & totalCharges=NULL & disposition=/',
      { sex: undefined, ageYears: undefined, admissionDate: undefined, department: undefined, totalCharges: undefined },
      [],
    ],
    ['a weight of 0 on an adult', 'caseId=1 & ageYears=50 & birthWeightGrams=0', { birthWeightGrams: undefined }, []],
    ['a weight of a newborn', 'caseId=1 & ageYears=0 & ageDays=1 & birthWeightGrams=3210.00', { birthWeightGrams: 3210 }, []],
    [
      'a weight that is none, of a newborn',
      'caseId=1 & ageYears=0 & ageDays=1 & birthWeightGrams=x',
      { birthWeightGrams: undefined },
      ['newborn-weight-out-of-range:x'],
    ],
    [
      'dates in their forms',
      'caseId=1 & admissionDate=2025/1/2 8:05 & dischargeDate=2025年1月5日',
      { admissionDate: '2025-01-02', dischargeDate: '2025-01-05', lengthOfStayDays: 3 },
      [],
    ],
    [
      'dates without separators',
      'caseId=1 & admissionDate=20250102080500 & dischargeDate=20250102',
      { admissionDate: '2025-01-02', dischargeDate: '2025-01-02', lengthOfStayDays: 1 },
      [],
    ],
    ['a date as a spreadsheet stores it', 'caseId=1 & admissionDate=45658.5', { admissionDate: '2025-01-01' }, []],
    ['month first, as the whole column shows', 'caseId=1 & admissionDate=1/31/2025', { admissionDate: '2025-01-31' }, []],
    [
      'day first is no form',
      'caseId=1 & admissionDate=31/1/2025',
      { admissionDate: undefined },
      ['field-unreadable:admissionDate=31/1/2025'],
    ],
    [
      'no day of the calendar',
      'caseId=1 & admissionDate=2026-13-45',
      { admissionDate: undefined },
      ['field-unreadable:admissionDate=2026-13-45'],
    ],
    [
      '29 February of another year',
      'caseId=1 & 入院日期=2025-02-29',
      { admissionDate: undefined },
      ['field-unreadable:入院日期=2025-02-29'],
    ],
    [
      'discharge before admission',
      'caseId=1 & admissionDate=2025-01-02 & dischargeDate=2025-01-01',
      { lengthOfStayDays: undefined },
      ['discharge-before-admission'],
    ],
    ['a stay of 0', 'caseId=1 & lengthOfStayDays=0', { lengthOfStayDays: 1 }, ['length-of-stay-zero']],
    [
      'a stay one day off the dates',
      'caseId=1 & admissionDate=2025-01-01 & dischargeDate=2025-01-04 & lengthOfStayDays=4',
      { lengthOfStayDays: 4 },
      [],
    ],
    [
      'a stay two days off the dates',
      'caseId=1 & admissionDate=2025-01-01 & dischargeDate=2025-01-04 & lengthOfStayDays=5',
      { lengthOfStayDays: 5 },
      ['length-of-stay-differs:lengthOfStayDays=5, 3'],
    ],
    [
      'a stay that is no number',
      'caseId=1 & lengthOfStayDays=many',
      { lengthOfStayDays: undefined },
      ['field-unreadable:lengthOfStayDays=many'],
    ],
    ['disposition in words', 'caseId=1 & disposition=非医嘱离院', { disposition: 4 }, []],
    ['the other 6', 'caseId=1 & disposition=6', { disposition: 9 }, []],
    ['a disposition of no list', 'caseId=1 & 离院方式=8', { disposition: undefined }, ['value-ignored:离院方式=8']],
    ['insurance by wire code', 'caseId=1 & insuranceType=390', { insuranceType: 'resident' }, []],
    ['insurance by words', 'caseId=1 & insuranceType=城镇职工基本医疗保险', { insuranceType: 'employee' }, []],
    ['insurance by the front page', 'caseId=1 & insuranceType=2.1', { insuranceType: 'resident' }, []],
    [
      'insurance that a region places',
      'caseId=1 & insuranceType=340',
      { insuranceType: undefined },
      ['value-ignored:insuranceType=340'],
    ],
    ['department with letter and dot', 'caseId=1 & department=A03.01', { department: '0301' }, []],
    ['department without its zero', 'caseId=1 & department=301', { department: '0301' }, []],
    ['ventilator in days, hours, minutes', 'caseId=1 & ventilatorHours=1/13/24', { ventilatorHours: 37.4 }, []],
    ['ventilator in hours', 'caseId=1 & ventilatorHours=37 & icuHours=12.5', { ventilatorHours: 37, icuHours: 12.5 }, []],
    [
      'ventilator unreadable',
      'caseId=1 & ventilatorHours=long',
      { ventilatorHours: undefined },
      ['field-unreadable:ventilatorHours=long'],
    ],
    ['money with signs and groups', 'caseId=1 & totalCharges=¥ 12,345.60', { totalCharges: 1_234_560n }, []],
    [
      'money beyond what floats keep',
      'caseId=1 & totalCharges=90071992547409.93',
      { totalCharges: 9_007_199_254_740_993n },
      ['none'],
    ],
    ['a third decimal', 'caseId=1 & totalCharges=1.005', { totalCharges: undefined }, ['field-unreadable:totalCharges=1.005']],
    ['a third decimal of 0', 'caseId=1 & totalCharges=1.500', { totalCharges: 150n }, []],
    ['the noise of a spreadsheet sum', 'caseId=1 & totalCharges=0.30000000000000004', { totalCharges: 30n }, []],
    ['money below zero', 'caseId=1 & totalCharges=-1', { totalCharges: undefined }, ['field-unreadable:totalCharges=-1']],
    [
      'money in scientific form has lost digits',
      'caseId=1 & totalCharges=1.10E+03',
      { totalCharges: undefined },
      ['field-unreadable:totalCharges=1.10E+03'],
    ],
    ['a total of 0', 'caseId=1 & totalCharges=0', { totalCharges: 0n }, ['total-charges-zero']],
    [
      'parts above the total',
      'caseId=1 & totalCharges=10 & drugCharges=6 & consumableCharges=5',
      { totalCharges: 1000n },
      ['charges-do-not-add-up:totalCharges=10.00 < 11.00'],
    ],
    [
      'a split that does not add up',
      'caseId=1 & totalCharges=10 & selfPaid=1 & overLimit=1 & firstSelfPaid=1 & inScope=6',
      { inScope: 600n },
      ['charges-do-not-add-up:totalCharges=10.00, inScope+selfPaid+overLimit+firstSelfPaid=9.00'],
    ],
    ['drugs from their parts', '病案号=1 & 西药费=1.10 & 中成药费=2.20 & 中草药费=', { drugCharges: 330n }, []],
    [
      'an identifier that lost its digits',
      'caseId=3.30721E+17',
      { caseId: '3.30721E+17' },
      ['field-unreadable:caseId=3.30721E+17'],
    ],
  ])('%s', async (_why, pairs, expected, reasons) => {
    const row = await rowOf(pairs);
    for (const [field, value] of Object.entries(expected))
      expect([field, row.discharge[field as keyof Discharge]]).toEqual([field, value]);
    expect(row.reasons).toEqual(reasons[0] === 'none' ? [] : reasons);
  });

  test.each<[string, string, Expected, string[]]>([
    [
      'a list in one cell',
      'caseId=1 & principalDiagnosis=i10.X00 & secondaryDiagnoses=E11.900|A01.002†G01＊',
      { principalDiagnosis: 'I10.x00', secondaryDiagnoses: ['E11.900', 'A01.002+G01*'] },
      [],
    ],
    [
      'an exact repeat counts once, of the principal it stays',
      'caseId=1 & principalDiagnosis=I10.x00 & secondaryDiagnoses=E11.900|I10.x00|e11.900',
      { secondaryDiagnoses: ['E11.900', 'I10.x00'] },
      ['code-repeated:E11.900'],
    ],
    [
      'Chinese joints',
      '病案号=1 & 其他诊断=E11.900、I10.x00；J18.900',
      { secondaryDiagnoses: ['E11.900', 'I10.x00', 'J18.900'] },
      [],
    ],
    [
      'a gap in the slots',
      'A48=1 & C03C=A00.000 & C06x01C=A01.000 & C06x02C=- & C06x03C=A02.000 & C06x04C=',
      { secondaryDiagnoses: ['A01.000', 'A02.000'] },
      ['gap-in-slots:C06x02C'],
    ],
    [
      'a secondary never moves up',
      'A48=1 & C03C=- & C06x01C=A01.000',
      { principalDiagnosis: undefined, secondaryDiagnoses: ['A01.000'] },
      [],
    ],
    [
      'nor does another procedure',
      'A48=1 & C03C=A00.000 & C14x01C=- & C35x01C=36.0600',
      { principalProcedure: undefined, otherProcedures: ['36.0600'] },
      ['gap-in-slots:C14x01C'],
    ],
    [
      'procedures',
      'A48=1 & C03C=A00.000 & C14x01C=36.0600X007 & C35x01C=00.6600 & C35x02C=00.6600',
      { principalProcedure: '36.0600x007', otherProcedures: ['00.6600'] },
      ['code-repeated:00.6600'],
    ],
    [
      'an asterisk joins its own slot, morphology does not',
      'BAH=1 & XY_JBDM=A01.002 & XY_FJBM=G01* & XY_JBDM1=C83.100 & XY_FJBM1=M96730/3',
      { principalDiagnosis: 'A01.002+G01*', secondaryDiagnoses: ['C83.100'] },
      [],
    ],
  ])('%s', async (_why, pairs, expected, reasons) => {
    const row = await rowOf(pairs);
    for (const [field, value] of Object.entries(expected))
      expect([field, row.discharge[field as keyof Discharge]]).toEqual([field, value]);
    expect(row.reasons).toEqual(reasons);
  });

  test.each<[string, string, Expected, string[]]>([
    [
      'HQMS',
      '病案号(A48)=7 & A49=2 & A12C=1 & A14=63 & 入院时间(B12)=2025-01-01 08:00 & B15=2025-01-05 & B20=4 & B34C=1 & B16C=0301 & C03C=I63.900 & C47=5 & C49x01=2025-01-01 09:00 & C50x01=2025-01-02 10:30 & D01=100 & D23=10 & D24=5 & D31=1 & D33=2',
      {
        caseId: '7-2',
        sex: 1,
        ageYears: 63,
        lengthOfStayDays: 4,
        disposition: 1,
        department: '0301',
        ventilatorHours: 5,
        icuHours: 25.5,
        totalCharges: 10_000n,
        drugCharges: 1500n,
        consumableCharges: 300n,
      },
      [],
    ],
    [
      'the list export',
      'BAH=7_20250105 & XB=2 & NL= & BZYZSNL=12 & JBDM=P07.300 & JBDM1=P22.000 & SSJCZBM=96.7101 & SSJCZBM1=99.1503 & HXJSY_TS=1 & HXJSY_XS=13 & HXJSY_FZ=24 & ICU_HJXS1=0/10/30 & ICU_HJXS2=1/0/0 & JEHJ_JE=100 & XYF_JE=60 & CWF_JE=50 & GRZF=1',
      {
        caseId: '7_20250105',
        sex: 2,
        ageYears: 0,
        ageDays: 12,
        secondaryDiagnoses: ['P22.000'],
        principalProcedure: '96.7101',
        otherProcedures: ['99.1503'],
        ventilatorHours: 37.4,
        icuHours: 34.5,
        drugCharges: 6000n,
        selfPaid: 100n,
      },
      ['charges-do-not-add-up:JEHJ_JE=100.00 < 110.00'],
    ],
    [
      'P',
      'P3=7 & P2=1 & P5=1 & P7=50 & P321=I10.x00 & P324=E11.900 & P490=36.0600 & P4911=00.6600 & P782=10',
      {
        caseId: '7-1',
        principalDiagnosis: 'I10.x00',
        secondaryDiagnoses: ['E11.900'],
        principalProcedure: '36.0600',
        otherProcedures: ['00.6600'],
        totalCharges: 1000n,
      },
      [],
    ],
  ])('a whole row of %s', async (_why, pairs, expected, reasons) => {
    const row = await rowOf(pairs);
    expect(row.discharge).toMatchObject(expected);
    expect(row.reasons).toEqual(reasons);
  });

  test('a column whose values are not all month first has no such date', async () => {
    const cases = await casesOf('caseId,admissionDate\n1,1/2/2025\n2,13/2/2025\n');
    expect(cases.map(reasonsOf)).toEqual([
      ['field-unreadable:admissionDate=1/2/2025'],
      ['field-unreadable:admissionDate=13/2/2025'],
    ]);
  });
});
