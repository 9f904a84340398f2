import type { Fen } from '../money.js';
import type { ExactDecimal } from '../../reference-data/index.js';

/** What indicators ask of a case. Absent means not stated. */
export interface IndicatorCase {
  readonly hospital: string;
  /** What the grouper found; `invalid` where it could not be asked. */
  readonly status: 'grouped' | 'ambiguous' | 'ungrouped' | 'invalid';
  /** Group of a grouped case. */
  readonly group: string;
  /** Principal diagnosis as three characters: the disease. */
  readonly disease: string;
  readonly relativeWeight?: ExactDecimal | undefined;
  readonly cost?: Fen | undefined;
  /** Mean charges that the region published for the group. */
  readonly meanCharges?: ExactDecimal | undefined;
  readonly days?: number | undefined;
  readonly isDead: boolean;
  /** Method that paid the case; absent where nobody priced it. */
  readonly method?: string | undefined;
  readonly visitType?: string | undefined;
  /** What the fund pays for it. */
  readonly fundPayment?: Fen | undefined;
}
