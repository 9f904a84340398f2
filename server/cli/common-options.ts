import { InvalidArgumentError, Option } from 'commander';
import { policyPath } from '../pricing/policy-path.js';
import { CASE_FORMATS, RESULT_FORMATS } from './choices.js';

// Options that several commands have, as commander takes them: flags, description, and where they need one a reader of the value.

export const DATA: [string, string] = ['--data <dir>', '数据目录 | data directory (DIANZHI_DATA, ./data)'];
export const AMENDMENT: [string, string, typeof collected] = [
  '--amendment <file>',
  '叠加修订文件，可多次 | lay an amendment over the scheme, repeatable',
  collected,
];
export const POLICY: [string, string] = ['--policy <file>', 'DIP地区政策（YAML） | policy of a region, for DIP'];
export const PAYMENT_POLICY: [string, string, typeof policyPath] = [
  '--policy <file>',
  '支付政策（YAML），或随附地区如demo-dip | payment policy, or a region that ships, such as demo-dip',
  policyPath,
];
export const EITHER_POLICY: [string, string, typeof collectedPolicy] = [
  '--policy <file>',
  '支付政策（或随附地区）、DIP分组政策（YAML），可各一 | payment policy (or a region that ships), DIP policy, one of each',
  collectedPolicy,
];
export const FIRST_STAY: [string, string] = [
  '--first-stay',
  '未填年内住院次数的视为当年首次 | bills that state no earlier stays are the first of their year',
];
export const ENCODING: [string, string] = ['--encoding <name>', '输入编码 | utf-8, gbk, gb18030, utf-16le (detected by default)'];

export const CORRECTIONS: [string, string] = ['--corrections <file>', '扣回、补报、申诉（CSV） | clawbacks, late cases, appeals'];
export const AUDITS: [string, string] = ['--audits <file>', '年度审核扣款（CSV） | audit deductions of the year'];
export const ASSESSMENT: [string, string] = ['--assessment <file>', '考核得分（CSV） | scores of the assessment'];
export const HOSPITALS: [string, string] = [
  '--hospitals <file>',
  '机构基数、封顶、合理超支（CSV） | base volumes, caps, reasonable overspend',
];
export const REVIEW: [string, string, typeof collected] = [
  '--review <register>',
  '特例单议登记簿，可多次 | register of special cases, repeatable',
  collected,
];
export const UNDECIDED: [string, string] = [
  '--undecided-as-ordinary',
  '未决的特例按普通规则结算 | settle undecided special cases by the ordinary rule',
];
export const THREADS: [string, string, typeof threadCount] = [
  '--threads <n>',
  '工作线程数，1为不用工作线程 | worker threads, 1 for none (one for each core)',
  threadCount,
];

/** A new option each time: commander keeps what it is given. */
export function inputFormat(): Option {
  return new Option('--input-format <format>', '输入格式 | input format (by ending and content)').choices(CASE_FORMATS);
}

/** A new option each time, as above. */
export function outputFormat(): Option {
  return new Option('--output-format <format>', '输出格式 | output format (by ending)').choices(RESULT_FORMATS);
}

/** What prices are for: one that settles refuses assumed values, an estimate marks them. */
export function purpose(usual: 'settlement' | 'estimate'): Option {
  const description = '结算或测算 | settlement refuses assumed values, an estimate marks them';
  return new Option('--purpose <purpose>', description).choices(['settlement', 'estimate']).default(usual);
}

/** Gathers the values of an option that may be given several times. */
export function collected(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

function collectedPolicy(named: string, before?: readonly string[]): readonly string[] {
  return collected(policyPath(named), before);
}

/** Reads a whole number from 1. */
export function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('应为正整数 (a whole number from 1)');
  return Number(text);
}

/** More threads than any machine here has cores would only take memory. */
const MOST_THREADS = 64;

/** Reads a number of threads. */
export function threadCount(text: string): number {
  const count = /^[1-9]\d?$/.test(text) ? Number(text) : Infinity;
  if (count > MOST_THREADS) throw new InvalidArgumentError(`应为1-${MOST_THREADS} (a whole number from 1 to ${MOST_THREADS})`);
  return count;
}
