import type { BilingualText } from '../../reference-data/index.js';
import type { Evidence, Fen, PoolResult } from '../../pricing/index.js';
import type { BookedEntry } from './entries.js';

/** One of the things that must hold, and whether it does. */
export interface CheckedInvariant {
  readonly id: string;
  readonly states: BilingualText;
  readonly holds: boolean;
}

/** A hospital's period as reports show it. Unit of amounts: fen. */
export interface HospitalFigures {
  readonly fund: string;
  readonly hospital: string;
  readonly cases: number;
  /** What is due of the period, and what is paid by this run. */
  readonly due: Fen;
  readonly paid: Fen;
  /** What care by item would have billed the fund. */
  readonly billed: Fen;
}

/** A period of all funds, settled by the rules and ready to be written. */
export interface SettledPeriod {
  /** Columns of hospitals.csv behind fund and hospital, and its rows. */
  readonly columns: readonly string[];
  readonly rows: readonly HospitalRow[];
  readonly hospitals: readonly HospitalFigures[];
  /** By fund. */
  readonly pools: ReadonlyMap<string, readonly PoolResult[]>;
  /** Funds whose cases have the amounts that they were priced at, whatever the pools come to. */
  readonly pricedFunds: ReadonlySet<string>;
  readonly entries: readonly BookedEntry[];
  /** Every step with its operands and sources, as data. */
  readonly steps: readonly object[];
  readonly invariants: readonly CheckedInvariant[];
  /** The weakest grade of the rules. */
  readonly evidence: Evidence;
}

export interface HospitalRow {
  readonly fund: string;
  readonly hospital: string;
  /** Of the columns. */
  readonly cells: readonly string[];
}
