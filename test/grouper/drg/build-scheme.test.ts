import { describe, expect, test } from 'vitest';
import { buildScheme, schemeWarnings } from '../../../grouper/index.js';
import type { DrgFindingCode, DrgTables } from '../../../reference-data/index.js';
import { edition } from '../../read-scheme.js';
import { smallTables, type SmallScheme } from './small-scheme.js';

/** A scheme with which nothing is wrong and nothing odd. */
const SOUND: SmallScheme = {
  mdc: [['MDCB', 'ZYZD in DI_B']],
  adrg: [
    ['BR1', 'MDCB', 'ZYZD in DI_BR1'],
    ['B00', 'MDCB', ''],
  ],
  drg: [
    ['BR11', 'BR1', 'QTZD in MCC'],
    ['BR15', 'BR1', ''],
    ['B000', 'B00', ''],
  ],
  sets: { DI_B: 'B10.000 B11.000', DI_BR1: 'B10.000' },
  complications: [
    ['B10.000', 'MCC', 'EX_1'],
    ['B11.000', 'CC', ''],
  ],
  exclusions: { EX_1: 'B10.000' },
};

type Place = `${DrgFindingCode} ${keyof DrgTables} ${number} ${string}`;

/** Findings as lines: code, table, record and column. */
const placed = (findings: ReturnType<typeof schemeWarnings>) =>
  findings.map(({ code, table, record, column }) => `${code} ${table} ${record} ${column}`);

const errorsOf = (scheme: SmallScheme) => buildScheme(edition(), smallTables(scheme)).errors;
const warningsOf = (tables: DrgTables) => schemeWarnings(buildScheme(edition(), tables).scheme);

describe('buildScheme', () => {
  test('a sound scheme has no errors', () => {
    expect(errorsOf(SOUND)).toEqual([]);
  });

  test.each<[why: string, scheme: SmallScheme, expected: Place[]]>([
    ['an MDC rule that does not parse', { ...SOUND, mdc: [['MDCB', 'ZYZD in']] }, ['rule-unparsable mdc 0 MDC规则']],
    [
      'an ADRG rule that does not parse',
      { ...SOUND, adrg: [SOUND.adrg[0]!, ['B00', 'MDCB', '(1']] },
      ['rule-unparsable adrg 1 ADRG规则'],
    ],
    [
      'a DRG rule that does not parse',
      { ...SOUND, drg: [...SOUND.drg, ['BR19', 'BR1', 'QTZD == MCC']] },
      ['rule-unparsable drg 3 DRG规则'],
    ],
    ['a set that no row defines', { ...SOUND, mdc: [['MDCB', 'ZYZD in {DI_B, DI_C}']] }, ['set-unknown mdc 0 MDC规则']],
    [
      'a set that no row defines, under `not`, counted and as departments',
      {
        ...SOUND,
        adrg: [
          ['BR1', 'MDCB', 'not (length(OP_X ∩ QTSS)>=2 or KS in KS_X)'],
          ['B00', 'MDCB', ''],
        ],
      },
      ['set-unknown adrg 0 ADRG规则', 'set-unknown adrg 0 ADRG规则'],
    ],
    [
      'a set named twice in one rule is told once',
      { ...SOUND, mdc: [['MDCB', 'ZYZD in DI_C or QTZD in DI_C']] },
      ['set-unknown mdc 0 MDC规则'],
    ],
    ['MCC in lower case is a set of another name', { ...SOUND, mdc: [['MDCB', 'QTZD in mcc']] }, ['set-unknown mdc 0 MDC规则']],
    [
      'an ADRG under an MDC that does not exist',
      { ...SOUND, adrg: [...SOUND.adrg, ['CR1', 'MDCC', '']] },
      ['parent-unknown adrg 2 所属MDC编码'],
    ],
    [
      'a DRG under an ADRG that does not exist',
      { ...SOUND, drg: [...SOUND.drg, ['BR29', 'BR2', '', { mdc: 'MDCB' }]] },
      ['parent-unknown drg 3 所属ADRG编码'],
    ],
    [
      'a DRG that names an MDC that does not exist',
      { ...SOUND, drg: [...SOUND.drg, ['BR19', 'BR1', '', { mdc: 'MDCX' }]] },
      ['parent-unknown drg 3 所属MDC编码'],
    ],
    [
      'a DRG under the group code of a parted ADRG, not its row code',
      {
        ...SOUND,
        adrg: [
          ['BR1_1', 'MDCB', 'ZYZD in DI_BR1'],
          ['B00', 'MDCB', ''],
        ],
        drg: [
          ['BR15', 'BR1', ''],
          ['B000', 'B00', ''],
        ],
      },
      ['parent-unknown drg 0 所属ADRG编码'],
    ],
  ])('%s is an error with its place', (_why, scheme, expected) => {
    expect(placed([...errorsOf(scheme)])).toEqual(expected);
  });

  test('all errors are found at once', () => {
    const found = errorsOf({
      mdc: [['MDCB', 'ZYZD on DI_B']],
      adrg: [['CR1', 'MDCC', 'ZYZD in DI_C']],
      drg: [['DR19', 'DR1', 'NL>']],
    });
    expect(new Set(placed([...found]))).toEqual(
      new Set([
        'rule-unparsable mdc 0 MDC规则',
        'parent-unknown adrg 0 所属MDC编码',
        'set-unknown adrg 0 ADRG规则',
        'parent-unknown drg 0 所属ADRG编码',
        'rule-unparsable drg 0 DRG规则',
      ]),
    );
  });

  test('a rule that does not parse is told with its position and what was expected there', () => {
    const [error] = errorsOf({ ...SOUND, mdc: [['MDCB', 'ZYZD in NL']] });
    expect(error!.details).toEqual({ expected: 'the name of a set', found: 'NL', at: 9 });
  });

  test('a set of which only a pattern is a member is defined', () => {
    expect(errorsOf({ ...SOUND, sets: { DI_B: 'B*', DI_BR1: 'B1*' } })).toEqual([]);
  });
});

describe('schemeWarnings', () => {
  test('a sound scheme has none', () => {
    expect(warningsOf(smallTables(SOUND))).toEqual([]);
  });

  test.each<[why: string, scheme: SmallScheme, expected: Place[]]>([
    ['an MDC without condition', { ...SOUND, mdc: [['MDCB', '']], sets: { DI_BR1: 'B10.000' } }, ['gate-unconditional mdc 0 MDC规则']],
    ['an MDC with a constant', { ...SOUND, mdc: [['MDCB', '1']], sets: { DI_BR1: 'B10.000' } }, ['gate-unconditional mdc 0 MDC规则']],
    [
      'an MDC without ADRG rows',
      { ...SOUND, mdc: [...SOUND.mdc, ['MDCC', 'ZYZD in DI_B']] },
      ['mdc-without-adrg mdc 1 MDC编码'],
    ],
    [
      'an ADRG without DRG rows',
      { ...SOUND, drg: SOUND.drg.filter(([, adrg]) => adrg !== 'B00') },
      ['adrg-without-drg adrg 1 ADRG编码'],
    ],
    [
      'an ADRG row behind an always-true one',
      {
        ...SOUND,
        adrg: [
          ['BR9', 'MDCB', '1'],
          ['BR1', 'MDCB', 'ZYZD in DI_BR1'],
        ],
        drg: [
          ['BR99', 'BR9', ''],
          ['BR15', 'BR1', ''],
        ],
      },
      ['rule-unreachable adrg 1 ADRG规则'],
    ],
    [
      'DRG rows behind an always-true one, as 5 before 1',
      {
        ...SOUND,
        drg: [
          ['BR15', 'BR1', ''],
          ['BR11', 'BR1', 'QTZD in MCC'],
          ['BR13', 'BR1', 'QTZD in CC'],
          ['B000', 'B00', ''],
        ],
      },
      ['rule-unreachable drg 1 DRG规则', 'rule-unreachable drg 2 DRG规则'],
    ],
    [
      'the order of evaluation decides what is behind, not the order of the rows',
      {
        ...SOUND,
        drg: [
          ['BR11', 'BR1', 'QTZD in MCC', { sort: 9 }],
          ['BR15', 'BR1', '', { sort: 1 }],
          ['B000', 'B00', ''],
        ],
      },
      ['rule-unreachable drg 0 DRG规则'],
    ],
    [
      'a row that asks for more than one before it',
      {
        ...SOUND,
        drg: [
          ['BR11', 'BR1', 'QTZD in MCC'],
          ['BR1E', 'BR1', 'QTZD in MCC and NL>=70'],
          ['BR15', 'BR1', ''],
          ['B000', 'B00', ''],
        ],
      },
      ['rule-shadowed drg 1 DRG规则'],
    ],
    [
      'the same condition twice',
      {
        ...SOUND,
        drg: [
          ['BR11', 'BR1', 'QTZD in MCC'],
          ['BR12', 'BR1', '(QTZD  in {MCC})'],
          ['BR15', 'BR1', ''],
          ['B000', 'B00', ''],
        ],
      },
      ['rule-shadowed drg 1 DRG规则'],
    ],
    [
      'a row that is never true',
      {
        ...SOUND,
        drg: [
          ['BR12', 'BR1', '0'],
          ['BR15', 'BR1', ''],
          ['B000', 'B00', ''],
        ],
      },
      ['rule-never-true drg 0 DRG规则'],
    ],
    [
      'a fall-back row before others, as O00',
      { ...SOUND, adrg: [['BR1', 'MDCB', 'ZYZD in DI_BR1', { sort: 9 }], ['B00', 'MDCB', '', { sort: 1 }]] },
      ['fallback-row-moved adrg 1 MDC内排序'],
    ],
    ['an MDC twice', { ...SOUND, mdc: [...SOUND.mdc, ['MDCB', 'ZYZD in DI_BR1']] }, ['code-repeated mdc 1 MDC编码']],
    [
      'a DRG row twice under one ADRG',
      { ...SOUND, drg: [['BR15', 'BR1', 'NL<7'], ['BR15', 'BR1', ''], ['B000', 'B00', '']] },
      ['code-repeated drg 1 DRG'],
    ],
    ['a member twice', { ...SOUND, sets: { ...SOUND.sets, DI_BR1: 'B10.000 B10.000' } }, ['member-repeated sets 3 ICD编码']],
    ['an exclusion twice', { ...SOUND, exclusions: { EX_1: 'B10.000 B11.000 B10.000' } }, ['member-repeated exclusions 2 ICD编码']],
    ['a set that no rule names, once', { ...SOUND, sets: { ...SOUND.sets, DI_NONE: 'B10.000 B11.000' } }, ['set-unused sets 3 集合编号']],
    [
      'members of a set that is named MCC',
      { ...SOUND, sets: { ...SOUND.sets, MCC: 'B10.000' } },
      ['set-name-reserved sets 3 集合编号'],
    ],
    [
      'a code both MCC and CC',
      { ...SOUND, complications: [...SOUND.complications!, ['B10.000', 'CC', '']] },
      ['code-both-levels complications 2 类型'],
    ],
    [
      'a code twice at one level',
      { ...SOUND, complications: [...SOUND.complications!, ['B11.000', 'CC', 'EX_1']] },
      ['code-repeated complications 2 疾病编码'],
    ],
    [
      'an exclusion table without rows, once',
      {
        ...SOUND,
        complications: [
          ['B10.000', 'MCC', 'EX_2'],
          ['B11.000', 'CC', 'EX_2'],
        ],
      },
      ['exclusion-table-empty complications 0 排除表'],
    ],
    [
      'a DRG row that names the MDC of another ADRG',
      {
        ...SOUND,
        mdc: [...SOUND.mdc, ['MDCC', 'ZYZD in DI_B']],
        adrg: [...SOUND.adrg, ['CR1', 'MDCC', '']],
        drg: [...SOUND.drg.slice(0, 2), ['B000', 'B00', '', { mdc: 'MDCC' }], ['CR19', 'CR1', '']],
      },
      ['parent-mdc-differs drg 2 所属MDC编码'],
    ],
  ])('%s', (_why, scheme, expected) => {
    expect(errorsOf(scheme)).toEqual([]);
    expect(placed(warningsOf(smallTables(scheme)))).toEqual(expected);
  }); // prettier-ignore

  test.each<[why: string, drg: SmallScheme['drg']]>([
    ['the same DRG under two parts of one ADRG', [['AH15', 'AH1_1', ''], ['AH15', 'AH1_2', '']]],
  ])('%s is nothing odd', (_why, drg) => {
    const scheme: SmallScheme = {
      mdc: [['MDCB', 'ZYZD in DI_B']],
      adrg: [
        ['AH1_1', 'MDCB', 'NL<7'],
        ['AH1_2', 'MDCB', 'NL>=7'],
      ],
      drg,
      sets: { DI_B: 'B10.000' },
    };
    expect(warningsOf(smallTables(scheme))).toEqual([]);
  }); // prettier-ignore

  test('a row behind a fall-back row of a lower sort is reached, so it is not called unreachable', () => {
    const moved = { ...SOUND, adrg: [['B00', 'MDCB', ''], SOUND.adrg[0]!] as const };
    expect(placed(warningsOf(smallTables(moved)))).toEqual(['fallback-row-moved adrg 0 MDC内排序']);
  });
});
