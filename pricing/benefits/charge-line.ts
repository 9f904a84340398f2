import type { Ratio } from '../ratio.js';

/** One item of a bill. */
export interface ChargeLine {
  /** `pric`. Unit: yuan, with as many decimals as it has. */
  readonly price: Ratio;
  /** `cnt` */
  readonly count: Ratio;
  /** `pric_uplmt_amt`: the most that counts of the price; absent where the item has no limit. Unit: yuan. */
  readonly ceiling?: Ratio | undefined;
  /** `selfpay_prop`: what the person pays first of what is left. A share. */
  readonly firstPayShare: Ratio;
  /** An item outside the catalogue (全自费). */
  readonly isSelfPaid?: boolean | undefined;
}
