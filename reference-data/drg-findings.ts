import type { DrgTableName } from './drg-tables.js';
import { SHEET_FINDINGS, type Finding, type FindingEntry } from './findings.js';

/** Everything that the check of a DRG scheme can find wrong or odd. */
export const DRG_FINDINGS = {
  ...SHEET_FINDINGS,
  'rule-unparsable': {
    level: 'error',
    text: {
      zh: '规则无法解析：第{at}个字符处应为 {expected}，实为“{found}”',
      en: 'The rule does not parse: at position {at} expected {expected}, found "{found}"',
    },
  },
  'set-unknown': {
    level: 'error',
    text: { zh: '规则引用了没有任何成员行的集合 {set}', en: 'The rule names the set {set}, which no row defines' },
  },
  'parent-unknown': { level: 'error', text: { zh: '上级编码 {parent} 不存在', en: 'The parent {parent} does not exist' } },

  'rule-unreachable': {
    level: 'warning',
    text: {
      zh: '{code} 位于恒成立的 {before} 之后，永远不会到达',
      en: '{code} can never be reached: {before}, before it, is always true',
    },
  },
  'rule-shadowed': {
    level: 'warning',
    text: { zh: '{code} 的条件被之前的 {before} 完全覆盖', en: '{code} is shadowed: whatever meets it meets {before} before it' },
  },
  'rule-never-true': { level: 'warning', text: { zh: '{code} 的条件永不成立', en: 'The rule of {code} is never true' } },
  'gate-unconditional': {
    level: 'warning',
    text: {
      zh: '{code} 没有入口条件，所有病例都会尝试其中各组（先期分组属正常）',
      en: '{code} has no entry condition: its groups are tried on every case (as meant for a pre-MDC)',
    },
  },
  'fallback-row-moved': {
    level: 'warning',
    text: { zh: '兜底行 {code} 移至本范围末尾', en: 'The fall-back row {code} was moved to the end of its scope' },
  },
  'sort-not-a-number': {
    level: 'warning',
    text: {
      zh: '排序“{value}”不是数字，按上一行处理',
      en: 'Sort "{value}" is not a number; the row keeps its place behind the row before',
    },
  },
  'member-repeated': {
    level: 'warning',
    text: { zh: '{code} 在 {set} 中重复出现', en: '{code} stands in {set} more than once' },
  },
  'set-unused': { level: 'warning', text: { zh: '没有规则使用集合 {set}', en: 'No rule uses the set {set}' } },
  'set-name-reserved': {
    level: 'warning',
    text: {
      zh: '{set} 由CC表按病例决定，集合表中的成员未采用',
      en: '{set} is decided case by case from the CC sheet; its members on the sheet of sets are not used',
    },
  },
  'level-unknown': {
    level: 'warning',
    text: { zh: '类型“{value}”不是MCC或CC，该行未采用', en: 'Type "{value}" is neither MCC nor CC; the row is left out' },
  },
  'code-both-levels': { level: 'warning', text: { zh: '{code} 既是MCC又是CC', en: '{code} is both MCC and CC' } },
  'exclusion-table-empty': {
    level: 'warning',
    text: {
      zh: '排除表 {table} 没有任何行，引用它的{count}个编码按不排除处理',
      en: 'The exclusion table {table} has no rows: the {count} codes that name it are never excluded',
    },
  },
  'cell-empty': { level: 'warning', text: { zh: '单元格为空，该行未采用', en: 'The cell is empty; the row is left out' } },
  'parent-mdc-differs': {
    level: 'warning',
    text: { zh: '所属MDC {mdc} 与其ADRG的MDC不同', en: 'Its MDC {mdc} differs from the MDC of its ADRG' },
  },
  'mdc-without-adrg': { level: 'warning', text: { zh: '{code} 没有任何ADRG', en: '{code} has no ADRG' } },
  'adrg-without-drg': { level: 'warning', text: { zh: '{code} 没有任何DRG行', en: '{code} has no DRG row' } },
} as const satisfies Record<string, FindingEntry>;

export type DrgFindingCode = keyof typeof DRG_FINDINGS;

/** A finding about a DRG scheme. */
export type DrgFinding = Finding<DrgFindingCode, DrgTableName>;
