import type { BilingualText } from '../../reference-data/index.js';
import { REJECT_REASONS, type RejectReason } from './check-history-row.js';
import type { DirectoryReport, ReportWarning } from './directory-report.js';
import { GROUP_ORIGINS, LEFT_REASONS, type GroupOrigin, type LeftReason } from '../../grouper/index.js';

const ORIGINS: Readonly<Record<GroupOrigin, BilingualText>> = {
  national: { zh: '国家病种库', en: 'national library' },
  'local-addition': { zh: '本地新增', en: 'local addition' },
  cluster: { zh: '主要诊断+主要手术操作聚类', en: 'cluster of diagnosis and procedure' },
  'related-split': { zh: '相关手术操作细分', en: 'split by related procedure' },
  pool: { zh: '综合病种', en: 'comprehensive group' },
};

const LEFT: Readonly<Record<LeftReason, BilingualText>> = {
  'excluded-diagnosis': { zh: '不纳入分组的主要诊断', en: 'main diagnosis not grouped' },
  'pool-too-small': { zh: '综合病种例数不足', en: 'pool below the threshold' },
  'pool-varies-too-much': { zh: '综合病种变异系数过高', en: 'pool varies too much' },
  'pools-limited': { zh: '超出综合病种数量上限', en: 'beyond the number of pools' },
};

const REJECTS: Readonly<Record<RejectReason, BilingualText>> = {
  'record-unreadable': { zh: '记录无法识别', en: 'record cannot be read' },
  'diagnosis-missing': { zh: '缺少主要诊断', en: 'main diagnosis missing' },
  'diagnosis-no-code': { zh: '主要诊断不是ICD-10编码', en: 'main diagnosis is no ICD-10 code' },
  'two-principal-diagnoses': { zh: '有两个主要诊断', en: 'two main diagnoses' },
  'discharge-date-missing': { zh: '缺少出院日期', en: 'discharge date missing' },
  'discharge-before-admission': { zh: '出院早于入院', en: 'discharge before admission' },
  'year-outside': { zh: '不在所列年份', en: 'outside the years' },
  'cost-missing': { zh: '缺少总费用', en: 'cost missing' },
  'cost-unreadable': { zh: '总费用无法识别', en: 'cost cannot be read' },
  'cost-negative': { zh: '总费用为负', en: 'cost negative' },
  'cost-zero': { zh: '总费用为零', en: 'cost zero' },
  'cost-too-large': { zh: '总费用过大', en: 'cost too large' },
};

const WARNINGS: Readonly<Record<ReportWarning['code'], BilingualText>> = {
  'trimmed-more-than-allowed': { zh: '裁剪病例比例过高', en: 'more cases trimmed than allowed' },
  'hospitals-without-class': { zh: '政策未归类的医疗机构', en: 'institutions without a class in the policy' },
  'local-additions-to-review': { zh: '本地新增病种须经专家论证并上报', en: 'local additions need expert review and reporting' },
};

/** The report for people, headings in both languages. */
export function printReport(report: DirectoryReport): string {
  const { casesByYear, years } = report;
  const lines = [
    `# 病种目录 Directory ${report.id}`,
    '',
    ...(report.demonstration
      ? ['演示数据，均为虚构，不得用于支付。Invented data for demonstration; never for payment.', '']
      : []),
    '## 病例 Cases',
    '',
    ...list([
      ['读入 rows read', report.rows],
      ['剔除 rejected', report.rejectedRows],
      ['采用 accepted', report.cases],
      ...years.map((year, place): [string, number] => [`${year}`, casesByYear[place]!]),
    ]),
    '',
    ...table(
      ['剔除原因 Reason', '行数 Rows'],
      REJECT_REASONS.filter((reason) => report.rejected[reason] > 0).map((reason) => [
        both(REJECTS[reason]),
        report.rejected[reason],
      ]),
    ),
    '## 病种 Groups',
    '',
    ...list([
      ['病例数临界值 threshold', report.threshold],
      ['核心病种覆盖率 share of cases in core groups', report.coreShare],
      ['入组率 share of cases in groups', report.groupedShare],
      ['辅助分型候选 subtype candidates', report.subtypeCandidates],
      ['通过检验的分型类别 subtype families that pass', report.subtypeFamiliesPassed],
      ['基层病种 primary-care groups', report.primaryCareGroups],
    ]),
    '',
    ...table(
      ['来源 Origin', '病种 Groups', '病例 Cases', '占比 Share'],
      GROUP_ORIGINS.map((origin) => {
        const { groups, cases, share } = report.origins[origin];
        return [both(ORIGINS[origin]), groups, cases, share];
      }),
    ),
    ...table(
      ['未入组 Without a group', '病例 Cases', '占比 Share'],
      LEFT_REASONS.map((reason) => [both(LEFT[reason]), report.left[reason].cases, report.left[reason].share]),
    ),
    '## 费用与分值 Cost and points',
    '',
    ...list([
      ['全部病例次均费用（元）mean of all discharges (yuan)', report.overallMean],
      ['入组病例次均费用（元）mean of grouped cases (yuan)', report.groupedMean],
      ['裁剪病例 trimmed cases', `${report.trimmedCases} (${report.trimmedShare})`],
      ['调整前总分值 total points before tuning', report.totalPointsBeforeTuning],
      ['总分值 total points', report.totalPoints],
      ['调整系数 tuning factor', report.tuningFactor],
    ]),
    '',
    '## 变异系数 Coefficient of variation',
    '',
    ...table(
      ['CV', '病种 Groups', '病例 Cases'],
      report.variation.map(({ from, below, groups, cases }) => [
        below === '' ? `≥ ${from}` : `${from} - ${below}`,
        groups,
        cases,
      ]),
    ),
    ...comparison(report),
    ...(report.warnings.length === 0 ? [] : ['## 提示 Warnings', '']),
    ...report.warnings.map(({ code, detail }) => `- ${both(WARNINGS[code])}: ${detail}`),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}

function comparison({ previous }: DirectoryReport): string[] {
  if (previous === undefined) return [];
  const { id, kept, changedPoints, added, dropped } = previous;
  return [
    `## 与上版比较 Against ${id}`,
    '',
    ...list([
      ['保留 kept', kept],
      ['分值变化 points changed', changedPoints],
      ['新增 added', added.length],
      ['取消 dropped', dropped.length],
    ]),
    '',
    ...(added.length > 0 ? [`新增 added: ${added.join(', ')}`, ''] : []),
    ...(dropped.length > 0 ? [`取消 dropped: ${dropped.join(', ')}`, ''] : []),
  ];
}

const both = ({ zh, en }: BilingualText) => `${zh} ${en}`;

function list(entries: readonly (readonly [string, string | number])[]): string[] {
  return entries.map(([name, value]) => `- ${name}: ${value}`);
}

function table(header: readonly string[], rows: readonly (readonly (string | number)[])[]): string[] {
  if (rows.length === 0) return [];
  return [tableLine(header), tableLine(header.map((_, place) => (place === 0 ? '---' : '---:'))), ...rows.map(tableLine), ''];
}

function tableLine(cells: readonly (string | number)[]): string {
  return `| ${cells.join(' | ')} |`;
}
