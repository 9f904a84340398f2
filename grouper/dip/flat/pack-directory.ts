import type { DipPolicy, SubtypingListRows } from '../../../reference-data/index.js';
import { CodeTable } from '../../codes/code-table.js';
import { FlatSections, packSections } from '../../flat/flat-sections.js';
import type { DirectoryEdition } from '../directory-as-read.js';
import { AttributeTable } from './attribute-table.js';
import type { FlatDirectory } from './flat-directory.js';
import { openLists, sectionsOfLists } from './list-sections.js';
import { PairLists } from './pair-lists.js';
import { RowTexts } from './row-texts.js';
import { parseSettings, printSettings } from './settings-text.js';

/** The parts that are no arrays: small, and read once. */
interface Settings {
  readonly edition: DirectoryEdition;
  readonly policy: DipPolicy;
  readonly listRows?: SubtypingListRows;
  readonly needsDischarge: boolean;
  readonly withoutAnnex: number;
  readonly answersToItself: boolean;
  readonly blankRow: number;
}

/**
 * Puts a directory into one piece of shared memory. The same directory gives the same bytes.
 *
 * @param listRows Rows of the lists that the policy's subtyping asks, for threads that read no file.
 */
export function packDipDirectory(flat: FlatDirectory, listRows = flat.listRows): SharedArrayBuffer {
  const { edition, policy, needsDischarge, withoutAnnex, answersToItself, blankRow } = flat;
  const lists = listRows === undefined ? {} : { listRows };
  const settings: Settings = { edition, policy, ...lists, needsDischarge, withoutAnnex, answersToItself, blankRow };
  return packSections({
    settings: [printSettings(settings)],
    ...flat.keys.sections('keys'),
    keyFacts: flat.keyFacts,
    prefixLengths: flat.prefixLengths,
    excludedLengths: flat.excludedLengths,
    layersOfKey: flat.layersOfKey,
    ...sectionsOfLists('rowsOfKey', flat.rowsOfKey),
    ...flat.rowsByProcedure.sections('rowsByProcedure'),
    ...sectionsOfLists('primaryCareOfKey', flat.primaryCareOfKey),
    ...flat.procedures.sections('procedures'),
    procedureFacts: flat.procedureFacts,
    scopeOfProcedure: flat.scopeOfProcedure,
    ...sectionsOfLists('answersOf', flat.answersOf),
    shortLengths: flat.shortLengths,
    ...flat.attributes.sections('attributes'),
    ...sectionsOfLists('sets', flat.sets),
    ...sectionsOfLists('cells', flat.cells),
    ...sectionsOfLists('alternatives', flat.alternatives),
    rowFacts: flat.rowFacts,
    rowNumbers: flat.rowNumbers,
    ...flat.rowTexts.sections('rowTexts'),
    xqRows: flat.xqRows,
  });
}

/** Reads a packed directory: its arrays are views of the shared memory. */
export function openDipDirectory(buffer: SharedArrayBuffer): FlatDirectory {
  const sections = new FlatSections(buffer);
  return {
    ...(parseSettings(sections.texts('settings')[0]!) as Settings),
    keys: CodeTable.open(sections, 'keys'),
    keyFacts: sections.uint8('keyFacts'),
    prefixLengths: sections.int32('prefixLengths'),
    excludedLengths: sections.int32('excludedLengths'),
    layersOfKey: sections.uint8('layersOfKey'),
    rowsOfKey: openLists(sections, 'rowsOfKey'),
    rowsByProcedure: PairLists.open(sections, 'rowsByProcedure'),
    primaryCareOfKey: openLists(sections, 'primaryCareOfKey'),
    procedures: CodeTable.open(sections, 'procedures'),
    procedureFacts: sections.int32('procedureFacts'),
    scopeOfProcedure: sections.int32('scopeOfProcedure'),
    answersOf: openLists(sections, 'answersOf'),
    shortLengths: sections.int32('shortLengths'),
    attributes: AttributeTable.open(sections, 'attributes'),
    sets: openLists(sections, 'sets'),
    cells: openLists(sections, 'cells'),
    alternatives: openLists(sections, 'alternatives'),
    rowFacts: sections.int32('rowFacts'),
    rowNumbers: sections.float64('rowNumbers'),
    rowTexts: RowTexts.open(sections, 'rowTexts'),
    xqRows: sections.int32('xqRows'),
  };
}
