import { describe, expect, test } from 'vitest';
import { diagnosisCode, SubtypingLists } from '../../grouper/index.js';
import { parseSubtypeCoefficients, parseSubtypingList, readSubtypingLists } from '../../reference-data/index.js';
import { DEMO, DEMO_PATH } from '../grouper/dip/subtyping/demo-subtyping.js';

const listOf = (text: string) => {
  const lists = new Map([['l', parseSubtypingList(text, 'list.csv', 'diagnoses')]]);
  return new SubtypingLists({ lists, coefficients: [] }).list('l');
};

describe('parseSubtypingList', () => {
  test.each([
    ['a listed code', 'I50.900', 'K80.200', 'counts'],
    ['a code that is not listed', 'I51.900', 'K80.200', 'absent'],
    ['struck out by a beginning', 'I50.900', 'I50.100', 'excluded'],
    ['struck out by a range', 'I50.900', 'I12.000', 'excluded'],
    ['the longer pattern alone decides', 'I50.100', 'I50.900', 'counts'],
    ['counts only beside a certain principal diagnosis', 'E87.600', 'E11.900', 'counts'],
    ['not beside another', 'E87.600', 'K80.200', 'excluded'],
    ['a pair of dagger and asterisk is one code', 'A17.000+G01*', 'K80.200', 'counts'],
    ['its dagger half alone is another', 'A17.000', 'K80.200', 'absent'],
  ] as const)('%s', (_why, code, principal, answer) => {
    const text = 'pattern,excludedPrincipal,requiredPrincipal\nI50*,I50*|I11-I13,\nI50.1*,,\nE87*,,E10-E14\nA17.000+G01*,,\n';
    expect(listOf(text).ask(code, principal)).toBe(answer);
  });

  test('reports every fault with its line', () => {
    const text = 'pattern,weight,excludedPrincipal\nI50*,x,\nI51*,1,I5 0|??\n?,1,\nI50*,1,';
    for (const fault of [
      'line 2: weight: "x"',
      'line 3: excludedPrincipal: "I5 0"',
      'line 3: excludedPrincipal: "??"',
      'line 4: pattern',
      'line 5: pattern',
    ])
      expect(() => parseSubtypingList(text, 'list.csv', 'weights')).toThrow(fault);
  });

  test.each([
    ['weights without weights', 'pattern,name\nI50*,a', 'weights'],
    ['a column of another list', 'pattern,weight\nI50*,1', 'diagnoses'],
    ['a column that stands twice', 'pattern,name,name\nI50*,a,b', 'diagnoses'],
    ['the pattern not in front', 'name,pattern\na,I50*', 'diagnoses'],
  ] as const)('refuses %s', (_why, text, kind) => {
    expect(() => parseSubtypingList(text, 'list.csv', kind)).toThrow('line 1: the columns are pattern');
  });
});

describe('parseSubtypeCoefficients', () => {
  const HEADER = 'group,family,level,trigger,coefficient\n';

  test('reads exact decimals', () => {
    expect(parseSubtypeCoefficients(`${HEADER}JC-1,icu,2-7,1.5,1.450\n\n`, 'c.csv', DEMO)).toMatchObject([
      {
        group: 'JC-1',
        family: 'icu',
        level: '2-7',
        trigger: { numerator: 15n },
        coefficient: { printed: '1.450', numerator: 1450n },
      },
    ]);
  });

  test('reports every fault with its line', () => {
    const rows = [
      ',icu,2-7,1,1',
      'A,icu,none,1,1',
      'A,icu,2-7,,1',
      'A,icu,8-14,1,0',
      'A,icu,2-7,1,1',
      'A,icu',
      'B,icu,2-7,1.5,1.4',
    ];
    const faults = [
      'line 2: group: empty',
      'line 3: the policy has no level none of a family icu',
      'line 4: trigger: "" is no plain decimal above zero',
      'line 5: coefficient: "0" is no plain decimal above zero',
      'line 6: A icu/2-7 stands in line 4 already',
      'line 7: 2 cells instead of 5',
    ];
    for (const fault of faults) expect(() => parseSubtypeCoefficients(HEADER + rows.join('\n'), 'c.csv', DEMO)).toThrow(fault);
  });

  test('without a rule on triggers they may be empty', () => {
    const policy = { ...DEMO, winner: 'first-family' } as const;
    expect(parseSubtypeCoefficients(`${HEADER}A,icu,2-7,,1.2`, 'c.csv', policy)[0]!.trigger).toBeUndefined();
  });

  test('refuses another header', () => {
    expect(() => parseSubtypeCoefficients('group,level\n', 'c.csv', DEMO)).toThrow('line 1');
  });
});

describe('the starter lists', () => {
  const { lists } = readSubtypingLists(DEMO, DEMO_PATH);

  test.each([...lists])('%s: every pattern is in the form in which codes are compared', (_name, rows) => {
    expect(rows.length).toBeGreaterThan(0);
    for (const { pattern, excludedPrincipal } of rows) {
      for (const one of [pattern, ...excludedPrincipal]) {
        const stem = one.kind === 'exact' ? one.code : one.kind === 'prefix' ? one.stem : one.from;
        expect(diagnosisCode(stem)).toBe(stem);
      }
    }
  });

  test('a file beside the policy that is not there is a coded fault', () => {
    const policy = { ...DEMO, lists: { ...DEMO.lists, own: { kind: 'diagnoses', file: 'own.csv' } as const } };
    expect(() => readSubtypingLists(policy, DEMO_PATH)).toThrow(
      expect.objectContaining({ code: 'REFERENCE_DATA_FILE_UNREADABLE' }),
    );
  });
});
