import { describe, expect, test } from 'vitest';
import type { Discharge } from '../../../grouper/index.js';
import { SmallGrouper, type SmallScheme } from './small-scheme.js';

/** One MDC, two sets that overlap in `B10.000`, and a group for each set. */
const overlapping = (first: number, second: number): SmallScheme => ({
  mdc: [['MDCB', 'ZYZD in DI_B']],
  adrg: [
    ['BR1', 'MDCB', 'ZYZD in DI_BR1', { sort: first }],
    ['BR2', 'MDCB', 'ZYZD in DI_BR2', { sort: second }],
  ],
  drg: [
    ['BR19', 'BR1', ''],
    ['BR29', 'BR2', ''],
  ],
  sets: { DI_B: 'B10.000 B11.000 B12.000', DI_BR1: 'B10.000 B11.000', DI_BR2: 'B10.000 B12.000' },
});

describe('the order of evaluation', () => {
  test.each<[why: string, first: number, second: number, expected: string]>([
    ['the lower sort goes first', 1, 2, 'BR19'],
    ['whatever the code', 2, 1, 'BR29'],
    ['a tie is broken by the source row', 7, 7, 'BR19'],
    ['sort numbers are compared, never counted: they may begin anywhere', 900, 12, 'BR29'],
    ['a sort may be negative', -1, -2, 'BR29'],
    ['a sort may have decimals', 1.5, 1.25, 'BR29'],
    ['numbers are no text: 10 stands behind 9', 10, 9, 'BR29'],
  ])('of two ADRG rows that hold, %s', (_why, first, second, expected) => {
    expect(new SmallGrouper(overlapping(first, second)).drg({ principalDiagnosis: 'B10.000' })).toBe(expected);
  });

  test.each<[why: string, first: number, second: number, expected: string]>([
    ['the lower sort goes first', 1, 2, 'B'],
    ['whatever the letter', 2, 1, 'C'],
    ['a tie is broken by the source row', 1, 1, 'B'],
  ])('of two MDCs that hold, %s', (_why, first, second, expected) => {
    const grouper = new SmallGrouper({
      mdc: [
        ['MDCB', 'ZYZD in DI_X', { sort: first }],
        ['MDCC', 'ZYZD in DI_X', { sort: second }],
      ],
      adrg: [
        ['BR1', 'MDCB', ''],
        ['CR1', 'MDCC', ''],
      ],
      drg: [
        ['BR19', 'BR1', ''],
        ['CR19', 'CR1', ''],
      ],
      sets: { DI_X: 'B10.000' },
    });
    expect(grouper.group({ principalDiagnosis: 'B10.000' })).toBe(`grouped MDC${expected}/${expected}R1/${expected}R19`);
  });

  test('the sort of DRG rows begins anew in each ADRG', () => {
    const grouper = new SmallGrouper({
      mdc: [['MDCB', '']],
      adrg: [
        ['BR1', 'MDCB', 'NL<18'],
        ['BR2', 'MDCB', ''],
      ],
      drg: [
        ['BR25', 'BR2', '', { sort: 2 }],
        ['BR21', 'BR2', 'XB=1', { sort: 1 }],
        ['BR15', 'BR1', '', { sort: 2 }],
        ['BR11', 'BR1', 'XB=1', { sort: 1 }],
      ],
    });
    expect([1, 2].map((sex) => grouper.drg({ sex: sex as 1 | 2, ageYears: 10 }))).toEqual(['BR11', 'BR15']);
    expect([1, 2].map((sex) => grouper.drg({ sex: sex as 1 | 2 }))).toEqual(['BR21', 'BR25']);
  });

  test('a row behind an always-true row keeps its place and is never reached', () => {
    const grouper = new SmallGrouper({
      mdc: [['MDCB', 'ZYZD in DI_B']],
      adrg: [
        ['BR1', 'MDCB', ''],
        ['BR2', 'MDCB', 'ZYZD in DI_B'],
      ],
      drg: [
        ['BR15', 'BR1', ''],
        ['BR11', 'BR1', 'NL>=0'],
        ['BR29', 'BR2', ''],
      ],
      sets: { DI_B: 'B10.000' },
    });
    expect(grouper.drg({ principalDiagnosis: 'B10.000' })).toBe('BR15');
  });
});

describe('fall-back rows', () => {
  // As in 3.0: O00 has sort 18, a tie with OS2, and stands before OT1 (19) and OZ1 (20).
  const birth: SmallScheme = {
    mdc: [['MDCO', 'ZYZD in DI_O']],
    adrg: [
      ['O00', 'MDCO', '', { sort: 18 }],
      ['OS2', 'MDCO', 'ZYZD in DI_OS2', { sort: 18 }],
      ['OT1', 'MDCO', 'ZYZD in DI_OT1', { sort: 19 }],
      ['OZ1', 'MDCO', 'ZYZD in DI_OZ1', { sort: 20 }],
    ],
    drg: [
      ['O000', 'O00', ''],
      ['OS29', 'OS2', ''],
      ['OT19', 'OT1', ''],
      ['OZ19', 'OZ1', ''],
    ],
    sets: { DI_O: 'O01.000 O02.000 O03.000 O04.000', DI_OS2: 'O01.000', DI_OT1: 'O02.000', DI_OZ1: 'O03.000' },
  };

  test.each([
    ['tied with it', 'O01.000', 'grouped MDCO/OS2/OS29'],
    ['behind it', 'O02.000', 'grouped MDCO/OT1/OT19'],
    ['the last', 'O03.000', 'grouped MDCO/OZ1/OZ19'],
    ['none: then, and only then, the fall-back row', 'O04.000', 'ungrouped MDCO/O00/O000'],
  ])('an ADRG fall-back row moves to the end of its MDC: real row %s', (_why, principalDiagnosis, expected) => {
    expect(new SmallGrouper(birth).group({ principalDiagnosis })).toBe(expected);
  });

  test('a DRG fall-back row moves to the end of its ADRG', () => {
    const grouper = new SmallGrouper({
      mdc: [['MDCB', '']],
      adrg: [['B00', 'MDCB', '']],
      drg: [
        ['B000', 'B00', '', { sort: 1 }],
        ['B001', 'B00', 'XB=2', { sort: 2 }],
      ],
    });
    expect([1, 2].map((sex) => grouper.drg({ sex: sex as 1 | 2 }))).toEqual(['B000', 'B001']);
  });

  test('an MDC with a fall-back row ends the search; one without lets it go on', () => {
    const grouper = new SmallGrouper({
      mdc: [
        ['MDCA', ''],
        ['MDCB', 'ZYZD in DI_B'],
        ['MDCC', 'ZYZD in DI_C'],
      ],
      adrg: [
        ['AA1', 'MDCA', 'ZYSS in OP_AA1'],
        ['BR1', 'MDCB', 'NL<18'],
        ['B00', 'MDCB', ''],
        ['CR1', 'MDCC', ''],
      ],
      drg: [
        ['AA19', 'AA1', ''],
        ['BR19', 'BR1', ''],
        ['B000', 'B00', ''],
        ['CR19', 'CR1', ''],
      ],
      sets: { OP_AA1: '37.5100', DI_B: 'B10.000', DI_C: 'B10.000 C10.000' },
    });
    expect(grouper.group({ principalDiagnosis: 'B10.000' })).toBe('ungrouped MDCB/B00/B000');
    expect(grouper.group({ principalDiagnosis: 'C10.000' })).toBe('grouped MDCC/CR1/CR19');
    expect(grouper.group({ principalDiagnosis: 'C10.000', principalProcedure: '37.5100' })).toBe('grouped MDCA/AA1/AA19');
  });

  test('in a scheme without fall-back rows, as 1.x, a case whose MDC has no fitting ADRG goes on to the next MDC, and then is 0000', () => {
    const grouper = new SmallGrouper({
      mdc: [
        ['MDCB', 'ZYZD in DI_B'],
        ['MDCC', 'ZYZD in DI_B'],
      ],
      adrg: [
        ['BR1', 'MDCB', 'NL<18'],
        ['CR1', 'MDCC', 'NL>=60'],
      ],
      drg: [
        ['BR19', 'BR1', ''],
        ['CR19', 'CR1', ''],
      ],
      sets: { DI_B: 'B10.000' },
    });
    expect(grouper.group({ principalDiagnosis: 'B10.000', ageYears: 17 })).toBe('grouped MDCB/BR1/BR19');
    expect(grouper.group({ principalDiagnosis: 'B10.000', ageYears: 60 })).toBe('grouped MDCC/CR1/CR19');
    expect(grouper.group({ principalDiagnosis: 'B10.000', ageYears: 40 })).toBe('ungrouped //0000');
  });
});

describe('the kind of a row', () => {
  const surgical: SmallScheme = {
    mdc: [
      ['MDCF', 'ZYZD in DI_F'],
      ['MDCS', 'ZYZD in DI_S'],
    ],
    adrg: [
      ['FB1', 'MDCF', 'ZYSS in OP_FB1'],
      ['FQY', 'MDCF', 'ZYSS in OP_ALL'],
      ['FR1', 'MDCF', 'ZYZD in DI_F'],
      ['SB1', 'MDCS', 'ZYSS in OP_ALL'],
    ],
    drg: [
      ['FB19', 'FB1', ''],
      ['FQY', 'FQY', ''],
      ['FR19', 'FR1', ''],
      ['SB19', 'SB1', ''],
    ],
    sets: { DI_F: 'I20.000', DI_S: 'A40.000', OP_FB1: '36.0600', OP_ALL: '36.0600 47.0900' },
  };

  test.each([
    ['a valid main procedure that fits', 'I20.000', '36.0600', [], 'grouped MDCF/FB1/FB19'],
    ['a valid main procedure that fits none', 'I20.000', '47.0900', [], 'ambiguous MDCF/FQY/FQY'],
    ['a valid procedure among the others makes no surgical case', 'I20.000', '99.9900', ['47.0900'], 'grouped MDCF/FR1/FR19'],
    ['no procedure', 'I20.000', undefined, [], 'grouped MDCF/FR1/FR19'],
    ['the rule of a QY row in a real row: a real group', 'A40.000', '47.0900', [], 'grouped MDCS/SB1/SB19'],
  ])('QY: %s', (_why, principalDiagnosis, main, otherProcedures, expected) => {
    const given = { principalDiagnosis, otherProcedures, ...(main === undefined ? {} : { principalProcedure: main }) };
    expect(new SmallGrouper(surgical).group(given)).toBe(expected);
  });

  test('status and order ask the stored kind, not the code', () => {
    const grouper = new SmallGrouper({
      mdc: [['MDCB', '']],
      adrg: [
        ['BX9', 'MDCB', '', { kind: 'fallback' }],
        ['B00', 'MDCB', 'XB=1', { kind: 'real' }],
        ['B77', 'MDCB', 'NL>=70', { kind: 'ambiguous' }],
      ],
      drg: [
        ['BX99', 'BX9', ''],
        ['B000', 'B00', '', { kind: 'real' }],
        ['B779', 'B77', ''],
      ],
    });
    expect(grouper.group({ sex: 1 })).toBe('grouped MDCB/B00/B000');
    expect(grouper.group({ sex: 2, ageYears: 70 })).toBe('ambiguous MDCB/B77/B779');
    expect(grouper.group({ sex: 2 })).toBe('ungrouped MDCB/BX9/BX99');
  });

  test('a row without a name in the workbook gets one for display; a real row keeps its own', () => {
    const { grouper, tables } = new SmallGrouper(surgical);
    expect(tables.drg[1]!.name).toBe('name of FQY');
    const result = grouper.group({
      caseId: 'T',
      sex: 1,
      ageYears: 40,
      principalDiagnosis: 'I20.000',
      principalProcedure: '36.0600',
      secondaryDiagnoses: [],
      otherProcedures: [],
    });
    expect(result).toMatchObject({ drg: 'FB19', drgName: 'name of FB19', scheme: 'test' });
  });
});

const ofAge = (ageYears: number, sex: 1 | 2 = 1) => ({ principalDiagnosis: 'B10.000', ageYears, sex });

describe('an ADRG without a fitting DRG row', () => {
  const scheme: SmallScheme = {
    mdc: [
      ['MDCB', 'ZYZD in DI_B'],
      ['MDCC', 'ZYZD in DI_B'],
    ],
    adrg: [
      ['BR1_1', 'MDCB', 'XB=1'],
      ['BR2', 'MDCB', 'XB=1'],
      ['BR3', 'MDCB', 'XB=2'],
      ['CR1', 'MDCC', ''],
    ],
    drg: [
      ['BR11', 'BR1_1', 'NL>=70'],
      ['BR25', 'BR2', 'NL>=60'],
      ['CR19', 'CR1', ''],
    ],
    sets: { DI_B: 'B10.000' },
  };

  test.each<[whenNoDrgRow: 'adrg' | 'next', given: Partial<Discharge>, expected: string, why: string]>([
    ['adrg', ofAge(70), 'grouped MDCB/BR1/BR11', 'a DRG row fits'],
    ['adrg', ofAge(69), 'grouped MDCB/BR1/BR1', 'the code of the ADRG, not of its row, stands for the DRG'],
    ['adrg', ofAge(40, 2), 'grouped MDCB/BR3/BR3', 'so it does where the ADRG has no DRG row at all'],
    ['next', ofAge(69), 'grouped MDCB/BR2/BR25', 'the search goes on with the next ADRG'],
    ['next', ofAge(59), 'grouped MDCC/CR1/CR19', 'and with the next MDC'],
    ['next', ofAge(40, 2), 'grouped MDCC/CR1/CR19', 'also where there is no DRG row at all'],
  ])('whenNoDrgRow %s: %o is %s: %s', (whenNoDrgRow, given, expected) => {
    expect(new SmallGrouper(scheme, { whenNoDrgRow }).group(given)).toBe(expected);
  });

  test('a reason says so', () => {
    expect(new SmallGrouper(scheme).reasons(ofAge(69))).toEqual([{ code: 'no-drg-row-matches', detail: 'BR1' }]);
  });
});

describe('several rows for one ADRG', () => {
  const ventilation: SmallScheme = {
    mdc: [['MDCA', '']],
    adrg: [
      ['AH1_1', 'MDCA', 'ZYSS in OP_AH1_1', { sort: 1 }],
      ['AC1', 'MDCA', '{ZYSS, QTSS} in OP_AC1', { sort: 2 }],
      ['AH1_2', 'MDCA', '{ZYSS, QTSS} in OP_AH1_2', { sort: 3 }],
    ],
    drg: [
      ['AH11', 'AH1_1', 'NL>=70'],
      ['AH15', 'AH1_1', ''],
      ['AC19', 'AC1', ''],
      ['AH15', 'AH1_2', ''],
    ],
    sets: { OP_AH1_1: '96.7201', OP_AC1: '37.5100', OP_AH1_2: '31.1000' },
  };

  test.each([
    ['the first row, at its place', ['96.7201', '37.5100'], 'grouped MDCA/AH1/AH15'],
    ['the row between goes before the second', ['31.1000', '37.5100'], 'grouped MDCA/AC1/AC19'],
    ['the second row, at its own place, with its own DRG rows', ['31.1000'], 'grouped MDCA/AH1/AH15'],
  ])('%s', (_why, [principalProcedure, ...otherProcedures], expected) => {
    expect(new SmallGrouper(ventilation).group({ principalProcedure: principalProcedure!, otherProcedures })).toBe(expected);
  });

  test('DRG rows of one part are no rows of the other', () => {
    const grouper = new SmallGrouper(ventilation);
    expect(grouper.drg({ principalProcedure: '96.7201', ageYears: 70 })).toBe('AH11');
    expect(grouper.drg({ principalProcedure: '31.1000', ageYears: 70 })).toBe('AH15');
  });

  test.each(['BV11B', 'BE1a', 'BE10', 'ZZ1Z9'])('the DRG code %s is taken as it is', (code) => {
    const grouper = new SmallGrouper({ mdc: [['MDCB', '']], adrg: [['BV1', 'MDCB', '']], drg: [[code, 'BV1', '']] });
    expect(grouper.group({})).toBe(`grouped MDCB/BV1/${code}`);
  });
});

describe('DRG rows and the MDC that they name', () => {
  const shared: SmallScheme = {
    mdc: [
      ['MDCB', 'ZYZD in DI_B'],
      ['MDCC', 'ZYZD in DI_C'],
    ],
    adrg: [
      ['XR1', 'MDCB', ''],
      ['XR1', 'MDCC', ''],
    ],
    drg: [
      ['XR1b', 'XR1', '', { mdc: 'MDCB' }],
      ['XR1c', 'XR1', '', { mdc: 'MDCC' }],
    ],
    sets: { DI_B: 'B10.000', DI_C: 'C10.000' },
  };

  test('where one ADRG code stands under two MDCs each takes the DRG rows that name it', () => {
    const grouper = new SmallGrouper(shared);
    expect(grouper.group({ principalDiagnosis: 'B10.000' })).toBe('grouped MDCB/XR1/XR1b');
    expect(grouper.group({ principalDiagnosis: 'C10.000' })).toBe('grouped MDCC/XR1/XR1c');
  });

  test.each([
    ['names no MDC', ''],
    ['names the MDC of another ADRG', 'MDCC'],
  ])('a DRG row that %s belongs to its ADRG all the same, beside rows that name the right one', (_why, mdc) => {
    const grouper = new SmallGrouper({
      ...shared,
      adrg: [
        ['BR1', 'MDCB', ''],
        ['CR1', 'MDCC', ''],
      ],
      drg: [
        ['BR11', 'BR1', 'NL>=70', { mdc: 'MDCB' }],
        ['BR15', 'BR1', '', { mdc }],
        ['CR19', 'CR1', '', { mdc: 'MDCC' }],
      ],
    });
    expect(grouper.drg({ principalDiagnosis: 'B10.000', ageYears: 70 })).toBe('BR11');
    expect(grouper.drg({ principalDiagnosis: 'B10.000', ageYears: 40 })).toBe('BR15');
  });
});
