import type { Lead } from '../../pricing/index.js';
import type { Language } from '../../reference-data/index.js';

/** Columns of a file of leads. Records are joined by `|`, in the order of the lead. */
export const LEAD_COLUMNS = [
  'kind',
  'rule',
  'name',
  'hospital',
  'caseIds',
  'rows',
  'hospitals',
  'measured',
  'asked',
  'parameter',
  'document',
  'number',
  'clause',
] as const;

export function leadValues(lead: Lead, language: Language): string[] {
  const { kind, rule, name, hospital, records, measured, asked, citation } = lead;
  const { document, number, clause } = citation.source;
  return [
    kind,
    rule,
    name[language],
    hospital,
    records.map(({ caseId }) => caseId).join('|'),
    records.map(({ row }) => String(row)).join('|'),
    records.map((record) => record.hospital).join('|'),
    measured,
    asked,
    citation.parameter,
    document,
    number,
    clause,
  ];
}
