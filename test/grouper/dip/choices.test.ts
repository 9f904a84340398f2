import { describe, expect, test } from 'vitest';
import type { DipTables } from '../../../reference-data/index.js';
import { dipCase, dipGrouper, dipTables, policyWith, row } from './directory-of.js';

const groupOf = (tables: DipTables, choices: Readonly<Record<string, string>>, one: ReturnType<typeof dipCase>) => {
  const grouper = dipGrouper(tables, policyWith(choices));
  const result = grouper.group(one);
  expect(grouper.explain(one).result).toEqual(result);
  return result.status === 'grouped' ? result.group : '';
};

const excluded = (code: string, kind: 'conservative' | 'not-main' | 'limited', scope = '') => ({ code, name: '', kind, scope });

const BASE = [
  row({ key: 'JC-1', layer: 'JC', diagnosis: 'K35' }),
  row({ key: 'JC-2', layer: 'JC', diagnosis: 'K35', procedure: '47.0100' }),
];
const XQ = row({ key: 'XQ-1', layer: 'XQ', diagnosis: '所有诊断', procedure: '37.5100' });
const XQ_ANY = row({ key: 'XQ-2', layer: 'XQ', diagnosis: '所有诊断', procedure: '96.7201', position: 'any' });
const NEWBORN = row({ key: 'XQ-16', layer: 'XQ', diagnosis: 'P07', ageDaysBelow: '29', birthWeight: '0-999' });
const newborn = (days: number, grams: number, more: object = {}) => ({
  ageYears: 0,
  ageDays: days,
  birthWeightGrams: grams,
  ...more,
});
const TB = [
  row({ key: 'FZ-1', layer: 'FZ', subdivision: 'tuberculosis', diagnosis: 'A15-A16', drugResistant: 'yes', note: 'U84.300' }),
  row({ key: 'FZ-2', layer: 'FZ', subdivision: 'tuberculosis', diagnosis: 'A15-A16', drugResistant: 'no', note: 'U84.300' }),
  row({ key: 'FZ-3', layer: 'FZ', subdivision: 'tuberculosis', diagnosis: 'A15-A16', drugResistant: 'no', procedure: '33.2402' }),
];
const burn = (key: string, area: string, more = {}) =>
  row({ key, layer: 'FZ', subdivision: 'burn', diagnosis: 'T20.2', otherDiagnosis: area, ...more });
const BURNS = [burn('FZ-5', 'T31.0|T32.0'), burn('FZ-6', 'T31.1|T32.1'), burn('FZ-7', 'T31.0', { procedure: '86.2201' })];

type Row = readonly [
  why: string,
  choices: Readonly<Record<string, string>>,
  tables: Partial<DipTables>,
  one: ReturnType<typeof dipCase>,
  group: string,
];

const ROWS: readonly Row[] = [
  [
    'a conservative core row asks for no related procedures, though it prints some',
    {},
    { groups: [row({ key: 'K-1', layer: 'core', diagnosis: 'K35', related: '54.2100' })] },
    dipCase('K35.900'),
    'K-1',
  ],
  ['no procedure is the conservative group', {}, { groups: BASE }, dipCase('K35.900'), 'JC-1'],
  ['the main procedure tells the group', {}, { groups: BASE }, dipCase('K35.900', ['47.0100']), 'JC-2'],
  ['no other procedure moves up into an empty principal one', {}, { groups: BASE }, dipCase('K35.900', ['-', '47.0100']), 'JC-1'],
  ['an unlisted procedure does not fall back to the conservative row', {}, { groups: BASE }, dipCase('K35.900', ['47.0900']), ''],
  ['a base code does not cover its extensions', {}, { groups: BASE }, dipCase('K35.900', ['47.0100x001']), ''],
  [
    'base-covers-extension: it does',
    { procedureCodeMatch: 'base-covers-extension' },
    { groups: BASE },
    dipCase('K35.900', ['47.0100x001']),
    'JC-2',
  ],
  [
    'base-in-case-ok: a bare base satisfies a listed extension',
    { procedureCodeMatch: 'base-in-case-ok' },
    { groups: [row({ key: 'JC-3', layer: 'JC', diagnosis: 'K35', procedure: '47.0100x001' })] },
    dipCase('K35.900', ['47.0100']),
    'JC-3',
  ],
  [
    'excluded diagnoses are compared whole',
    {},
    { groups: BASE, excludedDiagnoses: [{ code: 'K35.9', name: '' }] },
    dipCase('K35.900'),
    'JC-1',
  ],
  [
    'excludedDiagnosisMatch prefix: as prefixes',
    { excludedDiagnosisMatch: 'prefix' },
    { groups: BASE, excludedDiagnoses: [{ code: 'K35.9', name: '' }] },
    dipCase('K35.900'),
    '',
  ],
  [
    'an excluded diagnosis stops before XQ',
    {},
    { groups: [XQ], excludedDiagnoses: [{ code: 'I50.900', name: '' }] },
    dipCase('I50.900', ['37.5100']),
    '',
  ],
  [
    'excludedDiagnosisBeforeXq false: XQ takes it first',
    { excludedDiagnosisBeforeXq: 'false' },
    { groups: [XQ], excludedDiagnoses: [{ code: 'I50.900', name: '' }] },
    dipCase('I50.900', ['37.5100']),
    'XQ-1',
  ],
  [
    'excludedDiagnosisOutcome comprehensive: only its comprehensive group is left',
    { excludedDiagnosisOutcome: 'comprehensive' },
    {
      groups: [...BASE, row({ key: 'Z-1', layer: 'comprehensive', diagnosis: 'K35', attribute: 'surgical' })],
      excludedDiagnoses: [{ code: 'K35.900', name: '' }],
    },
    dipCase('K35.900', ['47.0100']),
    'Z-1',
  ],
  [
    'a comprehensive row without attribute takes every treatment',
    {},
    { groups: [row({ key: 'Z-2', layer: 'comprehensive', diagnosis: 'K3' })] },
    dipCase('K35.900', ['47.0100']),
    'Z-2',
  ],
  [
    'a comprehensive interval of categories, letters counting first',
    {},
    { groups: [row({ key: 'Z-3', layer: 'comprehensive', diagnosis: 'J90-K40', attribute: 'surgical' })] },
    dipCase('K35.900', ['47.0100']),
    'Z-3',
  ],
  [
    'a blank group takes what no row takes',
    {},
    { groups: [row({ key: 'KBBZ', layer: 'blank', diagnosis: '所有诊断' })] },
    dipCase('K35.900', ['47.0100']),
    'KBBZ',
  ],
  [
    'unknownProcedureAttribute error: no comprehensive group for a procedure that the table does not know',
    { unknownProcedureAttribute: 'error' },
    { groups: [row({ key: 'Z-4', layer: 'comprehensive', diagnosis: 'K35' })] },
    dipCase('K35.900', ['00.1000']),
    '',
  ],
  [
    'a conservative main code makes the whole case conservative',
    {},
    { groups: BASE, excludedProcedures: [excluded('99.2500', 'conservative')] },
    dipCase('K35.900', ['99.2500', '47.0100']),
    'JC-1',
  ],
  [
    'conservativeCodeScope skip-to-next: the next procedure is main',
    { conservativeCodeScope: 'skip-to-next' },
    { groups: BASE, excludedProcedures: [excluded('99.2500', 'conservative')] },
    dipCase('K35.900', ['99.2500', '47.0100']),
    'JC-2',
  ],
  [
    'not-main: the next procedure is main',
    {},
    { groups: BASE, excludedProcedures: [excluded('17.4200', 'not-main')] },
    dipCase('K35.900', ['17.4200', '47.0100']),
    'JC-2',
  ],
  [
    'limited outside its range: conservative',
    {},
    { groups: BASE, excludedProcedures: [excluded('44.1300', 'limited', 'A00-A09')] },
    dipCase('K35.900', ['44.1300', '47.0100']),
    'JC-1',
  ],
  [
    'limitedOutsideScope skip-to-next',
    { limitedOutsideScope: 'skip-to-next' },
    { groups: BASE, excludedProcedures: [excluded('44.1300', 'limited', 'A00-A09')] },
    dipCase('K35.900', ['44.1300', '47.0100']),
    'JC-2',
  ],
  [
    'XQ without the note asks for the main procedure',
    {},
    { groups: [XQ, ...BASE] },
    dipCase('K35.900', ['47.0100', '37.5100']),
    'JC-2',
  ],
  ['xqPosition any', { xqPosition: 'any' }, { groups: [XQ, ...BASE] }, dipCase('K35.900', ['47.0100', '37.5100']), 'XQ-1'],
  ['XQ with the note takes any position', {}, { groups: [XQ_ANY, ...BASE] }, dipCase('K35.900', ['47.0100', '96.7201']), 'XQ-2'],
  ['and one without any principal procedure', {}, { groups: [XQ_ANY, ...BASE] }, dipCase('K35.900', ['-', '96.7201']), 'XQ-2'],
  ['newborn on day 28 with 999 g', {}, { groups: [NEWBORN] }, dipCase('P07.100', [], [], newborn(28, 999)), 'XQ-16'],
  ['newborn on day 29', {}, { groups: [NEWBORN] }, dipCase('P07.100', [], [], newborn(29, 999)), ''],
  ['newborn with 1000 g', {}, { groups: [NEWBORN] }, dipCase('P07.100', [], [], newborn(28, 1000)), ''],
  ['newborn with P07 among the others', {}, { groups: [NEWBORN] }, dipCase('H35.100', [], ['P07.100'], newborn(5, 800)), 'XQ-16'],
  [
    'newbornDiagnosisPosition main',
    { newbornDiagnosisPosition: 'main' },
    { groups: [NEWBORN] },
    dipCase('H35.100', [], ['P07.100'], newborn(5, 800)),
    '',
  ],
  ['resistant by the code among the others', {}, { groups: TB }, dipCase('A15.000', [], ['U84.300']), 'FZ-1'],
  ['not resistant', {}, { groups: TB }, dipCase('A16.000'), 'FZ-2'],
  [
    'resistant by the annex',
    {},
    { groups: TB, resistantDiagnoses: [{ code: 'A15.000x010', name: '' }] },
    dipCase('A15.000x010'),
    'FZ-1',
  ],
  ['an empty row takes no case with a main procedure', {}, { groups: TB }, dipCase('A15.000', ['34.0401']), ''],
  ['emptyRow fallback: it does', { emptyRow: 'fallback' }, { groups: TB }, dipCase('A15.000', ['34.0401']), 'FZ-2'],
  [
    'emptyRow fallback: but behind a row that asks for it',
    { emptyRow: 'fallback' },
    { groups: TB },
    dipCase('A15.000', ['33.2402']),
    'FZ-3',
  ],
  ['fzMainPosition main: an other procedure does not count', {}, { groups: TB }, dipCase('A15.000', ['34.0401', '33.2402']), ''],
  ['fzMainPosition any', { fzMainPosition: 'any' }, { groups: TB }, dipCase('A15.000', ['34.0401', '33.2402']), 'FZ-3'],
  ['the largest burnt area counts', {}, { groups: BURNS }, dipCase('T20.200', [], ['T31.0', 'T32.100']), 'FZ-6'],
  [
    'burnAreaSeveral first',
    { burnAreaSeveral: 'first' },
    { groups: BURNS },
    dipCase('T20.200', [], ['T31.000', 'T32.100']),
    'FZ-5',
  ],
  ['a burn without its area is none of the rows', {}, { groups: BURNS }, dipCase('T20.200'), ''],
  [
    'the longer key of the diagnosis wins',
    {},
    { groups: [...BASE, row({ key: 'JC-9', layer: 'JC', diagnosis: 'K35.3' })] },
    dipCase('K35.300'),
    'JC-9',
  ],
  [
    'a key that is a full code does not cover its extensions',
    {},
    { groups: [...BASE, row({ key: 'JC-9', layer: 'JC', diagnosis: 'K35.300' })] },
    dipCase('K35.300x001'),
    'JC-1',
  ],
  [
    'it covers the pair whose dagger half it is',
    {},
    { groups: [row({ key: 'JC-9', layer: 'JC', diagnosis: 'A17.000' })] },
    dipCase('A17.000+G01*'),
    'JC-9',
  ],
  [
    'diagnosisKeyOrder pooled: rows of all keys tie, and the sheet decides',
    { diagnosisKeyOrder: 'pooled' },
    { groups: [...BASE, row({ key: 'JC-9', layer: 'JC', diagnosis: 'K35.3' })] },
    dipCase('K35.300'),
    'JC-1',
  ],
  [
    'of conservative rows of a region the longer key wins too',
    {},
    {
      groups: [
        row({ key: 'K-1', layer: 'core', diagnosis: 'K35', attribute: 'conservative' }),
        row({ key: 'K-2', layer: 'core', diagnosis: 'K35.3', attribute: 'conservative' }),
      ],
    },
    dipCase('K35.300'),
    'K-2',
  ],
  [
    'a main cell that asks for two procedures at once is never met by the main one alone',
    {},
    { groups: [row({ key: 'JC-9', layer: 'JC', diagnosis: 'K35', procedure: '47.0100+54.2100' })] },
    dipCase('K35.900', ['47.0100', '54.2100']),
    '',
  ],
  [
    'a related cell binds a row without procedure as well',
    {},
    { groups: [burn('FZ-5', 'T31.0', { related: '86.6901' })] },
    dipCase('T20.200', [], ['T31.000']),
    '',
  ],
  [
    'a larger area without a row is not taken for a smaller one',
    {},
    { groups: BURNS },
    dipCase('T20.200', [], ['T31.000', 'T31.900']),
    '',
  ],
  ['an area without tenths says nothing', {}, { groups: BURNS }, dipCase('T20.200', [], ['T31.x00', 'T31.100']), 'FZ-6'],
  [
    'A17 is resistant by the code among the others alone, not by the annex',
    {},
    {
      groups: [
        row({ key: 'FZ-1', layer: 'FZ', subdivision: 'tuberculosis', diagnosis: 'A17', drugResistant: 'yes' }),
        row({ key: 'FZ-2', layer: 'FZ', subdivision: 'tuberculosis', diagnosis: 'A17', drugResistant: 'no' }),
      ],
      resistantDiagnoses: [{ code: 'A17.000', name: '' }],
    },
    dipCase('A17.000'),
    'FZ-2',
  ],
  [
    'of subdivisions the row that asks for most wins, even by a wider key',
    {},
    {
      groups: [
        row({
          key: 'FZ-1',
          layer: 'FZ',
          subdivision: 'tumour',
          diagnosis: 'Z51.101',
          otherDiagnosis: 'C34',
          procedure: '99.2503',
        }),
        row({
          key: 'FZ-2',
          layer: 'FZ',
          subdivision: 'tumour',
          diagnosis: 'Z51.1',
          otherDiagnosis: 'C34',
          procedure: '99.2503+99.2800x005',
        }),
      ],
    },
    dipCase('Z51.101', ['99.2503', '99.2800x005'], ['C34.901']),
    'FZ-2',
  ],
  [
    '`+` binds weaker than `|`',
    {},
    { groups: [row({ key: 'BX-1', layer: 'BX', diagnosis: 'C34', procedure: '32.4100', related: '32.2001+40.5905|40.5906' })] },
    dipCase('C34.100', ['32.4100', '40.5906']),
    '',
  ],
  [
    'expressionPrecedence all-tighter: either the pair or the single code',
    { expressionPrecedence: 'all-tighter' },
    { groups: [row({ key: 'BX-1', layer: 'BX', diagnosis: 'C34', procedure: '32.4100', related: '32.2001+40.5905|40.5906' })] },
    dipCase('C34.100', ['32.4100', '40.5906']),
    'BX-1',
  ],
  [
    'tumourSiteTie reverse-sheet-order',
    { tumourSiteTie: 'reverse-sheet-order' },
    {
      groups: [
        row({
          key: 'FZ-1',
          layer: 'FZ',
          subdivision: 'tumour',
          diagnosis: 'Z51.1',
          otherDiagnosis: 'C00-C75',
          procedure: '99.2503',
        }),
        row({
          key: 'FZ-2',
          layer: 'FZ',
          subdivision: 'tumour',
          diagnosis: 'Z51.1',
          otherDiagnosis: 'C76-C80',
          procedure: '99.2503',
        }),
      ],
    },
    dipCase('Z51.101', ['99.2503'], ['C34.901', 'C78.000']),
    'FZ-2',
  ],
];

describe('each choice of a region decides as its name says', () => {
  test.each(ROWS)('%s', (_why, choices, tables, one, group) => {
    expect(groupOf(dipTables(tables), choices, one)).toBe(group);
  });
});

describe('what a result carries beside its group', () => {
  const tables = dipTables({
    groups: [
      row({ key: 'BX-1', layer: 'BX', diagnosis: 'C34', procedure: '32.4100', related: '40.5905|40.5906', points: '1500.5' }),
      row({ key: 'BX-2', layer: 'BX', diagnosis: 'C34', procedure: '32.4100' }),
      row({ key: 'BX-3', layer: 'BX', diagnosis: 'C34', procedure: '32.4100', related: '54.2100' }),
      ...BASE,
    ],
    primaryCare: [{ number: 1, diagnosis: 'K35', procedure: '47.0100', name: '' }],
  });

  test('matched and left-over procedures, points, and the candidates with why they lost', () => {
    const result = dipGrouper(tables).group(dipCase('C34.100', ['32.4100', '40.5906', '33.2402']));
    expect(result).toMatchObject({
      status: 'grouped',
      group: 'BX-1',
      matchedProcedures: ['32.4100', '40.5906'],
      leftOverProcedures: ['33.2402'],
      points: '1500.5',
      primaryCare: false,
      candidates: [
        { group: 'BX-3', because: 'related-not-met' },
        { group: 'BX-2', because: 'fewer-matched' },
      ],
    });
  });

  test.each([
    ['the pair is on the list', ['47.0100'], true],
    ['an entry with a procedure is no flag for the conservative group', [], false],
  ])('primary-care flag: %s', (_why, procedures, expected) => {
    expect(dipGrouper(tables).group(dipCase('K35.900', procedures))).toMatchObject({ primaryCare: expected });
  });

  test.each([
    ['ignore', 'M51.101', true],
    ['require', 'M51.101', false],
    ['require', 'M51.101+G55.1*', true],
  ])('daggerKey %s: the entry M51.1+ flags %s: %s', (daggerKey, diagnosis, expected) => {
    const groups = [row({ key: 'JC-1', layer: 'JC', diagnosis: 'M51' })];
    const primaryCare = [{ number: 1, diagnosis: 'M51.1+', procedure: '', name: '' }];
    const grouper = dipGrouper(dipTables({ groups, primaryCare }), policyWith({ daggerKey }));
    expect(grouper.group(dipCase(diagnosis))).toMatchObject({ primaryCare: expected });
  });

  test('a row under two keys of the diagnosis does not tie with itself', () => {
    const groups = (['JC', 'core'] as const).map((layer) => row({ key: `${layer}-1`, layer, diagnosis: 'K35|K35.3' }));
    for (const group of groups) {
      const grouper = dipGrouper(dipTables({ groups: [group] }), policyWith({ diagnosisKeyOrder: 'pooled' }));
      expect(grouper.group(dipCase('K35.300'))).toMatchObject({ group: group.key, candidates: [], reasons: [] });
    }
  });

  test('a newborn without weight is warned of and passes the newborn rows over', () => {
    const grouper = dipGrouper(dipTables({ groups: [NEWBORN] }));
    const result = grouper.group(dipCase('P07.100', [], [], { ageYears: 0, ageDays: 3 }));
    expect(result.status).toBe('ungrouped');
    expect(result.reasons.map(({ code }) => code)).toContain('newborn-weight-unknown');
  });

  test('a case without sex is invalid', () => {
    expect(dipGrouper(tables).group({ ...dipCase('K35.900'), sex: undefined }).status).toBe('invalid');
  });
});
