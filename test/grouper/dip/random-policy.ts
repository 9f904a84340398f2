import fc from 'fast-check';
import type { Discharge } from '../../../grouper/index.js';
import { nationalDipPolicy, SELECTION_STEPS, type DipGroupRow, type DipPolicy } from '../../../reference-data/index.js';
import { randomDipCase } from '../../properties/random-directory.js';
import { row } from './directory-of.js';

/** Every choice with all its values; `KB1` is a blank group that the random rows have, `KB2` one that they have not. */
const CHOICES = {
  excludedDiagnosisMatch: ['exact', 'prefix'],
  excludedDiagnosisBeforeXq: ['true', 'false'],
  excludedDiagnosisOutcome: ['ungrouped', 'comprehensive'],
  conservativeCodeScope: ['whole-case', 'skip-to-next'],
  limitedOutsideScope: ['conservative', 'skip-to-next'],
  expressionPrecedence: ['any-tighter', 'all-tighter'],
  procedureCodeMatch: ['exact', 'base-covers-extension', 'base-in-case-ok'],
  xqPosition: ['as-noted', 'any'],
  newbornDiagnosisPosition: ['any', 'main'],
  diagnosisKeyOrder: ['longest-first', 'pooled'],
  relatedScore: ['matched-codes', 'satisfied-parts'],
  emptyRow: ['only-without-main', 'fallback'],
  fzMainPosition: ['main', 'any'],
  tumourSiteTie: ['sheet-order', 'reverse-sheet-order'],
  burnAreaSeveral: ['largest', 'first'],
  daggerKey: ['ignore', 'require'],
  attributeOfCase: ['main', 'highest', 'first'],
  interventionAs: ['surgical', 'therapeutic'],
  unknownProcedureAttribute: ['conservative', 'error'],
  coreProcedurePosition: ['main', 'any'],
  surgeryLevelSplit: ['true', 'false'],
  ungroupedTo: ['none', 'KB1', 'KB2'],
} as const satisfies { readonly [Name in keyof DipPolicy['choices']]: readonly DipPolicy['choices'][Name][] };

const FINAL = [
  { layer: 'core', attribute: 'surgical' },
  { layer: 'core' },
  { layer: 'primary' },
  { layer: 'comprehensive', attribute: 'surgical' },
  { layer: 'comprehensive' },
  { layer: 'blank' },
] as const satisfies DipPolicy['selection']['final'];

const choices = fc.record(
  Object.fromEntries(Object.entries(CHOICES).map(([name, values]) => [name, fc.constantFrom<string>(...values)])),
  { requiredKeys: [] },
) as fc.Arbitrary<Partial<DipPolicy['choices']>>;

/** The national policy with any choices made otherwise, and any steps in any order. */
export const randomPolicy: fc.Arbitrary<DipPolicy> = fc
  .record({
    choices,
    steps: fc.shuffledSubarray([...SELECTION_STEPS]),
    candidates: fc.shuffledSubarray<'core' | 'primary'>(['core', 'primary']),
    final: fc.shuffledSubarray([...FINAL]),
  })
  .map(({ choices: made, ...selection }) => ({
    ...nationalDipPolicy(),
    choices: { ...nationalDipPolicy().choices, ...made },
    selection,
  }));

const LOCAL_KEYS = ['K35', 'K35.3', 'K35.300', 'K3', 'K35.3|K35', 'A15.0', 'A15-A16', '所有诊断', 'M51.1+', 'K35.300x001'];
const LOCAL_PROCEDURES = ['47.0100', '47.0100x001', '47.01', '32.4100', '40', '36.0600', '51.2400', '93.9000', '00.1000'];
const LOCAL_DIAGNOSES = ['K35.300', 'K35.300x001', 'K35.900', 'A15.000', 'M51.101+G55.1*', 'K3'];

const cell = fc
  .array(
    fc.subarray(LOCAL_PROCEDURES, { minLength: 1, maxLength: 3 }).map((codes) => codes.join('|')),
    { minLength: 1, maxLength: 3 },
  )
  .map((parts) => parts.join('+'));
const maybe = (filled: fc.Arbitrary<string>) => fc.oneof(fc.constant(''), filled);

const localRow = fc.record({
  layer: fc.constantFrom(...(['core', 'core', 'core', 'primary', 'comprehensive', 'comprehensive', 'blank'] as const)),
  diagnosis: fc.constantFrom(...LOCAL_KEYS),
  procedure: maybe(cell),
  related: maybe(cell),
  attribute: fc.constantFrom(...(['', 'conservative', 'diagnostic', 'therapeutic', 'interventional', 'surgical'] as const)),
  surgeryLevel: fc.constantFrom('', '', '1', '2', '3'),
  points: fc.constantFrom('', '100', '100.5', '100.50', '1000.000001'),
  meanCost: fc.constantFrom('', '1000', '6600.5', '12000'),
});

/** Rows of a region's own directory, in which those that fit one case are many. */
export const randomLocalRows: fc.Arbitrary<DipGroupRow[]> = fc
  .array(localRow, { minLength: 4, maxLength: 24, size: 'max' })
  .map((rows) => [
    ...rows.map((cells, place) => row({ ...cells, key: `${cells.layer}-${(place * 7) % 100}` })),
    row({ key: 'KB1', layer: 'blank', diagnosis: 'X99' }),
  ]);

/** Cases over the codes of both kinds of random rows, some with charges, some with codes that no row names. */
export const randomLocalCase: fc.Arbitrary<Discharge> = fc
  .record({
    national: randomDipCase,
    principalDiagnosis: fc.option(fc.constantFrom(...LOCAL_DIAGNOSES), { nil: undefined }),
    procedures: fc.option(
      fc.array(fc.constantFrom(...LOCAL_PROCEDURES, '47.0100x009', '86.2201', '99.9900', '编码'), { maxLength: 4 }),
      { nil: undefined },
    ),
    totalCharges: fc.constantFrom(undefined, 0n, 100_000n, 660_050n, 5_000_000n, 99_999_999_999_999n),
  })
  .map(({ national, principalDiagnosis, procedures, totalCharges }) => {
    const [first, ...others] = procedures ?? [];
    return {
      ...national,
      ...(principalDiagnosis === undefined ? {} : { principalDiagnosis }),
      ...(procedures === undefined ? {} : { principalProcedure: first, otherProcedures: others }),
      totalCharges,
    };
  });
