import fc from 'fast-check';
import type { Discharge } from '../../grouper/index.js';
import type { DipGroupRow, DipTables } from '../../reference-data/index.js';
import { dipTables, row } from '../grouper/dip/directory-of.js';

// Few codes, so that cases and rows meet often: extensions beside their bases, dagger pairs beside their halves.
const DIAGNOSES = `
  A15.000 A15.000x010 A16.200 A17.000 A17.000+G01* A18.000x001 A19.900 C34.100
  C34.900x001 I10.x00 K35.300 K35.300x001 K35.900 M51.101+G55.1* P07.100 X34.900
`
  .trim()
  .split(/\s+/);
const BURNS = ['T20.200', 'T20.300x001'];
const TUMOUR_TREATMENTS = ['Z51.101', 'Z51.800'];
const OTHER_DIAGNOSES = ['U84.300', 'C34.901', 'C78.000', 'C87.000', 'P07.100', 'P08.000', 'A15.000x010'];
const AREAS = ['T31.000', 'T31.100', 'T31.200', 'T32.300', 'T32.900', 'T31.x00'];

/** Keys of several lengths, lists, ranges, full codes, a dagger mark. */
const KEYS = `
  A15 A15.0 A15.000 A15.000x010 A15-A16 A09.0|A15.0 A17 A17.000 A17.000+G01* A15-A19 C34 C34.1 C00-C75|C90 I10
  K35 K35.3 K35.30 K35.300 K M51.1+ M51 P07 X34 T20.2 T20 Z51 Z51.1 Z51.101
`
  .trim()
  .split(/\s+/);
const PROCEDURES = ['32.4100', '32.4100x001', '40.5905', '40.5906', '47.0100', '17.912A0'];
const TUMOUR_PROCEDURES = ['99.2503', '99.2800x005', '99.2800x006'];
const EXCLUDED_PROCEDURES = ['99.2500', '17.4200', '44.1300x001', '86.2201'];
const ALL_PROCEDURES = [...PROCEDURES, ...PROCEDURES, ...TUMOUR_PROCEDURES, ...EXCLUDED_PROCEDURES];

const keys = fc.constantFrom(...KEYS);
const anyOf = (codes: readonly string[]) => fc.subarray([...codes], { minLength: 1, maxLength: 3 }).map((some) => some.join('|'));
/** Any of, all of, and both in one cell. */
const mixed = (codes: readonly string[]) =>
  fc.array(anyOf(codes), { minLength: 1, maxLength: 3 }).map((parts) => parts.join('+'));
const mainCell = fc.oneof(
  { weight: 9, arbitrary: anyOf([...PROCEDURES, '86.2201']) },
  { weight: 1, arbitrary: mixed(PROCEDURES) },
);
const relatedCell = fc.oneof(fc.constant(''), anyOf(PROCEDURES), anyOf(ALL_PROCEDURES), mixed(PROCEDURES));

type Cells = Omit<Partial<DipGroupRow>, 'key' | 'layer'> & Pick<DipGroupRow, 'diagnosis'>;

const procedureXq: fc.Arbitrary<Cells> = fc.record({
  diagnosis: fc.oneof({ weight: 4, arbitrary: fc.constant('所有诊断') }, { weight: 1, arbitrary: keys }),
  procedure: mixed(PROCEDURES),
  position: fc.constantFrom('main' as const, 'any' as const),
});
const newbornXq: fc.Arbitrary<Cells> = fc.record({
  diagnosis: fc.constantFrom('P07', 'P07.1', 'P00-P96'),
  ageDaysBelow: fc.constantFrom('29', '7'),
  birthWeight: fc.constantFrom('0-999', '1000-1499', '1400-2499'),
});
/** Rows that differ in their related cell alone, as the national directory has them. */
const merged: fc.Arbitrary<Cells[]> = fc
  .record({ diagnosis: keys, procedure: mainCell, relatedCells: fc.array(relatedCell, { minLength: 1, maxLength: 4 }) })
  .map(({ relatedCells, ...cells }) => relatedCells.map((related) => ({ ...cells, related })));
const burn: fc.Arbitrary<Cells> = fc.record({
  subdivision: fc.constant('burn' as const),
  diagnosis: fc.constantFrom('T20.2|T20.3', 'T20.2', 'T20-T25', 'T20.300x001'),
  otherDiagnosis: fc.constantFrom('T31.0|T32.0', 'T31.1|T31.2', 'T31.3|T32.3', 'T31.5|T31.9|T32.9'),
  procedure: fc.oneof(fc.constant(''), anyOf(['86.2201', ...PROCEDURES.slice(0, 3)])),
  related: fc.oneof({ weight: 3, arbitrary: fc.constant('') }, { weight: 1, arbitrary: mixed(PROCEDURES) }),
});
const tumour: fc.Arbitrary<Cells> = fc.record({
  subdivision: fc.constant('tumour' as const),
  diagnosis: fc.constantFrom('Z51.1', 'Z51.8', 'Z51', 'Z51.101'),
  otherDiagnosis: fc.constantFrom('C00-C75', 'C76-C80', 'C00-C75|C88', 'C34.901'),
  procedure: fc.subarray(TUMOUR_PROCEDURES, { minLength: 1 }).map((all) => all.join('+')),
});
const tuberculosis: fc.Arbitrary<Cells> = fc.record({
  subdivision: fc.constant('tuberculosis' as const),
  diagnosis: fc.constantFrom('A15-A16', 'A17', 'A18', 'A19', 'A15.0', 'A17.000+G01*'),
  drugResistant: fc.constantFrom('yes' as const, 'no' as const),
  procedure: fc.oneof(fc.constant(''), anyOf(PROCEDURES)),
});
const base: fc.Arbitrary<Cells> = fc.record({
  diagnosis: keys,
  procedure: fc.oneof(
    { weight: 2, arbitrary: fc.constant('') },
    { weight: 5, arbitrary: anyOf(ALL_PROCEDURES) },
    mixed(PROCEDURES),
  ),
});

const upTo = <T>(maxLength: number, cells: fc.Arbitrary<T>) =>
  fc.array(cells, { minLength: maxLength / 3, maxLength, size: 'max' });
const listedDiagnoses = (codes: readonly string[]) =>
  fc.subarray([...codes], { maxLength: 2 }).map((some) => some.map((code) => ({ code, name: '' })));

/** Tables of a random directory with every layer of the national one; sheet order is the order of the rows. */
export const randomDirectory: fc.Arbitrary<DipTables> = fc
  .record({
    XQ: fc.tuple(upTo(3, procedureXq), upTo(3, newbornXq)).map((rows) => rows.flat()),
    BX: upTo(12, merged).map((rows) => rows.flat()),
    FZ: fc.tuple(upTo(6, tumour), upTo(6, burn), upTo(6, tuberculosis)).map((rows) => rows.flat()),
    JC: upTo(15, base),
    excludedDiagnoses: listedDiagnoses(DIAGNOSES),
    excludedProcedures: fc.array(
      fc.record({
        code: fc.constantFrom(...EXCLUDED_PROCEDURES, '40.5905'),
        name: fc.constant(''),
        kind: fc.constantFrom('conservative' as const, 'not-main' as const, 'limited' as const),
        scope: fc.constantFrom('A00-A18', 'K35.3|C34', 'A15.000', 'Z51|T20'),
      }),
      { maxLength: 4 },
    ),
    primaryCare: fc.array(
      fc.record({
        number: fc.constant(1),
        diagnosis: keys,
        procedure: fc.constantFrom('', ...PROCEDURES),
        name: fc.constant(''),
      }),
      { maxLength: 4 },
    ),
    resistantDiagnoses: listedDiagnoses(['A15.000x010', 'A17.000', 'A16.200']),
  })
  .map(({ XQ, BX, FZ, JC, excludedProcedures, ...lists }) => {
    const cells = [
      ...XQ.map((given) => ({ ...given, layer: 'XQ' as const })),
      ...BX.map((given) => ({ ...given, layer: 'BX' as const })),
      ...FZ.map((given) => ({ ...given, layer: 'FZ' as const })),
      ...JC.map((given) => ({ ...given, layer: 'JC' as const })),
    ];
    const groups = cells.map((given, place) => row({ ...given, key: `${given.layer}-${place + 1}` }));
    // A code has one kind.
    const once = [...new Map(excludedProcedures.map((entry) => [entry.code, entry])).values()];
    return dipTables({ groups, excludedProcedures: once, ...lists });
  });

/** A code as exports spell it. */
const spelled = (codes: readonly string[]) =>
  fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(...codes) },
    { weight: 1, arbitrary: fc.constantFrom(...codes).map((code) => ` ${code.toLowerCase()}`) },
    { weight: 1, arbitrary: fc.constantFrom(...codes).map((code) => code.replaceAll('.', '．').replace('+', '†')) },
  );

const age = fc.oneof(
  { weight: 3, arbitrary: fc.record({ ageYears: fc.constantFrom(1, 40) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      ageYears: fc.constant(0),
      ageDays: fc.constantFrom(0, 6, 7, 28, 29, 365),
      birthWeightGrams: fc.constantFrom(undefined, 0, 999, 1000, 1399, 1400, 1499, 1500, 2500),
    }),
  },
);

/** What a case is about: its codes are drawn from these, so that every layer is met. */
const codesOf = (diagnoses: readonly string[], others: readonly string[], procedures: readonly string[]) =>
  fc.record({
    principalDiagnosis: spelled(diagnoses),
    secondaryDiagnoses: fc.array(spelled(others), { maxLength: 4 }),
    principalProcedure: fc.option(spelled(procedures), { nil: undefined, freq: 4 }),
    otherProcedures: fc.array(spelled(procedures), { maxLength: 4 }),
  });
const EVERY_DIAGNOSIS = [...DIAGNOSES, ...BURNS, ...TUMOUR_TREATMENTS];
const codes = fc.oneof(
  codesOf([...EVERY_DIAGNOSIS, 'Q99.900'], [...OTHER_DIAGNOSES, ...AREAS, ...DIAGNOSES], [...ALL_PROCEDURES, '99.9900']),
  codesOf(DIAGNOSES, OTHER_DIAGNOSES, PROCEDURES),
  codesOf(
    TUMOUR_TREATMENTS,
    ['C34.901', 'C78.000', 'C87.000'],
    [...TUMOUR_PROCEDURES, ...TUMOUR_PROCEDURES, '99.2500', '17.4200'],
  ),
  codesOf(BURNS, [...AREAS, 'P07.100'], [...PROCEDURES.slice(0, 3), '86.2201']),
);

/** Valid cases over the codes of the random directories: without principal procedure, with repeats, newborns, dagger codes. */
export const randomDipCase: fc.Arbitrary<Discharge> = fc
  .record({ age, caseId: fc.constant('R'), sex: fc.constantFrom(1 as const, 2 as const), codes })
  .map(({ age: ageFields, codes: given, ...fields }) => ({ ...fields, ...given, ...ageFields }));
