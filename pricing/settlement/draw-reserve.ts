import { allocate } from '../allocate.js';
import { amountOperand, operand, type Rule } from '../breakdown.js';
import { lesserFen, NO_MONEY, subtractFen, sumFen, yuanOf, type Fen } from '../money.js';
import { ONE, over, type Ratio } from '../ratio.js';
import type { Rounding } from '../rounding.js';
import { movedBy, type HospitalState } from './hospital-state.js';
import type { SettlementValues } from './settlement-section.js';
import { TERMS } from './settlement-terms.js';

/** A draw on the reserve. Unit: fen. */
export interface ReserveDraw {
  readonly wanted: Fen;
  /** The smaller of what is wanted and what there is. */
  readonly drawn: Fen;
  /** Drawn over wanted, exact: every hospital's part is scaled by it. 1 where nothing is wanted. */
  readonly factor: Ratio;
  /** In the order of what was wanted; they add up to what is drawn. */
  readonly parts: readonly Fen[];
}

/** Limits what the fund shares to what the reserve holds: all parts by one factor, to the fen. @param available Zero or more. */
export function drawReserve(wanted: readonly Fen[], available: Fen): ReserveDraw {
  const all = sumFen(wanted);
  const drawn = lesserFen(all, available);
  if (all === 0n) return { wanted: all, drawn: all, factor: ONE, parts: wanted };
  const parts = drawn === all ? wanted : allocate(drawn, wanted.map(yuanOf));
  return { wanted: all, drawn, factor: over(yuanOf(drawn), yuanOf(all)), parts };
}

const LIMIT: Rule = {
  id: 'reserve-limit',
  label: { zh: '风险储备金限额', en: 'Limit of the reserve' },
  formula: { zh: '应分担 × (储备金余额 ÷ 应分担合计) − 应分担', en: 'wanted × (reserve ÷ sum of what is wanted) − wanted' },
};

/** The hospitals after the draw, each with its part of it. */
export function limitedToReserve(
  states: readonly HospitalState[],
  available: Fen,
  { reserveLine }: SettlementValues,
  amount: Rounding,
): { readonly states: readonly HospitalState[]; readonly draw: ReserveDraw } {
  const draw = drawReserve(
    states.map(({ balance }) => balance?.wanted ?? NO_MONEY),
    available,
  );
  const limited = states.map((state, place) => {
    const { balance } = state;
    if (balance === undefined || balance.wanted === 0n) return state;
    const shared = draw.parts[place]!;
    const operands = [
      amountOperand(TERMS.wanted, balance.wanted),
      amountOperand(TERMS.allWanted, draw.wanted),
      amountOperand(TERMS.reserve, available),
      operand(TERMS.factor, draw.factor),
    ];
    const said = { rule: LIMIT, operands, citation: reserveLine?.citation };
    return { ...movedBy(state, subtractFen(shared, balance.wanted), said, amount), balance: { ...balance, shared } };
  });
  return { states: limited, draw };
}
