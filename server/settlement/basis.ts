import type { Evidence, Fen, MonthAsSettled, Ratio } from '../../pricing/index.js';
import type { BookedEntry } from './entries.js';
import type { HospitalDecisions } from './input-figures.js';
import type { Run } from './run-manifest.js';

/** A settled month as the year counts it, by `figureKey`. */
export interface MonthOfYear {
  readonly month: string;
  readonly credited: ReadonlyMap<string, Fen>;
  readonly deposit: ReadonlyMap<string, Fen>;
}

/** Everything that a settlement builds on beside its cases and the budget. */
export interface Basis {
  /** That this run books. */
  readonly entries: readonly BookedEntry[];
  /** Runs whose figures this one takes over, or corrects. */
  readonly builtOn: readonly Run[];
  /** What hospitals owe from before, by `figureKey`. Only of a month. */
  readonly owed: ReadonlyMap<string, Fen>;
  /** Only of a year. */
  readonly months: readonly MonthOfYear[];
  /** Every hospital's month as its run says it, to hold the year against. */
  readonly settledMonths: readonly MonthAsSettled[];
  /** Entries that the months booked. */
  readonly entriesOfMonths: readonly BookedEntry[];
  readonly scores: ReadonlyMap<string, Ratio>;
  readonly prepayments: ReadonlyMap<string, Fen>;
  /** Of single hospitals, by `figureKey`. */
  readonly decisions: ReadonlyMap<string, HospitalDecisions>;
  /** Grades that entries were priced by. */
  readonly evidence: readonly Evidence[];
  /** Checksums of the files read, by what they are. */
  readonly files: Readonly<Record<string, string>>;
}
