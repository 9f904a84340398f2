import assert from 'node:assert/strict';
import { NumberColumn } from './number-column.js';
import { YearSums } from './year-sums.js';

/** What the builder needs of one discharge. Codes in normal form. */
export interface HistoryCase {
  /** Place of the discharge's year among the years, oldest first. */
  readonly year: number;
  readonly hospitalId: string;
  /** Main diagnosis to four characters, `K35.3`; a category without a fourth to three, `I10`. */
  readonly diagnosis: string;
  /** Empty for a conservative case. */
  readonly mainProcedure: string;
  /** Procedures beside the main one; order and repeats do not matter. */
  readonly related: readonly string[];
  /** Key of the national group, where a library is used and has one. */
  readonly nationalGroup?: string | undefined;
  /** The main diagnosis is on the list of those that are not grouped. */
  readonly isExcluded?: boolean;
  /** Fen, whole and above zero. */
  readonly cost: number;
  readonly drugCost?: number | undefined;
  readonly consumableCost?: number | undefined;
  /** Levels of subtype families that the row itself decides, such as `age=0-28d`. At most one of each family. */
  readonly subtypes?: readonly string[];
}

/** Cases that agree in everything that a group is made by. */
export interface CaseCell {
  /** Its place among the cells of the history. */
  readonly place: number;
  readonly diagnosis: string;
  readonly mainProcedure: string;
  readonly related: readonly string[];
  readonly nationalGroup: string;
  readonly isExcluded: boolean;
  cases: number;
  /** Fen. */
  cost: number;
}

/** Stands for an amount that was not stated. */
const NOT_STATED = -1;

/**
 * Three years of discharges as the builder keeps them.
 *
 * Groups are decided on cells, of which there are far fewer than cases. Exact quantiles need the costs themselves, so each case leaves
 * 33 bytes in columns of whole numbers (a float64 holds fen below 2^53 exactly); a second pass over the input would read and parse
 * ten million rows again to save 330 MB.
 */
export class CaseHistory {
  readonly years: number;
  readonly cells: CaseCell[] = [];
  readonly hospitals: string[] = [];
  /** Each distinct list of subtype levels; the first is empty. */
  readonly subtypeLists: (readonly string[])[] = [[]];
  readonly cell = new NumberColumn(Uint32Array);
  readonly cost = new NumberColumn(Float64Array);
  readonly drugCost = new NumberColumn(Float64Array);
  readonly consumableCost = new NumberColumn(Float64Array);
  readonly year = new NumberColumn(Uint8Array);
  readonly hospital = new NumberColumn(Uint16Array);
  readonly subtypeList = new NumberColumn(Uint16Array);
  readonly #cellByKey = new Map<string, number>();
  readonly #hospitalById = new Map<string, number>();
  readonly #subtypeListByKey = new Map<string, number>([['', 0]]);

  /** @param years How many years there are. */
  constructor(years: number) {
    this.years = years;
  }

  get cases(): number {
    return this.cost.length;
  }

  add(added: HistoryCase): void {
    const { cost, year, drugCost, consumableCost, subtypes } = added;
    assert(Number.isSafeInteger(cost) && cost > 0, 'the cost of a case is whole fen above zero');
    assert(year >= 0 && year < this.years, 'the year of a case is one of the years');
    const place = this.#cellOf(added);
    const cell = this.cells[place]!;
    cell.cases++;
    cell.cost += cost;
    this.cell.push(place);
    this.cost.push(cost);
    this.drugCost.push(drugCost ?? NOT_STATED);
    this.consumableCost.push(consumableCost ?? NOT_STATED);
    this.year.push(year);
    this.hospital.push(interned(added.hospitalId, this.#hospitalById, this.hospitals));
    this.subtypeList.push(
      subtypes === undefined || subtypes.length === 0 ? 0 : interned(subtypes, this.#subtypeListByKey, this.subtypeLists),
    );
  }

  /** Sums by year over all cases. */
  overallSums(): YearSums {
    const sums = new YearSums(this.years);
    const [year, cost] = [this.year.values(), this.cost.values()];
    for (let at = 0; at < this.cases; at++) sums.add(year[at]!, cost[at]!);
    return sums;
  }

  #cellOf({ diagnosis, mainProcedure, related, nationalGroup = '', isExcluded = false }: HistoryCase): number {
    const list = related.length < 2 ? related : [...new Set(related)].sort();
    const key = `${diagnosis} ${mainProcedure} ${nationalGroup} ${isExcluded ? 'x' : ''} ${list.join(' ')}`;
    let place = this.#cellByKey.get(key);
    if (place === undefined) {
      place = this.cells.length;
      this.#cellByKey.set(key, place);
      this.cells.push({ place, diagnosis, mainProcedure, related: list, nationalGroup, isExcluded, cases: 0, cost: 0 });
    }
    return place;
  }
}

const MOST_INTERNED = 65_536;

function interned<T extends string | readonly string[]>(value: T, places: Map<string, number>, values: T[]): number {
  const key = typeof value === 'string' ? value : [...value].sort().join(' ');
  let place = places.get(key);
  if (place === undefined) {
    place = values.length;
    assert(place < MOST_INTERNED, 'there are at most 65,536 hospitals, and as many lists of subtypes');
    places.set(key, place);
    values.push(value);
  }
  return place;
}
