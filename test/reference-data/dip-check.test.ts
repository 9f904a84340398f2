import { describe, expect, test } from 'vitest';
import { checkDipTables, type DipGroupRow, type DipTables } from '../../reference-data/index.js';

const primary = (number: number, diagnosis: string, procedure = '') => ({ number, diagnosis, procedure, name: '' });
const coded = (code: string) => ({ code, name: '' });

const PLAIN: DipGroupRow = {
  key: '',
  layer: 'BX',
  number: 1,
  name: '',
  subdivision: '',
  diagnosis: 'K35',
  procedure: '',
  related: '',
  otherDiagnosis: '',
  position: 'main',
  drugResistant: '',
  ageDaysBelow: '',
  birthWeight: '',
  attribute: '',
  surgeryLevel: '',
  points: '',
  meanCost: '',
  note: '',
};
const group = (key: string, more: Partial<DipGroupRow>): DipGroupRow => ({ ...PLAIN, key, ...more });

describe('checkDipTables', () => {
  const lists: Omit<DipTables, 'groups'> = {
    excludedDiagnoses: [],
    excludedProcedures: [],
    primaryCare: [],
    resistantDiagnoses: [],
  };
  const found = (groups: readonly DipGroupRow[], more: Partial<DipTables> = {}) =>
    checkDipTables({ ...lists, ...more, groups }, { operators: 'national', shortProcedureCodes: 'exact' }).map(
      ({ code, table, record }) => `${code} ${table} ${record}`,
    );

  test.each<[string, readonly DipGroupRow[], readonly string[]]>([
    [
      'equal conditions in one layer tie, and in sheet order the later never wins',
      [group('a', { procedure: '47.0100|47.0901' }), group('b', { procedure: '47.0901|47.0100' })],
      ['rows-tie groups 1', 'row-unreachable groups 1'],
    ],
    [
      'lists that overlap tie for what they share',
      [group('a', { procedure: '47.0100|47.0901' }), group('b', { procedure: '47.0901|54.1100' })],
      ['rows-tie groups 1'],
    ],
    [
      'a later layer behind an earlier row that takes all of it',
      [group('b', { layer: 'JC', procedure: '47.0100' }), group('a', { procedure: '47.0100|47.0901' })],
      ['row-unreachable groups 0'],
    ],
    [
      'a row behind a pre-group of any diagnosis',
      [
        group('x', { layer: 'XQ', diagnosis: '所有诊断', procedure: '33.6x00' }),
        group('b', { layer: 'JC', procedure: '33.6x00' }),
      ],
      ['row-unreachable groups 1'],
    ],
    [
      'near miss: another related cell',
      [group('a', { procedure: '47.0100', related: '54.1100' }), group('b', { procedure: '47.0100' })],
      [],
    ],
    [
      'near miss: another key of the diagnosis',
      [group('a', { procedure: '47.0100' }), group('b', { procedure: '47.0100', diagnosis: 'K35.3' })],
      [],
    ],
    [
      'near miss: both codes at once are not either',
      [group('a', { procedure: '47.0100+54.1100' }), group('b', { procedure: '47.0100' })],
      [],
    ],
    [
      'rows of a region tie but are not out of reach: points may decide',
      [group('a', { layer: 'core', procedure: '47.0100' }), group('b', { layer: 'core', procedure: '47.0100' })],
      ['rows-tie groups 1'],
    ],
    ['repeated key', [group('a', {}), group('a', { diagnosis: 'K36' })], ['key-repeated groups 1']],
  ])('%s', (_why, groups, expected) => {
    expect(found(groups)).toEqual(expected);
  });

  test('a row whose every procedure counts as none, and one of an excluded diagnosis, can never win', () => {
    const excludedProcedures = [{ code: '99.2500', name: '', kind: 'conservative', scope: '' }] as const;
    const excludedDiagnoses = [{ code: 'A09.900', name: '' }];
    const rows = [group('a', { procedure: '99.2500' }), group('b', { diagnosis: 'A09.900' }), group('c', { diagnosis: 'A09.9' })];
    expect(found(rows, { excludedProcedures, excludedDiagnoses })).toEqual(['row-excluded groups 0', 'row-excluded groups 1']);
  });

  test('primary care: a row that some group covers, by a shorter or a longer key or a range, and one that none does', () => {
    const primaryCare = [
      primary(1, 'K35.3'),
      primary(2, 'M51.1+'),
      primary(3, 'A15'),
      primary(4, 'K35', '47.0100'),
      primary(5, 'B02'),
    ];
    const rows = [group('a', { diagnosis: 'K35' }), group('b', { diagnosis: 'M51.1' }), group('c', { diagnosis: 'A15-A16' })];
    expect(found(rows, { primaryCare })).toEqual([
      'primary-care-without-group primaryCare 3',
      'primary-care-without-group primaryCare 4',
    ]);
  });

  test('lists: repeated codes, codes of no shape, none at all', () => {
    expect(found([], { resistantDiagnoses: [coded('A15.000x010'), coded('A15.000x010'), coded('A15'), coded('')] })).toEqual([
      'code-repeated resistantDiagnoses 1',
      'code-shape resistantDiagnoses 2',
      'code-missing resistantDiagnoses 3',
    ]);
  });
});
