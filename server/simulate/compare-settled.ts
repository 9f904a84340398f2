import assert from 'node:assert/strict';
import { addFen, NO_MONEY, sumFen, type Fen } from '../../pricing/index.js';
import { figureKey } from '../settlement/input-figures.js';
import { reasonUnsettled, type PricedLine } from '../settlement/priced-line.js';
import type { SettledCases } from '../settlement/settle-cases.js';
import { heldInvariants, type SettledPeriod } from '../settlement/settled-period.js';
import { drgPlace, type CaseSide, type ComparedCase } from './compared-case.js';
import { Comparison } from './comparison.js';
import { DIMENSIONS, type GainRow } from './gains-and-losses.js';
import { pairedLines } from './paired-lines.js';

/** Takes compared cases, by hospital and case. */
export type TakeCases = (cases: readonly ComparedCase[]) => Promise<void>;

/**
 * Compares a period that was settled twice from the same cases, case by case, in constant memory.
 *
 * @throws SETTLEMENT_INVARIANT_BROKEN
 */
export async function compareSettled(
  before: SettledCases,
  after: SettledCases,
  onCases: TakeCases | undefined,
): Promise<Comparison> {
  const comparison = new Comparison('either');
  const [one, other] = [new SideOfCases(before.period), new SideOfCases(after.period)];
  for await (const pairs of pairedLines(before.cases.sorted, after.cases.sorted)) {
    const cases = pairs.map(([was, is]) => comparedCase(was, is, one.take(was), other.take(is)));
    for (const compared of cases) comparison.add(compared);
    await onCases?.(cases);
  }
  for (const beside of one.withoutCases()) comparison.gains.addBeside({ ...beside, before: beside.amount, after: NO_MONEY });
  for (const beside of other.withoutCases()) comparison.gains.addBeside({ ...beside, before: NO_MONEY, after: beside.amount });
  assertAddUp(comparison.gains.rows(), before.period, after.period);
  return comparison;
}

/** Gives the cases of one side their amounts, and adds them up by hospital. */
class SideOfCases {
  readonly #period: SettledPeriod;
  readonly #byHospital = new Map<string, Fen>();

  constructor(period: SettledPeriod) {
    this.#period = period;
  }

  /** What becomes of a case; each is to be taken once, in the order of the lines. */
  take(line: PricedLine): CaseSide {
    const { settled, group } = line;
    if (settled === undefined) return { group, method: '', amount: undefined, why: reasonUnsettled(line) };
    const amount = this.#period.amounts.amountOf(settled);
    const key = figureKey(settled.fund, settled.hospital);
    this.#byHospital.set(key, addFen(this.#byHospital.get(key) ?? NO_MONEY, amount));
    return { group, method: settled.method, amount, why: '' };
  }

  /** What hospitals without a case are due: a clawback, a late case. To be asked once all cases were taken. @throws SETTLEMENT_INVARIANT_BROKEN */
  withoutCases(): readonly { readonly fund: string; readonly hospital: string; readonly amount: Fen }[] {
    heldInvariants(this.#period, this.#byHospital);
    return this.#period.hospitals.flatMap(({ fund, hospital, due }) => {
      const amount = this.#byHospital.has(figureKey(fund, hospital)) ? NO_MONEY : due;
      return amount === 0n ? [] : [{ fund, hospital, amount }];
    });
  }
}

function comparedCase(one: PricedLine, other: PricedLine, before: CaseSide, after: CaseSide): ComparedCase {
  const { hospital, caseId } = one;
  const { fund } = one.settled === undefined ? other : one;
  assert(other.settled === undefined || other.fund === fund, 'a case is of the same fund on both sides');
  return { hospital, caseId, fund, ...drgPlace(one, other), before, after };
}

/** Every dimension comes to what the hospitals of a fund are due, and every hospital's row to its own, on both sides. */
function assertAddUp(rows: readonly GainRow[], before: SettledPeriod, after: SettledPeriod): void {
  for (const [side, { hospitals }] of [
    ['before', before],
    ['after', after],
  ] as const) {
    const due = new Map(hospitals.map((one) => [figureKey(one.fund, one.hospital), one.due]));
    for (const row of rows) {
      if (row.dimension !== 'hospital') continue;
      const own = due.get(figureKey(row.fund, row.key)) ?? NO_MONEY;
      assert(row[side] === own, 'what the cases of a hospital are given is what it is due');
    }
    for (const fund of new Set(hospitals.map((one) => one.fund))) {
      const whole = sumFen(hospitals.filter((one) => one.fund === fund).map((one) => one.due));
      for (const dimension of DIMENSIONS) {
        const sum = sumFen(rows.filter((row) => row.fund === fund && row.dimension === dimension).map((row) => row[side]));
        assert(sum === whole, 'every dimension comes to what the fund is due');
      }
    }
  }
}
