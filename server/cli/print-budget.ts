import { DEMONSTRATION, INCOME, printYuan, type BudgetDocument, type FundBudget, type LineVersion } from '../../pricing/index.js';
import type { Language } from '../../reference-data/index.js';
import { fundName } from '../fund-name.js';
import type { CheckedFund } from '../settlement/check-budget.js';
import { textTable } from './text-table.js';

/** What was negotiated. */
const TOPICS: Readonly<Record<BudgetDocument['negotiations'][number]['topic'], string>> = {
  budget: '预算',
  grouping: '分组',
  weights: '权重',
  rates: '费率、点值',
  coefficients: '系数',
  catalogue: '目录',
  assessment: '考核',
};

/** A budget for people. @param hasLines Whether its lines are shown; else only that it adds up. */
export function printBudget(
  document: BudgetDocument,
  funds: readonly CheckedFund[],
  language: Language,
  hasLines: boolean,
): string {
  const zh = language === 'zh';
  const { name, region, year, isDemonstration, negotiations } = document;
  const lines = [`${name[language]} (${region}) · ${year}`, ...(isDemonstration ? [DEMONSTRATION[language]] : [])];
  for (const { fund, budget, versions } of funds) {
    const income = printYuan(budget.income);
    const count = versions.get(INCOME)!.length;
    lines.push(
      '',
      zh
        ? `${fundName(fund).zh}：收入 ${income} 元，第 ${budget.version.seq} 版（共 ${count} 版），各科目相加相符`
        : `${fundName(fund).en}: income ${income} yuan, version ${budget.version.seq} of ${count}; its lines add up`,
    );
    if (hasLines) lines.push(...lineTable(budget, versions, language), ...versionList(versions.get(INCOME)!, budget, language));
  }
  if (hasLines && negotiations.length > 0) {
    lines.push('', zh ? '谈判协商：' : 'Negotiations:');
    for (const { id, fund, topic, date, agreed } of negotiations)
      lines.push(`  ${id} ${date} ${fundName(fund)[language]} ${zh ? TOPICS[topic] : topic}: ${agreed}`);
  }
  return lines.join('\n');
}

/** A line of the table for each line of the budget, its parts below it, and a column for each version. */
function lineTable({ lines }: FundBudget, versions: CheckedFund['versions'], language: Language): readonly string[] {
  const amounts = (id: string): readonly string[] => versions.get(id)!.map(({ amount }) => printYuan(amount));
  const depth = (of: string | undefined): number => (of === undefined ? 0 : 1 + depth(lines.find(({ id }) => id === of)!.of));
  const rows = lines.map(({ id, name, of }) => [`${'  '.repeat(depth(of))}${id} ${name[language]}`, ...amounts(id)]);
  const columns = versions
    .get(INCOME)!
    .map(({ seq }) => ({ title: language === 'zh' ? `第${seq}版` : `version ${seq}`, isNumber: true }));
  const table = textTable(
    [{ title: language === 'zh' ? '科目' : 'line' }, ...columns],
    [[language === 'zh' ? `${INCOME} 收入` : INCOME, ...amounts(INCOME)], ...rows],
  );
  return table.map((line) => `  ${line}`);
}

function versionList(versions: readonly LineVersion[], { sources }: FundBudget, language: Language): readonly string[] {
  return versions.map(({ seq, date, reason, document, approver }) => {
    const { document: title, number } = sources[document]!;
    return `  ${language === 'zh' ? `第${seq}版` : `version ${seq}`} ${date} · ${reason} · ${title} ${number} · ${approver}`;
  });
}

/** The same for machines. Amounts are yuan. */
export function budgetJson(document: BudgetDocument, funds: readonly CheckedFund[], hasLines: boolean): object {
  const { region, name, year, isDemonstration: demonstration, negotiations } = document;
  return {
    region,
    name,
    year,
    demonstration,
    funds: funds.map(({ fund, budget, versions }) => ({
      fund,
      version: budget.version.seq,
      income: printYuan(budget.income),
      ...(hasLines
        ? {
            versions: versions.get(INCOME)!.map(({ amount, ...one }) => ({ ...one, income: printYuan(amount) })),
            lines: budget.lines.map(({ id, name, purpose, of }) => ({
              id,
              name,
              purpose,
              ...(of === undefined ? {} : { of }),
              amounts: versions.get(id)!.map(({ amount }) => printYuan(amount)),
            })),
          }
        : {}),
    })),
    ...(hasLines ? { negotiations } : {}),
  };
}
