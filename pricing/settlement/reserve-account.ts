import { fen, greaterFen, lesserFen, NO_MONEY, subtractFen, sumFen, type Fen } from '../money.js';
import { ONE } from '../ratio.js';
import { printRounded } from '../rounding.js';
import type { ReserveAccount } from './annual-settlement.js';
import type { ReserveDraw } from './draw-reserve.js';
import type { HospitalState } from './hospital-state.js';
import type { PoolResult } from './pool-result.js';
import type { SettlementValues } from './settlement-section.js';

/** What rounding takes from the reserve, where the region has it bear that, and as far as it can. Unit: fen, zero or more. */
export function roundingOfReserve(balance: Fen, pools: readonly PoolResult[], { residueTo }: SettlementValues): Fen {
  if (residueTo.value !== 'reserve') return NO_MONEY;
  const residue = sumFen(pools.map((pool) => pool.residue));
  return lesserFen(balance, greaterFen(NO_MONEY, fen(-residue)));
}

/** The reserve at the end of a year. What the year adds to it was not there to be drawn on. */
export function reserveAccount(
  balance: Fen,
  pools: readonly PoolResult[],
  hospitals: readonly HospitalState[],
  draw: ReserveDraw | undefined,
  settlement: SettlementValues,
): ReserveAccount {
  const { unspentTo, residueTo, surplusTo, factor: rounding } = settlement;
  const gained = (home: 'fund' | 'reserve' | 'hospitals', amounts: readonly Fen[]): Fen =>
    home === 'reserve' ? greaterFen(NO_MONEY, sumFen(amounts)) : NO_MONEY;
  const notKept = hospitals.flatMap(({ balance: one }) => (one === undefined ? [] : [subtractFen(one.surplus, one.kept)]));
  const unspent = gained(
    unspentTo.value,
    pools.map((pool) => pool.unspent),
  );
  const residue = gained(
    residueTo.value,
    pools.map((pool) => pool.residue),
  );
  const taken = roundingOfReserve(balance, pools, settlement);
  const added = subtractFen(sumFen([unspent, residue, gained(surplusTo.value, notKept)]), taken);
  const [wanted, drawn] = [draw?.wanted ?? NO_MONEY, draw?.drawn ?? NO_MONEY];
  const factor = printRounded(draw?.factor ?? ONE, rounding.value);
  return { balance, added, wanted, drawn, factor, left: subtractFen(sumFen([balance, added]), drawn) };
}
