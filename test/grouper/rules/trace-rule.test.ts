import { describe, expect, test } from 'vitest';
import { NUMBER_FIELDS, parseRule, type CodeField, type NumberField } from '../../../grouper/index.js';
import { firstFailure, meetsSomeCode, traceRule, type CaseFacts } from '../../../grouper/rules/trace-rule.js';

interface Given extends Partial<Record<CodeField, readonly string[]>>, Partial<Record<NumberField, number>> {
  readonly KS?: string;
}

const MEMBERS: Readonly<Record<string, readonly string[]>> = {
  DI_A: ['A1', 'A2'],
  DI_B: ['B1'],
  OP_A: ['1', '2', '3'],
  OP_B: ['2', '9'],
  KS_ICU: ['28'],
};

const factsOf = (given: Given): CaseFacts => ({
  codes: (field) => given[field] ?? [],
  number: (field) => given[field],
  department: given.KS,
  isMember: (set, code) => MEMBERS[set]?.includes(code) ?? false,
});

const trace = (rule: string, given: Given) => traceRule(parseRule(rule), factsOf(given));

describe('traceRule', () => {
  test.each<[why: string, rule: string, given: Given, holds: boolean]>([
    ['no text holds', '', {}, true],
    ['any code of a list field', 'QTZD in DI_A', { QTZD: ['B1', 'A2'] }, true],
    ['no code at all', 'ZYSS in OP_A', {}, false],
    ['no code at all, negated', 'ZYSS not in OP_A', {}, true],
    ['pooled fields include the main procedure', '{ZYSS, QTSS} in OP_A', { ZYSS: ['1'] }, true],
    ['negated pool: one hit is enough to fail', '{ZYSS, QTSS} not in OP_A', { ZYSS: ['8'], QTSS: ['1'] }, false],
    ['a number that is missing', 'NL>=0', {}, false],
    ['the same, turned', 'not NL>=0', {}, true],
    ['zero is a number', 'NL>=0', { NL: 0 }, true],
    ['a department in the set', 'KS in KS_ICU', { KS: '28' }, true],
    ['another department', 'KS in KS_ICU', { KS: '03' }, false],
    ['no department', 'KS in KS_ICU', {}, false],
    ['two distinct codes', 'length(OP_A ∩ {ZYSS, QTSS})>=2', { ZYSS: ['1'], QTSS: ['2'] }, true],
    ['one code given twice counts once', 'length(OP_A ∩ {ZYSS, QTSS})>=2', { ZYSS: ['1'], QTSS: ['1', '1'] }, false],
    ['a code in both sets counts once', 'length({OP_A, OP_B} ∩ QTSS)>=2', { QTSS: ['2'] }, false],
  ])('%s: %j', (_why, rule, given, holds) => {
    expect(trace(rule, given).holds).toBe(holds);
  });

  test('every code is told with its field and each set it met', () => {
    expect(trace('{ZYSS, QTSS} in {OP_A, OP_B}', { ZYSS: ['2'], QTSS: ['8', '3'] }).met).toEqual([
      { field: 'ZYSS', code: '2', set: 'OP_A' },
      { field: 'ZYSS', code: '2', set: 'OP_B' },
      { field: 'QTSS', code: '3', set: 'OP_A' },
    ]);
  });

  test('the number stated is told, and that none was stated', () => {
    expect(trace('NL>=70', { NL: 69 })).toEqual({ rule: 'NL >= 70', holds: false, value: 69 });
    expect(trace('NL>=70', {})).toEqual({ rule: 'NL >= 70', holds: false, value: null });
    expect(trace('length(OP_A ∩ QTSS)>=2', { QTSS: ['1'] })).toMatchObject({ holds: false, value: 1 });
  });

  test('parts behind the one that decided are looked at too', () => {
    const parts = trace('ZYZD in DI_A or QTZD in DI_B', { ZYZD: ['A1'], QTZD: ['B1'] }).parts!;
    expect(parts.map(({ holds }) => holds)).toEqual([true, true]);
  });

  test.each(NUMBER_FIELDS)('%s is read from its own field', (field) => {
    expect(trace(`${field}=5`, { [field]: 5 }).holds).toBe(true);
    expect(
      trace(`${field}=5`, Object.fromEntries(NUMBER_FIELDS.filter((other) => other !== field).map((other) => [other, 5]))).holds,
    ).toBe(false);
  });
});

describe('firstFailure', () => {
  const blamed = (rule: string, given: Given) => firstFailure(trace(rule, given))?.rule;

  test.each<[why: string, rule: string, given: Given, expected: string | undefined]>([
    ['nothing, where the rule holds', 'ZYZD in DI_A', { ZYZD: ['A1'] }, undefined],
    ['the condition itself', 'ZYZD in DI_A', { ZYZD: ['B1'] }, 'ZYZD in DI_A'],
    ['the first that fails of `and`', 'ZYZD in DI_A and NL>=70 and XB=1', { ZYZD: ['A1'], NL: 69, XB: 2 }, 'NL >= 70'],
    [
      'of `or` the part that came nearest',
      '(ZYZD in DI_A and ZYSS in OP_A) or (ZYZD in DI_B and ZYSS in OP_B)',
      { ZYZD: ['B1'], ZYSS: ['7'] },
      'ZYSS in OP_B',
    ],
    ['of parts equally near the first', 'ZYZD in DI_A or ZYZD in DI_B', { ZYZD: ['Z9'] }, 'ZYZD in DI_A'],
    ['`not` as a whole', 'ZYZD in DI_A and not (NL<7)', { ZYZD: ['A1'], NL: 6 }, 'not NL < 7'],
    [
      'through joins inside joins',
      'ZYZD in DI_A and (ZYSS in OP_B or (QTSS in OP_A and NL<7))',
      { ZYZD: ['A1'], QTSS: ['1'], NL: 8 },
      'NL < 7',
    ],
  ])('blames %s', (_why, rule, given, expected) => {
    expect(blamed(rule, given)).toBe(expected);
  });
});

describe('meetsSomeCode', () => {
  test.each<[why: string, rule: string, given: Given, expected: boolean]>([
    ['a code of the case is in a set of the rule', 'ZYZD in DI_A and ZYSS in OP_A', { ZYZD: ['A1'] }, true],
    ['no code is', 'ZYZD in DI_A and ZYSS in OP_A', { ZYZD: ['B1'] }, false],
    ['age and sex alone make no near miss', 'XB=1 and NL<7 and ZYZD in DI_A', { XB: 1, NL: 3 }, false],
    ['`not in` that holds for want of any code makes none', 'ZYSS not in OP_A and ZYZD in DI_A', {}, false],
  ])('%s', (_why, rule, given, expected) => {
    expect(meetsSomeCode(trace(rule, given))).toBe(expected);
  });
});
