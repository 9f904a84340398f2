import { compileDirectory, DipGrouper, ProcedureAttributes, type DirectoryEdition } from '../../../grouper/index.js';
import {
  nationalDipPolicy,
  parseDipPolicy,
  parseProcedureAttributes,
  type DipGroupRow,
  type DipPolicy,
  type DipTables,
} from '../../../reference-data/index.js';

/** A group row; what matters is given, all other cells are empty. */
export function row(given: Partial<DipGroupRow> & Pick<DipGroupRow, 'key' | 'layer' | 'diagnosis'>): DipGroupRow {
  return {
    number: Number(/\d+$/.exec(given.key)?.[0] ?? 0),
    name: `group ${given.key}`,
    subdivision: '',
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
    ...given,
  };
}

export function dipTables(given: Partial<DipTables>): DipTables {
  return { groups: [], excludedDiagnoses: [], excludedProcedures: [], primaryCare: [], resistantDiagnoses: [], ...given };
}

/** A small table of attributes, enough for tests. */
export const ATTRIBUTES = new ProcedureAttributes(
  parseProcedureAttributes(
    [
      'pattern,attribute,level,name',
      '01-86,surgical,,operations',
      '51.24*,surgical,4,laparoscopic',
      '36.0*,interventional,,stents',
      '87-92,diagnostic,,imaging',
      '93-99,therapeutic,,therapy',
    ].join('\n'),
    'attributes.csv',
  ),
);

export const EDITION: DirectoryEdition = {
  id: 'dip-test',
  newbornWeight: 'birth',
  operators: 'national',
  shortProcedureCodes: 'exact',
};

export function dipGrouper(
  tables: DipTables,
  policy: DipPolicy = nationalDipPolicy(),
  edition: Partial<DirectoryEdition> = {},
): DipGrouper {
  return new DipGrouper(compileDirectory({ ...EDITION, ...edition }, tables, policy, ATTRIBUTES));
}

/** The national policy with some choices made otherwise. */
export function policyWith(choices: Readonly<Record<string, string>>): DipPolicy {
  const lines = Object.entries(choices).map(([name, value]) => `  ${name}: '${value}'`);
  return parseDipPolicy(['kind: dip-grouping', "region: '000000'", 'source: test', 'choices:', ...lines].join('\n'), 'test.yaml');
}

/** A case aged 40 in short form: main diagnosis, procedures with the principal first (`-` for none), other diagnoses. */
export function dipCase(
  diagnosis: string,
  procedures: readonly string[] = [],
  others: readonly string[] = [],
  more: object = {},
) {
  const [principal, ...rest] = procedures;
  return {
    caseId: '1',
    sex: 1 as const,
    ageYears: 40,
    principalDiagnosis: diagnosis,
    secondaryDiagnoses: others,
    ...(principal === undefined || principal === '-' ? {} : { principalProcedure: principal }),
    otherProcedures: rest,
    ...more,
  };
}
