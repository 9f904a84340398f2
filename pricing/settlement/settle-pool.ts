import { allocate } from '../allocate.js';
import { amountOperand, operand, type BreakdownLine, type CalculationStep, type Operand, type Rule } from '../breakdown.js';
import { PricingError } from '../errors.js';
import { divide } from '../measurement/divide.js';
import { fen, NO_MONEY, subtractFen, sumFen, yuanOf, type Fen } from '../money.js';
import type { Citation } from '../policy/citation.js';
import { isZero, minus, ONE, over, plus, sumOf, times, ZERO, type Ratio } from '../ratio.js';
import { roundToFen, type Rounding } from '../rounding.js';
import type { CaseTotals } from './case-totals.js';
import { byHospital, type HospitalSums } from './hospital-sums.js';
import type { HospitalInPool, PoolResult, ShareBalance } from './pool-result.js';
import type { PoolRow } from './pool-table.js';
import { valuePool, type ValuedPool } from './pool-value.js';
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

const RULES = {
  priced: {
    id: 'as-priced',
    label: { zh: '按项计价支付', en: 'Paid as priced' },
    formula: { zh: 'Σ 病例基金支付', en: "Σ the fund's payment of the cases" },
  },
  worth: {
    id: 'points-times-value',
    label: { zh: '点数 × 点值', en: 'Points × value' },
    formula: {
      zh: '固定部分 × 固定点值 + 浮动部分 × 浮动点值',
      en: 'fixed points × fixed value + floating points × floating value',
    },
  },
  others: {
    id: 'less-others',
    label: { zh: '扣减个人及其他基金支付', en: 'Less what others paid' },
    formula: { zh: '− 个人及其他基金支付', en: '− paid by patients and other funds' },
  },
  share: {
    id: 'fund-share',
    label: { zh: '按机构医保支付比例', en: "The hospital's fund share" },
    formula: {
      zh: '点数 × 点值 × 机构医保支付比例 × 折算系数',
      en: "points × value × the hospital's fund share × factor",
    },
  },
  residue: {
    id: 'residue',
    label: { zh: '点值取整尾差', en: 'Residue of rounding' },
    formula: { zh: '按点数分摊，最大余额法', en: 'by points, largest remainders first' },
  },
  value: {
    id: 'point-value',
    label: { zh: '结算点值', en: 'Point value' },
    formula: {
      zh: '（可分配总额 − 固定部分 × 固定点值）÷ 浮动部分点数',
      en: '(pool − fixed points × fixed value) ÷ floating points',
    },
  },
  money: {
    id: 'pool-money',
    label: { zh: '可分配总额', en: 'Pool to distribute' },
    formula: { zh: '基金拨付额，按资金池口径还原', en: "the fund's money, brought to the base of the pool" },
  },
  balance: {
    id: 'share-balance',
    label: { zh: '机构比例与统筹区比例平衡', en: "Hospitals' shares against the region's" },
    formula: { zh: '统筹区比例 ÷ 机构比例加权平均', en: "the region's share ÷ the average of hospitals' shares" },
  },
} as const satisfies Record<string, Rule>;

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
    steps: stepsOf(row, fund, based, valued, hospitals, shared?.balance, settlement),
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

interface BasedMoney {
  /** Unit: yuan. */
  readonly money: Ratio;
  readonly regionShare?: Ratio;
  readonly operands: readonly Operand[];
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
  return { money: divide(yuan, regionShare, 'regionFundShare'), regionShare, operands };
}

interface FundShares {
  /** In the order of the hospitals. */
  readonly shares: readonly Ratio[];
  readonly balance: ShareBalance;
  /** What of the worth of all points is paid. */
  readonly effective: Ratio;
}

/** V4: each hospital has its own fund share, billed over charges; together they may miss the region's. */
function fundShares(
  hospitals: readonly HospitalSums[],
  { worth }: ValuedPool,
  regionShare: Ratio,
  { shareMismatch }: SettlementValues,
  amount: Rounding,
): FundShares {
  const shares = hospitals.map(({ billed, charges }) => (charges === 0n ? regionShare : over(yuanOf(billed), yuanOf(charges))));
  const all = sumOf(worth.map(({ yuan }) => yuan));
  const paid = sumOf(worth.map(({ yuan }, place) => times(yuan, shares[place]!)));
  const averageShare = isZero(all) ? regionShare : over(paid, all);
  const residue = roundToFen(minus(times(all, regionShare), paid), amount);
  const rescales = shareMismatch.value === 'rescale' && !isZero(averageShare);
  const factor = rescales ? over(regionShare, averageShare) : ONE;
  return { shares, balance: { regionShare, averageShare, residue, factor }, effective: rescales ? regionShare : averageShare };
}

const pricedLine = (sums: HospitalSums, citation: Citation): BreakdownLine => ({
  rule: RULES.priced,
  operands: [operand(TERMS.cases, sums.cases), amountOperand(TERMS.payments, sums.fundPayments)],
  amount: sums.fundPayments,
  citation,
});

interface LineParts {
  readonly row: PoolRow;
  readonly valued: ValuedPool;
  readonly place: number;
  readonly amount: Fen;
  readonly share: { readonly own: Ratio; readonly factor: Ratio } | undefined;
  readonly extra: Fen | undefined;
  readonly settlement: SettlementValues;
}

/** How a hospital's amount came about; the lines add up to it. */
function linesOf(
  sums: HospitalSums,
  { row, valued, place, amount, share, extra, settlement }: LineParts,
): readonly BreakdownLine[] {
  const { citation } = settlement.pools;
  const { fixed } = valued.worth[place]!;
  const operands = [
    ...(valued.value.fixed === undefined
      ? [operand(TERMS.quantity, sums.quantity)]
      : [
          operand(TERMS.fixedQuantity, fixed),
          operand(TERMS.fixedValue, valued.value.fixed, citation),
          operand(TERMS.floatingQuantity, minus(sums.quantity, fixed)),
        ]),
    ...(valued.value.floating === undefined ? [] : [operand(TERMS.floatingValue, valued.value.floating)]),
    ...(share === undefined ? [] : [operand(TERMS.share, share.own), operand(TERMS.factor, share.factor)]),
  ];
  return [
    { rule: share === undefined ? RULES.worth : RULES.share, operands, amount, citation },
    ...(row.base === 'total-cost'
      ? [
          {
            rule: RULES.others,
            operands: [amountOperand(TERMS.others, sums.valuedOthers)],
            amount: fen(-sums.valuedOthers),
            citation,
          },
        ]
      : []),
    ...(extra === undefined
      ? []
      : [
          {
            rule: RULES.residue,
            operands: [operand(TERMS.quantity, sums.quantity)],
            amount: extra,
            citation: settlement.residueTo.citation,
          },
        ]),
    ...(sums.pricedPayments === 0n
      ? []
      : [
          {
            rule: RULES.priced,
            operands: [amountOperand(TERMS.payments, sums.pricedPayments)],
            amount: sums.pricedPayments,
            citation,
          },
        ]),
  ];
}

function stepsOf(
  row: PoolRow,
  fund: Fen,
  { money, operands }: BasedMoney,
  { value, worth }: ValuedPool,
  hospitals: readonly HospitalSums[],
  balance: ShareBalance | undefined,
  { pools, pointValue, shareMismatch }: SettlementValues,
): readonly CalculationStep[] {
  const all = sumOf(hospitals.map(({ quantity }) => quantity));
  const fixedQuantity = sumOf(worth.map(({ fixed }) => fixed));
  const cap = row.value.regime === 'fixed' ? undefined : row.value.cap;
  const steps: CalculationStep[] = [
    { rule: RULES.money, operands, result: operand(TERMS.pool, money), citation: pools.citation },
    {
      rule: RULES.value,
      operands: [
        operand(TERMS.pool, money),
        operand(TERMS.allQuantity, all),
        ...(value.fixed === undefined
          ? []
          : [operand(TERMS.fixedQuantity, fixedQuantity), operand(TERMS.fixedValue, value.fixed, pools.citation)]),
        ...(cap === undefined ? [] : [operand(TERMS.cap, cap, pools.citation)]),
      ],
      result: operand(TERMS.pointValue, value.floating ?? value.fixed ?? ZERO),
      citation: pointValue?.citation ?? pools.citation,
    },
  ];
  if (balance === undefined) return steps;
  const shares = [operand(TERMS.regionShare, balance.regionShare), operand(TERMS.averageShare, balance.averageShare)];
  return [
    ...steps,
    {
      rule: RULES.balance,
      operands: [...shares, amountOperand(TERMS.residue, balance.residue), amountOperand(TERMS.released, fund)],
      result: operand(TERMS.factor, balance.factor),
      citation: shareMismatch.citation,
    },
  ];
}
