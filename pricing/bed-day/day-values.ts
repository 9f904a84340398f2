import type { ExactDecimal } from '../../reference-data/index.js';
import type { Sourced } from '../policy/citation.js';
import type { Rounding } from '../rounding.js';
import type { DayRate } from './day-rates.js';
import type { Phase, PhaseReading } from './phases.js';

/** What a region decided about the worth of days. */
export interface DayValues {
  /** `yuan`: days are money. `points`: days are points, and points are money. */
  readonly counts: Sourced<'yuan' | 'points'>;
  readonly rates: Sourced<readonly DayRate[]>;
  readonly phaseReading?: Sourced<PhaseReading> | undefined;
  /** Unit: yuan per point. */
  readonly pointValue?: Sourced<ExactDecimal> | undefined;
  /** Unit: yuan. */
  readonly meanCaseCharges?: Sourced<ExactDecimal> | undefined;
  /** Unit: points. */
  readonly scale?: Sourced<ExactDecimal> | undefined;
  /** How points of a day are rounded before they are added up. */
  readonly dayPointsRounding?: Sourced<Rounding> | undefined;
}

/** What each day of a phase is worth: yuan, or points as published. */
export type DayValue = Phase & ({ readonly rate: ExactDecimal } | { readonly points: ExactDecimal });
