import { DEMONSTRATION, printYuan } from '../../pricing/index.js';
import type { BilingualText, Language } from '../../reference-data/index.js';
import type { Unpaid } from '../simulate/comparison.js';
import { DIMENSION_TITLES } from '../simulate/dimension-titles.js';
import { DIMENSIONS } from '../simulate/gains-and-losses.js';
import { mostMoved } from '../simulate/most-moved.js';
import { differenceOf, percentOf, type Simulated, type SimulatedSide, type ToldRow } from '../simulate/simulated.js';
import { whyUnsettled } from '../settlement/why-unsettled.js';
import { textTable, type TextColumn } from './text-table.js';

/** Rows of a dimension, and reasons, that a terminal shows. */
const SHOWN = 20;
const REASONS = 10;

const COLUMNS: readonly (BilingualText & { readonly isNumber?: boolean })[] = [
  { zh: '基金', en: 'fund' },
  { zh: '项', en: 'key' },
  { zh: '病例', en: 'cases', isNumber: true },
  { zh: '受益', en: 'gaining', isNumber: true },
  { zh: '受损', en: 'losing', isNumber: true },
  { zh: '现行', en: 'before', isNumber: true },
  { zh: '模拟', en: 'after', isNumber: true },
  { zh: '差额', en: 'difference', isNumber: true },
  { zh: '%', en: '%', isNumber: true },
];
const SAME_POOL = { zh: '总额不变时', en: 'same pool', isNumber: true };

/** A simulation for people: funds, then each dimension with the rows that move most, then what could not be compared. */
export function printSimulated(simulated: Simulated, language: Language): string {
  const { year, gains, isDemonstration } = simulated;
  const zh = language === 'zh';
  const columns = [...COLUMNS, ...(year === undefined ? [SAME_POOL] : [])].map((column): TextColumn => ({
    title: column[language],
    isNumber: column.isNumber === true,
  }));
  const tables = DIMENSIONS.flatMap((dimension) => {
    const all = gains.filter((row) => row.dimension === dimension);
    const shown = dimension === 'hospital' ? mostMoved(all, SHOWN) : all;
    const left = all.length - shown.length;
    const hint = zh ? `  另有 ${left} 家，见 --output 或 --report` : `  ${left} more: --output or --report`;
    return [
      DIMENSION_TITLES[dimension][language],
      ...textTable(columns, shown.map(cellsOf)).map((line) => `  ${line}`),
      ...(left > 0 ? [hint] : []),
      '',
    ];
  });
  const what =
    year === undefined
      ? zh
        ? '按两套方案计价，未结算；“总额不变时”为该基金按现行总额重新分配'
        : 'Prices under both sides, not settled; same pool: as the fund would share what it spent before'
      : zh
        ? `${year} 年按两套方案各清算一次，金额为各机构年度应付`
        : `${year} settled under both sides; amounts are what hospitals are due of the year`;
  return [...(isDemonstration ? [DEMONSTRATION[language]] : []), what, '', ...tables, ...ending(simulated, language), ''].join(
    '\n',
  );
}

function cellsOf(row: ToldRow): readonly string[] {
  const { fund, key, cases, gaining, losing, before, after, samePool } = row;
  const amounts = [before, after, differenceOf(row)].map(printYuan);
  const counts = [cases, gaining, losing].map(String);
  return [fund, key, ...counts, ...amounts, percentOf(row), ...(samePool === undefined ? [] : [printYuan(samePool)])];
}

function ending({ rows, compared, before, after }: Simulated, language: Language): readonly string[] {
  const zh = language === 'zh';
  const count = zh ? `病例 ${rows} 例，两套方案均支付 ${compared} 例` : `${rows} cases, ${compared} paid by both sides`;
  const [first, second] = zh
    ? ['现行方案未支付的病例：', '模拟方案未支付的病例：']
    : ['Cases that the side now pays nothing for:', 'Cases that the simulated side pays nothing for:'];
  return [count, ...unpaidLines(first, before, language), ...unpaidLines(second, after, language)];
}

function unpaidLines(title: string, { unpaid }: SimulatedSide, language: Language): readonly string[] {
  const zh = language === 'zh';
  if (unpaid.size === 0) return [];
  const reasons: Unpaid = new Map([...unpaid].slice(0, REASONS));
  const left = unpaid.size - reasons.size;
  const hint = zh ? `  另有 ${left} 种原因，见 --json 或 --cases` : `  ${left} more reasons: --json or --cases`;
  return [
    title,
    ...[...reasons].map(([why, count]) => `  ${count}  ${whyUnsettled(why)[language]} [${why}]`),
    ...(left > 0 ? [hint] : []),
  ];
}
