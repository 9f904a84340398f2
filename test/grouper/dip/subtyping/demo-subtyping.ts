import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  subtypeOf,
  SubtypingLists,
  type SubtypeResult,
  type SubtypingDischarge,
  type SubtypingGroup,
} from '../../../../grouper/index.js';
import {
  packageRoot,
  parseSubtypingPolicy,
  readSubtypingLists,
  type Subtyping,
  type SubtypingListRow,
} from '../../../../reference-data/index.js';

/** Where the policy of the demonstration region lies. */
export const DEMO_PATH = join(packageRoot(), 'reference-data', 'regions', 'demo-dip', 'subtyping.yaml');
export const DEMO: Subtyping = parseSubtypingPolicy(readFileSync(DEMO_PATH, 'utf8'), DEMO_PATH).subtyping;
export const DEMO_LISTS = new SubtypingLists(readSubtypingLists(DEMO, DEMO_PATH));

/** A core group whose standard is 10,000.00 yuan. */
export const GROUP: SubtypingGroup = { key: 'JC-1', layer: 'JC', standardFen: 1_000_000n };

/** A case of no family: 40 years, no other diagnosis, one day, neither costly nor in intensive care. */
export function caseWith(facts: Partial<SubtypingDischarge> = {}): SubtypingDischarge {
  return {
    caseId: '1',
    sex: 1,
    ageYears: 40,
    disposition: 1,
    lengthOfStayDays: 5,
    principalDiagnosis: 'K80.200',
    secondaryDiagnoses: [],
    otherProcedures: [],
    totalCharges: 1_000_000n,
    ...facts,
  };
}

/** The policy of the demonstration region with one family alone. */
export function onlyFamily(id: string): Subtyping {
  return { ...DEMO, families: DEMO.families.filter((family) => family.id === id) };
}

/** What one family of the demonstration region says of a case. */
export function levelIn(family: string, facts: Partial<SubtypingDischarge>, group: SubtypingGroup = GROUP): string | undefined {
  const result = subtypeOf(caseWith(facts), group, onlyFamily(family), DEMO_LISTS);
  return result.status === 'subtype' ? result.level : undefined;
}

/** Reads the rules of a test and gives a function that asks them; lists are written as patterns. */
export function rulesOf(
  yaml: string,
  lists: Readonly<Record<string, string>> = {},
): (facts: Partial<SubtypingDischarge>, group?: SubtypingGroup) => SubtypeResult {
  const head = 'kind: dip-subtyping\nregion: test\nsource: invented\nevidence: invented\nsubtyping:\n';
  const policy = parseSubtypingPolicy(head + yaml.replaceAll(/^/gm, '  '), 'test.yaml').subtyping;
  const rows = Object.entries(lists).map(([name, stems]): [string, SubtypingListRow[]] => [name, stems.split(' ').map(listRow)]);
  const compiled = new SubtypingLists({ lists: new Map(rows), coefficients: [] });
  return (facts, group = GROUP) => subtypeOf(caseWith(facts), group, policy, compiled);
}

function listRow(stem: string): SubtypingListRow {
  return {
    pattern: { kind: 'prefix', stem, span: stem.length },
    excludedPrincipal: [],
    requiredPrincipal: [],
    weight: 0,
    name: '',
  };
}
