import type { DrgEdition } from '../../reference-data/index.js';
import { isPattern, type CodeIndexBuilder } from '../codes/code-index.js';
import { necessaryHits } from '../rules/necessary-hits.js';
import { RuleProgramWriter, type RuleProgram } from '../rules/rule-program.js';
import { COMPLICATION_SETS, conditionsOf, type Rule } from '../rules/rule.js';
import { IntegerListsBuilder, type IntegerLists } from '../flat/integer-lists.js';
import { rulesOf, type DrgScheme } from './drg-scheme.js';
import { CANDIDATE_MASK_BITS, codeEffects, type CodeEffects } from './code-effects.js';
import { outcomeOfRow, type RowOutcome } from './row-outcome.js';
import { collectSchemeCodes, kindsOfSets, type SchemeCodes } from './scheme-codes.js';

/** Numbers of the two sets that depend on the case; the sets of the tables follow. */
export const MCC_SET = 0;
export const CC_SET = 1;

// The lists of a code: the sets that it is in, its entries on the list of complications, and the exclusion tables that hold it as principal
// diagnosis (tables are numbered from 1).
export const LISTS = 3;
export const SETS = 0;
export const COMPLICATIONS = 1;
export const EXCLUSIONS = 2;

// Two small numbers share one integer of a list.

/** Exclusion table (0: none) and set (MCC or CC), as an entry of COMPLICATIONS. */
export const COMPLICATION_SET_BITS = 1;

// How many codes a case may bring into a set, where the tables do not say; only the choice of index entries hangs on these.
const CODES_OF_A_PATTERN = 30;
const CODES_OF_A_COMPLICATION_SET = 10_000;

/**
 * A scheme as the kernel walks it: integers in flat arrays.
 * The ADRG rows of all MDCs stand in one list in order of evaluation, and one bit of the candidate words stands for each.
 */
export interface CompiledDrgScheme {
  readonly edition: DrgEdition;
  readonly codes: SchemeCodes;
  /** Ids that codes have, the 0 of unknown codes included: those from here on are free. */
  readonly idCount: number;
  readonly program: RuleProgram;
  readonly setCount: number;
  /** Codes that belong to the very same things share a profile: there are a few thousand, which the caches hold. By code id. */
  readonly profileOfCode: Int32Array;
  /** What the codes of each profile belong to, in LISTS lists one behind the other: list `profile * LISTS + SETS` and so on. */
  readonly listsOfProfile: IntegerLists;
  /** What a code makes of a case by standing in a field of it. */
  readonly effects: CodeEffects;
  /** ADRG rows that a hit of a set makes candidates: row and mask of fields. */
  readonly candidatesOfSet: IntegerLists;
  /** Rows to be tried on every case, as bits. */
  readonly alwaysCandidates: Int32Array;
  readonly mdcs: readonly CompiledMdc[];
  /** MDC of each ADRG row, by its place in order of evaluation. */
  readonly mdcOfAdrg: Int32Array;
  /** Where in the program the rule of each MDC, ADRG row and DRG row starts. */
  readonly mdcRules: Int32Array;
  readonly adrgRules: Int32Array;
  readonly drgRules: Int32Array;
  /** The DRG rows of ADRG row r are those from `drgStart[r]` up to `drgStart[r + 1]`. */
  readonly drgStart: Int32Array;
  /** What each DRG row leads to, and what each ADRG row leads to when none of its DRG rows matched. */
  readonly drgOutcomes: readonly RowOutcome[];
  readonly adrgOutcomes: readonly RowOutcome[];
}

/** What reasons say of an MDC. */
export interface CompiledMdc {
  readonly code: string;
  /** A gate that asks for no diagnosis, such as that of the pre-MDC, says nothing of where a case belongs. */
  readonly asksForDiagnosis: boolean;
}

/** Compiles a scheme that has no errors. */
export function compileScheme(scheme: DrgScheme): CompiledDrgScheme {
  const { mdcs } = scheme;
  const adrgs = mdcs.flatMap((mdc) => mdc.adrgs);
  const mdcOfAdrg = Int32Array.from(mdcs.flatMap((mdc, index) => mdc.adrgs.map(() => index)));
  const drgs = adrgs.flatMap((adrg) => adrg.drgs);
  const drgStart = new Int32Array(adrgs.length + 1);
  for (const [row, adrg] of adrgs.entries()) drgStart[row + 1] = drgStart[row]! + adrg.drgs.length;

  const { sets, setSizes, ...codeLists } = compileCodes(scheme);
  const writer = new RuleProgramWriter((set) => sets.get(set)!);
  const entries = (nodes: readonly { readonly rule: Rule }[]) => Int32Array.from(nodes, (node) => writer.add(node.rule));
  const rules = { mdcRules: entries(mdcs), adrgRules: entries(adrgs), drgRules: entries(drgs) };

  const candidatesOfSet = new IntegerListsBuilder();
  const alwaysCandidates = new Int32Array(Math.ceil(adrgs.length / 32));
  for (const [row, adrg] of adrgs.entries()) {
    const both: Rule = { kind: 'all', terms: [mdcs[mdcOfAdrg[row]!]!.rule, adrg.rule] };
    const hits = necessaryHits(both, (set) => setSizes.get(set) ?? CODES_OF_A_COMPLICATION_SET);
    if (hits === undefined) alwaysCandidates[row >> 5]! |= 1 << (row & 31);
    for (const { set, mask } of hits ?? []) candidatesOfSet.add(sets.get(set)!, (row << CANDIDATE_MASK_BITS) | mask);
  }
  const program = writer.finish();
  const candidates = candidatesOfSet.finish(sets.size);
  const { start, values } = codeLists.listsOfProfile;
  const setsOf = (profile: number) => values.subarray(start[profile * LISTS + SETS], start[profile * LISTS + SETS + 1]);
  return {
    edition: scheme.edition,
    ...codeLists,
    ...rules,
    program,
    setCount: sets.size,
    effects: codeEffects((start.length - 1) / LISTS, setsOf, candidates, program),
    candidatesOfSet: candidates,
    alwaysCandidates,
    mdcs: mdcs.map(({ row, rule }) => ({ code: row.code, asksForDiagnosis: asksForDiagnosis(rule) })),
    mdcOfAdrg,
    drgStart,
    adrgOutcomes: adrgs.map((adrg, row) => outcomeOfRow(mdcs[mdcOfAdrg[row]!]!.row, adrg.row)),
    drgOutcomes: adrgs.flatMap((adrg, row) =>
      adrg.drgs.map((drg) => outcomeOfRow(mdcs[mdcOfAdrg[row]!]!.row, adrg.row, drg.row)),
    ),
  };
}

function asksForDiagnosis(rule: Rule): boolean {
  for (const condition of conditionsOf(rule)) {
    if (condition.kind !== 'membership' && condition.kind !== 'counting') continue;
    if (condition.fields.some((field) => field === 'ZYZD' || field === 'QTZD')) return true;
  }
  return false;
}

/** Gives every code and set of the tables a number and lists what each code belongs to. */
function compileCodes(scheme: DrgScheme) {
  const { tables } = scheme;
  const codes = collectSchemeCodes();
  const kindsOf = kindsOfSets(rulesOf(scheme));
  const sets = numbered([...COMPLICATION_SETS, ...tables.sets.map((member) => member.set)], 0);
  const exclusionTables = numbered(
    tables.exclusions.map((row) => row.table),
    1,
  );

  const setSizes = new Map<string, number>();
  const listsOfCode = new IntegerListsBuilder();
  for (const member of tables.sets) {
    if (sets.get(member.set)! <= CC_SET) continue; // what is MCC or CC is decided case by case
    setSizes.set(member.set, (setSizes.get(member.set) ?? 0) + (isPattern(member.code) ? CODES_OF_A_PATTERN : 1));
    for (const kind of kindsOf(member)) listsOfCode.add(codes[kind].intern(member.code) * LISTS + SETS, sets.get(member.set)!);
  }
  for (const { table, code } of tables.exclusions)
    listsOfCode.add(codes.diagnoses.intern(code) * LISTS + EXCLUSIONS, exclusionTables.get(table)!);
  for (const { code, level, exclusionTable } of tables.complications) {
    // A table without rows excludes nothing, just as no table does.
    const table = exclusionTables.get(exclusionTable) ?? 0;
    const set = level === 'MCC' ? MCC_SET : CC_SET;
    listsOfCode.add(codes.diagnoses.intern(code) * LISTS + COMPLICATIONS, (table << COMPLICATION_SET_BITS) | set);
  }
  for (const index of [codes.diagnoses, codes.procedures, codes.departments]) inheritFromPatterns(listsOfCode, index);
  const lists = listsOfCode.finish(codes.idCount() * LISTS);
  return {
    codes: {
      diagnoses: codes.diagnoses.finish(),
      procedures: codes.procedures.finish(),
      departments: codes.departments.finish(),
    },
    idCount: codes.idCount(),
    sets,
    setSizes,
    ...shareProfiles(lists, codes.idCount()),
  };
}

/** Keeps each combination of lists once. */
function shareProfiles({ start, values }: IntegerLists, codeCount: number) {
  const profiles = new Map<string, number>();
  const shared = new IntegerListsBuilder();
  const profileOfCode = Int32Array.from({ length: codeCount }, (_, code) => {
    const lists = Array.from({ length: LISTS }, (__, list) => {
      const at = code * LISTS + list;
      return values.subarray(start[at], start[at + 1]);
    });
    const key = lists.join('|');
    const known = profiles.get(key);
    if (known !== undefined) return known;
    const profile = profiles.size;
    profiles.set(key, profile);
    for (const [list, entries] of lists.entries()) for (const entry of entries) shared.add(profile * LISTS + list, entry);
    return profile;
  });
  return { profileOfCode, listsOfProfile: shared.finish(profiles.size * LISTS) };
}

/** What holds for `I63*` holds for `I63.9*` and for `I63.900`, so that one look-up of a code finds everything it belongs to. */
function inheritFromPatterns(lists: IntegerListsBuilder, index: CodeIndexBuilder): void {
  for (const { code, id } of index.entries()) {
    for (const wider of index.wider(code)) {
      for (let list = 0; list < LISTS; list++) lists.addAll(id * LISTS + list, wider * LISTS + list);
    }
  }
}

function numbered(names: readonly string[], first: number): ReadonlyMap<string, number> {
  return new Map([...new Set(names)].map((name, index) => [name, first + index]));
}
