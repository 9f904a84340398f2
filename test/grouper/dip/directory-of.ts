import { compileDirectory, DipGrouper, type AttributeTable, type DipEdition } from '../../../grouper/index.js';
import {
  NATIONAL_DIP_POLICY,
  parseDipPolicy,
  type DipGroupRow,
  type DipPolicy,
  type DipTables,
  type TreatmentAttribute,
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

/** Attributes by the first two digits, enough for tests. */
export const ATTRIBUTES: AttributeTable = {
  attributeOf(code): TreatmentAttribute | undefined {
    const chapter = Number(code.slice(0, 2));
    if (code.startsWith('36.0')) return 'interventional';
    if (chapter >= 87 && chapter <= 92) return 'diagnostic';
    if (chapter >= 93) return 'therapeutic';
    return chapter >= 1 && chapter <= 86 ? 'surgical' : undefined;
  },
  levelOf: (code) => (code.startsWith('51.') ? Number(code.charAt(4)) || undefined : undefined),
};

export const EDITION: DipEdition = {
  id: 'dip-test',
  newbornWeight: 'birth',
  operators: 'national',
  shortProcedureCodes: 'exact',
};

export function dipGrouper(
  tables: DipTables,
  policy: DipPolicy = NATIONAL_DIP_POLICY,
  edition: Partial<DipEdition> = {},
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
