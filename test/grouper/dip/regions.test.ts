import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { packageRoot, parseDipPolicy } from '../../../reference-data/index.js';
import { dipCase, dipGrouper, dipTables, row } from './directory-of.js';

// An invented directory for gallstones (K80) in which the strategies of the regions come to different groups.
const DIRECTORY = dipTables({
  groups: [
    row({ key: 'A', layer: 'core', diagnosis: 'K80.2', procedure: '51.2300', points: '800', meanCost: '8000' }),
    row({
      key: 'B',
      layer: 'core',
      diagnosis: 'K80.2',
      procedure: '51.2300',
      related: '51.1100',
      points: '950',
      meanCost: '10000',
    }),
    row({ key: 'C', layer: 'core', diagnosis: 'K80.2', procedure: '51.23', points: '990', meanCost: '6600' }),
    row({ key: 'N', layer: 'core', diagnosis: 'K80.2', points: '300', meanCost: '3000' }),
    row({ key: 'P', layer: 'primary', diagnosis: 'K80.2', procedure: '51.2300', points: '650', meanCost: '6500' }),
    row({ key: 'ZS', layer: 'comprehensive', diagnosis: 'K80', attribute: 'surgical', points: '900' }),
    row({ key: 'ZT', layer: 'comprehensive', diagnosis: 'K80', attribute: 'therapeutic', points: '500' }),
    row({ key: 'ZD', layer: 'comprehensive', diagnosis: 'K80', attribute: 'diagnostic', points: '400' }),
    row({ key: 'ZC', layer: 'comprehensive', diagnosis: 'K80', attribute: 'conservative', points: '200' }),
    row({ key: 'L1', layer: 'comprehensive', diagnosis: 'K81', attribute: 'surgical', surgeryLevel: '1' }),
    row({ key: 'L3', layer: 'comprehensive', diagnosis: 'K81', attribute: 'surgical', surgeryLevel: '3' }),
    row({ key: 'L', layer: 'comprehensive', diagnosis: 'K81', attribute: 'surgical' }),
    row({ key: 'KBBZ', layer: 'blank', diagnosis: 'X99' }),
  ],
});

const CASES = {
  one: dipCase('K80.201', ['51.2300'], [], { totalCharges: 660_000n }),
  related: dipCase('K80.201', ['51.2300', '51.1100'], [], { totalCharges: 900_000n }),
  none: dipCase('K80.201'),
  other: dipCase('K80.201', ['93.9000']),
  leftOver: dipCase('K80.201', ['51.2300', '54.2100'], [], { totalCharges: 800_000n }),
  stent: dipCase('K80.201', ['36.0600']),
  second: dipCase('K80.201', ['93.9000', '87.0300']),
  level: dipCase('K81.000', ['51.2400']),
  nowhere: dipCase('Z99.900'),
};

const PREFIX = { shortProcedureCodes: 'prefix' } as const;

type CaseName = keyof typeof CASES;
type Expectation = readonly [why: string, file: string, edition: object, expected: Readonly<Partial<Record<CaseName, string>>>];

const REGIONS: readonly Expectation[] = [
  [
    '421200: most parts, most matched, nearest mean; core surgery before all else',
    'xianning-421200',
    {},
    { one: 'A', related: 'B', none: 'N', other: 'ZT', leftOver: 'A', stent: 'ZS', level: 'L', nowhere: '' },
  ],
  [
    '421000: rows without a left-over procedure first, then the highest points',
    'jingzhou-421000',
    {},
    { one: 'A', related: 'B', none: 'N', other: 'ZT', leftOver: 'A' },
  ],
  [
    '420800: full codes before short ones, then the highest points for surgery',
    'jingmen-420800',
    PREFIX,
    { one: 'A', related: 'B', none: 'N', other: 'ZT' },
  ],
  [
    '420600: full codes before short ones, then the nearest mean, primary-care rows among the candidates',
    'xiangyang-420600',
    PREFIX,
    { one: 'P', related: 'B', none: 'N', other: 'ZT' },
  ],
  [
    '420900: nearest mean; what no row takes goes to the blank group',
    'xiaogan-420900',
    {},
    { one: 'P', related: 'B', nowhere: 'KBBZ' },
  ],
  [
    '420500: a left-over operation sends the case to the comprehensive surgical group',
    'yichang-420500',
    {},
    { one: 'A', leftOver: 'ZS', none: 'N' },
  ],
  [
    '370800: the first procedure tells the attribute, a stent is therapeutic, levels split the surgical rows',
    'jining-370800',
    {},
    { one: 'A', leftOver: 'A', stent: 'ZT', second: 'ZT', level: 'L3', nowhere: '' },
  ],
  ['370900: as 370800 without levels', 'taian-370900', {}, { one: 'A', stent: 'ZT', level: 'L' }],
  [
    '410400: core with the main procedure, else comprehensive by attribute; highest points',
    'pingdingshan-410400',
    {},
    { one: 'A', related: 'B', none: 'N', other: 'ZT', stent: 'ZS' },
  ],
];

describe('every region selects by its own policy file', () => {
  test.each(REGIONS)('%s', (_why, file, edition, expected) => {
    const path = join(packageRoot(), 'test', 'grouper', 'dip', 'regions', `${file}.yaml`);
    const grouper = dipGrouper(DIRECTORY, parseDipPolicy(readFileSync(path, 'utf8'), path), edition);
    const found = Object.keys(expected).map((name) => {
      const result = grouper.group(CASES[name as CaseName]);
      return [name, result.status === 'grouped' ? result.group : ''];
    });
    expect(Object.fromEntries(found)).toEqual(expected);
  });

  test.each(REGIONS)('the evidence holds for every group: %s', (_why, file, edition) => {
    const path = join(packageRoot(), 'test', 'grouper', 'dip', 'regions', `${file}.yaml`);
    const grouper = dipGrouper(DIRECTORY, parseDipPolicy(readFileSync(path, 'utf8'), path), edition);
    for (const one of Object.values(CASES)) expect(grouper.explain(one).result).toEqual(grouper.group(one));
  });
});
