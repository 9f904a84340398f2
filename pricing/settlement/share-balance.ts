import { amountOperand, operand, type Rule } from '../breakdown.js';
import { addFen, fen, NO_MONEY, subtractFen, yuanOf, type Fen } from '../money.js';
import { greater, isZero, lesser, minus, over, plus, sumOf, times, ZERO, type Ratio } from '../ratio.js';
import { roundToFen, type Rounding } from '../rounding.js';
import { movedBy, type HospitalState } from './hospital-state.js';
import { byBands } from './marginal-bands.js';
import type { CaseTotals } from './case-totals.js';
import type { PoolResult } from './pool-result.js';
import { grossBy, poolRule } from './pool-rule.js';
import { struckOut } from './settlement-entry.js';
import type { SettlementValues } from './settlement-section.js';
import { TERMS } from './settlement-terms.js';

/** What is compared: a hospital, one of its groups, or the region. Unit: yuan. */
export interface Compared {
  readonly due: Ratio;
  /** Billed by item, after audit. */
  readonly actual: Ratio;
  /** Of an overspend, what is shared at most. */
  readonly shareable: Ratio;
}

/** A comparison in parts. Exact; unit: yuan. */
export interface ComparedParts {
  readonly surplus: Ratio;
  readonly overspend: Ratio;
  readonly kept: Ratio;
  /** The fund's part of the overspend, before the limit of the reserve. */
  readonly wanted: Ratio;
}

type BandValues = Pick<SettlementValues, 'surplusBands' | 'surplusCap' | 'overspendBands'>;

/**
 * Shares the surplus or overspend of one unit by the bands of the region, each band its own part of |due − actual| / due. Where nothing is
 * due, nothing can be kept or shared.
 */
export function compareUnit(
  { due, actual, shareable }: Compared,
  { surplusBands, surplusCap, overspendBands }: BandValues,
): ComparedParts {
  const whole = greater(ZERO, due);
  const difference = minus(due, actual);
  const surplus = greater(ZERO, difference);
  const overspend = greater(ZERO, minus(ZERO, difference));
  const bands = surplusBands?.value.map(({ upTo, hospitalKeeps }) => ({ upTo, share: hospitalKeeps }));
  const byBand = bands === undefined ? surplus : byBands(surplus, whole, bands);
  const kept = surplusCap === undefined ? byBand : lesser(byBand, times(whole, surplusCap.value));
  const shares = overspendBands?.value.map(({ upTo, fundShares }) => ({ upTo, share: fundShares })) ?? [];
  const wanted = isZero(whole) ? ZERO : byBands(lesser(overspend, shareable), whole, shares);
  return { surplus, overspend, kept, wanted };
}

const NOT_KEPT: Rule = {
  id: 'surplus-not-kept',
  label: { zh: '不予留用的结余', en: 'Surplus not kept' },
  formula: { zh: '− (结余 − Σ 各段结余 × 留用比例)', en: '− (surplus − Σ surplus in the band × share kept)' },
};
const SHARED: Rule = {
  id: 'overspend-shared',
  label: { zh: '基金分担超支', en: 'Overspend that the fund shares' },
  formula: { zh: 'Σ 各段超支 × 基金分担比例', en: 'Σ overspend in the band × share of the fund' },
};

/** What sharing needs beside the hospitals. */
export interface SharingContext {
  readonly settlement: SettlementValues;
  readonly pools: readonly PoolResult[];
  readonly totals: readonly CaseTotals[];
  readonly amount: Rounding;
}

/** Compares what is due with what was billed, at the level of the region, and shares surplus and overspend. */
export function shareBalances(states: readonly HospitalState[], context: SharingContext): readonly HospitalState[] {
  const { settlement, amount } = context;
  const units = states.map((state) => unitOf(state, settlement));
  const parts = PARTS[settlement.sharingLevel.value](states, units, context);
  return states.map((state, place) => shared(state, units[place]!, parts[place]!, settlement, amount));
}

/** A hospital as it is compared: pools that are not shared stay out, on both sides. */
function unitOf(
  { facts, exact, gross, sharedGross, sharedBilled }: HospitalState,
  { overspendShared }: SettlementValues,
): Compared {
  const due = minus(exact, yuanOf(subtractFen(gross, sharedGross)));
  const actual = yuanOf(addFen(sharedBilled, struckOut(facts.entries)));
  const overspend = greater(ZERO, minus(actual, due));
  // What nobody found a reasonable cause for has none.
  const shareable =
    overspendShared.value === 'all' ? overspend : lesser(overspend, yuanOf(facts.reasonableOverspend ?? NO_MONEY));
  return { due, actual, shareable };
}

type Parts = (states: readonly HospitalState[], units: readonly Compared[], context: SharingContext) => readonly ComparedParts[];

const PARTS: Readonly<Record<SettlementValues['sharingLevel']['value'], Parts>> = {
  hospital: (_states, units, { settlement }) => units.map((unit) => compareUnit(unit, settlement)),
  region: (_states, units, { settlement }) => ofRegion(units, settlement),
  group: (states, units, context) => states.map((state, place) => ofGroups(state, units[place]!, context)),
};

/**
 * One comparison for the region. What is not kept comes from the hospitals with a surplus, by its size; what is shared goes to those with
 * an overspend, by its size.
 */
function ofRegion(units: readonly Compared[], settlement: SettlementValues): readonly ComparedParts[] {
  const whole = compareUnit(
    {
      due: sumOf(units.map(({ due }) => due)),
      actual: sumOf(units.map(({ actual }) => actual)),
      shareable: sumOf(units.map(({ shareable }) => shareable)),
    },
    settlement,
  );
  const own = units.map((unit) => compareUnit(unit, {}));
  const surpluses = sumOf(own.map(({ surplus }) => surplus));
  const shareables = sumOf(units.map(({ shareable }) => shareable));
  const notKept = minus(whole.surplus, whole.kept);
  return own.map(({ surplus, overspend }, place) => ({
    surplus,
    overspend,
    kept: isZero(surpluses) ? ZERO : minus(surplus, over(times(notKept, surplus), surpluses)),
    wanted: isZero(shareables) ? ZERO : over(times(whole.wanted, units[place]!.shareable), shareables),
  }));
}

/** One comparison for each group of the hospital; what is due and what the audit struck out belong to groups by what they came to. */
function ofGroups(state: HospitalState, unit: Compared, { settlement, pools, totals }: SharingContext): ComparedParts {
  const groups = new Map<string, { gross: Ratio; billed: Ratio }>();
  for (const pool of pools.filter(({ row }) => row.shares)) {
    const own = pool.hospitals.find(({ hospital }) => hospital === state.sums.hospital);
    if (own === undefined) continue;
    const rule = poolRule(pool, own);
    for (const one of totals.filter(({ hospital, pool: id }) => hospital === own.hospital && id === pool.id)) {
      const sum = groups.get(one.group ?? '') ?? { gross: ZERO, billed: ZERO };
      const gross = grossBy(rule, { ...one, fundPayment: one.fundPayments });
      groups.set(one.group ?? '', {
        gross: plus(sum.gross, gross),
        billed: plus(sum.billed, yuanOf(subtractFen(one.charges, one.others))),
      });
    }
  }
  const all = [...groups.values()];
  const [gross, billed] = [sumOf(all.map((one) => one.gross)), sumOf(all.map((one) => one.billed))];
  if (isZero(gross) || isZero(billed)) return compareUnit(unit, settlement);
  const compared = all.map((one) => ({
    due: over(times(unit.due, one.gross), gross),
    actual: over(times(unit.actual, one.billed), billed),
  }));
  const overspends = sumOf(compared.map(({ due, actual }) => greater(ZERO, minus(actual, due))));
  const isAll = settlement.overspendShared.value === 'all';
  const reasonable = isAll ? overspends : lesser(overspends, yuanOf(state.facts.reasonableOverspend ?? NO_MONEY));
  const parts = compared.map(({ due, actual }) => {
    const overspend = greater(ZERO, minus(actual, due));
    const shareable = isZero(overspends) ? ZERO : over(times(overspend, reasonable), overspends);
    return compareUnit({ due, actual, shareable }, settlement);
  });
  const sum = (name: keyof ComparedParts) => sumOf(parts.map((one) => one[name]));
  return { surplus: sum('surplus'), overspend: sum('overspend'), kept: sum('kept'), wanted: sum('wanted') };
}

function shared(
  state: HospitalState,
  unit: Compared,
  { surplus, overspend, kept, wanted }: ComparedParts,
  { surplusBands, overspendBands, sharingLevel }: SettlementValues,
  amount: Rounding,
): HospitalState {
  const toFen = (value: Ratio): Fen => roundToFen(value, amount);
  const notKept = toFen(minus(surplus, kept));
  const balance = {
    due: toFen(unit.due),
    actual: toFen(unit.actual),
    surplus: toFen(surplus),
    overspend: toFen(overspend),
    kept: subtractFen(toFen(surplus), notKept),
    wanted: toFen(wanted),
    shared: toFen(wanted),
  };
  const compared = [operand(TERMS.due, unit.due), operand(TERMS.billed, unit.actual)];
  const after = movedBy(
    state,
    fen(-notKept),
    {
      rule: NOT_KEPT,
      operands: [...compared, operand(TERMS.surplus, surplus), amountOperand(TERMS.kept, balance.kept)],
      citation: surplusBands?.citation ?? sharingLevel.citation,
    },
    amount,
  );
  const said = {
    rule: SHARED,
    operands: [...compared, operand(TERMS.overspend, overspend)],
    citation: overspendBands?.citation ?? sharingLevel.citation,
  };
  return { ...movedBy(after, balance.wanted, said, amount), balance };
}
