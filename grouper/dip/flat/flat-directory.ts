import type { DipPolicy, SubtypingListRows } from '../../../reference-data/index.js';
import type { CodeTable } from '../../codes/code-table.js';
import type { IntegerLists } from '../../flat/integer-lists.js';
import type { DirectoryEdition } from '../directory-as-read.js';
import type { AttributeTable } from './attribute-table.js';
import type { PairLists } from './pair-lists.js';
import type { RowTexts } from './row-texts.js';

/** Layers by number, as DIP_LAYERS has them. */
export const XQ = 0;
export const BX = 1;
export const FZ = 2;
export const JC = 3;
export const CORE = 4;
export const PRIMARY = 5;
export const COMPREHENSIVE = 6;
export const BLANK = 7;
export const LAYER_COUNT = 8;

// What is known of a diagnosis key, as bits of `keyFacts`.
/** A code shorter than a full one: diagnoses that begin with it are covered. */
export const KEY_IS_PREFIX = 1;
export const KEY_IS_EXCLUDED = 2;
export const KEY_IS_RESISTANT = 4;

// What is known of a procedure, as `procedureFacts`: kind of exclusion, two bits, and above them its treatment value.
export const EXCLUSION_KIND = 3;
export const CONSERVATIVE = 1;
export const NOT_MAIN = 2;
export const LIMITED = 3;
/** Some row of the layer XQ names it. */
export const STANDS_IN_XQ = 4;
/** A short code of the directory, which full codes that begin with it answer to. */
export const IS_SHORT = 8;
export const TREATMENT_BITS = 4;

// The integers of a row in `rowFacts`.
export const ROW_SIZE = 13;
export const ROW_LAYER = 0;
export const ROW_PROCEDURE = 1;
export const ROW_RELATED = 2;
/** Set of keys of the diagnosis cell; of XQ rows alone, the others are found by their keys. */
export const ROW_DIAGNOSES = 3;
export const ROW_OTHER_DIAGNOSES = 4;
export const ROW_ATTRIBUTE = 5;
export const ROW_FLAGS = 6;
/** Key of the other diagnosis that tells drug resistance. */
export const ROW_RESISTANCE = 7;
export const ROW_LEVEL = 8;
/** Place of the row's class in the region's order of classes. */
export const ROW_CLASS = 9;
/** Places among the points, and among the keys, of all rows: equal ones share a place. */
export const ROW_POINTS_RANK = 10;
export const ROW_KEY_RANK = 11;
/** Set of the codes of both cells. */
export const ROW_CODES = 12;

// Bits of ROW_FLAGS.
export const ANY_POSITION = 1;
export const IS_NEWBORN = 2;
export const IS_BURN = 4;
export const IS_TUMOUR = 8;
export const ASKS_RESISTANCE = 16;
export const WANTS_RESISTANCE = 32;
export const PRINTS_ATTRIBUTE = 64;
export const HAS_FULL_CODE = 128;

// The numbers of a row in `rowNumbers`; NaN for one that it does not print.
export const NUMBERS_OF_ROW = 4;
export const AGE_DAYS_BELOW = 0;
export const WEIGHT_FROM = 1;
export const WEIGHT_BELOW = 2;
/** Mean cost. Unit: millionths of a yuan. */
export const MEAN_COST = 3;

/** The set that holds nothing, and the cell and the alternative that ask for nothing. */
export const NOTHING = 0;
/** No row. */
export const NO_ROW = -1;

/**
 * A directory under one region's policy as the kernel walks it: integers in flat arrays, which threads share and a file holds.
 * Rows are numbered in sheet order; diagnosis keys and procedures have ids from 1, each kind its own.
 */
export interface FlatDirectory {
  readonly edition: DirectoryEdition;
  readonly policy: DipPolicy;
  /** Rows of the lists that the policy's subtyping asks, where they were packed with the directory. */
  readonly listRows?: SubtypingListRows;
  /** Whether an answer hangs on more of a discharge than its codes, ages and weight: subtyping, and charges against means. */
  readonly needsDischarge: boolean;

  /** Every code that some diagnosis cell or list names. */
  readonly keys: CodeTable;
  readonly keyFacts: Uint8Array;
  /** Lengths of prefixes and of excluded codes that count as such, longest first. Unit: bytes of the code. */
  readonly prefixLengths: Int32Array;
  readonly excludedLengths: Int32Array;
  /** Layers that have rows under a key, as bits. */
  readonly layersOfKey: Uint8Array;
  /** Rows by key and layer: list `key * LAYER_COUNT + layer`. */
  readonly rowsOfKey: IntegerLists;
  /** Rows of BX and JC by `key * LAYER_COUNT + layer` and the procedure that meets their cell alone; JC also by 0, those without one. */
  readonly rowsByProcedure: PairLists;
  /** 基层病种 by key: set of procedures doubled, and one more where a dagger is asked for. */
  readonly primaryCareOfKey: IntegerLists;
  /** Tuberculosis that is resistant by a code alone: set of keys. */
  readonly withoutAnnex: number;

  readonly procedures: CodeTable;
  readonly procedureFacts: Int32Array;
  /** Diagnoses for which a procedure of the kind LIMITED may be main: set of keys. */
  readonly scopeOfProcedure: Int32Array;
  /** Whether a code answers to itself alone: `answersOf` is empty then. */
  readonly answersToItself: boolean;
  /** Listed codes that a procedure answers to, itself among them. */
  readonly answersOf: IntegerLists;
  /** Lengths of short codes, longest first. Unit: bytes of the code. */
  readonly shortLengths: Int32Array;
  /** Of procedures that no row names, and of all while the directory is compiled. */
  readonly attributes: AttributeTable;

  /** Sorted ids of keys or of procedures. */
  readonly sets: IntegerLists;
  /** The alternatives of a cell, and the sets of an alternative: each part is met by any member of its set. */
  readonly cells: IntegerLists;
  readonly alternatives: IntegerLists;

  readonly rowFacts: Int32Array;
  readonly rowNumbers: Float64Array;
  readonly rowTexts: RowTexts;
  /** Rows of the layer XQ. */
  readonly xqRows: Int32Array;
  /** The row that takes what no other does, or NO_ROW. */
  readonly blankRow: number;
}
