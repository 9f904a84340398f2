import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { subtypeOf, SubtypingLists } from '../../../../grouper/index.js';
import { parseSubtypeCoefficients, readSubtypingLists, type Subtyping } from '../../../../reference-data/index.js';
import { caseWith, DEMO, DEMO_LISTS, DEMO_PATH, GROUP, rulesOf } from './demo-subtyping.js';

const two = (winner: string, first: string, second: string) =>
  rulesOf(`winner: ${winner}
families:
  - id: first
    name: { zh: 一, en: First }
    levels: [{ id: a, name: { zh: 甲, en: A }, ${first} }]
  - id: second
    name: { zh: 二, en: Second }
    levels: [{ id: b, name: { zh: 乙, en: B }, ${second} }]`)({});

describe('subtypeOf', () => {
  test.each([
    [
      'the higher trigger',
      'highest-trigger',
      'trigger: 1.2, coefficient: 1.3',
      'trigger: 1.5, coefficient: 1.1',
      'second/b',
      '1.1',
    ],
    [
      'equal triggers: the earlier',
      'highest-trigger',
      'trigger: 1.5, coefficient: 1.1',
      'trigger: 1.50, coefficient: 1.3',
      'first/a',
      '1.1',
    ],
    [
      'a hair apart',
      'highest-trigger',
      'trigger: 1.500000000001, coefficient: 1',
      'trigger: 1.500000000002, coefficient: 2',
      'second/b',
      '2',
    ],
    ['the higher coefficient', 'highest-coefficient', 'coefficient: 1.3', 'coefficient: 1.1', 'first/a', '1.3'],
    ['as numbers, not as text', 'highest-coefficient', 'coefficient: 9.5', 'coefficient: 10.0', 'second/b', '10.0'],
    ['the earlier family', 'first-family', 'coefficient: 0.9', 'coefficient: 1.5', 'first/a', '0.9'],
    ['a family without a coefficient gives way', 'first-family', 'when: {}', 'coefficient: 1.5', 'second/b', '1.5'],
  ])('of several families one wins: %s', (_why, winner, first, second, subtype, printed) => {
    expect(two(winner, first, second)).toMatchObject({ status: 'subtype', subtype, coefficient: { printed } });
  });

  test('the coefficient is exact: 1.45 is 145/100', () => {
    expect(subtypeOf(caseWith({ disposition: 5, principalDiagnosis: 'C18.700' }), GROUP, DEMO, DEMO_LISTS)).toMatchObject({
      subtype: 'malignant/died',
      coefficient: { printed: '1.45', numerator: 145n, denominator: 100n },
    });
  });

  test('coefficients are never combined: a newborn in intensive care has the one of intensive care', () => {
    const newborn = caseWith({ ageYears: 0, ageDays: 3, icuHours: 240, disposition: 5 });
    expect(subtypeOf(newborn, GROUP, DEMO, DEMO_LISTS)).toMatchObject({ subtype: 'icu/8-14', coefficient: { printed: '2.10' } });
  });

  test('a level without a coefficient keeps the case: later levels of the family are not asked', () => {
    const ask = rulesOf(`winner: first-family
families:
  - id: f
    name: { zh: 一, en: F }
    levels:
      - { id: a, name: { zh: 甲, en: A } }
      - { id: b, name: { zh: 乙, en: B }, coefficient: 2 }`);
    expect(ask({})).toMatchObject({ status: 'none', because: [{ outcome: 'no-coefficient' }] });
  });

  test.each([
    ['a core group of the national directory', { layers: ['JC'], keys: [], except: [] }, 'subtype'],
    ['another layer', { layers: ['core'], keys: [], except: [] }, 'none'],
    ['a group that is named', { layers: ['JC'], keys: ['JC-1'], except: [] }, 'subtype'],
    ['a group that is not named', { layers: ['JC'], keys: ['JC-2'], except: [] }, 'none'],
    ['a group that is taken out', { layers: ['JC'], keys: [], except: ['JC-1'] }, 'none'],
  ] as const)('splits only what may be split: %s', (_why, groups, status) => {
    const policy = { ...DEMO, groups } as unknown as Subtyping;
    expect(subtypeOf(caseWith({ disposition: 5 }), GROUP, policy, DEMO_LISTS).status).toBe(status);
  });

  test('by default comprehensive and blank groups have no coefficient, whatever the case', () => {
    for (const layer of ['comprehensive', 'blank', 'primary'] as const) {
      const result = subtypeOf(caseWith({ disposition: 5, icuHours: 999 }), { key: 'A09-1', layer }, DEMO, DEMO_LISTS);
      expect(result.status).toBe('none');
      for (const family of result.because) expect(family.outcome).toBe('group-not-split');
    }
  });

  test('a family may have groups of its own', () => {
    const ask = rulesOf(`groups: { layers: [core] }
winner: first-family
families:
  - id: icu
    name: { zh: 监护, en: ICU }
    groups: { layers: [JC] }
    levels: [{ id: a, name: { zh: 甲, en: A }, coefficient: 2 }]`);
    expect(ask({}).status).toBe('subtype');
  });

  test('a coefficient of the group comes before the one of the level', () => {
    const rows = parseSubtypeCoefficients(
      'group,family,level,trigger,coefficient\nJC-1,severity,light,0.9,0.88\n',
      'coefficients.csv',
      DEMO,
    );
    const lists = new SubtypingLists({ ...readSubtypingLists(DEMO, DEMO_PATH), coefficients: rows });
    expect(subtypeOf(caseWith(), GROUP, DEMO, lists)).toMatchObject({ coefficient: { printed: '0.88' } });
    expect(subtypeOf(caseWith(), { ...GROUP, key: 'JC-2' }, DEMO, lists)).toMatchObject({ coefficient: { printed: '0.95' } });
  });

  test('a started day in intensive care counts where the region says so', () => {
    const up: Subtyping = { ...DEMO, icuDayRounding: 'up' };
    expect(subtypeOf(caseWith({ icuHours: 25 }), GROUP, up, DEMO_LISTS)).toMatchObject({ subtype: 'icu/2-7' });
    expect(subtypeOf(caseWith({ icuHours: 24 }), GROUP, up, DEMO_LISTS)).not.toMatchObject({ subtype: 'icu/2-7' });
  });
});

const ask = (facts: object) => subtypeOf(caseWith(facts), GROUP, DEMO, DEMO_LISTS);

describe('subtypeOf, properties', () => {
  const listed = [
    'J96.000',
    'R57.000',
    'J18.900',
    'C78.700',
    'C18.200',
    'E11.900',
    'E11.200',
    'N18.900',
    'I50.900',
    'I50.101',
    'K72.000',
  ];
  const unlisted = ['Z00.000', 'I10.x00', 'H25.900', 'M54.500', 'L30.900'];
  const cases = fc.record({
    principalDiagnosis: fc.constantFrom('C18.700', 'K80.200', 'J96.900', 'I50.900'),
    secondaryDiagnoses: fc.array(fc.constantFrom(...listed, ...unlisted), { maxLength: 8 }),
    disposition: fc.constantFrom(1, 5),
    lengthOfStayDays: fc.integer({ min: 1, max: 5 }),
    ageYears: fc.integer({ min: 1, max: 80 }),
    icuHours: fc.integer({ min: 0, max: 800 }),
    totalCharges: fc.bigInt({ min: 0n, max: 4_000_000n }),
    drugCharges: fc.bigInt({ min: 0n, max: 4_000_000n }),
  });

  test('the order of the other diagnoses never matters, not even for the evidence', () => {
    fc.assert(
      fc.property(cases, fc.infiniteStream(fc.nat()), (facts, keys) => {
        const shuffled = facts.secondaryDiagnoses
          .map((code) => ({ code, key: keys.next().value as number }))
          .sort((a, b) => a.key - b.key)
          .map(({ code }) => code);
        expect(ask({ ...facts, secondaryDiagnoses: shuffled })).toEqual(ask(facts));
      }),
    );
  });

  test('a code outside all lists changes nothing, and neither does a repeated one', () => {
    fc.assert(
      fc.property(cases, fc.constantFrom(...unlisted), (facts, code) => {
        const { secondaryDiagnoses } = facts;
        expect(ask({ ...facts, secondaryDiagnoses: [code, ...secondaryDiagnoses, ...secondaryDiagnoses] })).toEqual(ask(facts));
      }),
    );
  });

  test('the winner has the highest trigger of all families that give a coefficient', () => {
    fc.assert(
      fc.property(cases, (facts) => {
        const result = ask(facts);
        const triggers = result.because.flatMap(({ outcome, trigger }) =>
          outcome === 'gives' ? [Number(trigger!.printed)] : [],
        );
        if (result.status === 'none') expect(triggers).toEqual([]);
        else
          expect(result.because.find(({ family }) => family === result.family)!.trigger!.printed).toBe(
            Math.max(...triggers).toFixed(2),
          );
      }),
    );
  });
});
