import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  CODE_FIELDS,
  conditionsOf,
  isAlwaysTrue,
  isNeverTrue,
  NUMBER_FIELDS,
  parseRule,
  printRule,
  satisfies,
  type Rule,
} from '../../../grouper/index.js';
import { necessaryHits } from '../../../grouper/rules/necessary-hits.js';
import { DEPARTMENT_BIT, maskOf } from '../../../grouper/rules/rule-program.js';
import { traceRule, type CaseFacts } from '../../../grouper/rules/trace-rule.js';
import { randomRule } from '../../properties/random-rule.js';

const SETS = ['S1', 'S2', 'MCC'];
const DEPARTMENT_SET = 'S_KS';
const CODES = ['a', 'b', 'c'];
const rules = randomRule({ codeSets: SETS, departmentSets: [DEPARTMENT_SET], bounds: [0, 1, 28, 29] });

/** A case and the sets it meets, without any scheme: which codes each field holds and which codes each set. */
const randomFacts: fc.Arbitrary<CaseFacts> = fc
  .record({
    codes: fc.record(Object.fromEntries(CODE_FIELDS.map((field) => [field, fc.subarray(CODES)]))),
    numbers: fc.record(Object.fromEntries(NUMBER_FIELDS.map((field) => [field, fc.constantFrom(undefined, 0, 1, 28, 29)]))),
    members: fc.record(Object.fromEntries(SETS.map((set) => [set, fc.subarray(CODES)]))),
    department: fc.constantFrom(undefined, '03', '28'),
  })
  .map(({ codes, numbers, members, department }) => ({
    codes: (field) => codes[field]!,
    number: (field) => numbers[field],
    department,
    isMember: (set, code) => (set === DEPARTMENT_SET ? code === '28' : members[set]!.includes(code)),
  }));

const holds = (rule: Rule, facts: CaseFacts) => traceRule(rule, facts).holds;

/** Whether some code of the fields is in the set; the mask of the department is the bit behind those of the fields. */
function occurs({ set, mask }: { readonly set: string; readonly mask: number }, facts: CaseFacts): boolean {
  if (mask === DEPARTMENT_BIT) return facts.department !== undefined && facts.isMember(set, facts.department);
  const fields = CODE_FIELDS.filter((field) => (mask & maskOf([field])) !== 0);
  return fields.some((field) => facts.codes(field).some((code) => facts.isMember(set, code)));
}

describe('isAlwaysTrue', () => {
  test.each([
    ['no text', '', true],
    ['the constant of ZZ1', '1', true],
    ['zero', '0', false],
    ['a condition', 'ZYZD in DI_A', false],
    ['`or` with a constant', 'ZYZD in DI_A or 1', true],
    ['`and` with a constant', 'ZYZD in DI_A and 1', false],
    ['`and` of constants', '1 and 2', true],
    ['`not` of what is never true', 'not 0', true],
    ['`not` of what is never true, inside', 'not (0 and ZYZD in DI_A)', true],
    ['what only thinking would tell: no constant says so', 'NL<7 or NL>=7', false],
  ])('%s: %j is %s', (_why, rule, expected) => {
    expect(isAlwaysTrue(parseRule(rule))).toBe(expected);
  });

  test('a rule that is always true holds for every case', () => {
    fc.assert(
      fc.property(rules, randomFacts, (rule, facts) => {
        if (isAlwaysTrue(rule)) expect(holds(rule, facts)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('isNeverTrue', () => {
  test.each([
    ['no text', '', false],
    ['zero', '0', true],
    ['`and` with zero', 'ZYZD in DI_A and 0', true],
    ['`or` with zero', 'ZYZD in DI_A or 0', false],
    ['`or` of zeros', '0 or 0', true],
    ['`not` of what is always true', 'not 1', true],
    ['`not` of an `or` with a constant', 'not (ZYZD in DI_A or 1)', true],
    ['a condition', 'ZYZD in DI_A', false],
  ])('%s: %j is %s', (_why, rule, expected) => {
    expect(isNeverTrue(parseRule(rule))).toBe(expected);
  });

  test('a rule that is never true holds for no case', () => {
    fc.assert(
      fc.property(rules, randomFacts, (rule, facts) => {
        if (isNeverTrue(rule)) expect(holds(rule, facts)).toBe(false);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('conditionsOf', () => {
  test('conditions come from left to right, through every bracket and `not`', () => {
    const rule = parseRule('ZYZD in DI_A and (NL<7 or not (XB=2 and KS in KS_ICU)) or length(OP_A ∩ QTSS)>=2 or 1');
    expect([...conditionsOf(rule)].map(printRule)).toEqual([
      'ZYZD in DI_A',
      'NL < 7',
      'XB = 2',
      'KS in KS_ICU',
      'length(OP_A ∩ QTSS) >= 2',
      '1',
    ]);
  });

  test('a rule without text has none', () => {
    expect([...conditionsOf(parseRule(''))]).toEqual([]);
  });
});

describe('satisfies', () => {
  test.each([
    ['<', [true, false, false]],
    ['<=', [true, true, false]],
    ['=', [false, true, false]],
    ['>=', [false, true, true]],
    ['>', [false, false, true]],
  ] as const)('28, 29 and 30 %s 29: %j', (comparison, expected) => {
    expect([28, 29, 30].map((value) => satisfies(value, comparison, 29))).toEqual(expected);
  });
});

describe('necessaryHits', () => {
  const sizes: Readonly<Record<string, number>> = { SMALL: 1, LARGE: 100, MIDDLE: 10 };
  const hits = (rule: string) => {
    const found = necessaryHits(parseRule(rule), (set) => sizes[set] ?? 5);
    return found?.map(({ set, mask }) => `${set}/${mask}`);
  };

  test.each<[why: string, rule: string, expected: string[] | undefined]>([
    ['one membership', 'ZYZD in LARGE', ['LARGE/1']],
    ['pooled fields', '{ZYSS, QTSS} in LARGE', ['LARGE/12']],
    ['several sets: any of them', 'QTZD in {SMALL, LARGE}', ['SMALL/2', 'LARGE/2']],
    ['the department has a bit of its own', 'KS in SMALL', ['SMALL/16']],
    ['`and`: the rarest term alone', 'ZYZD in LARGE and ZYSS in SMALL', ['SMALL/4']],
    ['`or`: every term', 'ZYZD in LARGE or ZYSS in SMALL', ['LARGE/1', 'SMALL/4']],
    ['`or` with a term that needs no hit', 'ZYZD in LARGE or NL<7', undefined],
    ['`and` with a term that needs no hit', 'ZYZD in LARGE and NL<7', ['LARGE/1']],
    ['`not in` needs none', 'ZYSS not in SMALL', undefined],
    ['`not` of a membership needs none', 'not ZYSS in SMALL', undefined],
    ['`not` of `not in` needs one', 'not ZYSS not in SMALL', ['SMALL/4']],
    ['`not` turns `or` into `and`', 'not (ZYSS not in SMALL or ZYZD not in LARGE)', ['SMALL/4']],
    ['`not` turns `and` into `or`', 'not (ZYSS not in SMALL and ZYZD not in LARGE)', ['SMALL/4', 'LARGE/1']],
    ['at least two needs one', 'length(SMALL ∩ QTSS)>=2', ['SMALL/8']],
    ['at least none needs none', 'length(SMALL ∩ QTSS)>=0', undefined],
    ['more than none needs one', 'length(SMALL ∩ QTSS)>0', ['SMALL/8']],
    ['fewer than two needs none', 'length(SMALL ∩ QTSS)<2', undefined],
    ['exactly none needs none', 'length(SMALL ∩ QTSS)=0', undefined],
    ['`not` of at least two needs none', 'not length(SMALL ∩ QTSS)>=2', undefined],
    ['no text must be tried on every case', '', undefined],
    ['what never holds need not be tried at all', '0', []],
    ['a never-true term of `and` settles it', 'ZYZD in LARGE and 0', []],
    ['a never-true term of `or` adds nothing', 'ZYZD in LARGE or 0', ['LARGE/1']],
  ])('%s: %j', (_why, rule, expected) => {
    expect(hits(rule)).toEqual(expected);
  });

  test('whenever a rule holds, one of its necessary hits has occurred', () => {
    fc.assert(
      fc.property(rules, randomFacts, (rule, facts) => {
        const needed = necessaryHits(rule, (set) => set.length);
        if (needed !== undefined && holds(rule, facts)) expect(needed.some((hit) => occurs(hit, facts))).toBe(true);
      }),
      { numRuns: 5_000 },
    );
  });
});
