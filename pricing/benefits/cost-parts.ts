import type { Fen } from '../money.js';

/** The charges of a stay by kind; the four kinds add up to the total. Unit: fen. */
export interface CostParts {
  readonly total: Fen;
  /** Full self-pay (全自费). */
  readonly selfPaid: Fen;
  /** Above price limits (超限价自费). */
  readonly overLimit: Fen;
  /** First self-pay (先行自付). */
  readonly firstSelfPaid: Fen;
  /** In scope (符合政策范围). */
  readonly inScope: Fen;
}
