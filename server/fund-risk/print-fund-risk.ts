import { printRounded, printYuan, ratio, times, type FundAssessment, type Ratio } from '../../pricing/index.js';
import type { Language } from '../../reference-data/index.js';
import { textTable } from '../cli/text-table.js';

const TWO = { rule: 'half-up', decimals: 2 } as const;
const percent = (value: Ratio | undefined): string =>
  value === undefined ? '' : `${printRounded(times(value, ratio(100)), TWO)} %`;

const WORDS = {
  zh: {
    month: '月份',
    periodIncome: '期间收入',
    periodSpending: '期间支出',
    income: '12个月收入',
    spending: '12个月支出',
    balance: '当期结余',
    rate: '结余率',
    accumulated: '累计结余',
    months: '可支付月数',
    zone: '分区',
    growth: '支出同比',
    alarms: '预警',
    analyses: '半年度分析',
    period: '期间',
    forecast: '预测',
    scenario: '情景',
    end: '期末累计结余',
    usedUp: '用尽月份',
    points: '收支平衡时点值',
    prepayment: '预付金',
    yes: '可以',
    no: '不可以',
  },
  en: {
    month: 'month',
    periodIncome: 'income',
    periodSpending: 'spending',
    income: 'income of 12',
    spending: 'spending of 12',
    balance: 'balance',
    rate: 'rate',
    accumulated: 'accumulated',
    months: 'months payable',
    zone: 'zone',
    growth: 'spending growth',
    alarms: 'alarms',
    analyses: 'Half-yearly analysis',
    period: 'period',
    forecast: 'Forecast',
    scenario: 'scenario',
    end: 'balance at the end',
    usedUp: 'used up in',
    points: 'point value in balance',
    prepayment: 'Prepayment',
    yes: 'allowed',
    no: 'not allowed',
  },
} as const;

const numbers = (...titles: string[]) => titles.map((title) => ({ title, isNumber: true }));

/** An assessment for the terminal: the positions of the last year, the half-years, the forecast, and prepayment. */
export function printFundRisk({ fund, positions, analyses, forecasts, prepayment }: FundAssessment, language: Language): string {
  const words = WORDS[language];
  const rows = positions
    .slice(-12)
    .map((one) => [
      one.month,
      printYuan(one.rolling.income),
      printYuan(one.rolling.spending),
      printYuan(one.balance),
      percent(one.balanceRate),
      printYuan(one.accumulated),
      printRounded(one.monthsPayable, TWO),
      percent(one.spendingGrowth),
      one.zone.name[language],
      one.alarms.map((alarm) => `${alarm[language]} (${alarm.threshold})`).join('; '),
    ]);
  const head = [
    { title: words.month },
    ...numbers(words.income, words.spending, words.balance, words.rate, words.accumulated, words.months, words.growth),
    { title: words.zone },
    { title: words.alarms },
  ];
  const halves = analyses.map((one) => [
    `${one.from} – ${one.to}`,
    printYuan(one.flow.income),
    printYuan(one.flow.spending),
    printYuan(one.balance),
    percent(one.spendingGrowth),
    one.position.zone.name[language],
  ]);
  const foreseen = forecasts.map(({ scenario, rolling, months, pointValueFactor, usedUpIn }) => [
    scenario.name[language],
    printYuan(rolling.income),
    printYuan(rolling.spending),
    printYuan(months.at(-1)!.accumulated),
    printRounded(months.at(-1)!.monthsPayable, TWO),
    percent(pointValueFactor),
    months.at(-1)!.zone.name[language],
    usedUpIn ?? '',
  ]);
  const decision = prepayment.isAllowed
    ? `${words.yes} ${printYuan(prepayment.amount!)}`
    : `${words.no}: ${prepayment.refusals.map((why) => why[language]).join('; ')}`;
  return [
    `== ${fund} ==`,
    ...textTable(head, rows),
    '',
    `${words.analyses}:`,
    ...textTable(
      [
        { title: words.period },
        ...numbers(words.periodIncome, words.periodSpending, words.balance, words.growth),
        { title: words.zone },
      ],
      halves,
    ),
    '',
    `${words.forecast}:`,
    ...textTable(
      [
        { title: words.scenario },
        ...numbers(words.income, words.spending, words.end, words.months, words.points),
        { title: words.zone },
        { title: words.usedUp },
      ],
      foreseen,
    ),
    '',
    `${words.prepayment}: ${decision}`,
    '',
  ].join('\n');
}
