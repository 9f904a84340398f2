import { DIP_LAYERS } from '../../../reference-data/index.js';
import { CodeTableBuilder, type CodeTable } from '../../codes/code-table.js';
import { IntegerListsBuilder } from '../../flat/integer-lists.js';
import { ANY_DIAGNOSIS, isPrefix } from '../diagnosis-keys.js';
import type { DirectoryAsRead, Parts } from '../directory-as-read.js';
import { listedCodes } from '../dip-case.js';
import { WITHOUT_ANNEX } from '../subdivision-facts.js';
import { AttributeTable } from './attribute-table.js';
import * as flat from './flat-directory.js';
import { flatRows, type RowParts } from './flat-rows.js';
import { CellsBuilder, Interned } from './id-sets.js';
import { listsOf } from './list-sections.js';
import { PairListsBuilder } from './pair-lists.js';
import { RowTexts } from './row-texts.js';

const KINDS = { conservative: flat.CONSERVATIVE, 'not-main': flat.NOT_MAIN, limited: flat.LIMITED } as const;

/** Puts a directory into the form in which the kernel walks it. */
export function flattenDirectory(directory: DirectoryAsRead): flat.FlatDirectory {
  const { edition, policy, attributes, groups, layers } = directory;
  const parts = { keys: new Interned(), procedures: new Interned(), cells: new CellsBuilder() };
  const rows = flatRows(directory, parts);
  const attributeTable = AttributeTable.of(attributes.rows, policy.choices.interventionAs);
  const procedures = flatProcedures(directory, parts, attributeTable);
  const primaryCareOfKey = primaryCareEntries(directory, parts);
  const withoutAnnex = parts.cells.set(WITHOUT_ANNEX.map((key) => parts.keys.id(key)));
  const keyed = flatKeys(directory, parts);
  return {
    edition,
    policy,
    needsDischarge: policy.subtyping !== undefined || policy.selection.steps.includes('nearest-mean'),
    ...keyed,
    primaryCareOfKey: primaryCareOfKey.finish(parts.keys.count),
    withoutAnnex,
    ...procedures,
    attributes: attributeTable,
    ...parts.cells.finish(),
    ...rows,
    rowTexts: RowTexts.of(groups),
    xqRows: Int32Array.from(layers.XQ.groups, ({ order }) => order),
    blankRow: layers.blank.groups.find(({ row }) => row.key === policy.choices.ungroupedTo)?.order ?? flat.NO_ROW,
  };
}

/** The keys of diagnoses with the rows that stand under them. */
function flatKeys({ groups, excludedDiagnoses, resistantDiagnoses, policy }: DirectoryAsRead, { keys, procedures }: RowParts) {
  const rowsOfKey = new IntegerListsBuilder();
  const rowsByProcedure = new PairListsBuilder();
  const layersOfKey: number[] = [];
  for (const { row, order, prefixes, procedure } of groups) {
    const layer = DIP_LAYERS.indexOf(row.layer);
    for (const prefix of new Set(prefixes)) {
      const key = keys.id(prefix);
      const place = key * flat.LAYER_COUNT + layer;
      layersOfKey[key] = (layersOfKey[key] ?? 0) | (1 << layer);
      if (layer >= flat.CORE || layer === flat.FZ) rowsOfKey.add(place, order);
      if (layer !== flat.BX && layer !== flat.JC) continue;
      if (procedure.length === 0) rowsByProcedure.add(place, 0, order);
      for (const code of new Set(procedure.flatMap(codesInEveryPart))) rowsByProcedure.add(place, procedures.id(code), order);
    }
  }
  // Every key is known now that counts as a prefix.
  const prefixLengths = byteLengths([...keys.entries()].map(([key]) => key).filter(isPrefix));
  const facts: number[] = [];
  const note = (key: string, fact: number) => (facts[keys.id(key)] = (facts[keys.id(key)] ?? 0) | fact);
  for (const code of excludedDiagnoses) note(code, flat.KEY_IS_EXCLUDED);
  for (const code of resistantDiagnoses) note(code, flat.KEY_IS_RESISTANT);
  for (const [key] of [...keys.entries()].filter(([text]) => isPrefix(text))) note(key, flat.KEY_IS_PREFIX);
  const asPrefixes = policy.choices.excludedDiagnosisMatch === 'prefix' ? [...excludedDiagnoses] : [];
  return {
    keys: tableOf(keys),
    keyFacts: Uint8Array.from({ length: keys.count }, (_, key) => facts[key] ?? 0),
    prefixLengths,
    excludedLengths: byteLengths(asPrefixes.filter(({ length }) => length > 2)),
    layersOfKey: Uint8Array.from({ length: keys.count }, (_, key) => layersOfKey[key] ?? 0),
    rowsOfKey: rowsOfKey.finish(keys.count * flat.LAYER_COUNT),
    rowsByProcedure: rowsByProcedure.finish(),
  };
}

/** What is known of each procedure that some cell or list names. */
function flatProcedures(directory: DirectoryAsRead, { keys, procedures, cells }: RowParts, attributes: AttributeTable) {
  const { excludedProcedures, primaryCare, extensionsOf, shortCodes, layers, policy } = directory;
  for (const entry of [...primaryCare.values()].flat()) for (const code of entry.procedure) procedures.id(code);
  for (const code of [...excludedProcedures.keys(), ...extensionsOf.keys(), ...shortCodes]) procedures.id(code);
  const inXq = new Set(layers.XQ.groups.flatMap(({ codes }) => [...codes]));
  const procedureFacts = new Int32Array(procedures.count);
  const scopeOfProcedure = new Int32Array(procedures.count);
  const answersToItself = policy.choices.procedureCodeMatch === 'exact' && shortCodes.size === 0;
  const answers: number[][] = Array.from({ length: procedures.count }, () => []);
  const known = new Map(procedures.entries());
  for (const [code, id] of known) {
    const bytes = Buffer.from(code);
    const excluded = excludedProcedures.get(code);
    procedureFacts[id] =
      (excluded === undefined ? 0 : KINDS[excluded.kind]) |
      (inXq.has(code) ? flat.STANDS_IN_XQ : 0) |
      (shortCodes.has(code) ? flat.IS_SHORT : 0) |
      (attributes.findBytes(bytes, 0, bytes.length) << flat.TREATMENT_BITS);
    if (excluded?.kind === 'limited') scopeOfProcedure[id] = cells.set(excluded.scope.map((key) => keys.id(key)));
    if (!answersToItself) answers[id] = listedCodes(code, directory).flatMap((listed) => known.get(listed) ?? []);
  }
  return {
    procedures: tableOf(procedures),
    procedureFacts,
    scopeOfProcedure,
    answersToItself,
    answersOf: listsOf(answers),
    shortLengths: byteLengths(shortCodes),
  };
}

/** 基层病种 by key. A pair that names every diagnosis marks no group, since a key of a pair is at least one sign long. */
function primaryCareEntries({ primaryCare }: DirectoryAsRead, { keys, procedures, cells }: RowParts): IntegerListsBuilder {
  const entriesOfKey = new IntegerListsBuilder();
  for (const [key, entries] of primaryCare) {
    if (key === ANY_DIAGNOSIS) continue;
    for (const { procedure, asksForDagger } of entries) {
      const set = cells.set([...procedure].map((code) => procedures.id(code)));
      entriesOfKey.add(keys.id(key), set * 2 + (asksForDagger ? 1 : 0));
    }
  }
  return entriesOfKey;
}

/** The codes that meet the whole cell alone: those that the main procedure is compared with. */
function codesInEveryPart([first, ...rest]: Parts): readonly string[] {
  return [...(first ?? [])].filter((code) => rest.every((part) => part.has(code)));
}

function tableOf(interned: Interned): CodeTable {
  const builder = new CodeTableBuilder();
  for (const [code, id] of interned.entries()) builder.add(code, id);
  return builder.finish();
}

/** Longest first. */
function byteLengths(codes: Iterable<string>): Int32Array {
  return Int32Array.from(new Set([...codes].map((code) => Buffer.byteLength(code)))).sort((a, b) => b - a);
}
