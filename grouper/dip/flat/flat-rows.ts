import assert from 'node:assert/strict';
import { DIP_LAYERS, TREATMENT_ATTRIBUTES, type DipGroupRow, type DipPolicy } from '../../../reference-data/index.js';
import { FULL_CODE_LENGTH } from '../code-expression.js';
import type { DipGroup, DirectoryAsRead } from '../directory-as-read.js';
import { resistanceCodeOf } from '../subdivision-facts.js';
import * as flat from './flat-directory.js';
import type { CellsBuilder, Interned } from './id-sets.js';

/** What rows are made of while a directory is flattened. */
export interface RowParts {
  readonly keys: Interned;
  readonly procedures: Interned;
  readonly cells: CellsBuilder;
}

/** The levels that split a comprehensive group, by their numbers; 0 is none. */
const LEVELS = ['', '1', '2', '3'];

/** The rows of a directory as integers, and their numbers. */
export function flatRows({ groups, policy }: DirectoryAsRead, parts: RowParts) {
  const rowFacts = new Int32Array(groups.length * flat.ROW_SIZE);
  const rowNumbers = new Float64Array(groups.length * flat.NUMBERS_OF_ROW).fill(NaN);
  const { steps } = policy.selection;
  const asksPoints = steps.includes('highest-points') || steps.includes('highest-points-if-surgery');
  const pointsRanks = asksPoints ? ranksOf(groups.map(({ row }) => millionths(row.points))) : [];
  const keyRanks = ranksOf(groups.map(({ row }) => row.key));
  for (const group of groups) {
    const { row, order } = group;
    rowFacts.set(factsOf(group, policy, parts), order * flat.ROW_SIZE);
    rowFacts[order * flat.ROW_SIZE + flat.ROW_POINTS_RANK] = pointsRanks[order] ?? 0;
    rowFacts[order * flat.ROW_SIZE + flat.ROW_KEY_RANK] = keyRanks[order]!;
    rowNumbers.set(numbersOf(group, steps.includes('nearest-mean') ? row.meanCost : ''), order * flat.NUMBERS_OF_ROW);
  }
  return { rowFacts, rowNumbers };
}

function factsOf(group: DipGroup, policy: DipPolicy, { keys, procedures, cells }: RowParts): Int32Array {
  const { row } = group;
  const layer = DIP_LAYERS.indexOf(row.layer);
  const procedureId = (code: string) => procedures.id(code);
  const keySet = (texts: readonly string[]) => cells.set(texts.map((text) => keys.id(text)));
  const facts = new Int32Array(flat.ROW_SIZE);
  facts[flat.ROW_LAYER] = layer;
  facts[flat.ROW_PROCEDURE] = cells.cell(group.procedure, procedureId);
  facts[flat.ROW_RELATED] = cells.cell(group.related, procedureId);
  facts[flat.ROW_DIAGNOSES] = layer === flat.XQ ? keySet(group.prefixes) : flat.NOTHING;
  facts[flat.ROW_OTHER_DIAGNOSES] = keySet(group.otherDiagnoses);
  facts[flat.ROW_ATTRIBUTE] = TREATMENT_ATTRIBUTES.indexOf(group.attribute);
  facts[flat.ROW_FLAGS] = flagsOf(group);
  facts[flat.ROW_RESISTANCE] = row.drugResistant === '' ? 0 : keys.id(resistanceCodeOf(row));
  facts[flat.ROW_LEVEL] = LEVELS.indexOf(row.surgeryLevel);
  facts[flat.ROW_CLASS] = classOf(group, policy);
  facts[flat.ROW_CODES] =
    layer === flat.CORE || layer === flat.PRIMARY ? cells.set([...group.codes].map(procedureId)) : flat.NOTHING;
  return facts;
}

function flagsOf({ row, birthWeight, codes }: DipGroup): number {
  return (
    (row.position === 'any' ? flat.ANY_POSITION : 0) |
    (birthWeight === undefined ? 0 : flat.IS_NEWBORN) |
    (row.subdivision === 'burn' ? flat.IS_BURN : 0) |
    (row.subdivision === 'tumour' ? flat.IS_TUMOUR : 0) |
    (row.drugResistant === '' ? 0 : flat.ASKS_RESISTANCE) |
    (row.drugResistant === 'yes' ? flat.WANTS_RESISTANCE : 0) |
    (row.attribute === '' ? 0 : flat.PRINTS_ATTRIBUTE) |
    ([...codes].some((code) => code.length >= FULL_CODE_LENGTH) ? flat.HAS_FULL_CODE : 0)
  );
}

/** Classes in the region's order; behind them, and without such an order, the local layers in theirs. */
function classOf({ row, attribute }: DipGroup, { selection }: DipPolicy): number {
  const place = selection.final.findIndex(
    (one) => one.layer === row.layer && (one.attribute === undefined || one.attribute === attribute),
  );
  return place >= 0 ? place : selection.final.length + DIP_LAYERS.indexOf(row.layer);
}

function numbersOf({ ageDaysBelow, birthWeight }: DipGroup, meanCost: DipGroupRow['meanCost']): Float64Array {
  const numbers = new Float64Array(flat.NUMBERS_OF_ROW).fill(NaN);
  numbers[flat.AGE_DAYS_BELOW] = ageDaysBelow ?? Infinity;
  numbers[flat.WEIGHT_FROM] = birthWeight?.low ?? NaN;
  // Bands name whole grams, so that of 999.5 g belongs to the band that ends at 999.
  numbers[flat.WEIGHT_BELOW] = birthWeight === undefined ? NaN : birthWeight.high + 1;
  if (meanCost === '') return numbers;
  const mean = Number(millionths(meanCost));
  assert(Number.isSafeInteger(mean), 'the mean cost of a group is less than nine thousand million yuan');
  numbers[flat.MEAN_COST] = mean;
  return numbers;
}

/** Points and means are compared exactly, as integers of a millionth. */
function millionths(decimal: string): bigint {
  const [whole = '0', fraction = ''] = decimal.split('.');
  return BigInt(whole || '0') * 1_000_000n + BigInt(fraction.padEnd(6, '0').slice(0, 6));
}

/** Places of values in their order; equal values share one. */
function ranksOf<T extends bigint | string>(values: readonly T[]): number[] {
  const order = [...new Set(values)].sort((a, b) => (a < b ? -1 : 1));
  const ranks = new Map(order.map((value, rank) => [value, rank]));
  return values.map((value) => ranks.get(value)!);
}
