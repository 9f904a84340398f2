import { fundName } from '../../fund-name.js';
import type { Language } from '../../../reference-data/index.js';
import { diffRunFolders, type PlaceDifference, type RunsDifference } from '../../settlement/diff-runs.js';
import { print, type CommandContext } from '../console.js';
import { textTable } from '../text-table.js';

/** `dianzhi settle diff RUN RUN`. */
export async function diffRuns(
  one: string,
  other: string,
  { json = false }: { readonly json?: boolean },
  { language }: CommandContext,
): Promise<void> {
  const difference = await diffRunFolders(one, other);
  if (json) print(`${JSON.stringify(jsonOf(difference))}\n`);
  else print(`${printed(difference, language)}\n`);
}

/** What a run was computed from, and columns of its hospitals, by the names that files have for them. */
const CHINESE: Readonly<Record<string, string>> = {
  kind: '类型',
  region: '统筹区',
  period: '期间',
  demonstration: '演示',
  program: '程序',
  policy: '政策',
  scheme: '分组方案',
  weights: '权重',
  budget: '预算',
  cases: '病例',
  previous: '此前结算',
  options: '选项',
  files: '其他输入',
  level: '等级',
  charges: '总费用',
  others: '个人及其他基金支付',
  billed: '按项目记账',
  pricedPayments: '按项计价合计',
  fundPart: '当月基金应付',
  leftForClearing: '留待清算',
  deposit: '预留质量保证金',
  entries: '扣款及补付',
  credited: '计入年度',
  paid: '实付',
  owed: '待抵扣',
  gross: '资金池支付额',
  score: '考核得分',
  coefficient: '考核系数',
  surplus: '结余',
  overspend: '超支',
  kept: '留用',
  shared: '基金分担',
  due: '年度应付',
  depositWithheld: '预留质量保证金',
  depositReturned: '返还质量保证金',
  months: '各月已计付',
  prepayment: '预付金',
  finalPayment: '清算应拨',
  cash: '全年实付',
};

/** A name of a file, and before it what it means. */
function nameOf(name: string, language: Language): string {
  const chinese = CHINESE[name];
  return language === 'zh' && chinese !== undefined ? `${chinese} ${name}` : name;
}

/** Checksums are told apart by their beginnings. */
const shortened = (text: string): string => text.replace(/([0-9a-f]{12})[0-9a-f]{52}/g, '$1');

function jsonOf({ one, other, inputs, places }: RunsDifference): object {
  const [a, b] = [one, other].map(({ fingerprint, identity: { region, period } }) => ({ region, period, fingerprint }));
  return { one: a, other: b, inputs, places };
}

function printed({ one, other, inputs, places }: RunsDifference, language: Language): string {
  const zh = language === 'zh';
  const names = [one, other].map(
    ({ identity, fingerprint }) => `${identity.region} ${identity.period} ${fingerprint.slice(0, 12)}`,
  );
  const lines = [`${names[0]} ↔ ${names[1]}`];
  if (inputs.length > 0)
    lines.push(
      zh ? '输入不同：' : 'Inputs that differ:',
      ...inputs.map(({ what, recorded, now }) => `  ${nameOf(what, language)}: ${shortened(recorded)} → ${shortened(now)}`),
    );
  if (places.length === 0) lines.push(zh ? '机构和步骤全部一致' : 'Every hospital and every step is the same');
  for (const place of places) lines.push('', ...placeLines(place, language));
  return lines.join('\n');
}

function placeLines({ fund, hospital, pool, figures, steps }: PlaceDifference, language: Language): readonly string[] {
  const name = [fundName(fund)[language], pool, hospital].filter((part) => part !== '').join(' · ');
  const rows = [
    ...figures.map(({ what, one, other }) => [nameOf(what, language), one, other]),
    ...steps.flatMap((step) => [
      [`${step.rule} ${step[language]}`, step.one, step.other],
      ...step.because.map((operand) => [`    ${shortened(operand[language])}`, operand.one, operand.other]),
    ]),
  ];
  const columns = [{ title: name }, { title: '1', isNumber: true }, { title: '2', isNumber: true }];
  return textTable(columns, rows);
}
