import type { Purpose } from '../../pricing/index.js';
import type { CaseFormat } from '../intake/index.js';

/** Options of `dianzhi simulate`; those with `to` are of the side that is tried. */
export interface SimulateOptions {
  readonly input: readonly string[];
  readonly scheme: string;
  readonly policy: string;
  readonly budget?: string;
  readonly year?: string;
  readonly toScheme?: string;
  readonly toPolicy?: string;
  readonly toBudget?: string;
  readonly toData?: string;
  readonly groupingPolicy?: string;
  readonly toGroupingPolicy?: string;
  readonly amendment?: readonly string[];
  readonly toAmendment?: readonly string[];
  readonly on?: string;
  readonly toOn?: string;
  readonly months?: readonly string[];
  readonly corrections?: string;
  readonly audits?: string;
  readonly assessment?: string;
  readonly hospitals?: string;
  readonly review?: readonly string[];
  readonly undecidedAsOrdinary?: boolean;
  readonly output?: string;
  readonly cases?: string;
  readonly report?: string;
  readonly purpose: Purpose;
  readonly firstStay?: boolean;
  readonly inputFormat?: CaseFormat;
  readonly encoding?: string;
  readonly threads?: number;
  readonly data?: string;
  readonly json?: boolean;
}
