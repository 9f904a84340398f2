import { REASONS, type ReasonCode } from '../../grouper/index.js';
import type { Language } from '../../reference-data/index.js';
import type { RunSummary } from '../grouping/run-summary.js';
import { displayWidth } from '../display-width.js';

/** Prints a summary as lines of text. */
export function printSummary(summary: RunSummary, language: Language): string {
  const zh = language === 'zh';
  const { scheme, input, status, severity, rows } = summary;
  const { resumedRows = 0 } = summary;
  const speed = Math.round((rows - resumedRows) / Math.max(summary.seconds, 0.001));
  const lines = [
    `${zh ? '方案' : 'Scheme'}: ${scheme.id} ${scheme.name}${scheme.demonstration ? demonstrationNote(language) : ''}`,
    ...summary.amendments.map(({ effectiveFrom, source }) => `${zh ? '修订' : 'Amendment'}: ${effectiveFrom} ${source}`),
    `${zh ? '输入' : 'Input'}: ${input.path} (${input.format}, ${input.encoding}, ${input.dialect})`,
    ...(input.droppedColumns.length > 0
      ? [`${zh ? '个人信息列已去除' : 'Columns dropped as personal'}: ${input.droppedColumns.join(', ')}`]
      : []),
    `${zh ? '输出' : 'Output'}: ${summary.output}`,
    ...(resumedRows > 0
      ? [zh ? `接着中断的运行：此前已完成${resumedRows}行` : `Resumed: ${resumedRows} rows had been done`]
      : []),
    `${zh ? '共' : 'Rows'} ${rows}${zh ? '行，用时' : ' in '}${summary.seconds.toFixed(1)} s (${speed}/s)`,
    ...table([
      [zh ? '入组 grouped' : 'grouped', status.grouped, share(status.grouped, rows)],
      [zh ? '歧义 ambiguous' : 'ambiguous', status.ambiguous, share(status.ambiguous, rows)],
      [zh ? '未入组 ungrouped' : 'ungrouped', status.ungrouped, share(status.ungrouped, rows)],
      [zh ? '校验不通过 invalid' : 'invalid', status.invalid, share(status.invalid, rows)],
    ]),
    ...(severity === undefined
      ? []
      : [`${zh ? '合并症程度' : 'Severity'}: MCC ${severity.mcc} · CC ${severity.cc} · ${zh ? '无' : 'none'} ${severity.none}`]),
  ];
  if (summary.caseMixIndex !== undefined) {
    lines.push(
      `CMI: ${summary.caseMixIndex} (${zh ? '按有权重的入组病例' : 'grouped cases with a weight:'} ${summary.weightedCases})`,
    );
  }
  if (summary.topGroups.length > 0) {
    lines.push(zh ? '病例最多的病组:' : 'Largest groups:');
    lines.push(...table(summary.topGroups.map(({ group, name, cases }) => [group, cases, name])));
  }
  const reasons = Object.entries(summary.reasons).sort(([, a], [, b]) => b - a);
  if (reasons.length > 0) {
    lines.push(zh ? '原因与提示（行数）:' : 'Reasons and warnings (rows):');
    lines.push(
      ...table(
        reasons.map(([code, count]) => [
          code,
          count,
          REASONS[code as ReasonCode].text[language].replace(/[:：]\s*\{detail\}$/, '').replace('{detail}', '…'),
        ]),
      ),
    );
  }
  return lines.join('\n');
}

/** What is said wherever a scheme for teaching appears. */
export function demonstrationNote(language: Language): string {
  return language === 'zh'
    ? '（演示方案，仅供试用与教学，不得用于付费）'
    : ' (demonstration scheme: for trying out and teaching, not for payment)';
}

/** Rows of name, count and note, in columns. */
export function table(rows: readonly (readonly [string, number, string])[]): string[] {
  const widest = Math.max(...rows.map(([label]) => displayWidth(label)));
  return rows.map(
    ([label, count, note]) => `  ${label}${' '.repeat(widest - displayWidth(label))} ${String(count).padStart(8)}  ${note}`,
  );
}

/** A part of the whole as a percentage. */
export function share(part: number, whole: number): string {
  return whole === 0 ? '' : `${((100 * part) / whole).toFixed(1)} %`;
}
