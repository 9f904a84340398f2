import { describe, expect, test } from 'vitest';
import type { Discharge } from '../../../grouper/index.js';
import type { DrgEdition } from '../../../reference-data/index.js';
import { SmallGrouper } from './small-scheme.js';

const SETS = {
  DI_A: 'A10.000 A11.000 D51.003+G32.0*',
  DI_B: 'B10.000 B11.000',
  OP_P: '36.0600 36.0700 36.0600x001',
  OP_Q: '47.0900 36.0700',
  OP_ALL: '36.0600 36.0700 47.0900',
  OP_PAT: '81.5* 81.54*',
  KS_ICU: '28 0301',
  q_: 'C10.000',
};

/** Whether a rule lets a case in. */
function holds(rule: string, given: Partial<Discharge>, choices: Partial<DrgEdition> = {}): boolean {
  const grouper = new SmallGrouper(
    {
      mdc: [['MDCB', rule]],
      adrg: [['BR1', 'MDCB', '']],
      drg: [['BR19', 'BR1', '']],
      sets: SETS,
      complications: [
        ['B10.000', 'MCC', 'EX_A'],
        ['B11.000', 'CC', ''],
        ['B12.000', 'MCC', ''],
      ],
      exclusions: { EX_A: 'A10.000' },
    },
    choices,
  );
  return grouper.drg(given) === 'BR19';
}

const procedures = (principalProcedure: string | undefined, ...otherProcedures: string[]): Partial<Discharge> => ({
  otherProcedures,
  ...(principalProcedure === undefined ? {} : { principalProcedure }),
});

describe('membership', () => {
  test.each<[why: string, rule: string, given: Partial<Discharge>, expected: boolean]>([
    ['principal in the list', 'ZYZD in DI_A', { principalDiagnosis: 'A10.000' }, true],
    ['an other diagnosis is no principal', 'ZYZD in DI_A', { secondaryDiagnoses: ['A10.000'] }, false],
    ['the principal is no other diagnosis', 'QTZD in DI_A', { principalDiagnosis: 'A10.000' }, false],
    ['unless it is repeated there', 'QTZD in DI_A', { principalDiagnosis: 'A10.000', secondaryDiagnoses: ['A10.000'] }, true],
    ['any other diagnosis', 'QTZD in DI_A', { secondaryDiagnoses: ['Z10.000', 'A11.000'] }, true],
    ['any diagnosis at all', '{ZYZD, QTZD} in DI_A', { principalDiagnosis: 'A10.000' }, true],
    ['two lists united', 'QTZD in {DI_A, DI_B}', { secondaryDiagnoses: ['B11.000'] }, true],
    ['codes in another spelling', 'ZYZD in DI_A', { principalDiagnosis: ' a10.000 ' }, true],
    ['a longer code is another code', 'ZYSS in OP_P', procedures('36.0700x001'), false],
    ['a dagger pair as a whole', 'ZYZD in DI_A', { principalDiagnosis: 'D51.003+G32.0*' }, true],
    ['the dagger half alone', 'ZYZD in DI_A', { principalDiagnosis: 'D51.003' }, false],
    ['the asterisk half alone', 'QTZD in DI_A', { secondaryDiagnoses: ['G32.0*'] }, false],
    ['a dagger pair with the dagger itself', 'ZYZD in DI_A', { principalDiagnosis: 'D51.003†G32.0*' }, true],
    ['main procedure in the list', 'ZYSS in OP_P', procedures('36.0600'), true],
    ['an other procedure is no main one', 'ZYSS in OP_P', procedures('47.0900', '36.0600'), false],
    ['the main procedure is no other one', 'QTSS in OP_P', procedures('36.0600'), false],
    ['any procedure includes the main one', '{ZYSS, QTSS} in OP_P', procedures('36.0600'), true],
    ['any procedure includes the others', '{ZYSS, QTSS} in OP_P', procedures('47.0900', '36.0700'), true],
    ['no main procedure is in no list', 'ZYSS in OP_ALL', procedures(undefined, '36.0600'), false],
    ['no main procedure is not in the list', 'ZYSS not in OP_ALL', procedures(undefined, '36.0600'), true],
    ['an unknown main procedure is not in the list', 'ZYSS not in OP_ALL', procedures('99.9900'), true],
    ['a valid main procedure is', 'ZYSS not in OP_ALL', procedures('36.0600'), false],
    ['none of the pooled fields', '{ZYSS, QTSS} not in OP_P', procedures('47.0900', '36.0700'), false],
    ['none of the pooled fields, with none given', '{ZYSS, QTSS} not in OP_P', {}, true],
    ['`not (...)` says the same', 'not ({ZYSS, QTSS} in OP_P)', procedures('47.0900', '36.0700'), false],
    ['`not (...)` with none given', 'not ({ZYSS, QTSS} in OP_P)', {}, true],
    ['none of two lists', '{ZYSS, QTSS} not in {OP_P, OP_Q}', procedures('81.5100'), true],
    [
      'a joint of two lists by one code that is in both, taken literally',
      'ZYSS in OP_P and {ZYSS, QTSS} in OP_Q',
      procedures('36.0700'),
      true,
    ],
    ['a set name of the editor’s own', 'ZYZD in q_', { principalDiagnosis: 'C10.000' }, true],
    ['one list asked of both kinds of codes', '{ZYZD, ZYSS} in OP_Q', procedures('47.0900'), true],
  ])('%s: %j', (_why, rule, given, expected) => {
    expect(holds(rule, given)).toBe(expected);
  });
});

describe('patterns', () => {
  test.each([
    ['a code that begins with it', '81.5100', true],
    ['the category itself', '81.5', true],
    ['a code with an extension', '81.5400x003', true],
    ['a code of the next category', '81.6200', false],
    ['a shorter code', '81', false],
  ])('a pattern stands for %s: %s is %s', (_why, code, expected) => {
    expect(holds('ZYSS in OP_PAT', procedures(code))).toBe(expected);
  });

  test('a code that a pattern knows is no unknown code; a neighbour is', () => {
    const grouper = new SmallGrouper({ mdc: [['MDCB', 'ZYSS in OP_PAT']], adrg: [['BR1', 'MDCB', '']], drg: [], sets: SETS });
    expect(grouper.reasons({ principalDiagnosis: 'A10.000', principalProcedure: '81.5777', otherProcedures: ['81.6'] })).toEqual([
      { code: 'no-drg-row-matches', detail: 'BR1' },
      { code: 'unknown-procedure', detail: '81.6' },
    ]);
  });
});

describe('counting', () => {
  const atLeastTwo = 'length(OP_P ∩ {ZYSS, QTSS})>=2';
  test.each<[why: string, rule: string, given: Partial<Discharge>, expected: boolean]>([
    ['two codes', atLeastTwo, procedures('36.0600', '36.0700'), true],
    ['one code', atLeastTwo, procedures('36.0600', '47.0900'), false],
    ['the same code on both sides counts once', atLeastTwo, procedures('36.0600', '36.0600'), false],
    ['also in two spellings', atLeastTwo, procedures('36.0600x001', '36.0600X001'), false],
    ['two codes among the others only', atLeastTwo, procedures(undefined, '36.0600', '36.0700'), true],
    ['two codes of one category by its pattern', 'length(OP_PAT ∩ QTSS)>=2', procedures(undefined, '81.5100', '81.5200'), true],
    ['two codes by patterns one inside the other', 'length(OP_PAT ∩ QTSS)=2', procedures(undefined, '81.5100', '81.5400'), true],
    ['one code by a pattern, twice', 'length(OP_PAT ∩ QTSS)>=2', procedures('81.5200', '81.5100', ' 81.5100'), false],
    ['a code of two sets counts once', 'length({OP_P, OP_Q} ∩ QTSS)=2', procedures(undefined, '36.0700', '36.0600'), true],
    ['none where none is given', 'length(OP_P ∩ QTSS)=0', {}, true],
    ['fewer than two', 'length(OP_P ∩ QTSS)<2', procedures('36.0600', '36.0700'), true],
    ['`not` before it', `not ${atLeastTwo}`, procedures('36.0600', '36.0700'), false],
    ['MCC that count', 'length(MCC ∩ QTZD)>=2', { secondaryDiagnoses: ['B10.000', 'B12.000'] }, true],
    [
      'an excluded MCC does not count',
      'length(MCC ∩ QTZD)>=2',
      { principalDiagnosis: 'A10.000', secondaryDiagnoses: ['B10.000', 'B12.000'] },
      false,
    ],
    ['MCC and CC together', 'length({MCC, CC} ∩ QTZD)=2', { secondaryDiagnoses: ['B10.000', 'B11.000'] }, true],
    [
      'MCC are other diagnoses: a principal that would be one does not count',
      'length(MCC ∩ {ZYZD, QTZD})>=1',
      { principalDiagnosis: 'B12.000' },
      false,
    ],
  ])('%s: %j', (_why, rule, given, expected) => {
    expect(holds(rule, given)).toBe(expected);
  });
});

describe('number fields', () => {
  test.each<[rule: string, field: keyof Discharge, values: number[], expected: boolean[]]>([
    ['NL<=6', 'ageYears', [5, 6, 7], [true, true, false]],
    ['NL>=70', 'ageYears', [69, 70, 71], [false, true, true]],
    ['NL<17', 'ageYears', [16, 17], [true, false]],
    ['XB=2', 'sex', [1, 2], [false, true]],
    ['ZYTS<5', 'lengthOfStayDays', [4, 5], [true, false]],
    ['ZYTS>=6 and ZYTS<=12', 'lengthOfStayDays', [5, 6, 12, 13], [false, true, true, false]],
    ['LYFS=2 or LYFS=5', 'disposition', [1, 2, 5, 9], [false, true, true, false]],
    ['ICUXS>120', 'icuHours', [119.5, 120, 120.5, 121], [false, false, true, true]],
    ['ICUXS>=1 and ICUXS<=120', 'icuHours', [0.5, 1, 120, 120.5], [false, true, true, false]],
  ])('%s for %s %j: %j', (rule, field, values, expected) => {
    expect(values.map((value) => holds(rule, { [field]: value }))).toEqual(expected);
  });

  test.each([
    ['ZYTS', 'lengthOfStayDays'],
    ['LYFS', 'disposition'],
    ['ICUXS', 'icuHours'],
    ['XSRTL', 'ageDays'],
    ['XSRTZ', 'admissionWeightGrams'],
  ])('%s: a comparison with a number that is missing is false in every direction, and `not` before it is true', (field) => {
    for (const comparison of ['<', '<=', '=', '>=', '>']) {
      expect(holds(`${field}${comparison}5`, {})).toBe(false);
      expect(holds(`not ${field}${comparison}5`, {})).toBe(true);
      expect(holds(`not (${field}${comparison}5 or XB=2)`, {})).toBe(true);
    }
  });

  test('zero hours are stated hours', () => {
    expect([holds('ICUXS<=120', { icuHours: 0 }), holds('ICUXS<=120', {})]).toEqual([true, false]);
  });

  test('what a case states may not reach the next one', () => {
    const grouper = new SmallGrouper({
      mdc: [['MDCB', '']],
      adrg: [['BR1', 'MDCB', 'ICUXS>120 and ZYTS>5 and KS in KS_ICU']],
      drg: [['BR19', 'BR1', '']],
      sets: { KS_ICU: '28' },
    });
    const full = { icuHours: 121, lengthOfStayDays: 6, department: '28' };
    const { icuHours, lengthOfStayDays, department } = full;
    const answers = [full, {}, { icuHours, lengthOfStayDays }, { icuHours, department }, { lengthOfStayDays, department }, full];
    expect(answers.map((given) => grouper.drg(given))).toEqual(['BR19', '0000', '0000', '0000', '0000', 'BR19']);
  });
});

describe('department', () => {
  test.each([
    ['in the set', 'KS in KS_ICU', '28', true],
    ['with the letter and the point of the national form', 'KS in KS_ICU', 'A03.01', true],
    ['without its zero', 'KS in KS_ICU', '301', true],
    ['another', 'KS in KS_ICU', '0302', false],
    ['a part of one in the set', 'KS in KS_ICU', '03', false],
    ['none', 'KS in KS_ICU', undefined, false],
    ['none, with `not` before it', 'not KS in KS_ICU', undefined, true],
    ['another, with `not` before it', 'not (KS in KS_ICU)', '0302', true],
  ])('%s: %j with %s is %s', (_why, rule, department, expected) => {
    expect(holds(rule, department === undefined ? {} : { department })).toBe(expected);
  });

  test('an unknown department is no reason: it only meets no set', () => {
    const grouper = new SmallGrouper({
      mdc: [['MDCB', 'ZYZD in DI_A']],
      adrg: [['BR1', 'MDCB', '']],
      drg: [['BR19', 'BR1', '']],
      sets: SETS,
    });
    expect(grouper.reasons({ principalDiagnosis: 'A10.000', department: '9999' })).toEqual([]);
  });
});

/** A child under one year with a principal of the newborns' list. */
const newborn = (ageDays: number, given: Partial<Discharge> = {}) => ({
  ageYears: 0,
  ageDays,
  admissionWeightGrams: 3200,
  principalDiagnosis: 'P28.000',
  ...given,
});

describe('newborns', () => {
  // The bands of 3.0, and its gate.
  const bands = {
    mdc: [['MDCP', '(NL=0 and XSRTL>=29 and XSRTL<366 and ZYZD in DI_PV1 and ZYSS not in OP_ALL) or (NL=0 and XSRTL<29)']],
    adrg: [
      ['PS1', 'MDCP', 'XSRTL<29 and XSRTZ<1000 and {ZYZD, QTZD} in DI_PS'],
      ['PS2', 'MDCP', 'XSRTL<29 and XSRTZ>=1000 and XSRTZ<=1499 and {ZYZD, QTZD} in DI_PS'],
      ['PS3', 'MDCP', 'XSRTL<29 and XSRTZ>=1500 and XSRTZ<=1999 and {ZYZD, QTZD} in DI_PS'],
      ['PS4', 'MDCP', 'XSRTL<29 and XSRTZ>=2000 and XSRTZ<=2499 and {ZYZD, QTZD} in DI_PS'],
      ['PS5', 'MDCP', 'XSRTL<29 and XSRTZ>2499 and {ZYZD, QTZD} in DI_PS'],
      ['PV1', 'MDCP', 'XSRTL>=29 and XSRTL<366 and ZYZD in DI_PV1 and ZYSS not in OP_ALL'],
      ['P00', 'MDCP', ''],
    ],
    drg: [
      ['PS19', 'PS1', ''],
      ['PS29', 'PS2', ''],
      ['PS39', 'PS3', ''],
      ['PS49', 'PS4', ''],
      ['PS59', 'PS5', ''],
      ['PV19', 'PV1', ''],
      ['P000', 'P00', ''],
    ],
    sets: { DI_PS: 'P07.200', DI_PV1: 'P28.000', OP_ALL: '38.8500' },
  } as const;
  test.each([
    [999, 'PS19'],
    [1000, 'PS29'],
    [1499, 'PS29'],
    [1500, 'PS39'],
    [1999, 'PS39'],
    [2000, 'PS49'],
    [2499, 'PS49'],
    [2500, 'PS59'],
    [100, 'PS19'],
    [9999, 'PS59'],
  ])('a premature child of %i g falls into %s', (admissionWeightGrams, expected) => {
    const given = newborn(10, { admissionWeightGrams, principalDiagnosis: 'P07.200' });
    expect(new SmallGrouper(bands).drg(given)).toBe(expected);
  });

  test('the weight is the one that the edition names: at birth or at admission', () => {
    const given = newborn(10, { birthWeightGrams: 999, admissionWeightGrams: 1500, principalDiagnosis: 'P07.200' });
    expect(new SmallGrouper(bands, { newbornWeight: 'admission' }).drg(given)).toBe('PS39');
    expect(new SmallGrouper(bands, { newbornWeight: 'birth' }).drg(given)).toBe('PS19');
  });

  test.each([
    ['on the day of birth', newborn(0), 'P000'],
    ['on day 28', newborn(28), 'P000'],
    ['on day 29, with a principal of the list', newborn(29), 'PV19'],
    ['on day 29, with another principal', newborn(29, { principalDiagnosis: 'P07.200' }), '0000'],
    ['on day 29, with a valid main procedure', newborn(29, { principalProcedure: '38.8500' }), '0000'],
    ['on day 29, with a valid other procedure', newborn(29, { otherProcedures: ['38.8500'] }), 'PV19'],
    ['on day 365', newborn(365), 'PV19'],
    ['on day 366 of a leap year, under one year of age', newborn(366), '0000'],
    ['whatever the principal, up to day 28', newborn(28, { principalDiagnosis: 'Q99.900' }), 'P000'],
    ['a prematurity code among the other diagnoses', newborn(28, { secondaryDiagnoses: ['P07.200'] }), 'PS59'],
    ['age in days beside a year or more is not looked at', { ageYears: 1, ageDays: 10, principalDiagnosis: 'P28.000' }, '0000'],
  ])('%s', (_why, given, expected) => {
    expect(new SmallGrouper(bands).drg(given)).toBe(expected);
  });

  test('a weight that is implausible is compared with nothing', () => {
    const rule = 'XSRTZ>=0 or XSRTZ<0';
    const [least, most] = [100, 9999];
    for (const [grams, expected] of [
      [least - 1, false],
      [least, true],
      [most, true],
      [most + 1, false],
      [1500.5, false],
    ] as const) {
      expect(holds(rule, { admissionWeightGrams: grams })).toBe(expected);
      expect(holds(rule, { birthWeightGrams: grams }, { newbornWeight: 'birth' })).toBe(expected);
    }
  });
});

describe('pre-MDC and MDCs by several sites', () => {
  test('many injuries: principal and an other diagnosis must lie in different lists, or pool at least two sites', () => {
    const sites = { DI_Z01: 'S06.000', DI_Z02: 'S27.000', DI_Z03: 'S36.000' };
    const grouper = (rule: string) =>
      new SmallGrouper({ mdc: [['MDCZ', rule]], adrg: [['ZZ1', 'MDCZ', '1']], drg: [['ZZ19', 'ZZ1', '']], sets: sites });
    const national = '(ZYZD in DI_Z01 and QTZD in {DI_Z02, DI_Z03}) or (ZYZD in DI_Z02 and QTZD in {DI_Z01, DI_Z03})';
    const group = (principalDiagnosis: string, ...secondaryDiagnoses: string[]) =>
      grouper(national).drg({ principalDiagnosis, secondaryDiagnoses });
    expect(group('S06.000', 'S27.000')).toBe('ZZ19');
    expect(group('S06.000', 'S06.000')).toBe('0000');
    expect(group('S06.000')).toBe('0000');
    expect(group('Q99.900', 'S06.000', 'S27.000')).toBe('0000');
  });
});
