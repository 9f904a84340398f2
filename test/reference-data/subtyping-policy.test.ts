import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { checkSubtyping, parseSubtypingPolicy, readSubtypingPolicy } from '../../reference-data/index.js';
import { DEMO_PATH } from '../grouper/dip/subtyping/demo-subtyping.js';

const HEAD = 'kind: dip-subtyping\nregion: test\nsource: invented\nevidence: invented\n';
const NAME = 'name: { zh: 名, en: Name }';
const withLevel = (level: string) =>
  `${HEAD}subtyping: { winner: first-family, families: [{ id: f, ${NAME}, levels: [{ id: a, ${NAME}, ${level} }] }] }`;
const faultsOf = (text: string): string => {
  try {
    parseSubtypingPolicy(text, 'test.yaml');
  } catch (error) {
    expect(error).toMatchObject({ code: 'REFERENCE_DATA_POLICY_INVALID' });
    return (error as Error).message;
  }
  return 'no fault';
};

describe('parseSubtypingPolicy', () => {
  test.each([
    ['coefficient of nought', 'coefficient: 0', '"0" is no plain decimal above zero'],
    ['negative coefficient', 'coefficient: -1', '"-1" is no plain decimal above zero'],
    ['thousands separator', 'coefficient: "1,000"', '"1,000" is no plain decimal above zero'],
    ['exponent', 'coefficient: 1e3', '"1e3" is no plain decimal above zero'],
    ['bounds without operator', 'when: { lengthOfStayDays: 3 }', '"3" is no comparison'],
    ['empty bounds', 'when: { lengthOfStayDays: "" }', '"" is no comparison'],
    ['a trailing comma', 'when: { lengthOfStayDays: ">= 3," }', '">= 3," is no comparison'],
    ['unknown condition', 'when: { weekday: monday }', 'Unrecognized key: "weekday"'],
    ['unknown disposition', 'when: { disposition: ["7"] }', 'subtyping.families.0.levels.0.when.disposition.0'],
    ['one alternative is none', 'when: { any: [{ ageYears: "> 3" }] }', 'when.any'],
    ['a list that is not there', 'when: { principalIn: nothing }', 'when.principalIn: there is no list nothing'],
    ['a list by the name of a built-in', 'when: { principalIn: constructor }', 'there is no list constructor'],
    [
      'a list within an alternative',
      'when: { any: [{ principalIn: x }, { ageYears: "> 3" }] }',
      'when.any.0.principalIn: there is no list x',
    ],
  ])('refuses %s', (_why, level, fault) => {
    expect(faultsOf(withLevel(level))).toContain(fault);
  });

  test('tells every fault of form at once, each with its path', () => {
    const faults = faultsOf(`${HEAD}extra: 1
subtyping:
  winner: luckiest
  groups: { layers: [everything] }
  families:
    - id: f
      ${NAME}
      levels:
        - { id: a, name: { zh: 名 }, coefficient: x }
        - { id: '', ${NAME}, when: { ageDays: '~ 3' } }`);
    for (const path of [
      'Unrecognized key: "extra"',
      'subtyping.winner',
      'subtyping.groups.layers.0',
      'subtyping.families.0.levels.0.name.en',
      'subtyping.families.0.levels.0.coefficient',
      'subtyping.families.0.levels.1.id',
      'subtyping.families.0.levels.1.when.ageDays',
    ])
      expect(faults).toContain(path);
  });

  test('tells every fault of sense at once: repeated ids, kinds of lists, missing triggers', () => {
    const faults = faultsOf(`${HEAD}subtyping:
  lists:
    codes: { kind: procedures, file: a.csv }
    weights: { kind: weights, file: b.csv }
  families:
    - id: f
      ${NAME}
      when: { principalIn: codes }
      levels:
        - { id: a, ${NAME}, coefficient: 1.1 }
        - { id: a, ${NAME}, when: { cci: { list: codes, score: '> 1' }, mainProcedureIn: weights }, coefficient: 1.2, trigger: 1.2 }
    - { id: f, ${NAME}, levels: [{ id: a, ${NAME} }] }`);
    for (const fault of [
      'subtyping.families: id f stands twice',
      'subtyping.families.0.levels: id a stands twice',
      'subtyping.families.0.when.principalIn: list codes holds procedures, not diagnoses',
      'subtyping.families.0.levels.0.trigger: missing',
      'subtyping.families.0.levels.1.when.mainProcedureIn: list weights holds weights, not procedures',
      'subtyping.families.0.levels.1.when.cci.list: list codes holds procedures, not weights',
    ])
      expect(faults).toContain(fault);
  });

  test.each([
    ['not YAML', 'a: [', 'test.yaml'],
    ['empty', '', 'test.yaml'],
    ['another kind of policy', 'kind: dip-grouping', 'kind'],
    [
      'a starter list with a path in its name',
      `${HEAD}subtyping: { lists: { a: { kind: diagnoses, file: 'starter:../x' } }, families: [] }`,
      'starter:',
    ],
    ['no families', `${HEAD}subtyping: { families: [] }`, 'subtyping.families'],
  ])('refuses a file that is %s', (_why, text, fault) => {
    expect(faultsOf(text)).toContain(fault);
  });

  test('reads numbers as they are printed, and both spellings of a comparison', () => {
    const policy = parseSubtypingPolicy(withLevel("coefficient: 1.10, when: { ageYears: '≥ 3，< 7' }"), 'test.yaml');
    const level = policy.subtyping.families[0]!.levels[0]!;
    expect(level.coefficient).toEqual({ printed: '1.10', numerator: 110n, denominator: 100n });
    expect(level.when.ageYears!.all.map(({ comparison, value }) => comparison + value.printed)).toEqual(['>=3', '<7']);
  });

  test('the policy of the demonstration region says that it is invented', async () => {
    expect(await readSubtypingPolicy(DEMO_PATH)).toMatchObject({ evidence: 'invented', region: 'demo-dip' });
    expect(readFileSync(DEMO_PATH, 'utf8')).toContain('invented');
  });

  test('a file that is not there is a coded fault', async () => {
    await expect(readSubtypingPolicy('/nowhere.yaml')).rejects.toMatchObject({ code: 'REFERENCE_DATA_FILE_UNREADABLE' });
  });
});

describe('checkSubtyping', () => {
  test('checks the key of a grouping policy with the same rules', () => {
    expect(() => checkSubtyping({ families: [], winner: 'x' }, 'policy.yaml')).toThrow('subtyping.winner');
    expect(() => checkSubtyping(undefined, 'policy.yaml')).toThrow('subtyping');
    const level = { id: 'a', name: { zh: '名', en: 'Name' }, when: { principalIn: 'x' } };
    const families = [{ id: 'f', name: { zh: '名', en: 'Name' }, levels: [level] }];
    expect(() => checkSubtyping({ families }, 'policy.yaml')).toThrow('there is no list x');
  });
});
