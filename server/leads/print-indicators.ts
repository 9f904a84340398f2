import type { Language } from '../../reference-data/index.js';
import { textTable } from '../cli/text-table.js';
import { readmissionOf, shown, type IndicatorReport } from './indicators-record.js';

const WORDS = {
  zh: {
    hospital: '医疗机构',
    region: '统筹区',
    cases: '病例',
    groups: '组数',
    entry: '入组率',
    cmi: 'CMI（本方案权重）',
    time: '时间指数',
    cost: '费用指数',
    risk: '低风险死亡率',
    low: '低倍率',
    high: '高倍率',
    readmission: '再入院率',
    target: '年度目标',
    share: '实际',
    least: '目标',
    met: '达标',
    yes: '是',
    no: '否',
    institutions: '医疗机构覆盖',
    diseases: '病种覆盖',
    fund: '住院基金占比',
    candidates: '辅助分型候选',
  },
  en: {
    hospital: 'hospital',
    region: 'region',
    cases: 'cases',
    groups: 'groups',
    entry: 'group entry',
    cmi: 'CMI (weights of this scheme)',
    time: 'time',
    cost: 'cost',
    risk: 'low-risk mortality',
    low: 'low multiple',
    high: 'high multiple',
    readmission: 'readmission',
    target: 'target of the year',
    share: 'share',
    least: 'least',
    met: 'met',
    yes: 'yes',
    no: 'no',
    institutions: 'institutions',
    diseases: 'diseases',
    fund: 'inpatient fund',
    candidates: 'Candidates for auxiliary types',
  },
} as const;

/** Candidates that are named. */
const NAMED = 10;

/** Indicators for the terminal: the region and each hospital, then the targets of the year. */
export function printIndicators(report: IndicatorReport, title: string, language: Language): string {
  const words = WORDS[language];
  const rows = report.indicators.map((one) => [
    one.hospital === '' ? words.region : one.hospital,
    String(one.submitted),
    String(one.groups),
    ...[
      one.groupEntry,
      one.caseMixIndex,
      one.timeIndex,
      one.costIndex,
      one.lowRiskMortality,
      one.lowMultiple,
      one.highMultiple,
    ].map((value) => shown(value) ?? ''),
    shown(readmissionOf(report.readmissions, one.hospital)) ?? '',
  ]);
  const { cases, groups, entry, cmi, time, cost, risk, low, high, readmission } = words;
  const numbers = [cases, groups, entry, cmi, time, cost, risk, low, high, readmission];
  const head = [{ title: words.hospital }, ...numbers.map((name) => ({ title: name, isNumber: true }))];
  const targets = report.targets.map(({ of, year, share, least, isMet }) => [
    `${words[of]} ${year}`,
    shown(share) ?? '',
    shown(least)!,
    isMet ? words.yes : words.no,
  ]);
  const targetHead = [
    { title: words.target },
    { title: words.share, isNumber: true },
    { title: words.least, isNumber: true },
    { title: words.met },
  ];
  const candidates = report.groups.filter(({ isSplitCandidate }) => isSplitCandidate);
  return [
    title,
    '',
    ...textTable(head, rows),
    '',
    ...(targets.length === 0 ? [] : [...textTable(targetHead, targets), '']),
    `${words.candidates}: ${candidates.length} ${candidates
      .slice(0, NAMED)
      .map(({ group }) => group)
      .join(', ')}`.trimEnd(),
    '',
  ].join('\n');
}
