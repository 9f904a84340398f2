import { ANY_DIAGNOSIS, noteOfRecord, type CheckedEdition } from './check-dip-group.js';
import { diagnosisOperands, procedureParts } from './dip-expression.js';
import type { DipFinding } from './dip-findings.js';
import type { DipGroupRow, DipTables } from './dip-tables.js';

/** Layers whose rows are tried one after the other. In a region's own layers the policy chooses among all that match. */
const TRIED_IN_ORDER: readonly string[] = ['XQ', 'BX', 'FZ', 'JC'];

interface Claim {
  readonly key: string;
  readonly layer: string;
}

/** Which row was the first to ask for each procedure, by everything else that it asks for. */
type Claims = Map<string, Map<string, Claim>>;

/** Finds rows that tie with others, and rows that can never win. */
export function rowConflicts(tables: DipTables, edition: CheckedEdition): readonly DipFinding[] {
  const findings: DipFinding[] = [];
  const exclusions = exclusionsOf(tables);
  const claims: Claims = new Map();
  const claimedByPreGroup = new Map<string, string>();
  for (const { record, row } of inOrderOfTrial(tables.groups)) {
    const { key, layer } = row;
    const note = noteOfRecord(findings, 'groups', record);
    const asked = proceduresOf(row, edition);
    const excluded = excludedCodes(exclusions, row, asked);
    if (excluded !== undefined) note('row-excluded', 'procedure', { key, codes: excluded });

    const conditions = conditionsOf(row, edition);
    const taken = claims.get(conditions) ?? new Map<string, Claim>();
    claims.set(conditions, taken);
    const ties = asked.filter((code) => taken.get(code)?.layer === layer);
    if (ties.length > 0) {
      const shared = ties.map((code) => code || '—').join(', ');
      note('rows-tie', 'procedure', { key, before: keysOf(ties.map((code) => taken.get(code)!.key)), shared });
    }
    if (TRIED_IN_ORDER.includes(layer)) {
      const before = asked.map((code) => taken.get(code)?.key ?? (layer === 'XQ' ? undefined : claimedByPreGroup.get(code)));
      if (!before.includes(undefined)) note('row-unreachable', 'procedure', { key, before: keysOf(before as string[]) });
    }

    for (const code of asked) if (!taken.has(code)) taken.set(code, { key, layer });
    if (layer === 'XQ' && row.diagnosis === ANY_DIAGNOSIS) for (const code of asked) claimedByPreGroup.set(code, key);
  }
  return findings;
}

const keysOf = (keys: readonly string[]): string => [...new Set(keys)].join(', ');

function inOrderOfTrial(groups: readonly DipGroupRow[]): { readonly record: number; readonly row: DipGroupRow }[] {
  const rows = groups.map((row, record) => ({ record, row }));
  return rows.sort((a, b) => rankOf(a.row.layer) - rankOf(b.row.layer) || a.record - b.record);
}

function rankOf(layer: string): number {
  const rank = TRIED_IN_ORDER.indexOf(layer);
  return rank < 0 ? TRIED_IN_ORDER.length : rank;
}

/** Procedures of which any one meets the row; a row that asks for several at once is one of its own, none is the empty one. */
function proceduresOf(row: DipGroupRow, { operators }: CheckedEdition): readonly string[] {
  const parts = procedureParts(row.procedure, operators);
  if (parts.length === 0) return [''];
  if (parts.length === 1) return [...new Set(parts[0])];
  return [canonical(parts)];
}

const canonical = (parts: readonly (readonly string[])[]): string =>
  parts
    .map((codes) => [...new Set(codes)].sort().join('|'))
    .sort()
    .join('+');

/** Everything that a row asks for beside its main procedure. Rows of national layers are compared across them. */
function conditionsOf(row: DipGroupRow, { operators }: CheckedEdition): string {
  const tried = TRIED_IN_ORDER.includes(row.layer);
  return JSON.stringify([
    tried ? '' : row.layer,
    diagnosisOperands(row.diagnosis).toSorted(),
    diagnosisOperands(row.otherDiagnosis).toSorted(),
    canonical(procedureParts(row.related, operators)),
    row.position,
    row.drugResistant,
    row.ageDaysBelow,
    row.birthWeight,
    row.attribute,
    row.surgeryLevel,
  ]);
}

interface Exclusions {
  readonly diagnoses: ReadonlySet<string>;
  readonly procedures: ReadonlySet<string>;
}

function exclusionsOf(tables: DipTables): Exclusions {
  const procedures = tables.excludedProcedures.filter(({ kind }) => kind !== 'limited').map(({ code }) => code);
  return { diagnoses: new Set(tables.excludedDiagnoses.map(({ code }) => code)), procedures: new Set(procedures) };
}

/** A main procedure that counts as none, or a main diagnosis that is not grouped, never meets a row that asks for it. */
function excludedCodes({ diagnoses, procedures }: Exclusions, row: DipGroupRow, asked: readonly string[]): string | undefined {
  const operands = diagnosisOperands(row.diagnosis);
  if (operands.length > 0 && operands.every((code) => diagnoses.has(code))) return operands.join(', ');
  const never = row.position === 'main' && asked.every((code) => procedures.has(code));
  return never ? asked.join(', ') : undefined;
}
