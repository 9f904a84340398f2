import { printYuan, type Fen, type FundAssessment, type FundPosition } from '../../pricing/index.js';
import type { BilingualText } from '../../reference-data/index.js';
import { alarmWords, joined, long, number, percent, plain, text, type RiskTable } from './risk-table.js';

/** Months of the table of positions: the last year. */
const MONTHS_SHOWN = 12;

/** Everything that an assessment says, as tables: the last year, the figures beside the balance, half-years, and the forecast. */
export function fundRiskTables(assessment: FundAssessment): readonly RiskTable[] {
  return [positions(assessment), efficiency(assessment), halfYears(assessment), foreseen(assessment)];
}

function positions({ positions: all }: FundAssessment): RiskTable {
  return {
    title: { zh: '近12个月滚动情况（元）', en: 'Over twelve rolling months (yuan)' },
    columns: [
      text('月份', 'month'),
      number('12个月收入', 'income of 12'),
      number('12个月支出', 'spending of 12'),
      number('当期结余', 'balance'),
      number('结余率', 'rate'),
      number('累计结余', 'accumulated'),
      number('可支付月数', 'months payable'),
      text('分区', 'zone'),
      long('预警', 'alarms'),
    ],
    rows: all
      .slice(-MONTHS_SHOWN)
      .map((one) => [
        one.month,
        printYuan(one.rolling.income),
        printYuan(one.rolling.spending),
        printYuan(one.balance),
        percent(one.balanceRate),
        printYuan(one.accumulated),
        plain(one.monthsPayable),
        one.zone.name,
        alarmWords(one.alarms),
      ]),
  };
}

/** Columns of what is measured only where the accounts state it: a column that is empty everywhere is left out. */
const BESIDE: readonly (readonly [ReturnType<typeof number>, (one: FundPosition) => string])[] = [
  [number('累计结余率', 'accumulated rate'), (one) => percent(one.accumulatedRate)],
  [number('收入同比', 'income growth'), (one) => percent(one.incomeGrowth)],
  [number('支出同比', 'spending growth'), (one) => percent(one.spendingGrowth)],
  [number('预算已用', 'budget used'), (one) => percent(one.budgetUse?.used)],
  [number('时间已过', 'year elapsed'), (one) => percent(one.budgetUse?.elapsed)],
  [number('人均收入（元）', 'income per head (yuan)'), (one) => plain(one.incomePerHead)],
  [number('抚养比', 'workers per retiree'), (one) => plain(one.support)],
];

function efficiency({ positions: all }: FundAssessment): RiskTable {
  const last = all.slice(-MONTHS_SHOWN);
  const known = BESIDE.filter(([, cell]) => last.some((one) => cell(one) !== ''));
  return {
    title: { zh: '增长、预算执行与负担', en: 'Growth, budget and burden' },
    columns: [text('月份', 'month'), ...known.map(([column]) => column)],
    rows: last.map((one) => [one.month, ...known.map(([, cell]) => cell(one))]),
  };
}

function halfYears({ analyses }: FundAssessment): RiskTable {
  return {
    title: { zh: '半年度分析（元）', en: 'Half-yearly analysis (yuan)' },
    columns: [
      text('期间', 'period'),
      number('期间收入', 'income'),
      number('期间支出', 'spending'),
      number('当期结余', 'balance'),
      number('支出同比', 'spending growth'),
      text('分区', 'zone'),
    ],
    rows: analyses.map((one) => [
      `${one.from} – ${one.to}`,
      printYuan(one.flow.income),
      printYuan(one.flow.spending),
      printYuan(one.balance),
      percent(one.spendingGrowth),
      one.position.zone.name,
    ]),
  };
}

function foreseen({ forecasts }: FundAssessment): RiskTable {
  return {
    title: { zh: '预测（元）', en: 'Forecast (yuan)' },
    columns: [
      text('情景', 'scenario'),
      number('次12个月收入', 'income of the next 12'),
      number('次12个月支出', 'spending of the next 12'),
      number('期末累计结余', 'balance at the end'),
      number('期末可支付月数', 'months payable at the end'),
      number('收支平衡时点值为现值的', 'point value in balance, of today'),
      text('分区', 'zone'),
      text('用尽月份', 'used up in'),
    ],
    rows: forecasts.map(({ scenario, rolling, months, pointValueFactor, usedUpIn }) => {
      const end = months.at(-1)!;
      return [
        scenario.name,
        printYuan(rolling.income),
        printYuan(rolling.spending),
        printYuan(end.accumulated),
        plain(end.monthsPayable),
        percent(pointValueFactor),
        end.zone.name,
        usedUpIn ?? '',
      ];
    }),
  };
}

/** Whether the fund may prepay, how much, or what speaks against it. */
export function prepaymentText(
  { prepayment: { isAllowed, amount, refusals } }: FundAssessment,
  print: (amount: Fen) => string = printYuan,
): BilingualText {
  if (isAllowed)
    return {
      zh: `预付金：可以，全统筹区 ${print(amount!)} 元`,
      en: `Prepayment: allowed, ${print(amount!)} yuan for the region`,
    };
  const { zh, en } = joined(refusals);
  return { zh: `预付金：不可以（${zh}）`, en: `Prepayment: not allowed (${en})` };
}
