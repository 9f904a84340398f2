import { amountOperand, operand, type BreakdownLine, type CalculationStep, type Operand, type Rule } from '../breakdown.js';
import { fen, type Fen } from '../money.js';
import type { Citation } from '../policy/citation.js';
import { minus, sumOf, ZERO, type Ratio } from '../ratio.js';
import type { HospitalSums } from './hospital-sums.js';
import type { ShareBalance } from './pool-result.js';
import type { PoolRow } from './pool-table.js';
import type { ValuedPool } from './pool-value.js';
import type { SettlementValues } from './settlement-section.js';
import { TERMS } from './settlement-terms.js';

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

/** Cases that are paid as they were priced. */
export const pricedLine = (sums: HospitalSums, citation: Citation): BreakdownLine => ({
  rule: RULES.priced,
  operands: [operand(TERMS.cases, sums.cases), amountOperand(TERMS.payments, sums.fundPayments)],
  amount: sums.fundPayments,
  citation,
});

/** The money of a pool, brought to what the pool stands for. */
export interface BasedMoney {
  /** Unit: yuan. */
  readonly money: Ratio;
  /** Only of pools by fund share. */
  readonly regionShare?: Ratio;
  readonly operands: readonly Operand[];
}

/** What a hospital's lines are made of. */
export interface LineParts {
  readonly row: PoolRow;
  readonly valued: ValuedPool;
  readonly place: number;
  readonly amount: Fen;
  readonly share: { readonly own: Ratio; readonly factor: Ratio } | undefined;
  readonly extra: Fen | undefined;
  readonly settlement: SettlementValues;
}

/** How a hospital's amount came about; the lines add up to it. */
export function linesOf(
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

/** How the money of a pool became the value of a point. */
export function stepsOf(
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
