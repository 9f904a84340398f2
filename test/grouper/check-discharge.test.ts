import { describe, expect, test } from 'vitest';
import { printReason, REASONS, type Discharge, type Reason, type ReasonCode } from '../../grouper/index.js';
import type { DrgEdition } from '../../reference-data/index.js';
import { discharge, SmallGrouper, type SmallScheme } from './drg/small-scheme.js';

const scheme: SmallScheme = {
  mdc: [['MDCB', 'ZYZD in DI_B']],
  adrg: [['BR1', 'MDCB', '']],
  drg: [['BR19', 'BR1', '']],
  sets: { DI_B: 'B10.000', OP_B: '36.0600' },
};

/** Codes of the reasons, in the order of the result, and the status. */
function found(
  given: Readonly<Record<string, unknown>>,
  choices: Partial<DrgEdition> = {},
  read: readonly Reason[] = [],
): string[] {
  const { grouper } = new SmallGrouper({ ...scheme, mdc: [['MDCB', 'ZYSS in OP_B']] }, choices);
  const known = { principalDiagnosis: 'B10.000', principalProcedure: '36.0600' };
  const { status, reasons } = grouper.group(without({ ...discharge(known), ...given }), read);
  return [status, ...reasons.map(printReason)];
}

/** A value that is given as undefined is not stated at all. */
function without(given: Readonly<Record<string, unknown>>): Discharge {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as unknown as Discharge;
}

const codes = (count: number) => Array.from({ length: count }, () => 'B10.001');

describe('a case that states what is needed', () => {
  test('has no reasons', () => {
    expect(found({})).toEqual(['grouped']);
  });
});

describe('checks of one field', () => {
  const newborn = { ageYears: 0, ageDays: 28, admissionWeightGrams: 3000 };

  test.each<[why: string, given: Readonly<Record<string, unknown>>, expected: string[]]>([
    ['no identifier', { caseId: '' }, ['invalid', 'case-id-missing']],
    ['no sex', { sex: undefined }, ['invalid', 'sex-missing']],
    ['sex 0', { sex: 0 }, ['invalid', 'sex-not-1-or-2:0']],
    ['sex 3', { sex: 3 }, ['invalid', 'sex-not-1-or-2:3']],
    ['sex 9, unknown in the national list', { sex: 9 }, ['invalid', 'sex-not-1-or-2:9']],
    ['no age', { ageYears: undefined }, ['invalid', 'age-missing']],
    ['no age in years beside one in days', { ageYears: undefined, ageDays: 10 }, ['invalid', 'age-missing']],
    ['age -1', { ageYears: -1 }, ['invalid', 'age-out-of-range:-1']],
    ['age 150', { ageYears: 150 }, ['grouped']],
    ['age 151', { ageYears: 151 }, ['invalid', 'age-out-of-range:151']],
    ['half a year', { ageYears: 0.5 }, ['invalid', 'age-out-of-range:0.5']],
    ['no number', { ageYears: Number.NaN }, ['invalid', 'age-out-of-range:NaN']],
    ['under one year without days', { ageYears: 0 }, ['invalid', 'age-days-missing']],
    ['day -1', { ...newborn, ageDays: -1 }, ['invalid', 'age-days-out-of-range:-1']],
    ['day 0', { ...newborn, ageDays: 0 }, ['grouped']],
    ['day 365', { ageYears: 0, ageDays: 365 }, ['grouped']],
    ['day 366, as in a leap year', { ageYears: 0, ageDays: 366 }, ['grouped', 'age-days-over-365:366']],
    ['day 400', { ageYears: 0, ageDays: 400 }, ['grouped', 'age-days-over-365:400']],
    ['day 401', { ageYears: 0, ageDays: 401 }, ['invalid', 'age-days-out-of-range:401']],
    ['days beside a year or more', { ageYears: 1, ageDays: 366 }, ['grouped', 'age-days-ignored:366']],
    ['impossible days beside a year or more are ignored too', { ageYears: 1, ageDays: -5 }, ['grouped', 'age-days-ignored:-5']],
    ['day 28 without weight', { ...newborn, admissionWeightGrams: undefined }, ['invalid', 'admission-weight-missing']],
    ['day 29 without weight', { ageYears: 0, ageDays: 29 }, ['grouped']],
    ['99 g', { ...newborn, admissionWeightGrams: 99 }, ['invalid', 'newborn-weight-out-of-range:99']],
    ['100 g', { ...newborn, admissionWeightGrams: 100 }, ['grouped']],
    ['9999 g', { ...newborn, admissionWeightGrams: 9999 }, ['grouped']],
    ['10000 g', { ...newborn, admissionWeightGrams: 10_000 }, ['invalid', 'newborn-weight-out-of-range:10000']],
    ['0 g', { ...newborn, admissionWeightGrams: 0 }, ['invalid', 'newborn-weight-out-of-range:0']],
    ['kilograms', { ...newborn, admissionWeightGrams: 3.2 }, ['invalid', 'newborn-weight-out-of-range:3.2']],
    ['the other weight does not stand in', { ...newborn, admissionWeightGrams: undefined, birthWeightGrams: 3000 }, ['invalid', 'admission-weight-missing']],
    ['an implausible weight from day 29 on', { ageYears: 0, ageDays: 29, admissionWeightGrams: 99 }, ['grouped', 'weight-ignored:99']],
    ['an implausible weight of a grown man', { admissionWeightGrams: 70_000 }, ['grouped', 'weight-ignored:70000']],
    ['the weight that the edition does not name', { birthWeightGrams: 70_000 }, ['grouped']],
    ['no principal diagnosis', { principalDiagnosis: undefined }, ['invalid', 'principal-diagnosis-missing']],
    ['an empty principal diagnosis', { principalDiagnosis: '' }, ['invalid', 'principal-diagnosis-missing']],
    ['a hundred diagnoses', { secondaryDiagnoses: codes(99) }, ['grouped', ...codes(99).map((code) => `unknown-diagnosis:${code}`)]],
    ['a hundred and one', { secondaryDiagnoses: codes(100) }, ['invalid', 'too-many-codes:101']],
    ['a hundred procedures', { otherProcedures: Array.from({ length: 99 }, () => '36.0600') }, ['grouped']],
    ['a hundred and one', { otherProcedures: Array.from({ length: 100 }, () => '36.0600') }, ['invalid', 'too-many-codes:101']],
    ['a hundred without a main one', { principalProcedure: undefined, otherProcedures: Array.from({ length: 100 }, () => '36.0600') }, ['ungrouped', 'no-mdc-matches']],
    ['the principal among the others', { secondaryDiagnoses: ['B10.000'] }, ['grouped', 'principal-repeated']],
    ['twice', { secondaryDiagnoses: ['B10.000', 'B10.000'] }, ['grouped', 'principal-repeated']],
    ['an unknown principal among the others', { principalDiagnosis: 'Q99.900', secondaryDiagnoses: ['Q99.900'] }, ['grouped', 'unknown-diagnosis:Q99.900', 'unknown-diagnosis:Q99.900', 'principal-repeated']],
    ['an unknown principal and an unknown other', { principalDiagnosis: 'Q99.900', secondaryDiagnoses: ['Q99.800'] }, ['grouped', 'unknown-diagnosis:Q99.900', 'unknown-diagnosis:Q99.800']],
    ['an unknown other diagnosis', { secondaryDiagnoses: ['Q99.900'] }, ['grouped', 'unknown-diagnosis:Q99.900']],
    ['an unknown other procedure', { otherProcedures: ['99.9900'] }, ['grouped', 'unknown-procedure:99.9900']],
    ['an unknown main procedure', { principalProcedure: '99.9900' }, ['ungrouped', 'no-mdc-matches', 'unknown-procedure:99.9900']],
    ['an asterisk code alone', { secondaryDiagnoses: ['G01*'] }, ['grouped', 'lone-asterisk-code:G01*']],
    ['an asterisk code alone in full-width signs', { secondaryDiagnoses: ['Ｇ０１＊'] }, ['grouped', 'lone-asterisk-code:Ｇ０１＊']],
    ['a dagger pair that no sheet has', { secondaryDiagnoses: ['A17.000+G01*'] }, ['grouped', 'unknown-diagnosis:A17.000+G01*']],
    ['a diagnosis is no procedure', { otherProcedures: ['B10.000'] }, ['grouped', 'unknown-procedure:B10.000']],
    ['a procedure is no diagnosis', { secondaryDiagnoses: ['36.0600'] }, ['grouped', 'unknown-diagnosis:36.0600']],
  ])('%s', (_why, given, expected) => {
    expect(found(given)).toEqual(expected);
  }); // prettier-ignore

  test('the weight asked of a newborn is the one that the edition names', () => {
    const [birth, admission] = [{ birthWeightGrams: 3000 }, { admissionWeightGrams: 3000 }];
    const given = { ageYears: 0, ageDays: 10 };
    expect(found({ ...given, ...birth }, { newbornWeight: 'birth' })).toEqual(['grouped']);
    expect(found({ ...given, ...admission }, { newbornWeight: 'birth' })).toEqual(['invalid', 'birth-weight-missing']);
    expect(found({ ...given, ...birth }, { newbornWeight: 'admission' })).toEqual(['invalid', 'admission-weight-missing']);
  });
});

describe('all faults at once', () => {
  test('in order of precedence, whatever the order in which they were found', () => {
    const read: Reason[] = [
      { code: 'total-charges-zero' },
      { code: 'two-principal-diagnoses' },
      { code: 'field-unreadable', detail: 'admissionDate' },
      { code: 'discharge-before-admission' },
    ];
    const given = {
      caseId: '',
      sex: 3,
      ageYears: 0,
      ageDays: 5,
      admissionWeightGrams: undefined,
      principalDiagnosis: '',
      secondaryDiagnoses: codes(100),
    };
    expect(found(given, {}, read)).toEqual([
      'invalid',
      'case-id-missing',
      'field-unreadable:admissionDate',
      'sex-not-1-or-2:3',
      'admission-weight-missing',
      'principal-diagnosis-missing',
      'discharge-before-admission',
      'two-principal-diagnoses',
      'too-many-codes:101',
      'total-charges-zero',
    ]);
  });

  test('precedence is: what refuses, then why there is no group, then what is odd', () => {
    const rank = { invalid: 0, ungrouped: 1, ambiguous: 2, warning: 3 };
    const kinds = (Object.keys(REASONS) as ReasonCode[])
      // The one warning that says why a group is as it is stands beside its like.
      .filter((code) => code !== 'no-drg-row-matches')
      .map((code) => rank[REASONS[code].kind]);
    expect(kinds).toEqual([...kinds].sort((a, b) => a - b));
  });

  test.each<[given: Readonly<Record<string, unknown>>, read: Reason, expected: string[]]>([
    [{ sex: undefined }, { code: 'sex-not-1-or-2', detail: 'X' }, ['invalid', 'sex-not-1-or-2:X']],
    [{ ageYears: undefined }, { code: 'age-out-of-range', detail: '-1' }, ['invalid', 'age-out-of-range:-1']],
    [{ ageYears: 0 }, { code: 'age-days-out-of-range', detail: '999' }, ['invalid', 'age-days-out-of-range:999']],
    [
      { ageYears: 0, ageDays: 1 },
      { code: 'newborn-weight-out-of-range', detail: '9' },
      ['invalid', 'newborn-weight-out-of-range:9'],
    ],
  ])('%o, which the reader found unreadable (%o), is not reported as missing too', (given, read, expected) => {
    expect(found(given, {}, [read])).toEqual(expected);
  });

  test('what the reader found invalid refuses the case', () => {
    expect(found({}, {}, [{ code: 'record-unreadable', detail: 'line 7' }])).toEqual(['invalid', 'record-unreadable:line 7']);
  });

  test('what the reader found odd stands among the reasons of a group', () => {
    expect(found({}, {}, [{ code: 'length-of-stay-zero' }])).toEqual(['grouped', 'length-of-stay-zero']);
  });

  test('an invalid case has neither codes nor severity', () => {
    const { grouper } = new SmallGrouper(scheme);
    expect(grouper.group(discharge({ caseId: '' }))).toEqual({
      status: 'invalid',
      reasons: [{ code: 'case-id-missing' }],
      scheme: 'test',
    });
  });
});

describe('why a case has no group', () => {
  const grouper = new SmallGrouper({
    mdc: [
      ['MDCA', ''],
      ['MDCM', 'ZYZD in DI_M and XB=1'],
      ['MDCN', 'ZYZD in DI_N and XB=2'],
      ['MDCB', 'ZYZD in DI_B'],
      ['MDCZ', 'length(DI_Z ∩ {ZYZD, QTZD})>=2'],
      ['MDCF', 'ZYZD in DI_F'],
    ],
    adrg: [
      ['AA1', 'MDCA', 'ZYSS in OP_AA1'],
      ['MR1', 'MDCM', ''],
      ['NR1', 'MDCN', ''],
      ['BR1', 'MDCB', 'NL>=200'],
      ['ZR1', 'MDCZ', 'NL>=200'],
      ['FQY', 'MDCF', 'ZYSS in OP_ALL'],
      ['F00', 'MDCF', ''],
    ],
    drg: [
      ['AA19', 'AA1', ''],
      ['MR19', 'MR1', ''],
      ['NR19', 'NR1', ''],
      ['BR19', 'BR1', ''],
      ['ZR19', 'ZR1', ''],
      ['FQY', 'FQY', ''],
      ['F000', 'F00', ''],
    ],
    sets: {
      OP_AA1: '37.5100',
      OP_ALL: '47.0900',
      DI_M: 'N40.000 N99.000',
      DI_N: 'N80.000 N99.000',
      DI_B: 'B10.000',
      DI_Z: 'S06.000 S27.000',
      DI_F: 'I20.000',
      DI_UNUSED: 'R99.000',
    },
  });

  test.each<[why: string, given: Partial<Discharge>, expected: string[]]>([
    ['principal on no sheet', { principalDiagnosis: 'Q99.900' }, ['principal-diagnosis-unknown', 'unknown-diagnosis:Q99.900']],
    ['principal of the men’s MDC, a woman', { principalDiagnosis: 'N40.000', sex: 2 }, ['sex-conflict:MDCM']],
    ['principal of the women’s MDC, a man', { principalDiagnosis: 'N80.000', sex: 1 }, ['sex-conflict:MDCN']],
    ['principal on a sheet, in no MDC', { principalDiagnosis: 'R99.000' }, ['no-mdc-matches']],
    ['an MDC without a fitting ADRG', { principalDiagnosis: 'B10.000' }, ['no-adrg-matches:MDCB']],
    [
      'an MDC by counted diagnoses without a fitting ADRG',
      { principalDiagnosis: 'S06.000', secondaryDiagnoses: ['S27.000'] },
      ['no-adrg-matches:MDCZ'],
    ],
    ['a fall-back row', { principalDiagnosis: 'I20.000' }, ['no-adrg-matches:MDCF']],
    ['a QY row', { principalDiagnosis: 'I20.000', principalProcedure: '47.0900' }, ['procedure-fits-no-adrg:MDCF']],
  ])('%s', (_why, given, expected) => {
    expect(grouper.reasons(given).map(printReason)).toEqual(expected);
    expect(grouper.group(given)).toMatch(/^(ungrouped|ambiguous) /);
  });

  test('a principal of both MDCs is settled by sex', () => {
    expect(grouper.group({ principalDiagnosis: 'N99.000', sex: 1 })).toBe('grouped MDCM/MR1/MR19');
    expect(grouper.group({ principalDiagnosis: 'N99.000', sex: 2 })).toBe('grouped MDCN/NR1/NR19');
  });

  test('an unknown principal diagnosis does not keep a case from a pre-MDC', () => {
    expect(grouper.group({ principalDiagnosis: 'Q99.900', principalProcedure: '37.5100' })).toBe('grouped MDCA/AA1/AA19');
  });

  test('a detail with the sign that joins reasons does not break them apart', () => {
    expect(printReason({ code: 'unknown-diagnosis', detail: 'A|B' })).toBe('unknown-diagnosis:A/B');
  });
});
