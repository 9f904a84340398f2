import {
  DEMONSTRATION,
  fen,
  METHODS,
  parseRatio,
  printRounded,
  printYuan,
  ratio,
  sumFen,
  yuanOf,
  type Evidence,
  type Fen,
  type PaymentPolicy,
  type PoolResult,
  type Ratio,
} from '../../../pricing/index.js';
import type { BilingualText } from '../../../reference-data/index.js';
import type { GatheredCases } from '../gather-cases.js';
import type { PoolValueRow } from '../pool-values.js';
import type { RunIdentity } from '../run-manifest.js';
import type { CheckedInvariant, HospitalFigures, SettledPeriod } from '../settled-period.js';
import type { SpecialCase } from '../special-cases.js';
import type { MethodAmounts } from '../write-cases.js';
import { histogram, shareBars, signedBars } from './bar-plots.js';
import { both, htmlPage, htmlTable, legend, type PageSection } from './html-page.js';
import { linePlot } from './line-plot.js';
import { specialCaseSection } from './special-case-section.js';
import { OVERSPEND_COLOUR, seriesColour, SURPLUS_COLOUR } from './plot-colours.js';

/** Everything that a report shows. */
export interface ReportContent {
  readonly policy: PaymentPolicy;
  readonly identity: RunIdentity;
  readonly fingerprint: string;
  readonly evidence: Evidence;
  readonly cases: GatheredCases;
  readonly period: SettledPeriod;
  readonly values: readonly PoolValueRow[];
  readonly methods: MethodAmounts;
  /** Absent where no register of special cases was settled with the period. */
  readonly special: readonly SpecialCase[] | undefined;
  readonly invariants: readonly CheckedInvariant[];
}

/** The report of a run as one HTML file. */
export function reportPage(content: ReportContent): string {
  const { policy, identity, special } = content;
  const reviewed = specialCaseSection(special, fundName);
  const specialCases = reviewed === undefined ? [] : [reviewed];
  const { name } = policy.documents[0];
  const what =
    identity.kind === 'month' ? { zh: '月度预结算', en: 'monthly settlement' } : { zh: '年度清算', en: 'annual clearing' };
  return htmlPage({
    title: { zh: `${name.zh} ${identity.period} ${what.zh}`, en: `${name.en} ${identity.period}, ${what.en}` },
    warning: identity.demonstration ? DEMONSTRATION : undefined,
    sections: [
      overview(content),
      pointValues(content),
      balances(content),
      methodShares(content),
      multiples(content),
      hospitalTable(content),
      poolTable(content),
      ...specialCases,
      invariants(content),
      foundation(content),
    ],
  });
}

const FUNDS: Readonly<Record<string, BilingualText>> = {
  employee: { zh: '职工', en: 'employees' },
  resident: { zh: '居民', en: 'residents' },
};
const fundName = (fund: string): string => {
  const words = FUNDS[fund];
  return words === undefined ? fund : `${words.zh} ${words.en}`;
};
const poolName = (pools: SettledPeriod['pools'], fund: string, id: string): string => {
  const name = pools.get(fund)?.find((pool) => pool.id === id)?.name;
  return name === undefined ? id : `${name.zh} ${name.en}`;
};

/** Groups of three digits, for people. */
const shown = (amount: Fen): string => printYuan(amount).replace(/\B(?=(\d{3})+\.)/g, ',');

/** Near enough for a place in a drawing. */
const near = ({ numerator, denominator }: Ratio): number => Number((numerator * 1_000_000n) / denominator) / 1_000_000;

const NUMBER = { isNumber: true } as const;

function overview({ identity, cases, period, evidence }: ReportContent): PageSection {
  const { kind } = identity;
  const funds = [...period.pools.keys()];
  const of = (fund: string): readonly HospitalFigures[] => period.hospitals.filter((one) => one.fund === fund);
  const row = (label: string, some: readonly HospitalFigures[]): readonly string[] => [
    label,
    String(some.length),
    String(some.reduce((sum, one) => sum + one.cases, 0)),
    ...(['billed', 'due', 'paid'] as const).map((which) => shown(sumFen(some.map((one) => one[which])))),
  ];
  const table = htmlTable(
    [
      { title: { zh: '基金', en: 'fund' } },
      { title: { zh: '机构', en: 'hospitals' }, ...NUMBER },
      { title: { zh: '病例', en: 'cases' }, ...NUMBER },
      { title: { zh: '按项目记账', en: 'billed by item' }, ...NUMBER },
      {
        title: kind === 'month' ? { zh: '当月应付', en: 'due for the month' } : { zh: '年度应付', en: 'due for the year' },
        ...NUMBER,
      },
      { title: kind === 'month' ? { zh: '本次拨付', en: 'paid now' } : { zh: '清算应拨', en: 'final payment' }, ...NUMBER },
    ],
    funds.map((fund) => row(fundName(fund), of(fund))),
  );
  const left = [...cases.unsettled].map(([why, count]) => [why, String(count)]);
  const unsettled =
    left.length === 0
      ? ''
      : `<p>${both({ zh: '未结算的病例（退回或不能计价）', en: 'cases that nothing is settled for (returned, or not priced)' })}</p>${htmlTable(
          [{ title: { zh: '原因', en: 'why' } }, { title: { zh: '病例', en: 'cases' }, ...NUMBER }],
          left,
        )}`;
  return {
    title: { zh: '总览', en: 'Overview' },
    note: {
      zh: `金额单位：元。依据等级：${evidence}。两个基金分开结算。`,
      en: `Yuan. Grade of evidence: ${evidence}. Funds never mix.`,
    },
    content: table + unsettled,
  };
}

function pointValues({ values, period }: ReportContent): PageSection {
  // The final value of a year stands behind those of its months.
  const order = (of: string): string => (of.length === 4 ? `${of}-99` : of);
  const periods = [...new Set(values.map((row) => row.period))].sort((a, b) => (order(a) < order(b) ? -1 : 1));
  const keys = [
    ...new Map(values.flatMap((row) => (row.floating === '' ? [] : [[`${row.fund}\n${row.pool}`, row] as const]))).values(),
  ];
  const series = keys.map(({ fund, pool }, at) => ({
    name: `${fundName(fund)}`,
    full: `${fundName(fund)} · ${poolName(period.pools, fund, pool)}`,
    colour: seriesColour(at),
    points: periods.map((of) => {
      const row = values.find((one) => one.period === of && one.fund === fund && one.pool === pool);
      if (row === undefined || row.floating === '') return undefined;
      const exact = exactOf(row.floating);
      return { value: near(exact), printed: printRounded(exact, { rule: 'half-up', decimals: 4 }) };
    }),
  }));
  const title = { zh: '点值', en: 'Point value' };
  if (series.length === 0)
    return { title, content: `<p>${both({ zh: '没有浮动点值', en: 'no pool has a floating value' })}</p>` };
  const plot = linePlot(
    `${title.zh} ${title.en}`,
    periods.map((of) => (of.length === 4 ? '终 final' : of.slice(5))),
    series,
  );
  return {
    title,
    note: {
      zh: '各月及终值，元/点；纵轴不从零开始，只用于看变化',
      en: 'by month and final, yuan per point; the axis does not begin at zero and shows change only',
    },
    content: plot + legend(series.map(({ full: name, colour }) => ({ name, colour }))),
  };
}

/** A number as it was printed exactly: a decimal or a fraction. */
function exactOf(printed: string): Ratio {
  const [above, below] = printed.split('/');
  return below === undefined ? parseRatio(above!) : ratio(BigInt(above!), BigInt(below));
}

/** Hospitals at either end that a plot shows. */
const ENDS = 15;

function balances({ period }: ReportContent): PageSection {
  const all = period.hospitals
    .map((one) => ({ ...one, balance: fen(one.due - one.billed) }))
    .sort((a, b) => (a.balance === b.balance ? 0 : a.balance < b.balance ? 1 : -1));
  const drawn = all.length <= 2 * ENDS ? all : [...all.slice(0, ENDS), ...all.slice(-ENDS)];
  const bars = drawn.map(({ fund, hospital, balance }) => ({
    name: `${hospital} ${FUNDS[fund]?.zh ?? fund}`,
    value: near(yuanOf(balance)),
    printed: shown(balance),
    colour: balance < 0n ? OVERSPEND_COLOUR : SURPLUS_COLOUR,
  }));
  const title = { zh: '各机构结余与超支', en: "Hospitals' surplus and overspend" };
  const omitted = all.length - drawn.length;
  return {
    title,
    note: {
      zh: `应付减按项目记账，元${omitted > 0 ? `；两端各 ${ENDS} 家，其余 ${omitted} 家见下表` : ''}`,
      en: `due less billed by item, yuan${omitted > 0 ? `; ${ENDS} at either end, the other ${omitted} stand in the table` : ''}`,
    },
    content:
      signedBars(`${title.zh} ${title.en}`, bars) +
      legend([
        { name: '结余 surplus', colour: SURPLUS_COLOUR },
        { name: '超支 overspend', colour: OVERSPEND_COLOUR },
      ]),
  };
}

function methodShares({ methods }: ReportContent): PageSection {
  const all = [...methods.values()].sort((a, b) => (a.method < b.method ? -1 : 1));
  const names = [...new Set(all.map(({ method }) => method))];
  const colours = new Map(names.map((name, at) => [name, seriesColour(at)]));
  const funds = [...new Set(all.map(({ fund }) => fund))].sort();
  const rows = funds.map((fund) => {
    const own = all.filter((one) => one.fund === fund);
    const whole = sumFen(own.map(({ amount }) => amount));
    return {
      name: fundName(fund),
      parts: own.map(({ method, amount }) => ({
        name: methodName(method),
        colour: colours.get(method)!,
        share: whole > 0n && amount > 0n ? near(ratio(amount, whole)) : 0,
        printed: shown(amount),
      })),
    };
  });
  const title = { zh: '各支付方式占比', en: 'Share by method' };
  const table = htmlTable(
    [
      { title: { zh: '基金', en: 'fund' } },
      { title: { zh: '支付方式', en: 'method' } },
      { title: { zh: '病例', en: 'cases' }, ...NUMBER },
      { title: { zh: '金额', en: 'amount' }, ...NUMBER },
    ],
    all.map(({ fund, method, cases, amount }) => [fundName(fund), methodName(method), String(cases), shown(amount)]),
  );
  return {
    title,
    note: { zh: '按病例结算金额', en: 'by what the cases were settled at' },
    content:
      shareBars(`${title.zh} ${title.en}`, rows) +
      legend(names.map((name) => ({ name: methodName(name), colour: colours.get(name)! }))) +
      table,
  };
}

function methodName(id: string): string {
  const title = METHODS.find(({ section }) => section.id === id)?.title;
  return title === undefined ? id : `${title.zh} ${title.en}`;
}

function multiples({ cases }: ReportContent): PageSection {
  const columns = cases.multiples.columns();
  const funds = [...(columns[0]?.counts.keys() ?? [])];
  const title = { zh: '病例倍率分布', en: 'Distribution of case multiples' };
  const plots = funds.map((fund, at) => {
    const bins = columns.map(({ name, counts }) => ({ name, count: counts.get(fund)! }));
    return `<p>${both(FUNDS[fund] ?? { zh: fund, en: '' })}</p>${histogram(`${title.zh} ${title.en} ${fund}`, bins, seriesColour(at))}`;
  });
  return {
    title,
    note: { zh: '病例数，按总费用与支付标准之比', en: 'cases by total charges against payment standard' },
    content: plots.join(''),
  };
}

function hospitalTable({ period }: ReportContent): PageSection {
  const rows = period.hospitals.map(({ fund, hospital, cases, billed, due, paid }) => [
    fundName(fund),
    hospital,
    String(cases),
    shown(billed),
    shown(due),
    shown(fen(due - billed)),
    shown(paid),
  ]);
  const sum = (which: 'billed' | 'due' | 'paid'): Fen => sumFen(period.hospitals.map((one) => one[which]));
  const count = period.hospitals.reduce((all, { cases }) => all + cases, 0);
  return {
    title: { zh: '医疗机构', en: 'Hospitals' },
    note: {
      zh: '全部各列见 hospitals.csv，每一步见 steps.ndjson',
      en: 'all columns in hospitals.csv, every step in steps.ndjson',
    },
    content: htmlTable(
      [
        { title: { zh: '基金', en: 'fund' } },
        { title: { zh: '机构', en: 'hospital' } },
        { title: { zh: '病例', en: 'cases' }, ...NUMBER },
        { title: { zh: '按项目记账', en: 'billed' }, ...NUMBER },
        { title: { zh: '应付', en: 'due' }, ...NUMBER },
        { title: { zh: '差额', en: 'difference' }, ...NUMBER },
        { title: { zh: '拨付', en: 'paid' }, ...NUMBER },
      ],
      rows,
      [
        '',
        '',
        String(count),
        shown(sum('billed')),
        shown(sum('due')),
        shown(fen(sum('due') - sum('billed'))),
        shown(sum('paid')),
      ],
    ),
  };
}

function poolTable({ period }: ReportContent): PageSection {
  const rows = [...period.pools].flatMap(([fund, pools]) =>
    pools.filter(({ cases, released }) => cases > 0 || released !== 0n).map((pool) => poolRow(fund, pool)),
  );
  return {
    title: { zh: '资金池', en: 'Pools of money' },
    note: { zh: '拨付额 = 医疗机构合计 + 未用额 + 尾差', en: 'released = paid to hospitals + not paid out + residue' },
    content: htmlTable(
      [
        { title: { zh: '基金', en: 'fund' } },
        { title: { zh: '资金池', en: 'pool' } },
        { title: { zh: '点数或标准', en: 'points or standards' }, ...NUMBER },
        { title: { zh: '浮动点值', en: 'floating value' }, ...NUMBER },
        { title: { zh: '固定点值', en: 'fixed value' }, ...NUMBER },
        { title: { zh: '拨付额', en: 'released' }, ...NUMBER },
        { title: { zh: '医疗机构合计', en: 'to hospitals' }, ...NUMBER },
        { title: { zh: '未用额', en: 'not paid out' }, ...NUMBER },
        { title: { zh: '尾差', en: 'residue' }, ...NUMBER },
      ],
      rows,
    ),
  };
}

function poolRow(fund: string, { name, quantity, value, released, gross, unspent, residue }: PoolResult): readonly string[] {
  const four = (one: Ratio | undefined): string => (one === undefined ? '' : printRounded(one, { rule: 'half-up', decimals: 4 }));
  return [
    fundName(fund),
    `${name.zh} ${name.en}`,
    four(quantity),
    four(value?.floating),
    four(value?.fixed),
    ...[released, gross, unspent, residue].map(shown),
  ];
}

function invariants({ invariants: all }: ReportContent): PageSection {
  const items = all.map(
    ({ id, states, holds }) =>
      `<li class="${holds ? 'holds' : 'broken'}">${holds ? '✓' : '✗'} ${both(states)} <span class="en">${id}</span></li>`,
  );
  return {
    title: { zh: '守恒关系', en: 'What must hold' },
    note: { zh: '每次结算后逐条核对', en: 'checked one by one after every settlement' },
    content: `<ul>${items.join('')}</ul>`,
  };
}

function foundation({ policy, identity, fingerprint, cases }: ReportContent): PageSection {
  const { program, budget, scheme, previous } = identity;
  const rows: [string, string][] = [
    ['指纹 fingerprint', fingerprint],
    ['政策 policy', policy.documents.map(({ name, region }) => `${name.zh} ${name.en} (${region})`).join(' ← ')],
    ['预算版本 budget version', budget.version],
    ['分组方案 scheme', scheme?.id ?? '–'],
    ['病例 cases', `${cases.count} · ${cases.sha256}`],
    ['程序 program', `dianzhi ${program.version} · ${program.sha256}`],
    ...previous.map((run): [string, string] => [`此前结算 run of ${run.period}`, run.fingerprint]),
    ...Object.values(policy.documents[0].sources).map((source): [string, string] => [
      '文件 document',
      `《${source.document}》${source.number} · ${source.evidence}`,
    ]),
  ];
  return {
    title: { zh: '依据', en: 'What it rests on' },
    content: htmlTable([{ title: { zh: '项', en: 'what' } }, { title: { zh: '内容', en: 'value' } }], rows),
  };
}
