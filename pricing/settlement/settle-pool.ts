import { allocate } from '../allocate.js';
import { amountOperand, operand } from '../breakdown.js';
import { PricingError } from '../errors.js';
import { divide } from '../measurement/divide.js';
import { addFen, fen, NO_MONEY, subtractFen, sumFen, yuanOf, type Fen } from '../money.js';
import { isZero, ONE, over, plus, sumOf, times, ZERO, type Ratio } from '../ratio.js';
import { roundToFen, type Rounding } from '../rounding.js';
import type { CaseTotals } from './case-totals.js';
import { byHospital, type HospitalSums } from './hospital-sums.js';
import { fundShares } from './fund-shares.js';
import { linesOf, pricedLine, stepsOf, type BasedMoney } from './pool-lines.js';
import type { HospitalInPool, PoolResult } from './pool-result.js';
import type { PoolRow } from './pool-table.js';
import { valuePool } from './pool-value.js';
import type { SettlementValues } from './settlement-section.js';
import { TERMS } from './settlement-terms.js';

/** What a pool is settled by. */
export interface PoolInput {
  readonly row: PoolRow;
  /** Of its cases; of one fund. */
  readonly totals: readonly CaseTotals[];
  /** Money of its line, less what came off for other pools; undefined where the pool has no line and pays what its cases cost. */
  readonly released: Fen | undefined;
  readonly passedOn: Fen;
  /** Base volumes of hospitals, where the region gives each its own. */
  readonly basePoints: ReadonlyMap<string, Ratio>;
}

/** How a settlement rounds and where its parameters come from. */
export interface PoolRules {
  readonly settlement: SettlementValues;
  readonly amount: Rounding;
}

/**
 * Turns the money of a pool into what each hospital is paid, before any later step.
 *
 * @returns Released = paid to hospitals + not paid out + residue of rounding, to the fen.
 * @throws PRICING_FACT_MISSING for a base volume that the region gives each hospital; PRICING_DIVISION_BY_ZERO for a region without charges.
 */
export function settlePool(input: PoolInput, rules: PoolRules): PoolResult {
  const hospitals = byHospital(input.totals);
  return input.row.value.regime === 'fixed' ? asPriced(input, hospitals, rules) : byPoints(input, hospitals, rules);
}

function asPriced(
  { row, released, passedOn }: PoolInput,
  hospitals: readonly HospitalSums[],
  { settlement }: PoolRules,
): PoolResult {
  const { citation } = settlement.pools;
  const paid = hospitals.map((sums): HospitalInPool => ({
    ...sums,
    paidFixed: ZERO,
    gross: sums.fundPayments,
    lines: [pricedLine(sums, citation)],
  }));
  const gross = sumFen(paid.map((one) => one.gross));
  const money = released ?? gross;
  return {
    ...headOf(row, paid),
    released: money,
    passedOn,
    hospitals: paid,
    gross,
    unspent: subtractFen(money, gross),
    residue: NO_MONEY,
    steps: [],
  };
}

function byPoints(input: PoolInput, hospitals: readonly HospitalSums[], rules: PoolRules): PoolResult {
  const { row, passedOn } = input;
  const { settlement, amount } = rules;
  const released = input.released ?? NO_MONEY;
  const priced = sumFen(hospitals.map(({ pricedPayments }) => pricedPayments));
  // Cases that the pool does not value are paid first, as they were priced.
  const fund = subtractFen(released, priced);
  const based = baseMoney(row, fund, hospitals, rules);
  const sourceOperands = [
    amountOperand(TERMS.line, addFen(released, passedOn)),
    amountOperand(TERMS.comesOff, passedOn),
    amountOperand(TERMS.payments, priced),
  ];
  const valued = valuePool(
    row,
    based.money,
    hospitals.map((one) => valuedQuantity(one, input)),
    settlement.pointValue?.value,
  );
  const shared = row.base === 'fund-share' ? fundShares(hospitals, valued, based.regionShare!, settlement, amount) : undefined;
  const exact = valued.worth.map(({ yuan }, place) =>
    shared === undefined ? yuan : times(times(yuan, shared.shares[place]!), shared.balance.factor),
  );
  const rounded = exact.map((yuan) => roundToFen(yuan, amount));
  const target = roundToFen(shared === undefined ? valued.unrounded : times(valued.unrounded, shared.effective), amount);
  const residue = subtractFen(target, sumFen(rounded));
  const toHospitals = settlement.residueTo.value === 'hospitals' && residue !== 0n;
  const quantities = hospitals.map(({ quantity }) => quantity);
  const extra = toHospitals ? allocate(residue, quantities) : undefined;
  const results = hospitals.map((sums, place): HospitalInPool => {
    const lines = linesOf(sums, {
      row,
      valued,
      place,
      amount: rounded[place]!,
      share: shared && { own: shared.shares[place]!, factor: shared.balance.factor },
      extra: extra?.[place],
      settlement,
    });
    return {
      ...sums,
      fundShare: shared?.shares[place],
      paidFixed: valued.worth[place]!.fixed,
      gross: sumFen(lines.map((line) => line.amount)),
      lines,
    };
  });
  const gross = sumFen(results.map((one) => one.gross));
  const others = row.base === 'total-cost' ? sumFen(hospitals.map(({ valuedOthers }) => valuedOthers)) : NO_MONEY;
  return {
    ...headOf(row, results),
    released,
    passedOn,
    value: valued.value,
    shares: shared?.balance,
    hospitals: results,
    gross,
    unspent: fen(released - priced - (target - others)),
    residue: toHospitals ? NO_MONEY : residue,
    steps: stepsOf(
      row,
      fund,
      { ...based, operands: [...sourceOperands, ...based.operands] },
      valued,
      hospitals,
      shared?.balance,
      settlement,
    ),
  };
}

const headOf = (row: PoolRow, hospitals: readonly HospitalSums[]) => ({
  id: row.id,
  name: row.name,
  row,
  cases: hospitals.reduce((sum, { cases }) => sum + cases, 0),
  quantity: sumOf(hospitals.map(({ quantity }) => quantity)),
});

function valuedQuantity(sums: HospitalSums, { row, basePoints }: PoolInput) {
  const own = basePoints.get(sums.hospital);
  if (row.value.regime === 'elastic-volume' && row.value.baseOf === 'hospital' && own === undefined)
    throw new PricingError('PRICING_FACT_MISSING', { case: sums.hospital, field: 'basePoints' });
  return { quantity: sums.quantity, fixedQuantity: sums.fixedQuantity, basePoints: own };
}

/** What the points are worth together, by what the pool stands for. */
function baseMoney({ base }: PoolRow, fund: Fen, hospitals: readonly HospitalSums[], { settlement }: PoolRules): BasedMoney {
  const yuan = yuanOf(fund);
  const released = amountOperand(TERMS.released, fund);
  if (base === 'fund-money') return { money: yuan, operands: [released] };
  if (base === 'total-cost') {
    const others = sumFen(hospitals.map(({ valuedOthers }) => valuedOthers));
    return { money: plus(yuan, yuanOf(others)), operands: [released, amountOperand(TERMS.others, others)] };
  }
  const stated = settlement.regionFundShare;
  const charges = yuanOf(sumFen(hospitals.map((one) => one.charges)));
  const billed = yuanOf(sumFen(hospitals.map((one) => one.billed)));
  const regionShare = stated?.value ?? (isZero(charges) ? ONE : over(billed, charges));
  const operands = [released, operand(TERMS.regionShare, regionShare, stated?.citation)];
  // Where others bore all that the cases cost, nothing was billed to the fund: each hospital's share is zero, whatever points are worth.
  if (stated === undefined && isZero(regionShare)) return { money: yuan, regionShare, operands };
  return { money: divide(yuan, regionShare, 'regionFundShare'), regionShare, operands };
}
