import { isWithin } from '../../reference-data/index.js';
import { needed, type CaseFacts } from '../case-facts.js';
import { PricingError } from '../errors.js';
import type { GroupValues } from '../group-values.js';
import { published } from '../group-values.js';
import { divide } from '../measurement/divide.js';
import { NO_MONEY, sumFen, yuanOf, type Fen } from '../money.js';
import { WITHIN_PACKAGE } from '../outcome.js';
import type { PricedCase } from '../price-case.js';
import { times, ZERO, type Ratio } from '../ratio.js';
import { roundToUnits } from '../rounding.js';
import { QUANTITY_DECIMALS, type CaseToSettle } from './case-totals.js';
import { findPool, placeOf } from './find-pool.js';
import type { PoolRow } from './pool-table.js';
import type { SettlementValues } from './settlement-section.js';

const UNITS_OF_A_FEN = 10n ** BigInt(QUANTITY_DECIMALS - 2);

/**
 * Keeps of a priced case what settling needs of it.
 *
 * @param facts The case as it was handed over for pricing, with `hospitalId`, `dischargeDate` and `totalCharges`.
 * @param group Its group, where the region pays severe cases at a fixed value or shares by group.
 * @returns undefined for a record that went back to the hospital: nobody pays it.
 * @throws PRICING_FACT_MISSING for a fact, or for the others' part, that settling needs and the case does not state; PRICING_NO_ROW;
 *   PRICING_NO_RULE for a special case of a region that says nothing of them; PRICING_DIVISION_BY_ZERO for points of a standard of zero.
 */
export function caseToSettle(
  priced: PricedCase,
  facts: CaseFacts,
  group: GroupValues | undefined,
  values: SettlementValues,
): CaseToSettle | undefined {
  const { result, fundPayment } = priced;
  if (result === undefined) return undefined;
  const { caseId } = priced;
  const { budget } = priced.route.route;
  const place = placeOf(facts.insuredRegion, values.localRegions?.value, values.provinceRegions?.value);
  const pool = findPool({ method: result.method, budget, place }, values.pools);
  if (fundPayment === undefined) throw new PricingError('PRICING_FACT_MISSING', { case: caseId, field: 'fundPayment' });
  const charges = needed(facts, 'totalCharges');
  const others = othersOf(priced, facts, charges);
  const standard = priced.paymentStandard ?? NO_MONEY;
  const counted = countedBy(priced, values);
  const quantity = quantityOf(counted.points, counted.standard ?? NO_MONEY, pool, values);
  return {
    caseId,
    hospital: needed(facts, 'hospitalId'),
    fund: priced.fund,
    month: priced.on.slice(0, 7),
    method: result.method,
    budget,
    place,
    pool: pool.id,
    isValued: pool.value.regime !== 'fixed' && (pool.measure === 'points' ? counted.points : counted.standard) !== undefined,
    group: values.sharingLevel.value === 'group' ? (group?.group ?? '') : undefined,
    charges,
    quantity,
    fixedQuantity: fixedPart(quantity, charges, facts, group, counted.points, pool),
    standard,
    others,
    fundPayment: fundPayment.fund,
    costHolds: costHolds(facts, charges),
    payersHold: priced.hospital === undefined || priced.hospital.result === fundPayment.fund + others - charges,
  };
}

/** Points and standard as a pool may value them; neither of a special case that is paid as it was priced. */
function countedBy(
  { caseId, result, paymentStandard: standard, reviewed }: PricedCase,
  { specialCases }: SettlementValues,
): { readonly points: Ratio | undefined; readonly standard: Fen | undefined } {
  if (reviewed === undefined) return { points: result!.casePoints, standard };
  if (specialCases === undefined)
    throw new PricingError('PRICING_NO_RULE', { parameter: 'settlement.specialCases', case: caseId });
  if (specialCases.value === 'as-priced') return { points: undefined, standard: undefined };
  const { casePoints, amount } = reviewed.ordinary;
  if (casePoints === undefined) return { points: undefined, standard };
  // A point is worth at pricing what the ordinary standard says; so many of them make the new one.
  const perYuan = divide(casePoints, yuanOf(amount), caseId);
  return { points: times(perYuan, yuanOf(result!.amount)), standard };
}

/** What others than the pool pay for the stay; for what a package pays, everything: it bills the pool nothing. */
function othersOf(priced: PricedCase, facts: CaseFacts, charges: Fen): Fen {
  if (priced.hospital !== undefined) return priced.hospital.others;
  if (priced.result!.outcome.id === WITHIN_PACKAGE.id) return charges;
  if (facts.fundAdvanced !== undefined) return (charges - facts.fundAdvanced) as Fen;
  throw new PricingError('PRICING_FACT_MISSING', { case: priced.caseId, field: 'patient, otherFunds' });
}

/** Points, rounded as the region settles them, or the standard. */
function quantityOf(points: Ratio | undefined, standard: Fen, { measure }: PoolRow, values: SettlementValues): bigint {
  if (measure === 'standards') return standard * UNITS_OF_A_FEN;
  if (points === undefined) return 0n;
  const { decimals } = values.points.value;
  return roundToUnits(points, values.points.value) * 10n ** BigInt(QUANTITY_DECIMALS - decimals);
}

function fixedPart(
  quantity: bigint,
  charges: Fen,
  facts: CaseFacts,
  group: GroupValues | undefined,
  points: Ratio | undefined,
  { value }: PoolRow,
): bigint {
  if (value.regime === 'elastic-severity') {
    const { by, when } = value.severe;
    const measured = by === 'casePoints' ? (points ?? ZERO) : group && published(group, by).value;
    return measured !== undefined && isWithin(measured, when) ? quantity : 0n;
  }
  if (value.regime !== 'elastic-material' || charges === 0n) return 0n;
  const material = sumFen([needed(facts, 'drugCharges'), needed(facts, 'consumableCharges')]);
  return (quantity * (material > charges ? charges : material)) / charges;
}

const KINDS = ['selfPaid', 'overLimit', 'firstSelfPaid', 'inScope'] as const;

/** Full self-pay, over-limit, first self-pay and in-scope make the charges; a case that does not state them all breaks nothing. */
function costHolds(facts: CaseFacts, charges: Fen): boolean {
  let sum = 0n;
  for (const kind of KINDS) {
    const part = facts[kind];
    if (part === undefined) return true;
    sum += part;
  }
  return sum === charges;
}
