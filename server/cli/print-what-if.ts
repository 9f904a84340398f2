import type { BilingualText, Language } from '../../reference-data/index.js';
import { CHANGE_KINDS, type Change } from '../what-if/change.js';
import { noteSentences, outcomeCells, outcomeSentences, type OutcomeCells } from '../what-if/outcome-cells.js';
import type { VariedOutcome } from '../what-if/varied-outcome.js';
import { CODES_FOLLOW_RECORD, type WhatIfUnder } from '../what-if/what-if-record.js';
import { demonstrationNote } from './print-summary.js';
import { textTable, type TextColumn } from './text-table.js';

const TITLES = {
  number: { zh: '序号', en: '#' },
  change: { zh: '变化', en: 'change' },
  status: { zh: '状态', en: 'status' },
  group: { zh: '病组', en: 'group' },
  severity: { zh: '合并症', en: 'severity' },
  relativeWeight: { zh: '权重', en: 'weight' },
  groupPoints: { zh: '分值', en: 'points' },
  paymentStandard: { zh: '支付标准（元）', en: 'standard, yuan' },
  fundPayment: { zh: '基金支付（元）', en: 'fund, yuan' },
  groupName: { zh: '病组名称', en: 'name' },
} as const satisfies Record<string, BilingualText>;

const STATUS: Readonly<Record<string, BilingualText>> = {
  grouped: { zh: '入组', en: 'grouped' },
  ambiguous: { zh: '歧义', en: 'ambiguous' },
  ungrouped: { zh: '未入组', en: 'ungrouped' },
  invalid: { zh: '校验不通过', en: 'invalid' },
};

const AS_IT_STANDS: BilingualText = { zh: '原病案', en: 'as it stands' };
const KEPT: BilingualText = { zh: '（原编码保留为其他）', en: ' (the old one kept)' };
const DIFFERS: BilingualText = {
  zh: '* 与原病案不同；+ 新出现的提示；− 不再出现的提示；– 没有数值',
  en: '* differs from the case as it stands; + said now; − no longer said; – no value',
};

/** What is printed beside the outcomes. */
export interface WhatIfHead extends WhatIfUnder {
  /** Names of codes, where the scheme prints them. */
  readonly names: Readonly<Record<string, string>>;
}

type CellName = keyof OutcomeCells;

/** Prints the outcomes side by side, in their order, with everything that differs from the first marked. */
export function printWhatIf(outcomes: readonly VariedOutcome[], head: WhatIfHead, language: Language): string {
  const { manifest, policyName } = head;
  const zh = language === 'zh';
  const [original] = outcomes as readonly [VariedOutcome, ...VariedOutcome[]];
  const names = cellNames(outcomes, head);
  const columns: TextColumn[] = [
    { title: TITLES.number[language] },
    { title: TITLES.change[language] },
    ...names.map((name) => ({ title: TITLES[name][language], isNumber: NUMBERS.includes(name) })),
  ];
  const before = outcomeCells(original);
  const rows = outcomes.map((outcome, place) => {
    const cells = outcomeCells(outcome);
    const shown = { ...cells, status: STATUS[cells.status]![language] };
    const marked = names.map((name) => `${shown[name] || '–'}${cells[name] === before[name] ? '  ' : ' *'}`);
    return [String(place), describeVariation(outcome.variation, head.names, language), ...marked];
  });
  const [header, ...lines] = textTable(columns, rows);
  return `${[
    `${zh ? '病例' : 'Case'} ${original.discharge.caseId || '–'} · ${zh ? '方案' : 'scheme'} ${manifest.id}${manifest.demonstration === true ? demonstrationNote(language) : ''}`,
    ...(policyName === undefined ? [] : [`${zh ? '支付政策' : 'Payment policy'}: ${policyName}`]),
    CODES_FOLLOW_RECORD[language],
    '',
    header!,
    ...outcomes.flatMap((outcome, place) => [lines[place]!, ...sentencesUnder(outcome, original, language)]),
    '',
    DIFFERS[language],
  ].join('\n')}\n`;
}

/** Columns in which no outcome says anything are left out. */
function cellNames(outcomes: readonly VariedOutcome[], { policyName }: WhatIfHead): readonly CellName[] {
  const cells = outcomes.map(outcomeCells);
  const always: readonly CellName[] = policyName === undefined ? [] : ['paymentStandard', 'fundPayment'];
  const order: readonly CellName[] = [
    'status',
    'group',
    'severity',
    'relativeWeight',
    'groupPoints',
    'paymentStandard',
    'fundPayment',
    'groupName',
  ];
  return order.filter((name) => always.includes(name) || cells.some((one) => one[name] !== ''));
}

const NUMBERS: readonly CellName[] = ['relativeWeight', 'groupPoints', 'paymentStandard', 'fundPayment'];

/** The changes of a variation in words. */
export function describeVariation(
  variation: readonly Change[],
  names: Readonly<Record<string, string>>,
  language: Language,
): string {
  if (variation.length === 0) return AS_IT_STANDS[language];
  return variation
    .map(({ kind, code, keepsOld }) => {
      const named = [CHANGE_KINDS[kind][language], code, names[code] ?? ''].filter((part) => part !== '').join(' ');
      return keepsOld === true ? `${named}${KEPT[language]}` : named;
    })
    .join(language === 'zh' ? '；' : '; ');
}

/** Everything said of the case as it stands; of a variation what is new and what is gone. */
function sentencesUnder(outcome: VariedOutcome, original: VariedOutcome, language: Language): string[] {
  const [before, now] = [original, outcome].map((one) => outcomeSentences(one, language)) as [
    readonly string[],
    readonly string[],
  ];
  const notes = noteSentences(outcome, language).map((text) => `     ! ${text}`);
  if (outcome === original) return now.map((text) => `     · ${text}`);
  return [
    ...notes,
    ...now.filter((text) => !before.includes(text)).map((text) => `     + ${text}`),
    ...before.filter((text) => !now.includes(text)).map((text) => `     − ${text}`),
  ];
}
