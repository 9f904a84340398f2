import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseRule, printRule } from '../../../grouper/index.js';
import { randomRule } from '../../properties/random-rule.js';

describe('printRule', () => {
  test.each([
    ['no rule prints as nothing', '', ''],
    ['blanks around signs', 'XB=1', 'XB = 1'],
    ['one item needs no braces', '{ZYZD} in {DI_A}', 'ZYZD in DI_A'],
    ['several items keep theirs', '{ZYSS,QTSS} NOT IN {OP_A,OP_B}', '{ZYSS, QTSS} not in {OP_A, OP_B}'],
    ['counting', 'length(OP_A∩{ZYSS,QTSS})>=2', 'length(OP_A ∩ {ZYSS, QTSS}) >= 2'],
    ['department', 'ks in KS_ICU', 'KS in KS_ICU'],
    ['`or` inside `and` keeps its brackets', '(NL<7 or NL>=70) and XB=2', '(NL < 7 or NL >= 70) and XB = 2'],
    ['`and` inside `or` needs none', '(NL<7 and XB=2) or NL>=70', 'NL < 7 and XB = 2 or NL >= 70'],
    ['`not` before a join keeps its brackets', 'not (NL<7 and XB=2)', 'not (NL < 7 and XB = 2)'],
    ['`not` before a condition needs none', 'not (ZYZD in DI_A)', 'not ZYZD in DI_A'],
    ['`not` before `not in` stays two words', 'not (ZYSS not in OP_A)', 'not ZYSS not in OP_A'],
    ['a join inside the same join keeps its brackets', 'NL<7 or (XB=2 or 1)', 'NL < 7 or (XB = 2 or 1)'],
    ['part hours', 'ICUXS>120.5', 'ICUXS > 120.5'],
  ])('%s: %j prints as %j', (_why, rule, printed) => {
    expect(printRule(parseRule(rule))).toBe(printed);
  });

  test('a random rule, printed and parsed, is the same tree', () => {
    const names = { codeSets: ['MCC', 'CC', 'DI_A', 'OP1_AH1_1'], departmentSets: ['KS_ICU'], bounds: [0, 29, 120.5, 0.000001] };
    fc.assert(
      fc.property(randomRule(names), (rule) => {
        expect(parseRule(printRule(rule))).toEqual(rule);
      }),
      { numRuns: 3_000 },
    );
  });

  test('the smallest and the largest number that the language has come back as they were', () => {
    for (const number of ['0.000001', '999999999999999', '123456789012345.678901']) {
      const rule = parseRule(`ICUXS>${number}`);
      expect(parseRule(printRule(rule))).toEqual(rule);
    }
  });
});
