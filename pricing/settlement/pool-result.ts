import type { BilingualText } from '../../reference-data/index.js';
import type { BreakdownLine, CalculationStep } from '../breakdown.js';
import type { Fen } from '../money.js';
import type { Ratio } from '../ratio.js';
import type { HospitalSums } from './hospital-sums.js';
import type { PoolRow } from './pool-table.js';

/** What a unit of quantity is worth: one value under a floating regime, two under an elastic one, none where cases are paid as priced. */
export interface PoolValue {
  /** Unit: yuan per point, or yuan per yuan of standard. */
  readonly floating?: Ratio | undefined;
  readonly fixed?: Ratio | undefined;
  /** Whether the floating value was held at its cap. */
  readonly isCapped: boolean;
}

/** What a pool comes to for one hospital. Unit: fen. */
export interface HospitalInPool extends HospitalSums {
  /** Own fund share; only of pools by fund share. */
  readonly fundShare?: Ratio | undefined;
  /** Part of the quantity that was paid at the fixed value. Exact. */
  readonly paidFixed: Ratio;
  /** What the pool pays before any later step. */
  readonly gross: Fen;
  /** Adds up to the gross amount. */
  readonly lines: readonly BreakdownLine[];
}

/** How far hospitals' fund shares were from the region's (V4), and what was done about it. */
export interface ShareBalance {
  readonly regionShare: Ratio;
  /** Average of the hospitals' shares, weighted by quantity; equal to the region's where the pool comes out even. */
  readonly averageShare: Ratio;
  /** What the shares left over of the pool, or, below zero, took beyond it, before anything was done. */
  readonly residue: Fen;
  /** By which every hospital's amount was multiplied; 1 where nothing was rescaled. */
  readonly factor: Ratio;
}

/** What became of a pool's money. Unit: fen. */
export interface PoolResult {
  readonly id: string;
  readonly name: BilingualText;
  readonly row: PoolRow;
  /** Money of the pool: its line, less what came off for other pools; what the cases cost where it has none. */
  readonly released: Fen;
  /** Of its line, paid to pools that come off it. */
  readonly passedOn: Fen;
  readonly cases: number;
  readonly quantity: Ratio;
  /** Absent where cases are paid as they were priced. */
  readonly value?: PoolValue | undefined;
  /** Only of pools by fund share. */
  readonly shares?: ShareBalance | undefined;
  /** In the order of their names. */
  readonly hospitals: readonly HospitalInPool[];
  readonly gross: Fen;
  /** Released and not paid out: a cap, a low price, shares that do not average. Below zero: paid beyond what was released. */
  readonly unspent: Fen;
  /** What rounding left and no hospital has. Below zero where rounding paid too much. */
  readonly residue: Fen;
  readonly steps: readonly CalculationStep[];
}
