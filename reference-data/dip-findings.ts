import type { DipTableName } from './dip-tables.js';
import { SHEET_FINDINGS, type Finding, type FindingEntry } from './findings.js';

/** Everything that reading and checking a DIP directory can find wrong or odd. */
export const DIP_FINDINGS = {
  ...SHEET_FINDINGS,
  'groups-missing': {
    level: 'error',
    text: { zh: '没有任何病种表（{files}）', en: 'There is no table of groups ({files})' },
  },
  'diagnosis-missing': { level: 'error', text: { zh: '{key} 没有主要诊断', en: '{key} has no main diagnosis' } },
  'key-missing': { level: 'error', text: { zh: '病种没有编码', en: 'The group has no code' } },
  'key-repeated': {
    level: 'warning',
    text: { zh: '病种编码 {key} 重复出现', en: 'The group {key} stands there more than once' },
  },
  'code-missing': { level: 'error', text: { zh: '没有编码', en: 'The row has no code' } },
  'brackets-unbalanced': {
    level: 'error',
    text: { zh: '表达式“{value}”的括号不配对（第{at}个字符）', en: 'The brackets of "{value}" do not match (position {at})' },
  },
  'brackets-not-read': {
    level: 'error',
    text: {
      zh: '表达式“{value}”含括号，编码表达式不使用括号',
      en: '"{value}" has brackets, which expressions of codes do not know',
    },
  },
  'operand-empty': {
    level: 'error',
    text: { zh: '表达式“{value}”第{at}个字符处缺少编码', en: 'The expression "{value}" lacks a code at position {at}' },
  },
  'number-invalid': { level: 'error', text: { zh: '序号“{value}”不是整数', en: 'The number "{value}" is not a whole number' } },
  'decimal-invalid': {
    level: 'error',
    text: {
      zh: '“{value}”不是普通小数（不要用千分位、单位或负号）',
      en: '"{value}" is not a plain decimal (no thousands separators, units or signs)',
    },
  },
  'range-invalid': { level: 'error', text: { zh: '范围“{value}”无效', en: 'The range "{value}" is not valid' } },
  'value-unknown': { level: 'error', text: { zh: '“{value}”应为 {allowed}', en: '"{value}" should be one of {allowed}' } },

  'operators-open': {
    level: 'error',
    text: {
      zh: '手术操作列同时使用 {used}，无法判断含义，请用 --operators 指明',
      en: 'The procedure columns use {used} side by side: say with --operators what they mean',
    },
  },

  'operators-decided': {
    level: 'warning',
    text: {
      zh: '手术操作列使用 {used}，整个文件按 {operators} 读取（可用 --operators 指明）',
      en: 'The procedure columns use {used}: the whole file is read as {operators} (--operators says otherwise)',
    },
  },
  'points-empty': { level: 'warning', text: { zh: '{key} 没有分值', en: '{key} has no points' } },
  'rows-tie': {
    level: 'warning',
    text: {
      zh: '{key} 与 {before} 条件相同（{shared}），属并列，由政策的选择顺序决定',
      en: '{key} and {before} ask for the same ({shared}): a tie, which the policy decides',
    },
  },
  'row-unreachable': {
    level: 'warning',
    text: {
      zh: '{key} 永远不会入组：符合它的病例都已符合之前的 {before}',
      en: '{key} can never win: whatever meets it meets {before} before it',
    },
  },
  'row-excluded': {
    level: 'warning',
    text: {
      zh: '{key} 永远不会入组：{codes} 在不纳入分组之列',
      en: '{key} can never win: {codes} on the lists of what is not grouped',
    },
  },
  'code-shape': {
    level: 'warning',
    text: { zh: '“{code}”不像医保版编码', en: '"{code}" does not have the shape of a code' },
  },
  'cells-merged': {
    level: 'warning',
    text: {
      zh: '合并单元格 {range} 的值“{value}”填入其各行',
      en: 'The value "{value}" of the merged cells {range} was filled into their rows',
    },
  },
  'row-ignored': {
    level: 'warning',
    text: {
      zh: '该行没有序号、诊断和手术操作，未采用：{text}',
      en: 'The row has no number, diagnosis or procedure and is left out: {text}',
    },
  },
  'annex-missing': {
    level: 'warning',
    text: {
      zh: '没有附表“结核耐药诊断”，耐药仅按其他诊断U84.300判断',
      en: 'There is no annex 结核耐药诊断: resistance is told by the other diagnosis U84.300 alone',
    },
  },
  'layer-by-content': {
    level: 'warning',
    text: {
      zh: '病种类型“{value}”与内容不符，{key} 按内容作为 {layer}',
      en: 'The type "{value}" does not fit the row; by its content {key} is {layer}',
    },
  },
  'attribute-missing': {
    level: 'warning',
    text: {
      zh: '综合病种 {key} 没有治疗方式，适用于各种治疗',
      en: 'The comprehensive group {key} names no treatment: it takes every one',
    },
  },
  'primary-care-without-group': {
    level: 'warning',
    text: {
      zh: '基层病种 {diagnosis} {procedure} 不对应任何病种',
      en: 'The primary-care row {diagnosis} {procedure} fits no group',
    },
  },
} as const satisfies Record<string, FindingEntry>;

export type DipFindingCode = keyof typeof DIP_FINDINGS;

/** A finding about a DIP directory. */
export type DipFinding = Finding<DipFindingCode, DipTableName>;
