import { describe, expect, test } from 'vitest';
import type { Discharge } from '../../../grouper/index.js';
import { SmallGrouper, type SmallScheme } from './small-scheme.js';

// ADRGs with the split patterns of 3.0, each behind a main procedure of its own; lists as in the handbook's table:
// M1 is MCC by EX_a, M2 MCC by EX_b, C1 CC by EX_a, C2 CC without a table; p is in EX_a alone, q in no table.
const [M1, M2, C1, C2, P, Q, OBD] = ['K70.001', 'K70.002', 'K70.003', 'K70.004', 'A10.000', 'A11.000', 'O14.000'];
const MCC = 'QTZD in MCC';
const CC = 'QTZD in CC';
const EITHER = 'QTZD in {MCC, CC}';
const OLD = 'NL>=70';
const SPLITS: Readonly<Record<string, readonly (readonly [label: string, rule: string])[]>> = {
  'FR2 1,3,5': [['1', MCC], ['3', CC], ['5', '']],
  'BR1 3,5': [['3', EITHER], ['5', '']],
  'BB5 1,5': [['1', MCC], ['5', '']],
  'FU1 1,3,G,5': [['1', MCC], ['3', CC], ['G', OLD], ['5', '']],
  'GC2 1,G,5': [['1', MCC], ['G', OLD], ['5', '']],
  'LL1 E,1,F,3,5': [['E', `${MCC} and ${OLD}`], ['1', MCC], ['F', `${CC} and ${OLD}`], ['3', CC], ['5', '']],
  'IE2 0,1,5': [['0', '{ZYSS, QTSS} in OP_ARB'], ['1', MCC], ['5', '']],
  'OB2 1,5': [['1', `ZYZD in DI_OBD or ${MCC}`], ['5', '']],
  'ZZ9 H,9': [['H', OLD], ['9', '']],
}; // prettier-ignore

const adrgs = Object.keys(SPLITS).map((split) => split.split(' ')[0]!);
const procedureOf = (adrg: string) => `00.${String(adrgs.indexOf(adrg)).padStart(4, '0')}`;
const scheme: SmallScheme = {
  mdc: [['MDCX', '']],
  adrg: adrgs.map((adrg) => [adrg, 'MDCX', `ZYSS in OP_${adrg}`] as const),
  drg: Object.values(SPLITS).flatMap((rows, place) =>
    rows.map(([label, rule]) => [`${adrgs[place]}${label}`, adrgs[place]!, rule] as const),
  ),
  sets: {
    ...Object.fromEntries(adrgs.map((adrg) => [`OP_${adrg}`, procedureOf(adrg)])),
    OP_ARB: '17.4100 17.4200',
    DI_OBD: OBD,
    DI_KNOWN: Q,
  },
  complications: [
    [M1, 'MCC', 'EX_a'],
    [M2, 'MCC', 'EX_b'],
    [C1, 'CC', 'EX_a'],
    [C2, 'CC', ''],
  ],
  exclusions: { EX_a: P, EX_b: 'A12.000' },
};

describe('severity splits', () => {
  test.each<[why: string, adrg: string, principal: string, others: string[], more: Partial<Discharge>, expected: string]>([
    ['the only MCC is excluded', 'FR2', P, [M1], {}, 'FR25'],
    ['the MCC is excluded, a CC without a table never is', 'FR2', P, [M1, C2], {}, 'FR23'],
    ['one surviving MCC is enough', 'FR2', P, [M1, M2], {}, 'FR21'],
    ['the principal is in no table', 'FR2', Q, [C1], {}, 'FR23'],
    ['3 means MCC or CC where no 1 stands before it', 'BR1', Q, [M2], {}, 'BR13'],
    ['5 means without MCC where no 3 stands before it', 'BB5', Q, [C2], {}, 'BB55'],
    ['severity rows stand before age', 'FU1', Q, [C2], { ageYears: 75 }, 'FU13'],
    ['G is the rest from seventy years on', 'FU1', Q, [], { ageYears: 75 }, 'FU1G'],
    ['one year less', 'FU1', Q, [], { ageYears: 69 }, 'FU15'],
    ['G without a 3 before it holds CC too', 'GC2', Q, [C2], { ageYears: 75 }, 'GC2G'],
    ['no G row for the old without complications', 'LL1', Q, [], { ageYears: 80 }, 'LL15'],
    ['E: MCC and old', 'LL1', Q, [M2], { ageYears: 70 }, 'LL1E'],
    ['F: CC and old', 'LL1', Q, [C1], { ageYears: 70 }, 'LL1F'],
    ['the robot row is tested first', 'IE2', Q, [M2], { otherProcedures: ['17.4200'] }, 'IE20'],
    ['a code beside the robot codes is none of them', 'IE2', Q, [M2], { otherProcedures: ['17.4900'] }, 'IE21'],
    ['the tier 1 is met by a high-risk principal', 'OB2', OBD, [], {}, 'OB21'],
    ['and by plain MCC', 'OB2', Q, [M1], {}, 'OB21'],
    ['and not by CC', 'OB2', Q, [C2], {}, 'OB25'],
    ['H does not ask for severity', 'ZZ9', Q, [M1], { ageYears: 70 }, 'ZZ9H'],
  ])('%s: %s with principal %s and others %j %o is %s', (_why, adrg, principalDiagnosis, secondaryDiagnoses, more, expected) => {
    const given = { principalDiagnosis, secondaryDiagnoses, principalProcedure: procedureOf(adrg), ...more };
    expect(new SmallGrouper(scheme).drg(given)).toBe(expected);
  });
});

/** Severity alone, of a case under lists of its own. */
function severityOf(
  principalDiagnosis: string,
  secondaryDiagnoses: string[],
  complications: SmallScheme['complications'] = scheme.complications!,
  exclusions: SmallScheme['exclusions'] = scheme.exclusions!,
): string {
  const grouper = new SmallGrouper({
    mdc: [['MDCX', '']],
    adrg: [['XR1', 'MDCX', '']],
    drg: [
      ['XR1mcc', 'XR1', 'QTZD in MCC and QTZD in CC'],
      ['XR11', 'XR1', 'QTZD in MCC'],
      ['XR13', 'XR1', 'QTZD in CC'],
      ['XR15', 'XR1', ''],
    ],
    complications,
    exclusions,
    sets: { DI: 'A10.000' },
  });
  const drg = grouper.drg({ principalDiagnosis, secondaryDiagnoses });
  const result = grouper.grouper.group({
    caseId: 'T',
    sex: 1,
    ageYears: 40,
    principalDiagnosis,
    secondaryDiagnoses,
    otherProcedures: [],
  });
  return `${result.status === 'invalid' ? '' : result.severity} ${drg}`;
}

describe('the severity of a case', () => {
  test.each<[why: string, principal: string, others: string[], expected: string]>([
    ['nothing on the list', Q, ['Z99.000'], 'none XR15'],
    ['a CC', Q, [C1], 'cc XR13'],
    ['an MCC', Q, [M1], 'mcc XR11'],
    ['both: the graver one is the severity, and both rows hold', Q, [C1, M1], 'mcc XR1mcc'],
    ['the principal itself is no complication', M1, [], 'none XR15'],
    ['a principal repeated among the others counts where its table does not hold it', M1, [M1], 'mcc XR11'],
    ['an excluded MCC leaves the CC', P, [M1, C2], 'cc XR13'],
    ['every one excluded', P, [M1, C1], 'none XR15'],
    ['a repeated code changes nothing', Q, [C1, C1, C1], 'cc XR13'],
    ['another spelling of code and principal', ' a10.000', ['k70.001 '], 'none XR15'],
  ])('%s', (_why, principal, others, expected) => {
    expect(severityOf(principal, others)).toBe(expected);
  });

  test.each<
    [
      why: string,
      complications: NonNullable<SmallScheme['complications']>,
      exclusions: NonNullable<SmallScheme['exclusions']>,
      principal: string,
      others: string[],
      expected: string,
    ]
  >([
    ['a code that is both counts as both', [[M1, 'MCC', ''], [M1, 'CC', '']], {}, Q, [M1], 'mcc XR1mcc'],
    ['a code that is both, excluded as MCC only', [[M1, 'MCC', 'EX'], [M1, 'CC', '']], { EX: P }, P, [M1], 'cc XR13'],
    ['a code with two tables is excluded by neither alone', [[M1, 'MCC', 'EX'], [M1, 'MCC', 'EY']], { EX: P }, P, [M1], 'mcc XR11'],
    ['a code with two tables is excluded by both', [[M1, 'MCC', 'EX'], [M1, 'MCC', 'EY']], { EX: P, EY: P }, P, [M1], 'none XR15'],
    ['a table without rows excludes nothing', [[M1, 'MCC', 'EX_NONE']], { EX: P }, P, [M1], 'mcc XR11'],
    ['a principal in the table of another code', [[M1, 'MCC', 'EX'], [C1, 'CC', 'EY']], { EY: P }, P, [M1, C1], 'mcc XR11'],
    ['a principal repeated, with its own code in its table', [[P, 'CC', 'EX']], { EX: P }, P, [P], 'none XR15'],
    ['a principal repeated, with its table holding others', [[P, 'CC', 'EX']], { EX: Q }, P, [P], 'cc XR13'],
    ['complications by category', [['K70*', 'CC', '']], {}, Q, ['K70.999'], 'cc XR13'],
    ['a code and its category', [['K70*', 'CC', ''], [M1, 'MCC', '']], {}, Q, [M1], 'mcc XR1mcc'],
    ['exclusion by category', [[M1, 'MCC', 'EX']], { EX: 'A1*' }, 'A19.900', [M1], 'none XR15'],
    ['exclusion by category of a principal that a set lists', [[M1, 'MCC', 'EX']], { EX: 'A1*' }, P, [M1], 'none XR15'],
    ['a neighbouring category excludes nothing', [[M1, 'MCC', 'EX']], { EX: 'A2*' }, P, [M1], 'mcc XR11'],
    ['dagger pairs are compared whole', [['D51.003+G32.0*', 'CC', 'EX']], { EX: 'A01.002+G01*' }, 'A01.002+G01*', ['D51.003+G32.0*'], 'none XR15'],
    ['half a dagger pair excludes nothing', [['D51.003+G32.0*', 'CC', 'EX']], { EX: 'A01.002+G01*' }, 'A01.002', ['D51.003+G32.0*'], 'cc XR13'],
    ['half a dagger pair is no complication', [['D51.003+G32.0*', 'CC', '']], {}, Q, ['D51.003', 'G32.0*'], 'none XR15'],
    ['the dagger itself in the tables', [['D51.003†G32.0*', 'CC', '']], {}, Q, ['D51.003+G32.0*'], 'cc XR13'],
  ])('%s', (_why, complications, exclusions, principal, others, expected) => {
    expect(severityOf(principal, others, complications, exclusions)).toBe(expected);
  }); // prettier-ignore

  test('every other diagnosis on the list is shown, with its table and whether it was excluded', () => {
    const { grouper } = new SmallGrouper(scheme);
    const { complications } = grouper.explain({
      caseId: 'T',
      sex: 1,
      ageYears: 40,
      principalDiagnosis: P,
      secondaryDiagnoses: [M1, 'Z99.000', C2],
      otherProcedures: [],
    });
    expect(complications).toEqual([
      { code: M1, level: 'MCC', exclusionTable: 'EX_a', excluded: true },
      { code: C2, level: 'CC', exclusionTable: '', excluded: false },
    ]);
  });
});

describe('MCC and CC in fields other than QTZD', () => {
  // No published rule asks this; the sets hold other diagnoses of the case, so that a field meets them by the same code.
  test.each<[why: string, rule: string, given: Partial<Discharge>, expected: boolean]>([
    ['the principal alone is not among them', 'ZYZD in MCC', { principalDiagnosis: M2 }, false],
    ['the principal repeated among the others is', 'ZYZD in MCC', { principalDiagnosis: M2, secondaryDiagnoses: [M2] }, true],
    [
      'another MCC among the others does not make it one',
      'ZYZD in MCC',
      { principalDiagnosis: M2, secondaryDiagnoses: [M1] },
      false,
    ],
    [
      'nor does another code of the same category',
      'ZYZD in MCC',
      { principalDiagnosis: 'K80.100', secondaryDiagnoses: ['K80.200'] },
      false,
    ],
    [
      'nor when it is counted',
      'length(MCC ∩ ZYZD)>=1',
      { principalDiagnosis: 'K80.100', secondaryDiagnoses: ['K80.200'] },
      false,
    ],
    [
      'nor when it is counted on every case',
      'length(MCC ∩ ZYZD)=1',
      { principalDiagnosis: 'K80.100', secondaryDiagnoses: ['K80.200'] },
      false,
    ],
    ['a procedure is none of them', '{ZYSS, QTSS} in MCC', { principalProcedure: '00.0000', secondaryDiagnoses: [M2] }, false],
    ['no MCC at all', 'QTZD not in MCC', { secondaryDiagnoses: [C1] }, true],
    ['`not` before it', 'not QTZD in {MCC, CC}', { secondaryDiagnoses: [C1] }, false],
  ])('%s: %j', (_why, rule, given, expected) => {
    const grouper = new SmallGrouper({
      ...scheme,
      mdc: [['MDCB', rule]],
      adrg: [['BR1', 'MDCB', '']],
      drg: [['BR19', 'BR1', '']],
      complications: [...scheme.complications!, ['K80*', 'MCC', '']],
    });
    expect(grouper.drg(given)).toBe(expected ? 'BR19' : '0000');
  });
});
