import fc from 'fast-check';
import type { Discharge, Rule } from '../../grouper/index.js';
import { printRule } from '../../grouper/index.js';
import { groupCodeOf, type AdrgRow, type DrgEdition, type DrgRow, type DrgTables } from '../../reference-data/index.js';
import { randomRule } from './random-rule.js';

// Few codes, so that cases and sets meet often: known alone, by patterns one inside the other, in dagger pairs, and not at all.
const DIAGNOSES = ['A10.000', 'A10.001', 'A10.001x002', 'A19.x00', 'B20.100', 'X34.900x091', 'D51.003+G32.0*'];
const DIAGNOSIS_PATTERNS = ['A1*', 'A10*', 'A10.001*', 'B2*', 'D51.003*'];
const PROCEDURES = ['00.1000', '00.1100', '36.0600', '36.0600x001', '17.912A0'];
const PROCEDURE_PATTERNS = ['00.1*', '36.0*', '36.06*'];
const DEPARTMENTS = ['03', '0301', '28', 'ICU'];
const DEPARTMENT_PATTERNS = ['03*'];
/** In no set, but some of them begin as a pattern does. */
const OTHER_DIAGNOSES = ['A10.777', 'A18.000', 'B29.000', 'Q99.900', 'D51.003', 'D51.003+G99.0*', 'G32.0*', 'i10.x00'];
const OTHER_PROCEDURES = ['00.1999', '36.0999', '36.0699', '99.9900', 'x1'];

/** Every code of the cases of random schemes. */
export const RANDOM_SCHEME_CODES = {
  diagnoses: [...DIAGNOSES, ...DIAGNOSES, ...OTHER_DIAGNOSES],
  procedures: [...PROCEDURES, ...PROCEDURES, ...OTHER_PROCEDURES],
};

const CODE_SETS = ['D1', 'D2', 'D3', 'P1', 'P2', 'M1', 'MCC', 'CC'];
const DEPARTMENT_SETS = ['K1', 'K2'];
const EXCLUSION_TABLES = ['EX1', 'EX2'];
/** Bounds that rules compare with; cases stand on them and beside them. */
const BOUNDS = [0, 1, 2, 5, 28, 29, 120, 366, 1000, 1499];

const rule = randomRule({ codeSets: CODE_SETS, departmentSets: DEPARTMENT_SETS, bounds: BOUNDS });
/** Gates and rows are simple more often than not, as in real schemes; else hardly a case would get through three of them. */
const ruleText = fc
  .oneof(
    { weight: 3, arbitrary: rule },
    {
      weight: 2,
      arbitrary: fc
        .constantFrom(...CODE_SETS)
        .map((set): Rule => ({ kind: 'membership', fields: fieldsOf(set), negated: false, sets: [set] })),
    },
    { weight: 1, arbitrary: fc.constant<Rule>({ kind: 'always' }) },
  )
  .map(printRule);

function fieldsOf(set: string): ('ZYZD' | 'QTZD' | 'ZYSS' | 'QTSS')[] {
  if (set.startsWith('P')) return ['ZYSS', 'QTSS'];
  return set.endsWith('CC') ? ['QTZD'] : ['ZYZD'];
}

const sort = fc.integer({ min: 1, max: 4 });
const kind = fc.constantFrom('real', 'real', 'real', 'ambiguous', 'fallback');
const someOf = (codes: readonly string[]) => fc.subarray([...codes], { maxLength: 4 });

const members: fc.Arbitrary<DrgTables['sets']> = fc
  .record({
    D1: someOf([...DIAGNOSES, ...DIAGNOSIS_PATTERNS]),
    D2: someOf(DIAGNOSES),
    D3: someOf([...DIAGNOSES, ...DIAGNOSIS_PATTERNS]),
    P1: someOf([...PROCEDURES, ...PROCEDURE_PATTERNS]),
    P2: someOf(PROCEDURES),
    M1: someOf([...DIAGNOSES, ...PROCEDURES, ...DIAGNOSIS_PATTERNS, ...PROCEDURE_PATTERNS]),
    K1: someOf(DEPARTMENTS),
    K2: someOf([...DEPARTMENTS, ...DEPARTMENT_PATTERNS]),
  })
  .map((sets) =>
    Object.entries(sets).flatMap(([set, codes]) => {
      // A set must have a row to be named; this code is in no case.
      const own = set.startsWith('K') ? '99' : set.startsWith('P') ? '99.0000' : 'Z99.000';
      return [own, ...codes].map((code) => ({ set, code, name: '', type: '' }));
    }),
  );

const complications: fc.Arbitrary<DrgTables['complications']> = fc.array(
  fc.record({
    code: fc.constantFrom(...DIAGNOSES, ...DIAGNOSIS_PATTERNS, 'A18.000'),
    name: fc.constant(''),
    level: fc.constantFrom('MCC' as const, 'CC' as const),
    exclusionTable: fc.constantFrom('', 'EX_WITHOUT_ROWS', ...EXCLUSION_TABLES),
  }),
  { maxLength: 6 },
);

const exclusions: fc.Arbitrary<DrgTables['exclusions']> = fc.array(
  fc.record({
    table: fc.constantFrom(...EXCLUSION_TABLES),
    code: fc.constantFrom(...DIAGNOSES, ...DIAGNOSIS_PATTERNS, 'B29.000'),
    name: fc.constant(''),
  }),
  { maxLength: 4 },
);

interface Tree {
  readonly rule: string;
  readonly sort: number;
  readonly adrgs: readonly {
    readonly rule: string;
    readonly sort: number;
    readonly kind: AdrgRow['kind'];
    readonly parted: boolean;
    readonly drgs: readonly { readonly rule: string; readonly sort: number; readonly kind: DrgRow['kind'] }[];
  }[];
}

const drgs = fc.array(fc.record({ rule: ruleText, sort, kind }) as fc.Arbitrary<Tree['adrgs'][number]['drgs'][number]>, {
  maxLength: 3,
});
const adrgs = fc.array(
  fc.record({ rule: ruleText, sort, kind, parted: fc.boolean(), drgs }) as fc.Arbitrary<Tree['adrgs'][number]>,
  { maxLength: 5 },
);
const trees: fc.Arbitrary<readonly Tree[]> = fc.array(fc.record({ rule: ruleText, sort, adrgs }), { minLength: 1, maxLength: 4 });

/** Tables of a random scheme without errors: every construct of the rules, kinds of rows that their codes do not tell, ties, empty tables. */
export const randomTables: fc.Arbitrary<DrgTables> = fc
  .record({ trees, sets: members, complications, exclusions })
  .map(({ trees: mdcs, ...lists }) => {
    const rows = { mdc: [] as DrgTables['mdc'][number][], adrg: [] as AdrgRow[], drg: [] as DrgRow[] };
    for (const [m, mdc] of mdcs.entries()) {
      const mdcCode = `MDC${m}`;
      // Names that a cell of CSV has to quote, others, and none.
      rows.mdc.push({ code: mdcCode, name: m % 2 === 0 ? `第${m}类` : `M, "${m}"`, rule: mdc.rule, sort: mdc.sort });
      for (const [a, adrg] of mdc.adrgs.entries()) {
        // Parts of one ADRG differ behind the underscore.
        const code = adrg.parted ? `R${m}_${a}` : `R${m}${a}`;
        const { rule: text, sort: place, kind: rowKind } = adrg;
        rows.adrg.push({
          code,
          groupCode: groupCodeOf(code),
          kind: rowKind,
          name: a % 2 === 0 ? '' : `A "${a}"`,
          rule: text,
          mdc: mdcCode,
          sort: place,
        });
        for (const [d, drg] of adrg.drgs.entries()) {
          rows.drg.push({
            ...drg,
            code: `${code}${d}`,
            groupCode: groupCodeOf(`${code}${d}`),
            name: d % 2 === 0 ? `${m}, ${a}` : '',
            adrg: code,
            mdc: mdcCode,
          });
        }
      }
    }
    return { ...rows, ...lists };
  });

export const randomEdition: fc.Arbitrary<Pick<DrgEdition, 'newbornWeight' | 'whenNoDrgRow'>> = fc.record({
  newbornWeight: fc.constantFrom('birth' as const, 'admission' as const),
  whenNoDrgRow: fc.constantFrom('adrg' as const, 'next' as const),
});

/** A code as exports spell it. */
const spelled = (codes: readonly string[]) =>
  fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...codes) },
    { weight: 1, arbitrary: fc.constantFrom(...codes).map((code) => ` ${code.toLowerCase()}`) },
    { weight: 1, arbitrary: fc.constantFrom(...codes).map((code) => code.replaceAll('.', '．').replace('+', '†')) },
  );

const diagnosis = spelled([...DIAGNOSES, ...DIAGNOSES, ...OTHER_DIAGNOSES]);
const procedure = spelled([...PROCEDURES, ...PROCEDURES, ...OTHER_PROCEDURES]);
const weight = fc.constantFrom(999, 1000, 1499, 1500, 3000);
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 2 });

/** Age with the days and weights that make it valid under every edition; beyond 28 days a weight may be missing or implausible. */
const age = fc.oneof(
  fc.record({
    ageYears: fc.constantFrom(1, 2, 28, 29, 120),
    ageDays: maybe(fc.constantFrom(1, 28)),
    birthWeightGrams: maybe(fc.constantFrom(1000, 50_000)),
  }),
  fc.record({
    ageYears: fc.constant(0),
    ageDays: fc.constantFrom(0, 28),
    birthWeightGrams: weight,
    admissionWeightGrams: weight,
  }),
  fc.record({
    ageYears: fc.constant(0),
    ageDays: fc.constantFrom(29, 365, 366),
    birthWeightGrams: maybe(weight),
    admissionWeightGrams: maybe(fc.constantFrom(99, 1000, 1499)),
  }),
);

/** Valid cases over the codes of the random schemes, with values on every bound, missing ones, repeats and unknown codes. */
export const randomDischarge: fc.Arbitrary<Discharge> = fc
  .record({
    age,
    caseId: fc.constant('R'),
    sex: fc.constantFrom(1, 2),
    principalDiagnosis: diagnosis,
    secondaryDiagnoses: fc.array(diagnosis, { maxLength: 4 }),
    principalProcedure: maybe(procedure),
    otherProcedures: fc.array(procedure, { maxLength: 3 }),
    lengthOfStayDays: maybe(fc.constantFrom(1, 2, 5, 28, 29)),
    disposition: maybe(fc.constantFrom(1, 2, 5)),
    icuHours: maybe(fc.constantFrom(0, 119.5, 120, 120.5)),
    department: maybe(fc.constantFrom('A03.01', '0301', '301', '03', '0302', '28', 'icu', '99', '')),
  })
  .map(({ age: ageFields, ...fields }) => {
    const stated = Object.entries({ ...fields, ...ageFields }).filter(([, value]) => value !== undefined);
    return Object.fromEntries(stated) as unknown as Discharge;
  });
