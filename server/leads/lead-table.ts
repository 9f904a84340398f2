import type { Lead } from '../../pricing/index.js';
import { csvLine, type Language } from '../../reference-data/index.js';
import { LEAD_COLUMNS, leadValues } from './lead-row.js';

interface Row {
  /** Of the last record that raised the lead; behind all others where there is none. */
  readonly row: number;
  readonly rule: string;
  readonly line: string;
}

/** Leads as lines of a file, by the last record that raised them, so that neither persons nor the order of rules moves one. */
export class LeadTable {
  readonly #language: Language;
  readonly #rows: Row[] = [];
  readonly #counts = new Map<string, { readonly name: string; count: number }>();

  constructor(language: Language) {
    this.#language = language;
  }

  /** Keeps of leads what is printed, and nothing of the records that they came from. */
  add(leads: readonly Lead[]): void {
    for (const lead of leads) {
      const row = lead.records.at(-1)?.row ?? Number.MAX_SAFE_INTEGER;
      const counted = this.#counts.get(lead.rule);
      if (counted === undefined) this.#counts.set(lead.rule, { name: lead.name[this.#language], count: 1 });
      else counted.count++;
      this.#rows.push({ row, rule: lead.rule, line: csvLine(leadValues(lead, this.#language)) });
    }
  }

  get count(): number {
    return this.#rows.length;
  }

  /** How many each rule raised, with its name; by its id. */
  counts(): readonly (readonly [rule: string, name: string, count: number])[] {
    return [...this.#counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([rule, { name, count }]) => [rule, name, count] as const);
  }

  *text(): Generator<string, void, undefined> {
    yield csvLine(LEAD_COLUMNS);
    for (const { line } of this.#rows.sort((a, b) => a.row - b.row || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0)))
      yield line;
  }
}
