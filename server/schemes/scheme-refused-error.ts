import { placeFinding, type Finding, type Language, type PlacedFinding, type TableSource } from '../../reference-data/index.js';
import { ServerError } from '../errors.js';

/** A scheme with errors: refused whole, with all of them. */
export class SchemeRefusedError extends ServerError {
  readonly findings: readonly Finding[];
  readonly sources: Readonly<Record<string, TableSource>>;

  constructor(id: string, findings: readonly Finding[], sources: Readonly<Record<string, TableSource>>) {
    super('SERVER_SCHEME_REFUSED', { id, count: findings.length });
    this.findings = findings;
    this.sources = sources;
  }

  override placed(language: Language): PlacedFinding[] {
    return this.findings.map((finding) => placeFinding(finding, this.sources, language));
  }

  override text(language: Language): string {
    const lines = this.placed(language).map((finding) => `  ${printFinding(finding, language)}`);
    return [super.text(language), ...lines].join('\n');
  }
}

/** One line for a finding: where, what. */
export function printFinding({ level, sheet, row, column, message, code }: PlacedFinding, language: Language): string {
  const levels = language === 'zh' ? { error: '错误', warning: '提示' } : { error: 'error', warning: 'warning' };
  const place = [
    sheet,
    row === null ? '' : language === 'zh' ? `第${row}行` : `row ${row}`,
    column === null ? '' : language === 'zh' ? `“${column}”列` : `column ${column}`,
  ];
  return `[${levels[level]}] ${place.filter((part) => part !== '').join(' ')}: ${message} (${code})`;
}
