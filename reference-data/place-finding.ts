import { fillIn, type Language } from './bilingual.js';
import { DIP_FINDINGS } from './dip-findings.js';
import { DRG_FINDINGS } from './drg-findings.js';
import type { Finding, FindingEntry, PlacedFinding, SourceRun, TableSource } from './findings.js';
import { sourceRowOf } from './source-rows.js';

const FINDINGS: Readonly<Record<string, FindingEntry>> = { ...DRG_FINDINGS, ...DIP_FINDINGS };

/** Looks up sheet, row and column of a finding and words it. */
export function placeFinding(
  finding: Finding,
  sources: Readonly<Record<string, TableSource>>,
  language: Language,
): PlacedFinding {
  const { level, text } = FINDINGS[finding.code]!;
  const { record, column } = finding;
  const run = runOf(sources[finding.table]!, record ?? 0);
  const row = finding.row ?? (record === undefined || run === undefined ? undefined : sourceRowOf(run.rows, record));
  return {
    level,
    code: finding.code,
    sheet: finding.sheet ?? run?.sheet ?? finding.table,
    row: row || null,
    column: column === undefined ? null : (run?.headers[column] ?? column),
    message: fillIn(text[language], finding.details),
  };
}

/** Tells whether a scheme with this finding is refused. */
export function isError(finding: Finding): boolean {
  return FINDINGS[finding.code]!.level === 'error';
}

function runOf(source: TableSource, record: number): SourceRun | undefined {
  if ('sheet' in source) return { ...source, record: 0, headers: {} };
  return source.findLast((run) => run.record <= record) ?? source[0];
}
